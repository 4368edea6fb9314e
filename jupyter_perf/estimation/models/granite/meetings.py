"""Which loads of a block wait for which stores."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from .operands import Operands
from .walking import ITERATIONS, Access, Walk

SAME_WORDS, SAME_PLACE, OVERLAPS, LOOKS_ALIKE = range(4)
"""How a load meets a store: written alike, so that the core may rename memory; the same bytes by
another name; some of the bytes, which can't be forwarded; only the lower bits of the address."""
ONE, TWO, MOVES = range(3)
"""An instruction's accesses lie on one cache line each; one lies on two; one moves on."""
_LINE, _PAGE = 64, 4096
_STORES = 12
"""Of the last stores, a load is held against this many."""
TOGETHER, NEAR, APART, UNKNOWN = range(4)
"""How a store lies to the one before it: in the same 16 bytes, 32 bytes, neither; not known."""
Meeting = tuple[int, int, int, int]
"""(place of the store, place of the load, how, 1 if the store was the previous iteration's)."""


@dataclass(frozen=True)
class Met:
    """`loads`: which wait for which stores; `stores`: how each lies to the one that leaves the core
    before it (earlier place, later place, how, distance); `lines`: ONE, TWO or MOVES for each
    instruction."""

    loads: list[Meeting]
    stores: list[Meeting]
    lines: list[int]


def meetings(block: Sequence[Operands], *, alike: bool, carried: bool) -> Met:
    """Follow `block` for a few iterations; see `walking` for `alike`."""
    walk = Walk(block, alike=alike)
    before = now = walk.iteration()
    stores = any(each.writes for each in now)
    loads = any(each.reads for each in now)
    if _moves_pointers(block):
        for _ in range(ITERATIONS - 1 if stores and loads else 1):
            before, now = now, walk.iteration()
    moves = [_move(first, last) for first, last in zip(before, now, strict=True)]
    loaded = _loaded(before if carried else [], now, moves) if stores and loads else []
    stored = _stored(now, moves, carried=carried) if stores else []
    return Met(loaded, stored, _lines(len(block), now, moves))


def _moves_pointers(block: Sequence[Operands]) -> bool:
    """Whether a register that takes part in an address is written: else all iterations are one."""
    pointers = {
        number for each in block for memory in each.memory for number in (memory.base, memory.index)
    }
    return any(number in pointers for each in block for _, number in each.writes)


def _move(before: Access, now: Access) -> int | None:
    """By how many bytes an access moves on with each iteration; None: that isn't known."""
    if before.value[0] != now.value[0]:
        return None
    return now.value[1] - before.value[1]


def _loaded(before: list[Access], now: list[Access], moves: list[int | None]) -> list[Meeting]:
    earlier = [
        (each, move, 1) for each, move in zip(before, moves, strict=bool(before)) if each.writes
    ]
    found = []
    for load, move in zip(now, moves, strict=True):
        if load.reads:
            best = _best(earlier[-_STORES:], load, move)
            if best is not None:
                found.append(best)
        if load.writes:
            earlier.append((load, move, 0))
    return found


def _best(
    stores: list[tuple[Access, int | None, int]], load: Access, move: int | None
) -> Meeting | None:
    alike = None
    for store, its_move, distance in reversed(stores):
        if its_move != move:  # they meet now, and part with the next iteration
            continue
        how = _how(store, load)
        if how is not None and how != LOOKS_ALIKE:
            return store.place, load.place, how, distance
        if how == LOOKS_ALIKE and alike is None:
            alike = store.place, load.place, how, distance
    return alike


def _how(store: Access, load: Access) -> int | None:
    if store.value[0] != load.value[0]:
        return None
    distance = load.value[1] - store.value[1]
    if distance >= 0 and distance + load.size <= store.size:
        return SAME_WORDS if store.key == load.key else SAME_PLACE
    if -load.size < distance < store.size:
        return OVERLAPS
    near = (distance + _PAGE // 2) % _PAGE - _PAGE // 2
    return LOOKS_ALIKE if -load.size < near < store.size else None


def _stored(now: list[Access], moves: list[int | None], *, carried: bool) -> list[Meeting]:
    """Stores leave the core in their order, two at once where they lie together."""
    stores = [(each, move) for each, move in zip(now, moves, strict=True) if each.writes]
    pairs = [(first, last, 0) for first, last in itertools.pairwise(stores)]
    if carried:
        pairs.append((stores[-1], stores[0], 1))
    return [
        (first.place, last.place, _lie(first, move, last, its_move), distance)
        for (first, move), (last, its_move), distance in pairs
        if distance or first.place != last.place
    ]


def _lie(first: Access, move: int | None, last: Access, its_move: int | None) -> int:
    if move != 0 or its_move != 0 or first.value[0] is not None or last.value[0] is not None:
        return UNKNOWN
    a, b = first.value[1], last.value[1]
    return TOGETHER if a // 16 == b // 16 else NEAR if a // 32 == b // 32 else APART


def _lines(places: int, now: list[Access], moves: list[int | None]) -> list[int]:
    lines = [ONE] * places
    for access, move in zip(now, moves, strict=True):
        if move != 0 or access.value[0] is not None:
            kind = MOVES
        else:
            kind = TWO if access.value[1] % _LINE + access.size > _LINE else ONE
        lines[access.place] = max(lines[access.place], kind)
    return lines
