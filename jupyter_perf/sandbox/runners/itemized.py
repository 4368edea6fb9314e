"""Run a cell statement by statement, as in a kernel, and say what each of them took.

For estimates: what the run itself says of its parts is a hint to whoever asked for it, no evidence.
The garbage collector is on, as it is where the user's cell will run.
"""

from __future__ import annotations

import ast
import contextlib
import ctypes
import gc
import math
import sys
import time
from typing import Any

from ...core.pulse import pulse
from ..work import Work
from .cell import CellRunner, prepare
from .code import compile_statements


class ItemizedRunner(CellRunner):
    """Executes the top-level statements one by one; nothing of the results is encoded."""

    def __init__(self, work: Work, namespace: dict[str, object], words: str) -> None:
        super().__init__(work, namespace, words)
        self.statements = compile_statements(work.code, work.filename)
        self.marks: list[list[int | float]] = []
        self.beat = math.nan
        """The processor's pulse just before the run."""

    def act(self) -> None:
        gc.enable()
        before, began = time.process_time(), time.perf_counter()
        self.marks.append([0, 0.0, 0.0, _most_resident_bytes()])
        for node, code in self.statements:
            self._execute(code)
            now, wall = time.process_time(), time.perf_counter()
            self.marks.append([_line(node), now - before, wall - began, _most_resident_bytes()])
            before, began = now, wall

    def sections(self) -> dict[str, dict[str, object]]:
        return {}

    def facts(self) -> dict[str, Any]:
        return {
            "prepared": self.words,
            "statements": self.marks,
            "pulses": [self.beat, pulse()],
        }


def make(work: Work, namespace: dict[str, object]) -> ItemizedRunner:
    words = prepare(work, namespace) if work.prepare else ""
    runner = ItemizedRunner(work, namespace, words)
    _give_back()
    runner.beat = pulse()
    return runner


def _give_back() -> None:
    """Return memory that preparing has freed: the run would take it up again unseen."""
    # Only glibc has it; other allocators keep what they keep.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _line(node: ast.stmt) -> int:
    """Of its first decorator, where a definition has one."""
    decorators = getattr(node, "decorator_list", [])
    lines: list[int] = [node.lineno, *(each.lineno for each in decorators)]
    return min(lines)


def _most_resident_bytes() -> int:
    """Of this process so far; 0 where that can't be known."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    most: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most if sys.platform == "darwin" else most * 1024)
