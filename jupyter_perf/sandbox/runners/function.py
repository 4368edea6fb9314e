"""Define a function and call it with each of the user's inputs, and with generated ones."""

from __future__ import annotations

import contextlib
import copy
import functools
import signal
import types
from collections.abc import Callable, Iterator
from typing import Any

from ..raised import describe
from ..work import Raised, Work
from .calls_made import Call, generated, similar
from .code import compile_body
from .names import CALLS_NAME
from .process import ProcessWatch
from .state import RandomWatch, open_figures

CALLED_AGAIN = 2
"""So many of the user's own calls are made twice among the generated ones."""

_SLEEP = 12.0


class TooSlow(Exception):
    """A generated call ran past its share of time: it is skipped on both sides."""


class FunctionRunner:
    """Calls `work.entry` with every input in turn; each call's result or exception is kept.

    With `work.warm` the definitions and that many calls on *other* inputs come before the clock
    starts, and caches of `functools` are emptied again: what is timed is the steady state.
    Without, the clock covers the definitions and the first calls.
    """

    def __init__(self, work: Work, namespace: dict[str, object]) -> None:
        self.work = work
        self.namespace = namespace
        self.code = compile_body(work.code, work.filename)
        self.tests = compile_body(work.tests, "<tests>") if work.tests else None
        self.results: list[object] = []
        self.raised: dict[int, Raised] = {}
        self.skipped: list[int] = []
        namespace.setdefault("__name__", "__main__")
        namespace.setdefault("display", lambda *values, **options: None)
        calls: list[Call] = namespace.pop(CALLS_NAME, [])  # type: ignore[assignment]
        self.function: Callable[..., object] | None = None
        self.broken: BaseException | None = None
        first, others = self._others(calls)
        # Definitions count: they are what takes the place of the original ones.
        self.process = ProcessWatch()
        if work.warm:
            self._define_and_warm(first)
        self.inputs = self._inputs(calls, others)
        self.random = RandomWatch()

    def _define(self) -> None:
        exec(self.code, self.namespace)
        assert self.work.entry is not None
        first, *attributes = self.work.entry.split(".")
        if first not in self.namespace:
            raise NameError(f"the source defines no `{first}`")
        found: Any = self.namespace[first]
        for attribute in attributes:
            found = getattr(found, attribute)
        self.function = found

    def _define_and_warm(self, calls: list[Call]) -> None:
        # Whatever the user's definitions raise is the outcome of the run that follows.
        try:
            self._define()
        except BaseException as error:
            self.broken = error
            return
        self._warm(calls)

    def _warm(self, calls: list[Call]) -> None:
        for args, kwargs in calls:
            # What user code raises on inputs that nobody promised to handle says nothing here.
            with contextlib.suppress(Exception):
                assert self.function is not None
                self.function(*args, **kwargs)
        _empty_caches(self.namespace)

    def _others(self, calls: list[Call]) -> tuple[list[Call], list[Call]]:
        """Distinct inputs like the user's: some to warm up on, the rest to be timed."""
        repeats = 1 if self.work.variant else self.work.repeat_inputs
        if self.work.warm or repeats > 1:
            return similar(calls, self.work.warm, repeats)
        return [], []

    def _inputs(self, calls: list[Call], others: list[Call]) -> list[Call]:
        if self.work.variant:
            constants = (self.work.payload or {}).get("constants") or ()
            made = generated(calls, self.work.repeat_inputs, self.work.variant, constants)
            # The same inputs once more: a result that an earlier call gave out isn't a new one.
            return [*made, *copy.deepcopy([*calls[:CALLED_AGAIN], *calls[:CALLED_AGAIN]])]
        # The user's calls come last: a cache filled by them can't pay for the generated ones.
        return [*others, *calls]

    def act(self) -> None:
        if self.broken is not None:
            raise self.broken
        if self.function is None:
            self._define()
        function = self.function
        assert function is not None
        results, unlimited = self.results, self.work.payload is None
        for at, (args, kwargs) in enumerate(self.inputs):
            try:
                if unlimited:
                    results.append(function(*args, **kwargs))
                else:
                    results.append(self._limited(at, args, kwargs))
            except TooSlow:
                self.skipped.append(at)
                results.append(None)
            # Any exception of the user's function is one of its results.
            except Exception as error:
                self.raised[at] = describe(error, self.work.filename)
                results.append(None)
        if self.tests is not None:
            exec(self.tests, self.namespace)

    def _limited(self, at: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> object:
        """A generated call, unless the original was too slow on it; keeps copies of results."""
        assert self.function is not None
        payload = self.work.payload
        if at in payload.get("skip", ()):
            raise TooSlow
        with _alarm(payload.get("seconds", 0.0)):
            return self.function(*args, **kwargs)

    def sections(self) -> dict[str, dict[str, object]]:
        calls: dict[str, object] = {}
        for at, (args, kwargs) in enumerate(self.inputs):
            if at in self.skipped or at >= len(self.results):
                continue
            if at not in self.raised:
                calls[str(at)] = self.results[at]
            calls[f"{at}.args"] = [args, kwargs]
        read = {n: self.namespace[n] for n in self.work.read if n in self.namespace}
        return {
            "calls": calls,
            # What the function keeps in names of the user's: counters, logs, its own caches.
            "inputs": read,
            "figures": open_figures(),
            "rng": self.random.changed(),
            "process": self.process.changed(),
        }

    def facts(self) -> dict[str, Any]:
        return {
            "skipped": self.skipped,
            "calls": len(self.results),
            "raised_calls": {str(at): raised.__dict__ for at, raised in self.raised.items()},
        }


def make(work: Work, namespace: dict[str, object]) -> FunctionRunner:
    return FunctionRunner(work, namespace)


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the main thread after `seconds` of CPU time (0: never).

    A busy machine makes no call too slow; one that sleeps is given `_SLEEP` times as long.
    """
    if seconds <= 0:
        yield
        return

    def ring(_signal: int, _frame: types.FrameType | None) -> None:
        raise TooSlow

    clocks = (
        (signal.SIGPROF, signal.ITIMER_PROF, seconds),
        (signal.SIGALRM, signal.ITIMER_REAL, seconds * _SLEEP),
    )
    before = [signal.signal(number, ring) for number, _, _ in clocks]
    try:
        for _, timer, after in clocks:
            signal.setitimer(timer, after)
        yield
    finally:
        for (number, timer, _), handler in zip(clocks, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


def _empty_caches(namespace: dict[str, object]) -> None:
    for value in list(namespace.values()):
        if isinstance(value, functools._lru_cache_wrapper):
            value.cache_clear()
