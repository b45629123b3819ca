"""Claims as a page shows them: gathered by the organisation, by what they state, and by the end
from which they are seen.
"""

from __future__ import annotations

from collections.abc import Iterable
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


@dataclass(frozen=True, slots=True)
class PartyClaims:
    """What a note claims about one organisation."""

    about: Party
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class KindClaims:
    """What is claimed about an organisation in one respect; `more` claims stand elsewhere."""

    what: ClaimKind
    claims: tuple[Claim, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class RelationClaims:
    """Claims of one relation, all seen from the same end: `forward` from the one that the claim is
    about.
    """

    relation: Relation
    forward: bool
    claims: tuple[Claim, ...]
    more: int = 0


Group = TypeVar("Group", KindClaims, RelationClaims)


def newest(groups: Iterable[Group], count: int) -> tuple[Group, ...]:
    """Keep at most the newest claims of each group, and say how many more there are."""
    return tuple(
        replace(group, claims=group.claims[-count:], more=max(0, len(group.claims) - count))
        for group in groups
    )


def by_party(claims: Iterable[Claim]) -> tuple[PartyClaims, ...]:
    """Group a note's claims by the organisation that they are about, in the order of their first
    claims.
    """
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.about.organisation or claim.about.name, []).append(claim)
    return tuple(PartyClaims(members[0].about, tuple(members)) for members in groups.values())


def by_kind(claims: Iterable[Claim]) -> tuple[KindClaims, ...]:
    """Group an organisation's claims by what they state, without relations."""
    groups: dict[ClaimKind, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.what, []).append(claim)
    return tuple(KindClaims(what, tuple(groups[what])) for what in KIND_ORDER if what in groups)


def by_relation(claims: Iterable[Claim], organisation: str) -> tuple[RelationClaims, ...]:
    """Group an organisation's relations by their kind and by the end at which it stands itself."""
    groups: dict[tuple[Relation, bool], list[Claim]] = {}
    for claim in claims:
        if claim.what == "relation" and claim.relation is not None:
            forward = claim.about.organisation == organisation
            groups.setdefault((claim.relation, forward), []).append(claim)
    return tuple(
        RelationClaims(relation, forward, tuple(groups[relation, forward]))
        for relation, forward in RELATION_ORDER
        if (relation, forward) in groups
    )
