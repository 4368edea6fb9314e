"""What this engine needs of whoever traces a module."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol


class ModuleUse(Protocol):
    """Memory of one module of the model, without its submodules."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def weight_bytes(self) -> int: ...
    @property
    def at_peak_bytes(self) -> int: ...


class Found(Protocol):
    """A trace; see `tradeoff.trace.Trace`."""

    @property
    def batch(self) -> int | None: ...
    @property
    def sequence(self) -> int | None: ...
    @property
    def peak_bytes(self) -> int: ...
    @property
    def rounded_peak_bytes(self) -> int: ...
    @property
    def peak_phase(self) -> str: ...
    @property
    def peak_module(self) -> str: ...
    @property
    def breakdown(self) -> Mapping[str, int]: ...
    @property
    def parameters(self) -> int: ...
    @property
    def modules(self) -> Sequence[ModuleUse]: ...
    @property
    def counted(self) -> Mapping[str, Any]: ...
    @property
    def notes(self) -> Sequence[str]: ...


class Tracer(Protocol):
    """`tradeoff.trace.traces`: one found thing per variant, in order. What has a `why` and a
    `reason` is no trace but says why there is none."""

    def __call__(
        self,
        model: Any,
        inputs: tuple[Any, ...],
        variants: Sequence[Mapping[str, Any]],
        *,
        train: bool,
        loss: Callable[[Any], Any] | None = ...,
        optimizer: Any = ...,
        observer: str = ...,
        seconds: float = ...,
        batch_dim: int = ...,
        on_found: Callable[[Any], None] | None = ...,
        stopped: Callable[[], bool] | None = ...,
    ) -> list[Any]: ...


def refusal(found: Any) -> tuple[str, str] | None:
    """(why, reason) where there is no trace."""
    why = getattr(found, "why", None)
    return None if why is None else (str(why), str(found.reason))
