"""From a method's name to the user's own model with it, or to what to write in the loop."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from .making import Making
from .methods import METHODS, SEPARATOR, applied
from .result import NONE

if TYPE_CHECKING:
    from .result import Frontier


@dataclasses.dataclass(frozen=True)
class Settings:
    """What to use where a method is one of the loop, not of the model."""

    method: str
    code: str
    """Python for a loop of one's own."""
    trainers: Mapping[str, Mapping[str, Any]]
    """Keyword arguments by trainer: `transformers`, `accelerate`, `lightning`."""

    def __str__(self) -> str:
        return self.code


def apply(frontier: Frontier, method: str, model: Any, **options: Any) -> Any:
    """See `Frontier.apply`; options are those of the methods, as `lora.rank` or, of the only
    method, `rank`."""
    names = [name for name in method.split(SEPARATOR) if name != NONE]
    for name in names:
        if name not in METHODS:
            raise UsageError(f"no method {name!r}: known are {', '.join(METHODS)}")
    named = {key if "." in key else f"{names[0]}.{key}": each for key, each in options.items()}
    plain = Making(
        model,
        optimizer=frontier.optimizer,
        precision=frontier.precision,
        options=named if names else {},
    )
    making = plain
    for name in names:
        reason = METHODS.get(name).unfit(making)
        if reason:
            raise UsageError(f"`{name}` doesn't fit this model: {reason}")
        making = applied(name, making)
    if making.model is not model or not names:
        return making.model
    return settings(method, plain)


def settings(method: str, plain: Making) -> Settings:
    """Of one method or several, for the step without them."""
    code: list[str] = []
    trainers: dict[str, dict[str, Any]] = {}
    for name in method.split(SEPARATOR):
        if name == NONE:
            continue
        known = METHODS.get(name)
        code.append(known.code(plain))
        for trainer, arguments in known.settings(plain).items():
            trainers.setdefault(trainer, {}).update(arguments)
    return Settings(method, "\n".join(code), trainers)
