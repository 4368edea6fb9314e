"""Two repetitions: how they ended, what they raised and printed, and then what they left."""

from __future__ import annotations

from dataclasses import replace

from ..encode import Encoded
from ..work import Ended, Outcome, Raised
from . import show
from .digits import same_but_for_last_digits
from .result import Difference, FirstDifference, Same
from .sayable import Sayable
from .tolerance import RTOL
from .walk import same


def same_outcome(
    a: Outcome,
    b: Outcome,
    *,
    tolerance: float | None = None,
    optional: frozenset[str] = frozenset(),
    generated: bool = False,
    exact_names: bool = True,
    rounded: bool = False,
    sayable: Sayable | None = None,
) -> Same | FirstDifference:
    """Compare the original's outcome `a` with the candidate's `b`.

    On `generated` inputs exceptions agree by type alone. What is printed agrees exactly,
    numbers in it included (`rounded`: but for digits of floats beyond the 15th). Where the code
    raised, what it left until then counts too; on generated inputs only what it did to its inputs
    does, not names that it had half built. For `sayable` see `walk.same`.
    """
    say = sayable or Sayable()
    difference = (
        _ended(a, b)
        or _exceptions(a.raised, b.raised, generated, say)
        or _exit_codes(a.exit_code, b.exit_code)
        or (None if rounded and _rounded(a, b, tolerance) else _printed(a, b, Difference.STDOUT))
        or _printed(a, b, Difference.STDERR)
    )
    if difference is not None:
        return difference
    if a.encoded is None or b.encoded is None:
        if a.encoded is b.encoded:
            return Same()
        lacking = "original" if a.encoded is None else "candidate"
        return _differs("result", f"the {lacking} left no result", Difference.ENDED)
    before, after = a.encoded, b.encoded
    if generated and a.raised is not None:
        before, after = _without_names(before), _without_names(after)
    return same(before, after, tolerance, optional, exact_names, say)


def _without_names(encoded: Encoded) -> Encoded:
    """What was left, less the names written; those that were read as well stay as inputs."""
    return replace(encoded, roots=[root for root in encoded.roots if root[0] != _WRITTEN])


_WRITTEN = "names"


def _differs(path: str, text: str, kind: Difference, place: str = "") -> FirstDifference:
    return FirstDifference(path, text, place or text, kind)


def _ended(a: Outcome, b: Outcome) -> FirstDifference | None:
    for who, outcome in (("original", a), ("candidate", b)):
        if outcome.ended != Ended.OK:
            text = f"the {who} didn't end by itself: {outcome.note or outcome.ended}"
            place = f"the {who} didn't end by itself: {outcome.ended}"
            return _differs("end", text, Difference.ENDED, place)
    return None


def _exceptions(
    a: Raised | None, b: Raised | None, generated: bool, say: Sayable
) -> FirstDifference | None:
    if a is None and b is None:
        return None
    if a is None or b is None:
        was, now = (("no exception", b), (a, "no exception"))[b is None]
        place = f"raises {_type(b, say)}, raised {_type(a, say)}"
        return _differs("exception", f"raises {_said(now)}, raised {_said(was)}", _EXC, place)
    if a.type != b.type:
        text = f"raises {_said(b)}, raised {_said(a)}"
        place = f"raises {_type(b, say)}, raised {_type(a, say)}"
        return _differs("exception", text, _EXC, place)
    if a.message != b.message and not generated:
        text = f"{a.type} says {show.short(b.message)!r}, said {show.short(a.message)!r}"
        return _differs("exception", text, _EXC, f"the message of {_type(a, say)} differs")
    return None


_EXC = Difference.EXCEPTION


def _type(raised: Raised | None, say: Sayable) -> str:
    return "no exception" if raised is None else say.raised(raised.type, raised.bases)


def _said(raised: Raised | str | None) -> str:
    if not isinstance(raised, Raised):
        return "no exception"
    return f"{raised.type}: {show.short(raised.message)}"


def _exit_codes(a: int | None, b: int | None) -> FirstDifference | None:
    if a == b:
        return None
    text = f"exits with {b}, exited with {a}"
    # Code can make its exit code of any number that it has seen.
    place = (
        "exits with another code"
        if a and b
        else "exits with 0"
        if b == 0
        else "exits with an error"
    )
    return _differs("exit code", text, Difference.ENDED, place)


def _rounded(a: Outcome, b: Outcome, tolerance: float | None) -> bool:
    allowed = RTOL if tolerance is None else tolerance
    return (
        same_but_for_last_digits(a.stdout, b.stdout, allowed)
        and max(len(a.stdout), len(b.stdout)) < _COMPLETE_BYTES
    )


_COMPLETE_BYTES = 1 << 19
"""Outputs below this are surely kept as a whole."""


def _printed(a: Outcome, b: Outcome, stream: Difference) -> FirstDifference | None:
    """The first line that differs, within the kept part; the digests decide."""
    name = str(stream)
    was: bytes = getattr(a, name)
    now: bytes = getattr(b, name)
    if was == now and getattr(a, f"{name}_digest") == getattr(b, f"{name}_digest"):
        return None
    before, after = was.splitlines(), now.splitlines()
    for number, (x, y) in enumerate(zip(before, after, strict=False), 1):
        if x != y:
            place = f"{name}: line {number} differs"
            text = f"{name}: line {number} is {_line(y)}, was {_line(x)}"
            return _differs(name, text, stream, place)
    if len(before) != len(after):
        text = f"{name}: {len(after)} lines, were {len(before)}"
        return _differs(name, text, stream)
    end = "the ends of lines differ" if was != now else "differs beyond its first megabyte"
    return _differs(name, f"{name}: {end}", stream)


def _line(raw: bytes) -> str:
    return repr(show.short(raw.decode("utf-8", "replace")))
