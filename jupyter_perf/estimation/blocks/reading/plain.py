"""Code that was given by itself: a loop's body, a loop with its jump, or more with a loop in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ....core import units
from ....errors import UsageError
from ...models.granite.decoding import Undecodable, decode
from .flow import Flow, check_decodable, flow_of, is_branch, is_return
from .listing import Listing
from .loops import Function, chosen
from .nests import innermost_loops

# What IACA and OSACA look for: `mov ebx, 111` (or 222) and a `nop` with two prefixes.
MOST_BYTES = 1 << 17
"""Of code that was given by itself: more than any loop has."""
_BEGIN = bytes.fromhex("bb6f000000646790")
_END = bytes.fromhex("bbde000000646790")


def block_of(function: Function, number: int | None = None) -> Listing:
    """The body that the code is, or the hot loop in it; `number` asks for another loop.

    Raises Undecodable for bytes that are no instructions, and for what can't be in a body where
    there is no loop; UsageError as `loops.chosen` does.
    """
    function = between_marks(function)
    if not function.code:
        raise UsageError(f"{function.origin}: the block is empty: give a loop's instructions")
    if len(function.code) > MOST_BYTES:
        raise UsageError(
            f"{function.origin}: {units.size(len(function.code))} of code are too much to look "
            "through: give the loop alone"
        )
    check_decodable(function.code)
    flow = flow_of(function.code, function.address, function.pending)
    if innermost_loops(flow):
        return _with_rest_noted(chosen([function], number), len(flow.instructions))
    if number is not None:
        raise UsageError(f"{function.origin} has no jump back, so that there is no loop {number}")
    return _body(function, flow)


def between_marks(function: Function) -> Function:
    """What stands between the bytes with which IACA and OSACA mark a region; all without them."""
    begin = function.code.find(_BEGIN)
    end = function.code.find(_END, max(begin, 0))
    if begin < 0 or end < 0:
        return function
    start = begin + len(_BEGIN)
    return replace(
        function,
        code=function.code[start:end],
        address=function.address + start,
        pending=tuple(each - start for each in function.pending if start <= each < end),
        notes=(*function.notes, "only what stands between the marks"),
    )


def has_marks(code: bytes) -> bool:
    """Whether a region is marked in it."""
    begin = code.find(_BEGIN)
    return begin >= 0 and code.find(_END, begin) >= 0


def with_lines(error: Undecodable, line_of: Callable[[int], int | None]) -> UsageError:
    """The same, with the line of the user's text where it is about a place in it."""
    line = line_of(error.offset) if error.reason[:1] == "`" or error.offset else None
    return UsageError(f"line {line}: {error.reason}") if line is not None else error


def _body(function: Function, flow: Flow) -> Listing:
    code, notes = function.code, list(function.notes)
    last = flow.instructions[-1]
    if is_branch(last) or is_return(last):
        code = code[: last.ip - function.address]
        if not code:
            raise UsageError(f"{function.origin}: there is nothing before `{last}`")
        what = "jump" if is_branch(last) else "return"
        notes.append(f"the {what} at its end is left out")
    decode(code)
    places = [each for each in function.pending if each < len(code)]
    if places:
        what = units.counted(len(places), "place")
        notes.append(f"{what} that linking fills in read as 0")
    line = function.line_of(function.address)
    return Listing(code, function.address, function.origin, tuple(notes), line)


def _with_rest_noted(listing: Listing, instructions: int) -> Listing:
    """Says how many instructions aren't in the body, where there was nothing to choose."""
    if listing.choices:
        return listing
    rest = instructions - len(decode(listing.code)) - 1
    if rest <= 0:
        return listing
    what = units.counted(rest, "instruction")
    return replace(listing, notes=(*listing.notes, f"{what} outside the loop left out"))
