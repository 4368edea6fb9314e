"""Whole refinements with a model whose answers a test has written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

from jupyter_perf.refinement import engine
from jupyter_perf.refinement.endpoint.exchange import Answer, Prompt, Usage
from jupyter_perf.refinement.providers import PROVIDERS
from jupyter_perf.refinement.result import Refinement
from jupyter_perf.refinement.talking import TalkOptions

SLOW = "out = []\nfor x in data:\n    if data.count(x) > 1:\n        out.append(x)\n"
FAST = (
    "from collections import Counter\n\n_n = Counter(data)\n"
    "out = []\nfor x in data:\n    if _n[x] > 1:\n        out.append(x)\ndel _n, Counter\n"
)
WRONG = "out = sorted({x for x in data if data.count(x) > 1})\n"
SLOWER = SLOW.replace("if ", "if data.count(x) > 1 and ")
CRITIQUE = '{"slow": true, "points": [{"line": 1, "problem": "p", "remedy": "r"}]}'


def data() -> dict[str, Any]:
    """What SLOW reads: 3,000 numbers, a hundredth of a second of counting each."""
    return {"data": [(7 * i) % 2500 for i in range(3000)]}


class Scripted:
    """A provider that says what it is told to; `asked` are the prompts that came."""

    def __init__(self, say: Callable[[Prompt], str | Answer]) -> None:
        self.say = say
        self.asked: list[Prompt] = []
        self._lock = threading.Lock()

    def __call__(self, _target: object) -> Scripted:
        return self

    def ask(self, prompt: Prompt, *_: object) -> Answer:
        with self._lock:
            self.asked.append(prompt)
            said = self.say(prompt)
        if isinstance(said, Answer):
            return said
        return Answer(said, usage=Usage(100, len(said) // 4))

    def models(self, seconds: float) -> list[str]:
        return ["model"]

    def close(self) -> None:
        """Nothing is open."""

    def of(self, purpose: str) -> list[Prompt]:
        return [prompt for prompt in self.asked if prompt.purpose == purpose]


def by_round(*rounds: Iterable[str] | str, critique: str = "") -> Callable[[Prompt], str]:
    """Answers by round and sample: a list a round, or one answer for all its samples."""

    def say(prompt: Prompt) -> str:
        if prompt.purpose == "critique":
            return (
                critique or '{"slow": true, "points": [{"line": 1, "problem": "p", "remedy": "r"}]}'
            )
        listed = rounds[min(prompt.round, len(rounds)) - 1]
        texts = [listed] if isinstance(listed, str) else list(listed)
        return texts[(prompt.sample - 1) % len(texts)]

    return say


def fence(code: str) -> str:
    return f"It counts again and again.\n\n```python\n{code}```\n"


def refine(
    provider: Scripted, source: str, namespace: dict[str, Any] | None = None, **options: Any
) -> Refinement:
    """`source` refined with `provider` as the model; `options` of TalkOptions, and `engine`,
    `budget` and others of `refine`."""
    name = f"scripted{id(provider)}"
    PROVIDERS.load()
    PROVIDERS.add(name, provider)
    known = {"engine", "budget", "entry", "calls", "stdin", "tests", "executor", "progress"}
    of_engine = {key: options.pop(key) for key in list(options) if key in known}
    of_engine = {"engine": "llm", "budget": 120.0} | of_engine
    talk = TalkOptions(model=f"{name}:model", **{"rounds": 2, "samples": 1} | options)
    try:
        return engine.refine(source, namespace=namespace, talk=talk, **of_engine)
    finally:
        del PROVIDERS._things[name]
