"""Where labels stand beside their marks, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_HEIGHT = 13.0
_GAP = 9.0


@dataclass(frozen=True)
class Box:
    """A rectangle in a drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """The area that both cover."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)

    def outside(self, frame: Box) -> float:
        """How far it sticks out of `frame`."""
        return (
            max(0.0, frame.left - self.left)
            + max(0.0, self.right - frame.right)
            + max(0.0, frame.top - self.top)
            + max(0.0, self.bottom - frame.bottom)
        )


def around(x: float, y: float, radius: float = 6.0) -> Box:
    """The room that a mark takes."""
    return Box(x - radius, y - radius, x + radius, y + radius)


def places(
    marks: Sequence[tuple[float, float]],
    widths: Sequence[float],
    frame: Box,
    lines: Iterable[Box] = (),
) -> list[tuple[float, float]]:
    """For each mark the left end of its label's base line, each as free of others as can be.

    Labels are set one after another; those of marks with the least room around them first.
    `lines` are further things that labels had better not cover.
    """
    taken = [*(around(*mark) for mark in marks), *lines]
    found: dict[int, tuple[float, float]] = {}
    for at in sorted(range(len(marks)), key=lambda k: _nearest(marks, k)):
        boxes = list(_candidates(*marks[at], widths[at]))
        cost = [
            sum(box.overlap(other) for other in taken) + 1000 * box.outside(frame) + rank / 10
            for rank, box in enumerate(boxes)
        ]
        best = boxes[cost.index(min(cost))]
        taken.append(best)
        found[at] = best.left, best.bottom - 3
    return [found[at] for at in range(len(marks))]


def _candidates(x: float, y: float, width: float) -> Iterator[Box]:
    """Right, left, above, below and the corners; further away where it is crowded."""
    for far in (1, 2, 3, 4, 6):
        gap, rise = _GAP * min(far, 2), _HEIGHT * (far - 1)
        for top in dict.fromkeys((y - _HEIGHT / 2 - rise, y - _HEIGHT / 2 + rise)):
            yield Box(x + gap, top, x + gap + width, top + _HEIGHT)
            yield Box(x - gap - width, top, x - gap, top + _HEIGHT)
            for left in (x + gap / 2, x - gap / 2 - width):
                yield Box(left, top - _HEIGHT, left + width, top)
                yield Box(left, top + _HEIGHT, left + width, top + 2 * _HEIGHT)
        for top in (y - gap - _HEIGHT - rise, y + gap + rise):
            yield Box(x - width / 2, top, x + width / 2, top + _HEIGHT)


def _nearest(marks: Sequence[tuple[float, float]], at: int) -> float:
    x, y = marks[at]
    others = [mark for k, mark in enumerate(marks) if k != at]
    return min((abs(x - a) + abs(y - b) for a, b in others), default=0.0)
