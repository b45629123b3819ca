"""Real relevance: hashtags as queries, and the posts that people gave them as truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pythainlp.tokenize import Tokenizer

from benchmarking.baselines import Bm25, fused, ranked, substring_scores, summed, trigrams
from benchmarking.corpus import Document
from benchmarking.metrics import average_precision, mean
from benchmarking.truth import plain

FEWEST = 2
"""A tag that fewer posts have is no query: with one post there is hardly an order to judge."""


@dataclass(frozen=True, slots=True)
class TagQuery:
    """A hashtag without its sign, and the posts that have it."""

    text: str
    relevant: frozenset[int]


def tag_queries(posts: Sequence[Document], fewest: int = FEWEST) -> list[TagQuery]:
    """Return the tags that enough posts have, those of most posts first."""
    having: dict[str, set[int]] = {}
    for post in posts:
        for tag in post.tags:
            having.setdefault(tag.strip().lstrip("#"), set()).add(post.number)
    return [
        TagQuery(tag, frozenset(numbers))
        for tag, numbers in sorted(having.items(), key=lambda item: (-len(item[1]), item[0]))
        if tag and len(numbers) >= fewest
    ]


def without_tags(post: Document) -> Document:
    """Return a post as it is searched: of its tags, which are the truth, nothing is known."""
    return replace(post, tags=())


def mean_average_precision(
    queries: Sequence[TagQuery], rankings: Sequence[Sequence[int]]
) -> float | None:
    """Return MAP: the mean over the queries of the average precision of each one's ranking."""
    return mean(
        [
            average_precision(ranking, query.relevant)
            for query, ranking in zip(queries, rankings, strict=True)
        ]
    )


def baselines(posts: Sequence[Document], queries: Sequence[TagQuery]) -> Mapping[str, float | None]:
    """Return the MAP of each plain way to rank, by its name."""
    texts = [plain(post.whole) for post in posts]
    tokenizer = Tokenizer(engine="newmm", keep_whitespace=False)
    words = Bm25(tokenizer.word_tokenize(text) for text in texts)
    grams = Bm25(trigrams(text) for text in texts)
    rankings: dict[str, list[list[int]]] = {}
    for query in queries:
        asked = plain(query.text)
        counts = substring_scores(texts, asked)
        by_words = words.scores(tokenizer.word_tokenize(asked))
        by_grams = grams.scores(trigrams(asked))
        for name, ranking in (
            ("substring, in the order of the file", sorted(counts)),
            ("substring, by how often", ranked(counts)),
            ("BM25 on words (newmm)", ranked(by_words)),
            ("BM25 on trigrams", ranked(by_grams)),
            ("both BM25, sum of normalised scores", ranked(summed((by_words, by_grams)))),
            ("both BM25, reciprocal rank fusion", ranked(fused((by_words, by_grams)))),
        ):
            rankings.setdefault(name, []).append(ranking)
    return {name: mean_average_precision(queries, found) for name, found in rankings.items()}
