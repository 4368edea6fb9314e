"""What `%%estimate --blocks` is asked, checked: which blocks, for which microarchitectures."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ...errors import UsageError
from .predicting import HERE, Model

MOST_BLOCKS = 200
"""Of one question: more are predicted faster by `models.granite.predict`."""
MOST_TARGETS = 8


class Choice(Protocol):
    """A loop that could have been chosen: its text says how to ask for it."""

    @property
    def number(self) -> int: ...


class Listed(Protocol):
    """What reading yields: `reading.Listing` has it."""

    @property
    def code(self) -> bytes: ...
    @property
    def address(self) -> int: ...
    @property
    def origin(self) -> str: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def line(self) -> int | None: ...
    @property
    def choices(self) -> Sequence[Choice]: ...
    @property
    def chosen(self) -> int: ...


@dataclass(frozen=True)
class Question:
    """What is asked: see `question`."""

    text: str
    listings: tuple[Listed, ...]
    targets: tuple[str, ...]


def question(
    text: str,
    listings: Iterable[Listed],
    target: str | Iterable[str] | None = None,
    *,
    model: Model,
) -> Question:
    """The cycles of `listings`, which `text` was read as, on `target`: names such as `"zen4,here"`;
    None is this machine where it was calibrated, else what the model was made for.

    Raises UsageError for no block or too many of them, and for targets that `model` doesn't know.
    """
    found = tuple(listings)
    if not found:
        raise UsageError(
            "there is no block to estimate: give a loop's instructions as assembly or hex, or an"
            " expression such as a numba function's name or `lib.so:symbol`"
        )
    if len(found) > MOST_BLOCKS:
        raise UsageError(
            f"{len(found):,} blocks are too many to show: at most {MOST_BLOCKS}; for more, call"
            " jupyter_perf.estimation.models.granite.predict"
        )
    return Question(text, found, targets_of(target, model.titles()))


def targets_of(target: str | Iterable[str] | None, known: Mapping[str, str]) -> tuple[str, ...]:
    """Names of microarchitectures, each once. Raises UsageError, with the names that are near."""
    if target is None:
        return (HERE if HERE in known else next(iter(known)),)
    given = target.split(",") if isinstance(target, str) else list(target)
    names = [str(name).strip().lower() for name in given]
    wanted = tuple(dict.fromkeys(name for name in names if name))
    if not wanted:
        raise UsageError(f"--target needs a microarchitecture: {', '.join(known)}")
    if len(wanted) > MOST_TARGETS:
        raise UsageError(f"--target takes at most {MOST_TARGETS} microarchitectures")
    for name in wanted:
        if name not in known:
            raise UsageError(_unknown(name, known))
    return wanted


def _unknown(name: str, known: Mapping[str, str]) -> str:
    if name == HERE:
        return (
            "cycles of this machine aren't known yet: `%perf calibrate --blocks` measures them in"
            f" minutes; there are predictions for {', '.join(known)}"
        )
    near = difflib.get_close_matches(name, known, n=2, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
    return f"no predictions of cycles for {name[:40]!r}: {hint}"
