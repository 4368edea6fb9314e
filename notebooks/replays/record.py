"""Record the conversations that `refine_llm.ipynb` replays (`python notebooks/replays/record.py`).

The answers in `answers/` were written by hand for this demonstration: no model was asked. Each
begins with a line `# PURPOSE ROUND SAMPLE`. What is asked is what the loop asks here and now; both
go into `NAME.json`, which is what `--model replay:FILE` reads.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import nbformat

from jupyter_perf.refinement import engine
from jupyter_perf.refinement.endpoint.exchange import Answer, Ended, Prompt, Usage
from jupyter_perf.refinement.endpoint.target import CallLimits, Target
from jupyter_perf.refinement.endpoint.tokens import estimate, estimate_prompt
from jupyter_perf.refinement.providers import PROVIDERS
from jupyter_perf.refinement.result import Refinement
from jupyter_perf.refinement.talking import TalkOptions

HERE = Path(__file__).resolve().parent
NOTEBOOK = HERE.parent / "refine_llm.ipynb"
_HEAD = re.compile(r"^# (\w+) (\d+) (\d+)\n", re.MULTILINE)


class Written:
    """A provider that gives the answers in a file."""

    def __init__(self, file: Path) -> None:
        parts = _HEAD.split(file.read_text("utf-8"))[1:]
        self.answers = {
            (purpose, int(number), int(sample)): text.strip() + "\n"
            for purpose, number, sample, text in zip(*[iter(parts)] * 4, strict=True)
        }

    def ask(
        self,
        prompt: Prompt,
        limits: CallLimits,
        cancelled: threading.Event,
        hear: Callable[[int], None],
    ) -> Answer:
        text = self.answers.get((prompt.purpose, prompt.round, prompt.sample))
        if text is None:
            return Answer(ended=Ended.FAILED, trouble="no answer was written for this")
        return Answer(text, usage=Usage(estimate_prompt(prompt), estimate(text), counted=False))

    def models(self, seconds: float) -> list[str]:
        return ["by-hand"]

    def close(self) -> None:
        """Nothing is open."""


def record(name: str, source: str, values: dict[str, object], talk: TalkOptions) -> Refinement:
    """Lead the conversation with the answers `name`, and write it down."""
    provider = Written(HERE / "answers" / f"{name}.md")

    def made(_target: Target) -> Written:
        return provider

    PROVIDERS.load()
    PROVIDERS.add(name, made)
    talk = TalkOptions(**{**vars(talk), "model": f"{name}:by-hand"})
    found = engine.refine(source, namespace=values, engine="llm", budget=120.0, talk=talk)
    assert found.conversation is not None
    file = HERE / f"{name}.json"
    file.unlink(missing_ok=True)
    found.conversation.save(file)
    print(f"{file.name}: {found.conversation.calls} answers, {found.ratio:.3g}× as fast")
    return found


def main() -> int:
    notebook = nbformat.reads(NOTEBOOK.read_text("utf-8"), as_version=4)
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    values: dict[str, object] = {}
    exec(next(cell for cell in cells if "took_off =" in cell), values)
    source = next(cell for cell in cells if "replay:replays/in_the_air.json" in cell)
    body = source.partition("\n")[2]
    first = record("in_the_air", body, values, TalkOptions(rounds=2, samples=2))
    said = ("go through the times once, in their order",)
    more = TalkOptions(rounds=1, samples=1, said=said, start=first.code)
    second = record("one_pass", body, values, more)
    return 0 if first.best is not None and second.best is not None else 1


if __name__ == "__main__":
    sys.exit(main())
