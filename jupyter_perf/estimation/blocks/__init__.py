"""Cycles per iteration of hot loops: what is asked, read, predicted and found (`--blocks`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .result import BlockEstimate

__all__ = ["estimate"]


def estimate(
    work: Any,
    *,
    namespace: Mapping[str, object] | None = None,
    target: str | Iterable[str] | None = None,
    loop: int | None = None,
    signature: str | None = None,
) -> BlockEstimate:
    """What `%%estimate --blocks` shows, as a value.

    `work` is a cell's text (assembly, hex, `lib.so:symbol`, or names in `namespace`), bytes, or a
    function that numba compiled. `target` is a microarchitecture or several; None is this machine
    where it was calibrated. `loop` and `signature` choose as the options of these names do. Raises
    UsageError for what can't be read or predicted, and MissingExtra.
    """
    from . import engine
    from .question import question, targets_of
    from .reading import read
    from .shipped import Shipped

    model = Shipped()
    targets = targets_of(target, model.titles())  # before anything is read
    text, names = (work, namespace) if isinstance(work, str) else ("work", {"work": work})
    found = read(text, names, loop=loop, signature=signature)
    return engine.estimate(question(text.strip("\n"), found, targets, model=model), model)
