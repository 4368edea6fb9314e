"""Run a cell on several generated inputs in one process, each on copies of its own.

A process for each input costs many times what such small inputs take. What one run leaves must
not reach the next: values are copied deeply, names, random generators, figures and streams put
back. Where something else was changed, or can't be copied, there are no parts at all, and each
input is run in a process of its own instead.
"""

from __future__ import annotations

import copy
import dataclasses
import itertools
import sys
import threading
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from ..encode import Encoded, encode
from ..raised import attempt
from ..rng import rng_states, set_rng_states
from ..work import Work
from . import cell
from .captured import Captured, captured
from .process import ProcessWatch
from .state import open_figures

MOST_OUTPUT_BYTES = 1 << 18
"""A run that prints more is left to a process of its own."""


class InTheWay(Exception):
    """One run would reach the next; the message says how."""


class SeveralRunner:
    """One part for each of `work.several`, in order."""

    def __init__(self, work: Work, namespace: dict[str, object]) -> None:
        self.work = work
        self.namespace = namespace
        self.parts: list[dict[str, Any]] = []
        self.results: list[Encoded] = []
        self.in_the_way = ""

    def act(self) -> None:
        watch, names, generators = ProcessWatch(), dict(self.namespace), rng_states()
        threads = threading.active_count()
        try:
            for prepare in self.work.several:
                set_rng_states(generators)
                self._part(prepare)
                self.namespace.clear()
                self.namespace.update(names)
                _close_figures()
                if changed := watch.changed():
                    raise InTheWay(", ".join(changed))
                if threading.active_count() > threads:
                    raise InTheWay("it leaves a thread running")
        except InTheWay as error:
            self.in_the_way = str(error)

    def _part(self, prepare: dict[str, Any]) -> None:
        work = dataclasses.replace(self.work, several=(), prepare=prepare)
        # Values of the user's classes are prepared and copied here: they may raise anything.
        try:
            words = cell.prepare(work, self.namespace)
            self.namespace.update(_copies(self.namespace, work.read))
            runner = cell.CellRunner(work, self.namespace, words)
        except (SyntaxError, InTheWay):
            raise
        except Exception as error:
            raise InTheWay(f"{type(error).__name__}: {error}"[:300]) from error
        with captured() as streams:
            raised = attempt(runner.act, work.filename)
        self.results.append(_encoded(runner))
        self.parts.append({"raised": raised, **_printed(streams)})

    def sections(self) -> dict[str, dict[str, object]]:
        """None: each part was encoded before the next one ran (`results`)."""
        return {}

    def facts(self) -> dict[str, Any]:
        return {"parts": [] if self.in_the_way else self.parts, "in_the_way": self.in_the_way}


def _encoded(runner: cell.CellRunner) -> Encoded:
    # Encoding walks values of user classes, whose methods may raise anything.
    try:
        return encode(runner.sections())
    except Exception as error:
        raise InTheWay(f"reading its results raised {type(error).__name__}") from error


def _copies(namespace: Mapping[str, object], names: tuple[str, ...]) -> dict[str, object]:
    """Deep copies of what the cell reads; what they share with each other they go on sharing.

    Raises InTheWay for arrays that may look into one memory, which copies wouldn't.
    """
    values = {name: namespace[name] for name in names if name in namespace}
    if (numpy := sys.modules.get("numpy")) is not None:
        arrays = [value for value in values.values() if isinstance(value, numpy.ndarray)]
        if any(numpy.may_share_memory(a, b) for a, b in itertools.combinations(arrays, 2)):
            raise InTheWay("arrays may share memory")
    kept = {id(value): value for value in values.values() if isinstance(value, ModuleType)}
    return copy.deepcopy(values, kept)


def _printed(streams: Captured) -> dict[str, str]:
    try:
        printed = {"stdout": streams.stdout(), "stderr": streams.stderr()}
    except ValueError as error:
        raise InTheWay("it closes its output") from error
    if any(len(data) > MOST_OUTPUT_BYTES for data in printed.values()):
        raise InTheWay("it prints much")
    return {name: data.decode("latin-1") for name, data in printed.items()}


def _close_figures() -> None:
    if open_figures():
        sys.modules["matplotlib.pyplot"].close("all")


def make(work: Work, namespace: dict[str, object]) -> SeveralRunner:
    return SeveralRunner(work, namespace)
