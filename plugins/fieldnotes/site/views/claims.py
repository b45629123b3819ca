"""Claims as a page shows them: gathered by whom they are about, by what they state, and by the end
from which they are seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from fieldnotes.archive.model import Claim, ClaimKind, Party, Relation

KIND_ORDER: tuple[ClaimKind, ...] = (
    "founded",
    "seats",
    "role",
    "strategy",
    "tactic",
    "activity",
    "funding",
    "resolution",
)
"""How an organisation's claims follow one another: who they are before what they do. Relations have
a place of their own.
"""

RELATION_ORDER: tuple[tuple[Relation, bool], ...] = (
    ("part_of", True),
    ("part_of", False),
    ("founds", False),
    ("founds", True),
    ("selects", False),
    ("selects", True),
    ("appoints", False),
    ("appoints", True),
    ("represents", True),
    ("represents", False),
    ("advises", False),
    ("advises", True),
    ("supports", False),
    ("supports", True),
    ("meets_at", True),
    ("meets_at", False),
    ("works_with", True),
    ("works_with", False),
)
"""Relations with their direction (`True`: seen from the claim's subject), from what stands above to
what stands beside.
"""


NEWEST_CLAIMS = 5
"""How many claims of one kind stand on the page of someone of whom very much is said."""

Here = Callable[[Party], bool]
"""Whether an end of a claim is the organisation or place whose page shows it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim seen from one of its ends: `forward` from the one that it is about."""

    claim: Claim
    forward: bool


@dataclass(frozen=True, slots=True)
class PartyClaims:
    """What a note claims about one organisation or place."""

    about: Party
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class KindClaims:
    """What is claimed about an organisation or place in one respect; `more` claims stand elsewhere."""

    what: ClaimKind
    claims: tuple[Seen, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class RelationClaims:
    """Claims of one relation, all seen from the same end: `forward` from the one that the claim is
    about.
    """

    relation: Relation
    forward: bool
    claims: tuple[Seen, ...]
    more: int = 0


Group = TypeVar("Group", KindClaims, RelationClaims)


def newest(groups: Iterable[Group], count: int) -> tuple[Group, ...]:
    """Keep at most the newest claims of each group, and say how many more there are."""
    return tuple(
        replace(group, claims=group.claims[-count:], more=max(0, len(group.claims) - count))
        for group in groups
    )


def ends(claim: Claim) -> tuple[Party, ...]:
    """Return whom a claim is about and, where it goes to someone who is stated, whom it goes to."""
    return (claim.about, claim.to) if isinstance(claim.to, Party) else (claim.about,)


def by_party(claims: Iterable[Claim]) -> tuple[PartyClaims, ...]:
    """Group a note's claims by whom they are about, in the order of their first claims."""
    groups: dict[tuple[str | None, ...], list[Claim]] = {}
    for claim in claims:
        about = claim.about
        name = None if about.organisation or about.place else about.name
        groups.setdefault((about.organisation, about.place, name), []).append(claim)
    return tuple(PartyClaims(members[0].about, tuple(members)) for members in groups.values())


def by_kind(claims: Iterable[Claim], here: Here) -> tuple[KindClaims, ...]:
    """Group the claims of one page by what they state, without relations."""
    groups: dict[ClaimKind, list[Seen]] = {}
    for claim in claims:
        groups.setdefault(claim.what, []).append(Seen(claim, here(claim.about)))
    return tuple(KindClaims(what, tuple(groups[what])) for what in KIND_ORDER if what in groups)


def by_relation(claims: Iterable[Claim], here: Here) -> tuple[RelationClaims, ...]:
    """Group the relations of one page by their kind and by the end at which its subject stands."""
    groups: dict[tuple[Relation, bool], list[Seen]] = {}
    for claim in claims:
        if claim.what == "relation" and claim.relation is not None:
            seen = Seen(claim, here(claim.about))
            groups.setdefault((claim.relation, seen.forward), []).append(seen)
    return tuple(
        RelationClaims(relation, forward, tuple(groups[relation, forward]))
        for relation, forward in RELATION_ORDER
        if (relation, forward) in groups
    )
