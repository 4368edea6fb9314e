"""From a few batch sizes up to the largest one that stays within a limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

MOST = 1 << 24
"""Examples: no batch is looked for beyond."""
_MOST_TRACES = 12
"""To one limit."""


def climb(known: Mapping[int, float], room: float, most: int) -> Iterator[int]:
    """Batch sizes to trace until the largest within `room` is known, and that one example more is
    beyond it.

    `known` are the peaks so far, by batch, in bytes; whoever traces what comes adds to them before
    asking for the next. What isn't added couldn't be traced, and counts as beyond. Ends early where
    nothing fits, and where `most` does.
    """
    refused: int | None = None
    for _ in range(_MOST_TRACES):
        fits, beyond = bracket(known, room)
        if refused is not None:
            beyond = min(refused, beyond or refused)
        if fits is None or fits >= most or (beyond is not None and beyond - fits == 1):
            return
        asked = _guess(known, room, fits, beyond, most)
        yield asked
        if asked not in known:
            refused = asked


def bracket(known: Mapping[int, float], room: float) -> tuple[int | None, int | None]:
    """The largest known batch within `room` and the smallest one beyond it."""
    beyond = min((each for each in known if known[each] > room), default=None)
    fits = max(
        (each for each in known if known[each] <= room and (beyond is None or each < beyond)),
        default=None,
    )
    return fits, beyond


def _guess(
    known: Mapping[int, float], room: float, fits: int, beyond: int | None, most: int
) -> int:
    """Where the line through the nearest traces meets `room`, above what fits."""
    above = most if beyond is None else beyond - 1
    other = beyond if beyond is not None else max((b for b in known if b < fits), default=None)
    guess = above if other is None else 4 * fits
    if other is not None:
        slope = (known[other] - known[fits]) / (other - fits) if other in known else 0.0
        if slope > 0:
            guess = int(fits + (room - known[fits]) / slope)
    return max(fits + 1, min(guess, above))
