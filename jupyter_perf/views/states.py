"""What data of results say of their state, and of how far work on them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ..core.progress import Progress
from .envelope import short
from .limits import clipped

_STAGE_CHARS = 200


class Headline(Protocol):
    """A sentence and how it is meant."""

    @property
    def text(self) -> str: ...

    @property
    def tone(self) -> str: ...


class Cut(Protocol):
    """How much of the words is kept."""

    @property
    def head_chars(self) -> int: ...

    @property
    def words_chars(self) -> int: ...

    @property
    def notes(self) -> int: ...


def done(
    placed: Mapping[str, Any], head: Headline, asked: str, said: Sequence[str], cut: Cut
) -> dict[str, Any]:
    """Of a report that is there, `placed` by its envelope; what was found is still to be added."""
    return {
        **placed,
        "state": "done",
        "job": None,
        "headline": {"text": clipped(head.text, cut.head_chars), "tone": head.tone},
        "summary": clipped(asked, cut.words_chars),
        "remarks": [clipped(each, cut.words_chars) for each in said[: max(cut.notes, 1)]],
    }


def running(
    placed: Mapping[str, Any], progress: Progress, phase: str, aside: Sequence[str]
) -> dict[str, Any]:
    """While nothing is known yet."""
    return {
        **placed,
        "state": "running",
        "headline": None,
        "summary": "",
        "remarks": [clipped(each, _STAGE_CHARS) for each in aside],
        "progress": {**progress_data(progress), "phase": phase},
        "result": None,
        "left_out": [],
    }


def progress_data(progress: Progress) -> dict[str, Any]:
    """A report in numbers: fractions, seconds, and `[ratio, low, high]`."""
    return {
        "stage": clipped(progress.stage, _STAGE_CHARS),
        "done": None if progress.done is None else short(progress.done),
        "elapsed_seconds": short(progress.elapsed_seconds),
        "left_seconds": None if progress.left_seconds is None else short(progress.left_seconds),
        "best": None if progress.best is None else [short(number) for number in progress.best],
    }
