"""Links and images as an author writes them: where each leads within the site, or that it leads nowhere.

What may lead somewhere: addresses of the web (`http`, `https`), other records' files, places in the same note. All else
(`javascript:`, `data:`, `mailto:`, files that are no records) is shown as its words; the archive has reported it.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Mapping
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from fieldnotes.archive.body_links import path_in_notes
from fieldnotes.archive.model import Archive
from fieldnotes.site.marks import ID, strip_marks

_IMAGE_TYPES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
"""Images that are shown. Not SVG: opened by itself it is a document that may run scripts."""

_FOOTNOTE_LINKS = ("footnote-ref", "footnote-backref")


def addresses_by_path(archive: Archive) -> Mapping[str, str]:
    """Return the address of each record's page by the path of its file in `notes/`."""
    return {
        **{note.path: f"notes/{note.id}" for note in archive.notes.values()},
        **{
            meeting.path: f"meetings/{meeting.id}"
            for meeting in archive.meetings.values()
            if meeting.path
        },
        **{body.path: f"organisations/{body.id}" for body in archive.organisations.values()},
        "tags.yml": "tags/",
        "places.yml": "places/",
    }


def is_shown(image: str) -> bool:
    """Whether a file beside a note is an image that pages show."""
    return image.lower().endswith(_IMAGE_TYPES)


class References:
    """Settles the links and images in the trees of texts."""

    def __init__(self, archive: Archive) -> None:
        self._addresses = addresses_by_path(archive)
        self._notes = {note.path: note for note in archive.notes.values()}

    def settle(
        self,
        root: Element,
        path: str | None,
        anchors: Collection[str] = (),
        images: Collection[str] = (),
    ) -> None:
        """Rewrite all links and images of a tree.

        `path` is the record in which the text stands (None: none, so that no relative link leads anywhere),
        `anchors` are the places in it and `images` the files beside it that its text may show.
        """
        self._settle(root, path, anchors, images, within_link=False)

    def _settle(
        self,
        parent: Element,
        path: str | None,
        anchors: Collection[str],
        images: Collection[str],
        *,
        within_link: bool,
    ) -> None:
        for element in parent:
            if element.tag == "a" and element.get("class") not in _FOOTNOTE_LINKS:
                self._settle_link(element, path, anchors)
            elif element.tag == "img":
                self._settle_image(element, path, images, within_link=within_link)
            if len(element):
                self._settle(
                    element, path, anchors, images, within_link=within_link or element.tag == "a"
                )

    def _settle_link(self, link: Element, path: str | None, anchors: Collection[str]) -> None:
        written = _attribute(link, "href")
        title = _attribute(link, "title")
        link.attrib.clear()
        target, kind = self._target(written, path, anchors)
        if target is None:
            link.tag = "span"
            return
        link.set("href", target)
        if kind:
            link.set("class", kind)
        if title:
            link.set("title", title)

    def _target(
        self, written: str, path: str | None, anchors: Collection[str]
    ) -> tuple[str | None, str | None]:
        if is_external(written):
            return written, "fn-external"
        if written.startswith("#"):
            return (f"#{ID}{written[1:]}", None) if written[1:] in anchors else (None, None)
        if path is None or ":" in written or written.startswith(("/", "\\")):
            return None, None
        file = path_in_notes(written, path)
        if file is None or (address := self._addresses.get(file)) is None:
            return None, None
        fragment = written.partition("#")[2]
        note = self._notes.get(file)
        if note is not None and any(paragraph.anchor == fragment for paragraph in note.paragraphs):
            return f"record:{address}#{fragment}", "fn-record"
        return f"record:{address}", "fn-record"

    def _settle_image(
        self, image: Element, path: str | None, images: Collection[str], *, within_link: bool
    ) -> None:
        source = _attribute(image, "src")
        words = _attribute(image, "alt")
        title = _attribute(image, "title")
        image.attrib.clear()
        file = path_in_notes(source, path) if path is not None and ":" not in source else None
        if file is not None and file in images and is_shown(file):
            image.attrib.update(
                src=f"record-file:{quote(file)}", alt=words, loading="lazy", decoding="async"
            )
            if title:
                image.set("title", title)
            return
        # An image elsewhere is never loaded: whoever keeps it would learn who reads the note.
        image.tag, image.text = "span", words or source
        if is_external(source) and not within_link:
            image.tag = "a"
            image.attrib.update({"href": source, "class": "fn-external fn-external-image"})


def is_external(target: str) -> bool:
    """Whether a target is an address of the web, whole and by a protocol that runs nothing."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.netloc)
        and target.lower().startswith(parts.scheme + "://")
    )


def _attribute(element: Element, name: str) -> str:
    """Return an attribute as it was typed: entities become signs, for the serialiser escapes all."""
    return html.unescape(strip_marks(element.get(name, "")))
