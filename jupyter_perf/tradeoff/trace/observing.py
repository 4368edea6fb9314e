"""What may watch the operations of a traced step, beside the ledger."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class Observer(Protocol):
    """Made without arguments in the traced process, once per step."""

    def operation(
        self,
        func: Any,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        out: Any,
        module: str,
        phase: str,
    ) -> None:
        """One operation of the dispatcher (an OpOverload) has run, on tensors without data."""

    def result(self) -> Mapping[str, Any]:
        """What was seen, as JSON takes it."""


def observer(name: str) -> Observer | None:
    """By `module:class`; None where no name is given."""
    if not name:
        return None
    module, _, attribute = name.partition(":")
    made: Observer = getattr(importlib.import_module(module), attribute)()
    return made
