"""A name that is withheld is proposed for nothing."""

from __future__ import annotations

from fieldnotes.archive.model import Archive, Settings
from fieldnotes.authoring.suggesting.suggest import suggest


def test_withheld_names_are_not_proposed() -> None:
    text = "กลุ่มบ้านแสงจันทร์มา กลุ่มบ้านแสงจันทร์เล่า"
    assert suggest("แสงจันทร์", text, Archive()).organisations
    hidden = suggest("แสงจันทร์", text, Archive(settings=Settings(withhold=("แสงจันทร์",))))
    names = [*(tag.label for tag in hidden.tags), *(one.name for one in hidden.organisations)]
    assert not [name for name in names if "แสงจันทร์" in name]
