"""Pictures that lie beside a saved page, copied beside its note and named after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from fieldnotes.archive.records import IMAGE_SUFFIXES
from fieldnotes.authoring.gotoknow.page import LeftOut

MAX_BYTES = 20_000_000
"""More than any photograph of a page has."""


@dataclass(slots=True)
class Pictures:
    """The pictures of one page: which there are, and what each is called beside the note."""

    page: Path
    note: str
    found: dict[Path, str] = field(default_factory=dict)
    """A picture's file beside the page -> its name beside the note."""
    lost: list[LeftOut] = field(default_factory=list)

    def name(self, address: str) -> str | None:
        """Return the name beside the note of a picture of the page; None, noted as lost, where none lies there."""
        file = self._beside(address)
        if file is None:
            if not any(one.text == address for one in self.lost):
                self.lost.append(LeftOut(1, address, "image-lost"))
            return None
        if file not in self.found:
            suffix = file.suffix.lower().replace(".jpeg", ".jpg")
            self.found[file] = f"{self.note}-{len(self.found) + 1}{suffix}"
        return self.found[file]

    def _beside(self, address: str) -> Path | None:
        """The file that a relative address means, if it is a picture in the page's folder or below."""
        folder = self.page.parent.resolve()
        try:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                return None
            file = (folder / unquote(parts.path)).resolve()
            usable = (
                file.is_relative_to(folder)
                and file.suffix.lower() in IMAGE_SUFFIXES
                and file.is_file()
                and file.stat().st_size <= MAX_BYTES
            )
        except (OSError, ValueError):
            return None
        return file if usable else None
