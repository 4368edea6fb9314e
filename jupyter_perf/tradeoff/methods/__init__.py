"""Memory methods, one file each: real transformations of the user's model or loop.

A method is a frozen dataclass (or any object) with the attributes of `Method`, registered beside
its definition:

    METHODS.add("checkpoint-blocks", CheckpointBlocks())

`apply` is called in two places: in the process that traces, on a model of tensors without data, and
in the user's kernel on the real one. It returns a new `Making` and changes neither the model that
it was given nor its tensors; a new model shares its parameters (`structure.shallow`). It must not
read values of tensors, except in kernels of its own that run in the real step. Docstrings are the
manual: `%perf explain NAME` prints them, with the paper and its equation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ...core.registry import Registry
from ..making import Making

SEPARATOR = "+"


class Method(Protocol):
    """What every method has."""

    @property
    def words(self) -> str:
        """What it does, in a few words, without its name."""

    @property
    def exact(self) -> bool:
        """Whether it gives the same gradients up to rounding."""

    @property
    def costs(self) -> str:
        """What it costs in accuracy, or that it costs none."""

    @property
    def modelled(self) -> bool:
        """Whether `apply` changes nothing and `memory_factors` states the effects instead."""

    def unfit(self, making: Making) -> str:
        """Why it makes no sense on this step; empty where it does."""

    def apply(self, making: Making) -> Making:
        """The step with it."""

    def code(self, making: Making) -> str:
        """Python that does the same in the user's own loop: what to write, ready to run."""

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        """The same as settings of trainers, by `transformers`, `accelerate`, `lightning`: keyword
        arguments of TrainingArguments, Accelerator, Trainer. Empty where there are none."""


METHODS: Registry[Method] = Registry("methods", "jupyter_perf.tradeoff.methods")


def applied(names: str, making: Making) -> Making:
    """The step with one method, or several joined by `+`, first to last; `none` leaves it as it is.

    Raises KeyError for names that aren't known.
    """
    for name in names.split(SEPARATOR):
        if name != "none":
            making = METHODS.get(name).apply(making)
    return making
