"""From a method's name to the user's own model with it, or to what to write in the loop."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from .making import Making
from .methods import METHODS, SEPARATOR, applied
from .methods._combos import excluded, ordered
from .result import NONE

if TYPE_CHECKING:
    from .result import Frontier


CALLS = {"transformers": "TrainingArguments", "accelerate": "Accelerator", "lightning": "Trainer"}
"""Trainer → what takes its settings."""


@dataclasses.dataclass(frozen=True)
class Settings:
    """What to use where a method is one of the loop, not of the model."""

    method: str
    code: str
    """Python for a loop of one's own."""
    trainers: Mapping[str, Mapping[str, Any]]
    """Keyword arguments by trainer (of what `CALLS` names); those of `deepspeed_plugin` are in turn
    keyword arguments, of accelerate's DeepSpeedPlugin."""
    trainer: str = ""
    """The one that is in use."""

    def written(self, trainer: str) -> str:
        """The settings of a trainer as Python, to be added to those that are there; empty where it
        has none for this method."""
        found = self.trainers.get(trainer)
        if not found:
            return ""
        return (
            f"{CALLS[trainer]}(…, {', '.join(f'{n}={_written(n, v)}' for n, v in found.items())})"
        )

    def __str__(self) -> str:
        return self.written(self.trainer) or self.code


def apply(frontier: Frontier, method: str, model: Any, **options: Any) -> Any:
    """See `Frontier.apply`; options are those of the methods, as `lora.rank` or, of the only
    method, `rank`. `model` may be a loop (`loops.is_loop`): then it is always settings."""
    from .loops import in_use, is_loop, settings_for

    names = ordered(name for name in method.split(SEPARATOR) if name != NONE)
    for name in names:
        if name not in METHODS:
            raise UsageError(f"no method {name!r}: known are {', '.join(METHODS)}")
    if reason := excluded(names):
        raise UsageError(f"`{method}`: {reason}")
    named = {key if "." in key else f"{names[0]}.{key}": each for key, each in options.items()}
    trainer, loop = "", model
    if is_loop(loop):
        trainer, model = in_use(loop)
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
    if trainer:
        found = settings(method, plain, trainer)
        return dataclasses.replace(found, trainers=settings_for(loop, found.trainers))
    if making.model is not model or not names:
        return making.model
    return settings(method, plain)


def settings(method: str, plain: Making, trainer: str = "") -> Settings:
    """Of one method or several, for the step without them."""
    code: list[str] = []
    trainers: dict[str, dict[str, Any]] = {}
    for name in method.split(SEPARATOR):
        if name == NONE:
            continue
        known = METHODS.get(name)
        code.append(known.code(plain))
        for each, arguments in known.settings(plain).items():
            trainers[each] = _merged(trainers.get(each, {}), arguments)
    return Settings(method, "\n".join(code), trainers, trainer)


def _merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Settings of two methods together: of two stages of ZeRO the higher one, parts of nested
    settings of both; else the later method's."""
    found = dict(one)
    for name, value in other.items():
        before = found.get(name)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            found[name] = _merged(before, value)
        elif name in ("stage", "zero_stage") and isinstance(before, int):
            found[name] = max(before, value)
        elif name == "strategy" and isinstance(before, str):
            found[name] = _strategy(before, value)
        else:
            found[name] = value
    return found


def _strategy(one: str, other: str) -> str:
    """Of Lightning: `deepspeed_stage_2_offload` with `deepspeed_stage_3` is stage 3 with it."""
    stages = re.findall(r"deepspeed_stage_(\d)", f"{one} {other}")
    if len(stages) < 2:
        return other
    offload = "_offload" if "offload" in one + other else ""
    return f"deepspeed_stage_{max(stages)}{offload}"


def _written(name: str, value: Any) -> str:
    if name == "deepspeed_plugin":
        return f"DeepSpeedPlugin({', '.join(f'{n}={v!r}' for n, v in value.items())})"
    return repr(value)
