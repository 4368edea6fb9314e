"""Finds the loops of a function, and the one where its time goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ....core import units
from ....errors import UsageError
from .bodies import Body, body_of, work_of
from .flow import Flow, flow_of
from .listing import Choice, Listing
from .nests import MOST_WAYS, Loop, innermost_loops, ways

LineOf = Callable[[int], int | None]
"""The source line of an address, where it is known."""
_MOST_SHOWN = 12
_STRAIGHT = "a prediction is for instructions that run one after the other, turn after turn"
_NO_LOOP = (
    "only a loop's body has cycles per iteration; give the instructions alone to have them "
    "predicted as if they were repeated"
)


@dataclass(frozen=True)
class Function:
    """Code in which a loop is looked for."""

    code: bytes
    origin: str
    address: int = 0
    pending: tuple[int, ...] = ()
    """Offsets that the linker is still to fill in."""
    notes: tuple[str, ...] = ()
    line_of: LineOf = lambda address: None
    name: str = ""
    """In words, where loops of several functions are to choose from."""
    preferred: bool = False
    """Whether its loops count as hotter than those of the others."""


@dataclass(frozen=True)
class Found:
    """One way round one loop."""

    choice: Choice
    body: Body
    work: int
    """Of the whole loop: see `bodies.work_of`."""
    of_ways: int
    """How many ways there are round this loop at this depth; 0 where too many."""
    function: Function


def found_in(functions: Sequence[Function]) -> list[Found]:
    """The ways round all innermost loops, by function and address, numbered from 1."""
    found: list[Found] = []
    for function in functions:
        flow = flow_of(function.code, function.address, function.pending)
        for loop in innermost_loops(flow):
            found += _ways_of(function, flow, loop, len(found) + 1)
    return found


def _ways_of(function: Function, flow: Flow, loop: Loop, number: int) -> list[Found]:
    known = _bodies(flow, loop)
    work = work_of(flow, loop)
    found = []
    # Of a loop with too many ways all that is in it is shown.
    everything = [(body_of(flow, loop, tuple(sorted(loop.pieces))), loop.depth)]
    for index, (body, depth) in enumerate(known or everything):
        choice = Choice(
            number + index,
            body.address,
            len(body.instructions),
            depth,
            body.picture,
            _line(function, body),
            function.name,
            body.problem if known else f"there are more than {MOST_WAYS} ways through its branches",
        )
        of_ways = sum(other == depth for _, other in known)
        found.append(Found(choice, body, work, of_ways, function))
    return found


def _bodies(flow: Flow, loop: Loop) -> list[tuple[Body, int]]:
    """Those of the ways round it, and how deep; of ways that differ in nothing but jumps, one."""
    found: dict[bytes, tuple[Body, int]] = {}
    for way in ways(flow, loop):
        body = body_of(flow, loop, way.pieces)
        found.setdefault(body.code, (body, way.depth))
    return list(found.values())


def chosen(functions: Sequence[Function], number: int | None = None) -> Listing:
    """The body of the hot loop of these functions, or of the loop that `number` asks for.

    Hot is the deepest, of these the one that does most work in a turn (a vectorised main loop
    rather than the one for what is left over). Raises UsageError, with all choices, where there is
    no such loop, where it calls something, and where it branches and no number says which way.
    """
    found = found_in(functions)
    origin = functions[0].origin
    if not found:
        raise UsageError(
            f"{origin} has no loop (compilers also unroll and replace them): {_NO_LOOP}"
        )
    picked = _hot(found) if number is None else _numbered(found, number)
    if picked.choice.problem:
        rest = [each for each in found if each is not picked]
        others = f". Other loops:{_listed(rest)}" if rest else ""
        raise UsageError(
            f"{origin}: the loop at 0x{picked.choice.address:x} can't be predicted: "
            f"{picked.choice.problem}{others}"
        )
    choices = tuple(each.choice for each in found) if len(found) > 1 else ()
    return Listing(
        picked.body.code,
        picked.body.address,
        picked.function.origin,
        (*picked.function.notes, *_notes(found, picked)),
        picked.choice.line,
        choices,
        picked.choice.number if choices else 0,
    )


def _hot(found: list[Found]) -> Found:
    def heat(each: Found) -> tuple[bool, int, int, int]:
        choice = each.choice
        return each.function.preferred, choice.depth, each.work, -choice.number

    hottest = max(found, key=heat)
    if hottest.of_ways > 1:
        raise UsageError(
            f"{hottest.function.origin}: the loop at 0x{hottest.choice.address:x} branches, and "
            f"{_STRAIGHT}. Say which way through it:{_listed(found)}"
        )
    return hottest


def _numbered(found: list[Found], number: int) -> Found:
    if 1 <= number <= len(found):
        return found[number - 1]
    raise UsageError(
        f"{found[0].function.origin} has no loop {number}: --loop takes 1 to {len(found)}"
        f"{_listed(found)}"
    )


def _listed(found: list[Found]) -> str:
    shown = "".join(f"\n  {each.choice}" for each in found[:_MOST_SHOWN])
    more = len(found) - _MOST_SHOWN
    return shown + (f"\n  and {more} more" if more > 0 else "")


def _notes(found: list[Found], picked: Found) -> list[str]:
    notes = []
    choice, body = picked.choice, picked.body
    if picked.of_ways > 1:
        notes.append(
            f"the loop branches: this is one of {picked.of_ways} ways through it, "
            "predicted as if each turn took it"
        )
    if len(found) > max(1, picked.of_ways):
        inside = f" {choice.function}" if choice.function else ""
        notes.append(f"loop {choice.number} of {len(found)}{inside}: --loop picks another")
    if body.exits:
        what = units.counted(body.exits, "jump")
        notes.append(f"{what} out of the loop, not taken until it ends, left out")
    start = picked.function.address
    pending = [each for each in picked.function.pending if _is_in(each + start, body)]
    if pending:
        what = units.counted(len(pending), "place")
        notes.append(f"{what} that linking fills in read as 0")
    return notes


def _is_in(address: int, body: Body) -> bool:
    return any(each.ip <= address < each.ip + each.len for each in body.instructions)


def _line(function: Function, body: Body) -> int | None:
    """The source line of the loop: the first one that anything in it is from."""
    lines = (function.line_of(each.ip) for each in body.instructions)
    return min((each for each in lines if each is not None), default=None)
