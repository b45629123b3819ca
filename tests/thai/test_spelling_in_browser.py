"""The spelling tables mean the same in JavaScript as in Python."""

from playwright.sync_api import Browser
from pythainlp.corpus import thai_words

from fieldnotes.thai import spelling

# All that the module's docstring asks of another language, and nothing more.
NORMALISE = r"""([tables, texts]) => {
  const all = (inside) => new RegExp(`[${inside}]`, "g");
  const ranks = tables.order.map((inside) => new RegExp(`[${inside}]`));
  const rank = (sign) => ranks.findIndex((signs) => signs.test(sign));
  const run = new RegExp(`[${tables.order.join("")}]{2,}`, "g");
  const sorted = (signs) => [...signs].sort((a, b) => rank(a) - rank(b)).join("");
  const rules = tables.rules.map(([pattern, by]) =>
    [new RegExp(pattern, "g"), by.replace("\\", "$")]);
  return texts.map((typed) => {
    let text = typed.replace(all(tables.breaks), "\n").replace(all(tables.spaces), " ")
      .replace(all(tables.deleted), "");
    for (let before; before !== text;) {
      before = text;
      text = text.normalize("NFC").replace(run, sorted);
      for (const [pattern, by] of rules) text = text.replace(pattern, by);
    }
    return text;
  });
}"""


def test_javascript_spells_as_python_does(browser: Browser) -> None:
    words = sorted(thai_words())[::20]
    apart = str.maketrans(
        {"\u0e33": "\u0e4d\u0e32", "\u0e41": "\u0e40\u0e40", "\u0e35": "\u200b\u0e35"}
    )
    texts = [
        *words,
        *(word.translate(apart) for word in words),
        *(word[::-1] for word in words),
        "\ufeffcafe\u0301\u00a0ก\u2028ฤ\u0e45\u0e45 ค\u0e45",
    ]
    tables = {
        "breaks": spelling.LINE_BREAKS,
        "spaces": spelling.SPACES,
        "deleted": spelling.DELETED,
        "order": spelling.ORDER,
        "rules": [[rule.pattern, rule.replacement] for rule in spelling.RULES],
    }
    page = browser.new_page()
    try:
        spelled = page.evaluate(NORMALISE, [tables, texts])
    finally:
        page.close()
    assert spelled == [spelling.normalise(text) for text in texts]
