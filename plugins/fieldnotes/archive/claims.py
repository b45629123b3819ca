"""Joining claims: each with the paragraph that says it, and with those whom it is about."""

from __future__ import annotations

from collections.abc import Iterable

from fieldnotes.archive.context import Context
from fieldnotes.archive.model import Claim, Meeting, Note
from fieldnotes.archive.quotes import Quotes
from fieldnotes.archive.records import Record
from fieldnotes.archive.schema import ClaimFront
from fieldnotes.archive.withholding import Withholding


def claims_of(
    context: Context,
    records: Iterable[Record[ClaimFront]],
    note: Note,
    meeting: Meeting | None,
    *,
    quotes: Quotes,
    hidden: Withholding,
    user: str | None,
) -> tuple[Claim, ...]:
    """Return the claims of a note, without those whose quote is not in it exactly once.

    `quotes` finds quotes in the note. `user` is the note's id where it is published: names without a record are listed
    with it.
    """
    claims = []
    for record in records:
        front = record.front
        if front.what == "relation" and front.relation is None:
            context.fault("field-missing", record.at(), expected="relation")
        if front.relation is not None and front.to is None:
            context.fault("field-missing", record.at(), expected="to")
        for field, words in (
            ("about", front.about),
            ("value", front.value),
            ("unit", front.unit),
            ("per", front.per),
            ("for", front.purpose),
            ("to", front.to),
            ("said_by", front.said_by),
            ("quote", front.quote),
        ):
            context.check_withheld(words, record, field, hidden)
        party = context.naming.party
        about = party(front.about, record.at("about"), user, hidden)
        to = (
            party(front.to, record.at("to"), user, hidden)
            if isinstance(front.to, str)
            else front.to
        )
        quote, found = quotes.find(hidden.in_text(front.quote))
        if len(found) != 1:
            context.fault(
                "quote-repeated" if found else "quote-missing",
                record.at("quote"),
                found=quote,
                nearest="" if found else quotes.nearest(quote) or "",
                note=note.path,
            )
            continue
        [paragraph] = found
        as_of = front.as_of or (meeting.date if meeting else None)
        claims.append(
            Claim(
                note=note.id,
                about=about,
                what=front.what,
                quote=quote,
                anchor=paragraph.anchor,
                paragraph=paragraph.number,
                status=front.status,
                value=hidden.in_stated(front.value),
                number=front.number,
                unit=hidden.in_stated(front.unit),
                per=hidden.in_stated(front.per),
                purpose=hidden.in_stated(front.purpose),
                relation=front.relation,
                to=to,
                said_by=hidden.in_stated(front.said_by),
                as_of=as_of,
                as_of_latest=note.date if as_of is None else None,
            )
        )
    return tuple(claims)
