"""Our part in a notebook's kernel: copies before a cell runs, the search after it.

It is what `%%refine` and `%%estimate` do, with their options, records and settings; but the cell
runs as a cell of its own, between two calls from outside, so that all that IPython can run runs.
What it says goes out as messages that nothing shows.
"""

from __future__ import annotations

import json
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from ..core import executor as executors
from ..core.progress import Progress
from ..magics.edge import told
from ..magics.whereabouts import whereabouts
from . import answers
from .kernel import MIME

if TYPE_CHECKING:
    from ..magics.search import Search
    from ..refinement.prepared import Prepared
    from ..refinement.verdict import Faster

_AT_ONCE = 16
"""Searches that may wait for a cluster at a time."""
_parts: dict[str, Inside] = {}


def begin(shell: Any, settings: str) -> None:
    """Called once. Raises UsageError, ours or IPython's, where options can't be understood."""
    _parts["here"] = Inside(shell, **json.loads(settings))


def ask(what: str, arguments: str) -> None:
    """Do something, and say what came of it."""
    part = _parts["here"]
    trouble: list[str] = []
    answer: dict[str, Any] | None = None
    with told(trouble.append):
        answer = getattr(part, what)(**json.loads(arguments))
    part.say(answer=answers.of_trouble(trouble[0]) if answer is None else answer)


class Inside:
    """`command` is `refine`, `estimate` or `verify`; `line` the options of its magic."""

    def __init__(self, shell: Any, command: str, line: str, on: str | None = None) -> None:
        self.shell = shell
        self._prepared: Prepared | None = None
        self._trouble = ""
        self._source = self._cell = ""
        self._began = self._seconds = 0.0
        self._best: dict[int, tuple[str, Faster, str | None]] = {}
        """By the cell's number: its text, what was found, the record's id."""
        self._elsewhere: list[tuple[int, Future[dict[str, Any]]]] = []
        self._open = ExitStack()
        shell.extension_manager.load_extension("jupyter_perf")
        magics = shell.magics_manager.registry
        owner = magics["EstimateMagics" if command == "estimate" else "RefineMagics"]
        self._options: Any = owner.options(line)
        pool = self._open.enter_context(executors.resolve(on))
        self._pool = pool
        self._waiting = None if pool is None else ThreadPoolExecutor(_AT_ONCE)
        shell.events.register("pre_run_cell", self._starts)
        shell.events.register("post_run_cell", self._ends)

    def say(self, **what: Any) -> None:
        self.shell.display_pub.publish(data={MIME: what}, metadata={})

    def before(self, source: str, cell: str) -> dict[str, Any]:
        """Copy what the cell reads, before it runs and changes it."""
        from ..magics.preparing import prepared_of

        self._let_go()
        self._source, self._cell, trouble = source, cell, list[str]()
        with told(trouble.append):
            self._prepared = prepared_of(self.shell, source, self._options)
        self._trouble = trouble[0] if trouble else ""
        return {}

    def after(self, slower: float, number: int) -> dict[str, Any]:
        """Search, where the cell took longer than `slower` seconds."""
        seconds = self._seconds
        if seconds < slower:
            self._let_go()
            return {"outcome": "quick", "seconds": seconds}
        if self._prepared is None:
            return answers.of_trouble(self._trouble) | {"seconds": seconds}
        self._prepared.seen_seconds = seconds
        search, self._prepared = self._search(self._prepared), None
        known = search.stored()
        if known is not None or self._waiting is None:
            return self._answer(search, known, seconds, number)
        future = self._waiting.submit(self._answer, search, None, seconds, number)
        self._elsewhere.append((number, future))
        return {"outcome": "waiting", "seconds": seconds}

    def collect(self) -> dict[str, Any]:
        """Wait for the searches elsewhere, and say each one's outcome as it comes."""
        for number, future in self._elsewhere:
            trouble: list[str] = []
            with told(trouble.append):
                self.say(number=number, outcome=future.result())
            if trouble:
                self.say(number=number, outcome=answers.of_trouble(trouble[0]))
        self._elsewhere.clear()
        return {}

    def keep(self, number: int) -> dict[str, Any]:
        """Remember that what was found for the cell was put in its place."""
        from ..magics.applied import keep

        source, best, run = self._best[number]
        keep(source, best, whereabouts().notebook(), run)
        return {}

    def estimate(self, source: str, cell: str) -> dict[str, Any]:
        """What the cell will cost, with the names as they are now."""
        from ..magics.estimating import appraisal_of, prepared_of

        prepared = prepared_of(self.shell, source, self._options)
        try:
            appraisal = appraisal_of(prepared, source, cell or None, self._options)
            found = appraisal.stored()
            if found is None:
                found = appraisal.run(self._progress, lambda: None)
            return answers.of_estimate(found, tuple(appraisal.remarks))
        finally:
            prepared.close()

    def verify(self, slow: str, fast: str) -> dict[str, Any]:
        """Run both on the names as they are now, and say what is so today."""
        from .judging import judged

        found = judged(
            slow,
            fast,
            namespace=self.shell.user_ns,
            transform=self.shell.transform_cell,
            budget=self._options.budget,
            read=self._options.read,
            report=self._progress,
        )
        return answers.of_verdict(found)

    def _search(self, prepared: Prepared) -> Search:
        from .searching import search_of

        return search_of(prepared, self._source, self._cell or None, self._options, self._pool)

    def _answer(self, search: Search, known: Any, seconds: float, number: int) -> dict[str, Any]:
        try:
            found = search.run(self._progress, lambda: None) if known is None else known
        finally:
            search.prepared.close()
        if found.best is not None:
            self._best[number] = found.source, found.best, search.run_id
        remarks = tuple(search.remarks)
        return answers.of_refinement(found, search.run_id, remarks) | {"seconds": seconds}

    def _progress(self, progress: Progress) -> None:
        self.say(stage=progress.stage, done=progress.done)

    def _let_go(self) -> None:
        if self._prepared is not None:
            self._prepared.close()
            self._prepared = None

    def _starts(self, _info: object) -> None:
        self._began = time.perf_counter()

    def _ends(self, _result: object) -> None:
        self._seconds = time.perf_counter() - self._began
