"""Which pairs are most like a source: by its syntax, a little by its words.

Features are weighted by how rare they are among the pairs (inverse document frequency) and
compared by cosine. A source is compared as a whole and loop by loop, so that a slow loop in a long
cell finds its like. Of a pair the lines count that the edit changed. What is chosen is balanced
against what was chosen before (maximal marginal relevance, Carbonell and Goldstein, SIGIR 1998).
"""

from __future__ import annotations

import difflib
import functools
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from . import features
from .features import Weights
from .pair import Pair

TEXT_SHARE = 0.15
"""Of the likeness, what words make up; all of it where a source isn't Python."""
_RELEVANCE = 0.75
"""What likeness to the source counts, against unlikeness to what was chosen."""
_SAME_KIND = 0.8
"""How alike two pairs are at least that show the same thing."""
_LOOKED_AT = 8
"""Times k: how many of the most alike are chosen from."""

Vector = dict[str, float]


def nearest(
    source: str,
    pairs: Sequence[Pair],
    k: int,
    *,
    focus_lines: Collection[int] | None = None,
    text_share: float = TEXT_SHARE,
) -> list[Pair]:
    """The `k` pairs to show for `source`, the most alike first; fewer where there are fewer.

    `focus_lines` (from 1) are those that matter. Deterministic; raises nothing for a source that
    isn't Python, of which the words decide. What the pairs look like is kept between calls.
    """
    return _index(tuple(pairs)).nearest(source, k, focus_lines, text_share)


class Index:
    """Pairs, ready to be asked for."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        looks = [_look(pair.slow, pair.fast) for pair in pairs]
        self._syntax = _Space([look[0] for look in looks])
        self._words = _Space([look[1] for look in looks])

    def nearest(
        self,
        source: str,
        k: int,
        focus_lines: Collection[int] | None = None,
        text_share: float = TEXT_SHARE,
        without: Collection[int] = (),
    ) -> list[Pair]:
        """As the function `nearest`; `without` are numbers of pairs that are left out."""
        likeness = self.likeness(source, focus_lines, text_share)
        asked = (each for each in range(len(self._pairs)) if each not in without)
        order = sorted(asked, key=lambda each: (-likeness[each], each))
        waiting, chosen = order[: max(k, 0) * _LOOKED_AT], list[int]()
        while waiting and len(chosen) < k:
            others = [each for each in waiting if self._count(each, chosen) < (k + 1) // 2]
            best = max(
                others or waiting, key=lambda each: (self._worth(each, likeness, chosen), -each)
            )
            waiting.remove(best)
            chosen.append(best)
        return [self._pairs[each] for each in chosen]

    def likeness(
        self,
        source: str,
        focus_lines: Collection[int] | None = None,
        text_share: float = TEXT_SHARE,
    ) -> list[float]:
        """Of each pair to `source`, 0 to 1."""
        by_words = self._words.cosines(features.words(source))
        parts = features.syntax(source, focus_lines) if text_share < 1 else []
        if not parts:
            return by_words
        by_part = [self._syntax.cosines(part) for part in parts]
        by_syntax = [max(column) for column in zip(*by_part, strict=True)]
        return [
            (1 - text_share) * syntax + text_share * text
            for syntax, text in zip(by_syntax, by_words, strict=True)
        ]

    def _count(self, one: int, chosen: list[int]) -> int:
        """How many of those chosen show the same thing: at most half of them should."""
        kinds = self._pairs[one].kinds
        return sum(bool(kinds & self._pairs[other].kinds) for other in chosen)

    def _worth(self, one: int, likeness: list[float], chosen: list[int]) -> float:
        alike = max((self._alike(one, other) for other in chosen), default=0.0)
        return _RELEVANCE * likeness[one] - (1 - _RELEVANCE) * alike

    def _alike(self, one: int, other: int) -> float:
        found = self._syntax.cosine(one, other)
        is_same_kind = bool(self._pairs[one].kinds & self._pairs[other].kinds)
        return max(found, _SAME_KIND) if is_same_kind else found


class _Space:
    """Documents as vectors of length 1, and which of them have a feature."""

    def __init__(self, documents: Sequence[Weights]) -> None:
        frequency = Counter(feature for document in documents for feature in document)
        self._rarity = {
            feature: math.log((1 + len(documents)) / (1 + count)) + 1 / (1 + len(documents))
            for feature, count in frequency.items()
        }
        self._vectors = [self._vector(document) for document in documents]
        self._having: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, vector in enumerate(self._vectors):
            for feature, weight in vector.items():
                self._having[feature].append((number, weight))

    def cosines(self, document: Weights) -> list[float]:
        """Of each document here to another one."""
        found = [0.0] * len(self._vectors)
        for feature, weight in self._vector(document).items():
            for number, other in self._having[feature]:
                found[number] += weight * other
        return found

    def cosine(self, one: int, other: int) -> float:
        """Of two documents here."""
        a, b = self._vectors[one], self._vectors[other]
        if len(a) > len(b):
            a, b = b, a
        return sum(weight * b[feature] for feature, weight in a.items() if feature in b)

    def _vector(self, document: Weights) -> Vector:
        # What no pair has can't make one pair more alike than another.
        raw = {
            feature: math.log1p(weight) * self._rarity[feature]
            for feature, weight in document.items()
            if feature in self._rarity
        }
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {feature: weight / length for feature, weight in raw.items()}


@functools.lru_cache(maxsize=4)
def _index(pairs: tuple[Pair, ...]) -> Index:
    return Index(pairs)


@functools.lru_cache(maxsize=4096)
def _look(slow: str, fast: str) -> tuple[Weights, Weights]:
    """The syntax, changed lines first of all, and the words of what a pair starts from."""
    whole = features.syntax(slow, changed_lines(slow, fast), loops=False)
    return (whole[0] if whole else {}), features.words(slow)


def changed_lines(slow: str, fast: str) -> frozenset[int]:
    """The lines of `slow` (from 1) that aren't in `fast`, or beside which something was added."""
    before = slow.splitlines()
    matcher = difflib.SequenceMatcher(None, before, fast.splitlines(), autojunk=False)
    changed: set[int] = set()
    for kind, start, end, _, _ in matcher.get_opcodes():
        if kind == "insert":
            changed |= {start, start + 1}
        elif kind != "equal":
            changed.update(range(start + 1, end + 1))
    return frozenset(line for line in changed if 1 <= line <= len(before))
