"""The order of the pages against the order of the reader's own browser."""

from playwright.sync_api import Browser
from pythainlp.corpus import thai_words

from fieldnotes.thai.order import collation_key

MOST_SWAPS = 60
SWAPPED_NEIGHBOURS = """(words) => {
  const { compare } = new Intl.Collator("th");
  return words.slice(1).flatMap((word, i) => compare(words[i], word) > 0 ? [[words[i], word]] : []);
}"""


def test_the_browser_would_swap_next_to_no_neighbours(browser: Browser) -> None:
    words = sorted(thai_words(), key=collation_key)
    assert len(words) > 60_000
    page = browser.new_page()
    try:
        assert page.evaluate("Intl.Collator.supportedLocalesOf('th')") == ["th"]
        swapped = page.evaluate(SWAPPED_NEIGHBOURS, words)
    finally:
        page.close()
    assert len(swapped) <= MOST_SWAPS, swapped
