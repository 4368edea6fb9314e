"""Run a cell over the copied names, on the user's values or on the n-th variation of them."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Coroutine
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType
from typing import Any, cast

from ..work import Work
from .code import compile_body, compile_cell
from .process import ProcessWatch
from .state import RandomWatch, open_figures

_UNCHANGING = (
    *(int, float, complex, str, bytes, tuple, frozenset, range, type, type(None)),
    *(FunctionType, BuiltinFunctionType, ModuleType),
)


class CellRunner:
    """Executes the statements, then the last expression, in the cell's own globals."""

    def __init__(self, work: Work, namespace: dict[str, object], words: str) -> None:
        self.work = work
        self.namespace = namespace
        self.displayed: list[object] = []
        self.words = words
        self.value: object = None
        self.body, self.last = compile_cell(work.code, work.filename)
        self.tests = compile_body(work.tests, "<tests>") if work.tests else None
        namespace.setdefault("__name__", "__main__")
        namespace.setdefault("display", self._display)
        self.random = RandomWatch()
        self.process = ProcessWatch()
        self.before = {n: namespace[n] for n in work.read if n in work.written and n in namespace}

    def _display(self, *values: object, **_options: object) -> None:
        self.displayed.extend(values)

    def act(self) -> None:
        self._execute(self.body)
        if self.last is not None:
            self.value = self._execute(self.last)
        if self.tests is not None:
            self._execute(self.tests)

    def _execute(self, code: CodeType) -> object:
        result = eval(code, self.namespace)
        if code.co_flags & inspect.CO_COROUTINE:
            import asyncio

            return asyncio.run(cast(Coroutine[Any, Any, object], result))
        return result

    def sections(self) -> dict[str, dict[str, object]]:
        present = self.namespace
        return {
            "value": {"": self.value},
            "names": {name: present[name] for name in self.work.written if name in present},
            "inputs": {name: present[name] for name in self.work.read if name in present},
            "before": self._replaced(),
            "displayed": {str(at): value for at, value in enumerate(self.displayed)},
            "figures": open_figures(),
            "rng": self.random.changed(),
            "process": self.process.changed(),
        }

    def _replaced(self) -> dict[str, object]:
        """What stood under names that are bound anew: the user may know it by other names too."""
        return {
            name: value
            for name, value in self.before.items()
            if self.namespace.get(name) is not value and not isinstance(value, _UNCHANGING)
        }

    def facts(self) -> dict[str, Any]:
        return {"prepared": self.words}


def make(work: Work, namespace: dict[str, object]) -> CellRunner:
    words = prepare(work, namespace) if work.prepare else ""
    return CellRunner(work, namespace, words)


def prepare(work: Work, namespace: dict[str, object]) -> str:
    """Replace the cell's inputs by what `work.prepare` makes of them; returns words on it."""
    assert work.prepare is not None
    module, _, name = work.prepare["call"].partition(":")
    change = getattr(importlib.import_module(module), name)
    values = {name: namespace[name] for name in work.read if name in namespace}
    changed, words = change(values, **work.prepare["with"])
    namespace.update(changed)
    return str(words)
