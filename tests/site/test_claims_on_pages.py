"""Where a claim is shown: with its quote on the page of each of its ends that has one, and on its note's."""

from __future__ import annotations

import re
from html import unescape

import pytest
from built_site import REAL_NOTES
from made_archive import write_archive

from fieldnotes.archive.joining import load
from fieldnotes.archive.model import Archive, Claim, Party
from fieldnotes.site.plan import plan_pages
from fieldnotes.site.templating import Templates
from fieldnotes.site.text import Texts
from fieldnotes.site.views import organisation, place

ABOUT = re.compile(r"\A- about: .*")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A made archive in which every other note claims something of a place too."""
    folder = tmp_path_factory.mktemp("made")
    write_archive(folder, notes=60)
    for file in sorted(folder.rglob("*.claims.yml"))[::2]:
        first = re.split(r"\n(?=- )", file.read_text(encoding="utf-8").rstrip("\n"))[0]
        with file.open("a", encoding="utf-8") as claims:
            claims.write(ABOUT.sub("- about: จังหวัดนครสมมุติ", first) + "\n")
    loaded = load(folder)
    assert not loaded.errors
    assert loaded.archive.place_claims
    return loaded.archive


@pytest.fixture(params=["real", "made"])
def archive(request: pytest.FixtureRequest, made: Archive) -> Archive:
    return made if request.param == "made" else load(REAL_NOTES).archive


def homes(claim: Claim, archive: Archive) -> list[str]:
    """The addresses of all pages on which a claim has to be found."""
    found = [f"notes/{claim.note}"]
    for end in (claim.about, claim.to):
        if isinstance(end, Party) and end.organisation in archive.organisations:
            found.append(f"organisations/{end.organisation}")
        if isinstance(end, Party) and end.place in archive.places:
            found.append(f"places/{end.place}")
    return found


@pytest.mark.parametrize("longest", [300, 3], ids=["whole", "by year"])
def test_every_claim_is_quoted_at_home(
    archive: Archive, longest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for view in (organisation, place):
        monkeypatch.setattr(view, "LONGEST", longest)
    templates = Templates()
    by_record: dict[str, str] = {}
    years = 0
    for page in plan_pages(archive, Texts(archive)):
        folder, _, rest = page.address.partition("/")
        if folder in ("notes", "organisations", "places") and rest:
            record, _, year = rest.partition("/")
            years += bool(year)
            html = templates.render(page.template, page.context())
            address = f"{folder}/{record}"
            by_record[address] = by_record.get(address, "") + html
    assert bool(years) == (longest == 3)
    texts = {address: _words(html) for address, html in by_record.items()}
    lost = [
        f"{address}: {claim.quote}"
        for note in archive.notes.values()
        for claim in note.claims
        for address in homes(claim, archive)
        if f"“{' '.join(claim.quote.split())}”" not in texts[address]
        or f'href="record:notes/{claim.note}#{claim.anchor}"' not in by_record[address]
    ]
    assert lost == []


def _words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
