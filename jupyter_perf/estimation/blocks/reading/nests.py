"""Loops of a function, how deep they are nested, and the ways through one.

A loop is a strongly connected part of the control flow; without the edges back to where it is
entered, what is still strongly connected are the loops inside it. That also finds loops with
several entries, as hand-written code has them.

Source: P. Havlak, "Nesting of Reducible and Irreducible Loops", TOPLAS 1997; R. E. Tarjan,
"Depth-First Search and Linear Graph Algorithms", SIAM J. Comput. 1972.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .flow import Flow

MOST_WAYS = 8
"""Ways through a loop that are told apart; a loop with more is too branchy to choose from."""
_MOST_PIECES = 500
_DEEPEST = 32
Following = Callable[[int], Iterable[int]]


@dataclass(frozen=True)
class Loop:
    """An innermost loop."""

    pieces: frozenset[int]
    head: int
    """The piece that it is entered by."""
    depth: int
    """How many loops it is in, itself included."""


class Way(NamedTuple):
    """One way round a loop."""

    pieces: tuple[int, ...]
    """In their order, from the one that stands first in the code."""
    depth: int
    """How many loops it is in, itself included."""


def innermost_loops(flow: Flow) -> list[Loop]:
    """The loops with no loop inside, by address."""
    if not flow.pieces:
        return []
    entered = _entered_from(flow)
    found: list[Loop] = []
    waiting: list[tuple[frozenset[int], int, int]] = [(frozenset(range(len(flow.pieces))), -1, 0)]
    while waiting:
        nodes, cut, depth = waiting.pop()
        inner = list(_cycles(flow, nodes, cut)) if depth < _DEEPEST else []
        if not inner and depth:
            found.append(Loop(nodes, cut, depth))
        for part in inner:
            waiting.append((part, _head(part, entered), depth + 1))
    return sorted(found, key=lambda each: min(each.pieces))


def ways(flow: Flow, loop: Loop) -> list[Way]:
    """The ways from the loop's head round to it; empty where too many.

    Loops that share a head look like one with several ways. Where one way begins like another and
    turns back earlier, it is taken for a loop inside.
    """
    found: list[tuple[int, ...]] = []
    waiting: list[tuple[int, ...]] = [(loop.head,)]
    # Without loops inside, each way that was begun can be ended: there are as many as are counted.
    while waiting and len(loop.pieces) <= _MOST_PIECES:
        way = waiting.pop()
        for each in flow.pieces[way[-1]].following:
            if each == loop.head:
                found.append(way)
            elif each in loop.pieces and each not in way:
                waiting.append((*way, each))
        if len(found) + len(waiting) > MOST_WAYS:
            return []
    return [Way(_from_first(each), loop.depth + _inside(each, found)) for each in sorted(found)]


def _inside(way: tuple[int, ...], others: list[tuple[int, ...]]) -> int:
    """How many of the others go on where this one turns back."""
    return sum(len(each) > len(way) and each[: len(way)] == way for each in others)


def _from_first(way: tuple[int, ...]) -> tuple[int, ...]:
    first = way.index(min(way))
    return way[first:] + way[:first]


def _entered_from(flow: Flow) -> dict[int, set[int]]:
    """For each piece, those that lead to it and are reached from the first one.

    Others are mostly filling between pieces, which would look like a second way into a loop.
    """
    found: dict[int, set[int]] = {each: set() for each in range(len(flow.pieces))}
    waiting, reached = [0], {0}
    while waiting:
        index = waiting.pop()
        for each in flow.pieces[index].following:
            found[each].add(index)
            if each not in reached:
                reached.add(each)
                waiting.append(each)
    return found


def _head(part: frozenset[int], entered: dict[int, set[int]]) -> int:
    """Where it is entered; of several places, or none that is known, the first."""
    from_outside = [each for each in part if entered[each] - part]
    return min(from_outside or part)


def _cycles(flow: Flow, nodes: frozenset[int], cut: int) -> Iterator[frozenset[int]]:
    """The strongly connected parts of `nodes` that have a cycle without entering `cut`."""

    def following(node: int) -> list[int]:
        return [each for each in flow.pieces[node].following if each in nodes and each != cut]

    for part in connected(nodes, following):
        (some, *others) = part
        if others or some in following(some):
            yield frozenset(part)


def connected(nodes: Collection[int], following: Following) -> Iterator[list[int]]:
    """The strongly connected parts of a graph (Tarjan's algorithm, without recursion)."""
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    for root in sorted(nodes):
        if root in order:
            continue
        trail = [(root, iter(following(root)))]
        order[root] = low[root] = len(order)
        stack.append(root)
        on_stack.add(root)
        while trail:
            node, rest = trail[-1]
            for each in rest:
                if each not in order:
                    order[each] = low[each] = len(order)
                    stack.append(each)
                    on_stack.add(each)
                    trail.append((each, iter(following(each))))
                    break
                if each in on_stack:
                    low[node] = min(low[node], order[each])
            else:
                trail.pop()
                if trail:
                    low[trail[-1][0]] = min(low[trail[-1][0]], low[node])
                if low[node] == order[node]:
                    yield _popped(stack, on_stack, node)


def _popped(stack: list[int], on_stack: set[int], until: int) -> list[int]:
    part: list[int] = []
    while not part or part[-1] != until:
        part.append(stack.pop())
        on_stack.discard(part[-1])
    return part
