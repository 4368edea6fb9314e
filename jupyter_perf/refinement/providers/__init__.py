"""Providers of answers: one file each, found by this folder and by entry points.

A provider is a class that is made with a `Target` and has the three methods of `Provider`:

    [project.entry-points."jupyter_perf.providers"]
    my-provider = "my_package.my_provider:MyProvider"

What it needs is imported from here; `tests/plugin/example` is such a package, whole.

It runs in the kernel's process, in threads of the desk that asks it: `ask` is called from several
at once. The first characters of a model id choose it: `my-provider:some-model`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from ...core.registry import Registry
from ..endpoint.exchange import Answer, Ended, Message, Prompt, Usage
from ..endpoint.target import CallLimits, Target

__all__ = [
    "PROVIDERS",
    "Answer",
    "CallLimits",
    "Ended",
    "Message",
    "Prompt",
    "Provider",
    "Target",
    "Usage",
]


class Provider(Protocol):
    """Something that answers prompts."""

    def ask(
        self,
        prompt: Prompt,
        limits: CallLimits,
        cancelled: threading.Event,
        hear: Callable[[int], None],
    ) -> Answer:
        """The answer to `prompt`; raises nothing for what endpoints do wrong.

        Ends soon after `cancelled` is set. `hear` is told how many characters have come so far.
        """

    def models(self, seconds: float) -> list[str]:
        """Ids of the models that it offers. Raises PerfError with what to do."""

    def close(self) -> None:
        """End connections; calls that go on end as cancelled."""


PROVIDERS: Registry[Callable[[Target], Provider]] = Registry(
    "providers", "jupyter_perf.refinement.providers"
)
