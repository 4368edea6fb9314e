"""The kernel's side of a refinement: copy what the source reads, start the search, hear of it."""

from __future__ import annotations

import dataclasses
import re
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from types import ModuleType
from typing import Any

from ..core import executor as executors
from ..core.names import Names, Transform
from ..core.policy import policy
from ..core.progress import Progress, Report, silent
from ..core.systems import require_sandbox
from ..errors import NotCopyable, SandboxError, TooLarge
from ..sandbox import effects, snapshot
from ..sandbox.runners.names import CALLS_NAME
from ..sandbox.starting import readable, spec_of
from . import arguments, elsewhere, large, talking, tools
from .prepared import SEARCH, Prepared
from .request import Request
from .result import Refinement
from .subject import Subject, definitions_of, subject_of
from .talking import TalkOptions

_STOP_SECONDS = 10.0
_MODULES_OF_OURS = (
    "libcst",
    "jupyter_perf.refinement.rules",
    "jupyter_perf.refinement.inputs",
    "jupyter_perf.sandbox.canaries",
    "jupyter_perf.sandbox.encode",
    "jupyter_perf.sandbox.vary",
)
"""Imported before the zygote is locked down, so that no repetition pays for it."""
_MOST_TAKEN_NAMES = 100_000
_OF_THE_SHELL = re.compile(r"_+|_i+|_i?\d+|_[ido]h|__\w+__|In|Out|exit|quit")


def prepare(
    source: str | Callable[..., object],
    *,
    namespace: Mapping[str, object] | None = None,
    entry: str | None = None,
    calls: Any = None,
    stdin: Any = None,
    tests: str | None = None,
    engine: str = "rules",
    budget: float = 60.0,
    tolerance: float | None = None,
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    read: Iterable[str] = (),
    big: bool = False,
    transform: Transform | None = None,
    filename: str = "<cell>",
    needed: frozenset[str] = frozenset(),
    candidates: Iterable[str] = (),
    talk: TalkOptions | None = None,
) -> Prepared:
    """Analyse `source` and copy what it reads; nothing is run.

    `needed` are scratch names that a rewrite must not leave out; `candidates` are rewrites to judge
    instead of looking for some; `talk` says whom to ask where `engine` is `llm` or `all`. Raises
    SourceError, UsageError and PolicyError, and SandboxError where there can be no sandbox;
    what makes the source unverifiable is in `Prepared.reason` instead.
    """
    begun = time.monotonic()
    talking.check_engine(engine)
    arguments.check(
        namespace=namespace, entry=entry, tests=tests, budget=budget, tolerance=tolerance,
        only=only, skip=skip, read=read, candidates=candidates,
    )  # fmt: skip
    require_sandbox("no rewrite can be tried")
    allowed = policy()
    subject = subject_of(source, namespace, entry, calls, stdin, transform)
    request = _request(subject, needed)
    request = dataclasses.replace(
        request,
        tests=tests,
        budget=allowed.capped(budget),
        tolerance=tolerance,
        only=tuple(only),
        skip=tuple(skip),
        candidates=tuple(candidates),
        filename=filename,
    )
    prepared = Prepared(request, subject)
    if engine != "rules":
        settings, prepared.order = talking.ordered(talk or TalkOptions(), subject.source, engine)
        prepared.request = dataclasses.replace(request, engine=engine, talk=settings.to_json())
    read_paths = readable(read)
    prepared.reason = effects.obstacle(subject.source, _asked_of(subject), subject.namespace)
    if prepared.reason is None:
        try:
            _copy(prepared, big, read_paths)
        except (NotCopyable, TooLarge) as error:
            prepared.reason = str(error)
    prepared.preparing_seconds = time.monotonic() - begun
    return prepared


def _asked_of(subject: Subject) -> Names:
    """What may stand in the way; a program's questions are answered by its standard input."""
    if subject.kind == "program":
        return dataclasses.replace(subject.names, reads_input=False)
    return subject.names


def _request(subject: Subject, needed: frozenset[str]) -> Request:
    names, space = subject.names, subject.namespace
    taken = [] if subject.kind == "program" else _taken(space)
    modules = {name: v.__name__ for name in taken if isinstance(v := space[name], ModuleType)}
    cell = subject.kind == "cell"
    # A function may keep something in what it reads: a counter, a log.
    kept = subject.kind != "program"
    return Request(
        source=subject.source,
        kind=subject.kind,
        entry=subject.entry,
        stdin=subject.stdin,
        written=tuple(sorted(names.writes - names.deletes)) if cell else (),
        read=tuple(sorted(n for n in names.reads if n in space)) if kept else (),
        optional=tuple(sorted(names.scratch - needed)),
        taken=tuple(taken),
        modules=modules,
        definitions=definitions_of(subject),
    )


def _taken(namespace: Mapping[str, object]) -> list[str]:
    """The user's names, without those in which IPython keeps inputs and outputs."""
    names = (name for name in namespace if not _OF_THE_SHELL.fullmatch(name))
    return sorted(names)[:_MOST_TAKEN_NAMES]


def _copy(prepared: Prepared, big: bool, read_paths: tuple[str, ...]) -> None:
    subject = prepared.subject
    if subject.kind != "program":
        names = [name for name in subject.names.reads if name in subject.namespace]
        names += [name for name in tools.at_hand(subject.namespace) if name not in names]
        extra = {CALLS_NAME: list(subject.calls)} if subject.kind == "function" else {}
        try:
            copied = snapshot.take(subject.namespace, names, big=big, extra=extra)
        except TooLarge as error:
            if subject.kind != "cell" or not error.sampleable:
                raise
            smaller, words = large.sample_of(subject.namespace, names)
            copied = snapshot.take({**subject.namespace, **smaller}, names, big=True, extra=extra)
            prepared.request = dataclasses.replace(prepared.request, sampled=words)
        prepared.copied = copied
    ours: tuple[str, ...] = _MODULES_OF_OURS
    if subject.kind == "function":
        # Generates the inputs of level 2; its import would cost each repetition half a second.
        ours = (*ours, "hypothesis.strategies")
    prepared.spec = spec_of(subject.namespace, subject.names, prepared.copied, read_paths, ours)


def refine(
    source: str | Callable[..., object],
    *,
    namespace: Mapping[str, object] | None = None,
    entry: str | None = None,
    calls: Any = None,
    stdin: Any = None,
    tests: str | None = None,
    engine: str = "rules",
    budget: float = 60.0,
    tolerance: float | None = None,
    executor: Executor | int | str | None = None,
    progress: Callable[[Progress], None] | None = None,
    talk: TalkOptions | None = None,
) -> Refinement:
    """Search for a faster `source` that gives the same answer; see `jupyter_perf.refine`."""
    prepared = prepare(
        source,
        namespace=namespace,
        entry=entry,
        calls=calls,
        stdin=stdin,
        tests=tests,
        engine=engine,
        budget=budget,
        tolerance=tolerance,
        talk=talk,
    )
    try:
        if prepared.reason is not None:
            return prepared.result()
        with executors.resolve(executor) as pool:
            if pool is None:
                return _here(prepared, progress or silent)
            return prepared.finish(elsewhere.search(pool, prepared, SEARCH))
    finally:
        prepared.close()


def _here(prepared: Prepared, report: Report) -> Refinement:
    """An interrupt stops the search cleanly; what was found is returned."""
    with prepared.start(report) as job:
        try:
            found = job.wait()
        except KeyboardInterrupt:
            job.stop()
            found = job.wait(timeout=_STOP_SECONDS)
    if found is None:
        raise SandboxError("the search didn't stop in time: its processes were ended")
    return found
