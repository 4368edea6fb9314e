"""A model that knows the answer: its first sample is the reference, the others are no use.

It answers at once, so that what a search with it takes is the loop's own doing. Of a round's
samples the first is the reference, the second the reference with one number off, the third the
original as it was, the fourth no code; it starts again from there. Its critique always finds
something, so that the loop ends by what is measured.
"""

from __future__ import annotations

import ast
import dataclasses
import json
import threading
from collections.abc import Callable

from jupyter_perf.refinement.endpoint.tokens import estimate, estimate_prompt
from jupyter_perf.refinement.providers import Answer, CallLimits, Prompt, Target, Usage

NAME = "oracle"
MODEL = f"{NAME}:reference"
_CRITIQUE = json.dumps(
    {
        "slow": True,
        "points": [
            {
                "line": 1,
                "problem": "The same work is done again for each element.",
                "remedy": "Do it once for all of them.",
            }
        ],
    }
)


@dataclasses.dataclass(frozen=True)
class Oracle:
    """A provider, and its own factory; `original` and `reference` are sources."""

    original: str
    reference: str

    def __call__(self, target: Target) -> Oracle:
        return self

    def ask(
        self,
        prompt: Prompt,
        limits: CallLimits,
        cancelled: threading.Event,
        hear: Callable[[int], None],
    ) -> Answer:
        text = _CRITIQUE if prompt.purpose == "critique" else self._rewrite(prompt.sample)
        return Answer(text, usage=Usage(estimate_prompt(prompt), estimate(text), counted=False))

    def models(self, seconds: float) -> list[str]:
        return ["reference"]

    def close(self) -> None:
        """Nothing is open."""

    def _rewrite(self, sample: int) -> str:
        answers = (
            _fenced("It does the work once instead of again and again.", self.reference),
            _fenced("It does less.", nearly(self.reference)),
            _fenced("It is fast enough as it is.", self.original),
            "The loop is slow because of what it does in each turn; it could do less.",
        )
        return answers[(sample - 1) % len(answers)]


def nearly(code: str) -> str:
    """`code` with its last whole number raised by one; with its last statement left out where it
    has none. Mostly another answer, and by a little: what a model gets wrong.

    Bounds of slices stay: there is often room beyond what they cut off.
    """
    tree = ast.parse(code)
    bounds = {
        id(n) for part in ast.walk(tree) if isinstance(part, ast.Slice) for n in ast.walk(part)
    }
    numbers = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) is int and id(node) not in bounds
    ]
    if numbers:
        last = max(numbers, key=lambda node: (node.lineno, node.col_offset))
        last.value = int(str(last.value)) + 1
    else:
        tree.body = tree.body[:-1] or [ast.Pass()]
    return ast.unparse(tree)


def _fenced(says: str, code: str) -> str:
    return f"{says}\n\n```python\n{code}\n```\n"
