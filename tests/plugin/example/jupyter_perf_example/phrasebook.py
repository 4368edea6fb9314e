"""A provider of answers, found by jupyter-perf through the entry point in pyproject.toml."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

from jupyter_perf.refinement.providers import Answer, CallLimits, Ended, Prompt, Target, Usage

_BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
_SLOW = re.compile(r"(\w+)\[::-1\]\[0\]")


class Phrasebook:
    """Knows one phrase by heart: `--model phrasebook:last`."""

    def __init__(self, target: Target) -> None:
        self.target = target

    def ask(
        self,
        prompt: Prompt,
        limits: CallLimits,
        cancelled: threading.Event,
        hear: Callable[[int], None],
    ) -> Answer:
        """The code with its slow phrase replaced; a refusal where that isn't in it."""
        if cancelled.is_set():
            return Answer(ended=Ended.CANCELLED)
        if self.target.model not in self.models(limits.seconds):
            what = f"phrasebook knows `last`, not `{self.target.model}`; nothing was sent"
            return Answer(ended=Ended.FAILED, trouble=what, fatal=True)
        if prompt.schema is not None:
            return Answer('{"slow": false, "points": []}', usage=Usage(1, 1))
        for code in _BLOCK.findall(prompt.messages[-1].content):
            if _SLOW.search(code):
                text = "```python\n" + _SLOW.sub(r"\1[-1]", code) + "```\n"
                hear(len(text))
                return Answer(text, usage=Usage(1, 1))
        return Answer(ended=Ended.REFUSED, trouble="no phrase of the book is in it")

    def models(self, seconds: float) -> list[str]:
        return ["last"]

    def close(self) -> None:
        """Nothing is open."""
