"""Which rows of which values: the largest first, what refers to them after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...core.kinds import is_array
from .drawing import spread, whole_groups
from .groups import Groups
from .keys import Key, keys_of
from .known import Known
from .links import Linker
from .positions import renumbered
from .units import FLOOR, LEAST_KEPT, cuts_axis, length, take, take_axis

if TYPE_CHECKING:
    import numpy as np

SMALL = 1 / 20
"""Values this much shorter than the longest are cut only to match what refers to them."""
_FEW = 100


@dataclass
class Block:
    """Values of one length: they are cut alike."""

    rows: int
    names: list[str]
    keys: list[Key] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """What can be sampled, found once; sampling at a fraction is then cheap."""

    values: Mapping[str, Any]
    blocks: list[Block]
    """Longest first."""
    links: list[tuple[Key, Key]]
    preferred: tuple[str, ...] = ()
    """Columns that the code groups or joins by, if known: kept whole before any other."""
    _known: Known = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_known", Known(self.values))

    def sample(self, fraction: float, seed: int) -> tuple[dict[str, Any], str]:
        """Return the sampled values and what was done, in words."""
        long = [b.rows for b in self.blocks if b.rows >= max(FLOOR, SMALL * self.blocks[0].rows)]
        sampled, words, _ = self.sample_each(dict.fromkeys(long, fraction), seed, fraction)
        return sampled, words

    def sample_each(
        self,
        fractions: Mapping[int, float],
        seed: int,
        thinned: float = 1.0,
        least: int = LEAST_KEPT,
        steady: bool = False,
    ) -> tuple[dict[str, Any], str, dict[int, int]]:
        """Cut blocks to fractions of their own; `fractions` names them by their rows.

        Others are cut only to match the keys that are left, with what never matched `thinned` to
        that share. No block that is cut by itself is left with fewer than `least` rows. `steady`
        has samples of all sizes be of one kind, so that they can be compared: groups are kept
        whole of preferred and joining keys that have many, and where there are few, all of them
        stay in each. Returns the values, what was done in words, and the rows left of each block.
        """
        import numpy as np

        random = np.random.default_rng(seed)
        cut: dict[int, np.ndarray] = {}
        groups: dict[Key, Groups] = {}
        words: list[str] = []
        for block in self.blocks:
            fraction = fractions.get(block.rows, thinned)
            chosen = self._in_groups(block, groups, fraction, random)
            chosen = chosen or self._matching(block, cut, fraction, random)
            asked = steady and self._is_asked_by_all(block, cut)
            if chosen is None and fractions.get(block.rows, 1.0) < 1 and not asked:
                if steady:
                    chosen = self._steady(block, fraction, random, least, groups)
                else:
                    chosen = self._own(block, fraction, random, least)
            if chosen is not None and len(chosen[0]) < block.rows:
                cut[block.rows] = chosen[0]
                words.append(chosen[1])
        left = {rows: len(at) for rows, at in cut.items()}
        return self._cut(cut), "; ".join(words), left

    def remember(self) -> None:
        """Find out now what `sample_each` needs to know for steady samples: other processes may
        inherit it."""
        self.sample_each({block.rows: _FEW / block.rows for block in self.blocks}, 0, steady=True)

    def _own(
        self, block: Block, fraction: float, random: np.random.Generator, least: int
    ) -> tuple[np.ndarray, str]:
        percent = f"{100 * fraction:.3g}% of {_names(block.names)}"
        wanted = max(min(block.rows, least), round(block.rows * fraction))
        for key in self._grouping(block):
            at = whole_groups(*self._known.codes(key), wanted, random)
            if at is not None:
                joined = any(key in link for link in self.links)
                kind = "keys" if joined else "whole groups"
                return at, f"{percent} ({kind} of `{key.column}` kept)"
        import numpy as np

        return np.sort(random.choice(block.rows, wanted, replace=False)), percent

    def _steady(
        self,
        block: Block,
        fraction: float,
        random: np.random.Generator,
        least: int,
        chosen: dict[Key, Groups],
    ) -> tuple[np.ndarray, str]:
        """As `_own`, but by one rule whatever the fraction. The groups go into `chosen`."""
        percent = f"{100 * fraction:.3g}% of {_names(block.names)}"
        wanted = max(min(block.rows, least), round(block.rows * fraction))
        joining = {key for link in self.links for key in link}
        wished = [k for k in block.keys if k.column in self.preferred or k in joining]
        for key in sorted(wished, key=lambda k: (k.column not in self.preferred, k not in joining)):
            found = self._known.groups(key).up_to(wanted)
            if found is not None:
                chosen[key] = found
                kind = "keys" if key in joining else "whole groups"
                at = found.rows_in(self._known.groups(key), fraction, random)
                return at, f"{percent} ({kind} of `{key.column}` kept)"
        return spread(block.rows, wanted, random), percent

    def _in_groups(
        self, block: Block, groups: Mapping[Key, Groups], fraction: float, random: Any
    ) -> tuple[np.ndarray, str] | None:
        """Rows of the groups that were chosen in what refers to this block."""
        for one, two in self.links:
            for mine, other in ((one, two), (two, one)):
                if mine.name in block.names and other.name not in block.names and other in groups:
                    at = groups[other].rows_in(self._known.groups(mine), fraction, random)
                    return at, f"what matches of {_names(block.names)} (`{mine.column}`)"
        return None

    def _is_asked_by_all(self, block: Block, cut: Mapping[int, np.ndarray]) -> bool:
        """Whether a longer value that refers to this one has all of its rows."""
        for one, two in self.links:
            for mine, other in ((one, two), (two, one)):
                rows = length(self.values[other.name]) or 0
                if mine.name in block.names and rows > block.rows and rows not in cut:
                    return True
        return False

    def _grouping(self, block: Block) -> Iterable[Key]:
        """Keys to keep whole, best first: preferred ones, those that join, the coarsest."""
        keys = block.keys

        def order(key: Key) -> tuple[bool, bool, int]:
            joins = any(key in link for link in self.links)
            return key.column not in self.preferred, not joins, distinct[key]

        distinct = {key: self._known.codes(key)[1] for key in keys}
        usable = [key for key in keys if LEAST_KEPT <= distinct[key] <= block.rows / 2]
        return sorted(usable, key=order)

    def _matching(
        self, block: Block, cut: dict[int, np.ndarray], fraction: float, random: Any
    ) -> tuple[np.ndarray, str] | None:
        """Rows that match what was cut before; rows that never matched are thinned out too."""
        import numpy as np

        for one, two in self.links:
            mine, other = (one, two) if one.name in block.names else (two, one)
            at = cut.get(length(self.values[other.name]) or 0)
            if mine.name not in block.names or other.name in block.names or at is None:
                continue
            keys, theirs, count = self._known.joint_codes(mine, other)
            left, ever = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
            left[theirs[at]], ever[theirs] = True, True
            thinned = ~ever[keys] & (random.random(len(keys)) < fraction)
            kept = np.flatnonzero(left[keys] | thinned)
            return kept, f"what matches of {_names(block.names)} (`{mine.column}`)"
        return None

    def _cut(self, cut: dict[int, np.ndarray]) -> dict[str, Any]:
        sampled: dict[str, Any] = {}
        done: dict[int, object] = {}
        for name, value in self.values.items():
            if id(value) not in done:
                is_cut = length(value) in cut
                positions = self._known.positions(name) if is_cut else None
                listed = self._known.listed(name) if is_cut else None
                graph = is_cut and self._known.graph(name)
                done[id(value)] = _cut_value(value, cut, positions, listed, graph)
            sampled[name] = done[id(value)]
        return sampled


def plan(values: Mapping[str, Any], preferred: Iterable[str] = ()) -> Plan:
    """Find what can be cut, and what refers to what."""
    blocks: dict[int, Block] = {}
    for name, value in values.items():
        rows = length(value)
        if rows:
            block = blocks.setdefault(rows, Block(rows, []))
            block.names.append(name)
            block.keys += keys_of(name, value) if rows >= LEAST_KEPT else []
    ordered = sorted(blocks.values(), key=lambda block: -block.rows)
    linker = Linker(values)
    links = [
        (a, b)
        for at, block in enumerate(ordered)
        for other in ordered[at + 1 :]
        for a in block.keys
        for b in other.keys
        if linker.refer(a, b)
    ]
    return Plan(values, ordered, linker.likeliest(links), tuple(preferred))


def _cut_value(
    value: Any,
    cut: dict[int, np.ndarray],
    positions: np.ndarray | None,
    listed: list[Any] | None,
    graph: bool,
) -> Any:
    if type(value) is int and value in cut:
        return len(cut[value])
    rows = length(value)
    if rows is None:
        return value
    if positions is not None:
        return renumbered(value, positions, cut[rows])
    if rows in cut:
        value = take(value, rows, cut[rows], listed, graph)
    for size, at in cut.items():
        if is_array(value) and size != rows and cuts_axis(value, size):
            value = take_axis(value, size, at)
    return value


def _names(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
