"""What isn't in the data of a front end, in words."""

from __future__ import annotations

from collections.abc import Mapping


def further(counts: Mapping[str, tuple[int, int]]) -> list[str]:
    """`2 further rows of latency` for each of `counts` where there are more than are kept.

    Names have `(s)` where their plural has an s; values are how many there are, how many are kept.
    """
    more = {name: there - kept for name, (there, kept) in counts.items()}
    return [
        f"{count} further {name.replace('(s)', '' if count == 1 else 's')}"
        for name, count in more.items()
        if count > 0
    ]
