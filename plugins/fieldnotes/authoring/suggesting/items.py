"""Which agenda items a text covers: those that its headings and ordinals open, and those that it names."""

from __future__ import annotations

from fieldnotes.archive.agenda import ITEM, SUBJECT, read_opening
from fieldnotes.archive.model import AgendaReference
from fieldnotes.archive.paragraphs import OPENING
from fieldnotes.authoring.suggesting.passages import Passage, Text
from fieldnotes.authoring.suggesting.suggestions import Item, Reason


def suggest_items(text: Text) -> tuple[Item, ...]:
    """Return the items of a note's body in the order of telling, each once.

    An item that is only named within a sentence may be one that another part tells, so it comes as such, and a
    subject that is opened later belongs to it. The title is not read: what its numbers mean is the author's matter.
    """
    found: dict[AgendaReference, Item] = {}
    item: int | None = None
    for passage in text.passages:
        if passage.field == "title":
            continue
        opened_to = 0
        lead = len(passage.text) - len(passage.text.lstrip())
        opening = (
            read_opening(passage.text[lead : lead + OPENING])
            if passage.kind in ("heading", "paragraph")
            else None
        )
        if opening is not None:
            opened_to = lead + opening.end
            item = opening.item if opening.item is not None else item
            if item is not None:
                reference = AgendaReference(item, opening.subject)
                if reference not in found or not found[reference].opens:
                    found.pop(reference, None)
                    code = "item-heading" if passage.kind == "heading" else "item-ordinal"
                    found[reference] = _item(text, passage, (lead, opened_to), reference, code)
        for match in ITEM.finditer(passage.text, opened_to):
            named = read_opening(passage.text[match.start() : match.start() + OPENING])
            if named is None or named.item is None:
                continue
            item = named.item
            reference = AgendaReference(named.item, named.subject)
            if reference not in found:
                end = match.start() + named.end
                found[reference] = _item(
                    text, passage, (match.start(), end), reference, "item-named"
                )
        if item is not None:
            for match in SUBJECT.finditer(passage.text, opened_to):
                named = read_opening(match[0])
                if named is None or named.subject is None:
                    continue
                reference = AgendaReference(item, named.subject)
                if reference not in found:
                    found[reference] = _item(text, passage, match.span(), reference, "item-named")
    return tuple(found.values())


def _item(
    text: Text, passage: Passage, span: tuple[int, int], reference: AgendaReference, code: str
) -> Item:
    evidence = text.evidence(passage, *span)
    return Item(reference, code != "item-named", Reason(code), evidence.quote, evidence.place)
