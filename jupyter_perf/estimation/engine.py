"""The kernel's side of an estimate of a cell or function: copy what it reads, hear the costs."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ..core import targets as catalogue
from ..core import versions
from ..core.names import Transform, imported_modules
from ..core.policy import policy
from ..core.progress import Progress, Report, silent
from ..core.targets import HERE, Target
from ..errors import NotCopyable, TooLarge, UsageError
from ..sandbox import effects, snapshot
from ..sandbox.client import Client
from ..sandbox.starting import readable, spec_of
from ..sandbox.work import SandboxSpec
from .answering import answered
from .cells import sampling
from .cells.request import Request
from .cells.subject import Subject, of_cell, of_function
from .on_targets import of_threads, on
from .result import Comparison, Estimate

SEARCH = "jupyter_perf.estimation.cells.search:run"
_MODULES_OF_OURS = (
    "jupyter_perf.estimation.cells.cutting",
    "jupyter_perf.sandbox.canaries",
    "jupyter_perf.sandbox.encode",
)
_LEAST_SECONDS = 0.5
_LEAST_SHARE = 0.6
"""Of the budget, for sampling, whatever copying took: without it all that was for nothing."""
_STARTING_SECONDS = 10.0
"""What a sandbox may take to start on a busy machine beyond its part of the budget."""


def prepare(
    work: str | Callable[..., object],
    *,
    namespace: Mapping[str, object] | None = None,
    over: Iterable[str] | None = None,
    fix: Mapping[str, float | None] | None = None,
    inputs: tuple[Any, ...] | None = None,
    targets: Sequence[Target] = (),
    budget: float = 5.0,
    region: str | None = None,
    offer: str = "on-demand",
    transform: Transform | None = None,
    filename: str = "<cell>",
    read: Iterable[str] = (),
    stdin: str | None = None,
) -> Prepared:
    """Find the sizes of `work` and copy what it reads; nothing is run. `stdin` is what a program
    reads from its standard input, the same in each sample.

    Raises SourceError, UsageError and PolicyError; what makes it impossible to run is in
    `Prepared.reason` instead.
    """
    begun = time.monotonic()
    targets = tuple(targets) or (catalogue.get(HERE),)
    subject = _subject(work, namespace, over or (), fix, inputs, transform)
    names = (
        subject.names if stdin is None else dataclasses.replace(subject.names, reads_input=False)
    )
    reason = effects.obstacle(subject.code, names, subject.namespace)
    if reason is None and subject.names.missing:
        missing = ", ".join(f"`{name}`" for name in sorted(subject.names.missing)[:3])
        reason = f"it reads {missing}, which isn't defined: run the cells above first"
    request = Request(
        subject.code, subject.read, subject.groups, subject.preferred, subject.indexes,
        subject.depth, budget=policy().capped(budget), filename=filename, stdin=stdin,
    )  # fmt: skip
    prepared = Prepared(request, subject, targets, region, offer, reason=reason)
    if reason is None:
        try:
            _copy(prepared, readable(read))
        except (NotCopyable, TooLarge) as error:
            prepared.reason = str(error)
    prepared.preparing_seconds = time.monotonic() - begun
    return prepared


def _subject(
    work: str | Callable[..., object],
    namespace: Mapping[str, object] | None,
    over: Iterable[str],
    fix: Mapping[str, float | None] | None,
    inputs: tuple[Any, ...] | None,
    transform: Transform | None,
) -> Subject:
    if isinstance(work, str):
        return of_cell(work, namespace or {}, over, fix, transform)
    if not callable(work):
        raise UsageError(f"a {type(work).__name__} has no cost: give source text or a function")
    return of_function(work, inputs or (), namespace, over, fix)


def _copy(prepared: Prepared, read_paths: tuple[str, ...]) -> None:
    """Copy what the cell reads, a sample of it where there is no room, or time, for all."""
    subject, names = prepared.subject, prepared.subject.read
    try:
        namespace = _quick_to_copy(prepared)
        copied = snapshot.take(namespace, names)
    except TooLarge:
        request, smaller = sampling.smaller(prepared.request, subject.namespace)
        copied = snapshot.take({**subject.namespace, **smaller}, names, big=True)
        prepared.request = request
    prepared.copied = copied
    prepared.spec = spec_of(subject.namespace, subject.names, copied, read_paths, _MODULES_OF_OURS)


def _quick_to_copy(prepared: Prepared) -> Mapping[str, object]:
    """The namespace, with samples of long lists and the like, which are copied object by object."""
    namespace = prepared.subject.namespace
    share = sampling.copied_share(prepared.request, namespace)
    if share < 1:
        # Where nothing can be cut down, it takes what it takes.
        with contextlib.suppress(TooLarge):
            prepared.request, smaller = sampling.smaller(prepared.request, namespace, share)
            return {**namespace, **smaller}
    return namespace


@dataclasses.dataclass
class Prepared:
    """Work whose sizes are known and whose inputs were copied: ready to be sampled.

    `reason` says why it can't be (then `start` must not be called, and `result()` is the outcome).
    """

    request: Request
    subject: Subject
    targets: tuple[Target, ...]
    region: str | None = None
    offer: str = "on-demand"
    """One of `prices.KINDS`."""
    spec: SandboxSpec | None = None
    copied: snapshot.Snapshot | None = None
    reason: str | None = None
    preparing_seconds: float = 0.0

    def start(self, report: Report = silent) -> Job:
        """Start sampling; `report` is called from `Job.wait`, in the caller's thread."""
        if self.reason is not None or self.spec is None:
            raise UsageError(f"there is nothing to run: {self.reason}")
        budget = self.request.budget
        left = max(_LEAST_SECONDS, _LEAST_SHARE * budget, budget - self.preparing_seconds)
        request = {
            "cell": dataclasses.replace(self.request, budget=left).to_json(),
            "source": self.subject.source,
            "budget": left + _STARTING_SECONDS,
        }
        copied = self.copied
        client = Client(
            self.spec,
            SEARCH,
            request,
            None if copied is None else copied.fd,
            None if copied is None else copied.layout,
        )
        return Job(self, client, report)

    def result(self) -> Estimate | Comparison:
        """The outcome where nothing could be run."""
        why = self.reason or "it wasn't run"
        reasons = {"seconds": why, "peak_bytes": why}
        return self.finish(Estimate("cell", self.subject.source, reasons=reasons))

    def finish(self, found: Estimate) -> Estimate | Comparison:
        """Add what the kernel knows: targets, money and energy, date and versions."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        modules = imported_modules(self.subject.names, self.subject.namespace)
        found = dataclasses.replace(
            found,
            kind=self.subject.kind,
            created=now,
            versions=versions.of_modules(modules),
            searched_seconds=round(found.searched_seconds + self.preparing_seconds, 3),
            assumptions=(*found.assumptions, *of_threads(found)),
        )
        made = tuple(on(found, target, self.region, self.offer) for target in self.targets)
        return made[0] if len(made) == 1 else Comparison(made)

    def key(self) -> str:
        """Identifies this estimate: source, sizes, inputs, versions and machine."""
        modules = imported_modules(self.subject.names, self.subject.namespace)
        inputs = "" if self.copied is None else snapshot.fingerprint(self.copied)
        names = [target.name for target in self.targets]
        asked = {**self.request.to_json(), "source": self.subject.source}
        asked.pop("filename")
        parts = [asked, inputs, names, self.region, self.offer]
        parts += [versions.of_modules(modules), versions.machine()]
        return versions.digest("estimate " + json.dumps(parts, sort_keys=True))

    def close(self) -> None:
        """Let go of the copies."""
        if self.copied is not None:
            self.copied.close()
            self.copied = None


@dataclasses.dataclass
class Job:
    """Samples being run in a process of their own. `close` it, or use it as a context manager."""

    prepared: Prepared
    client: Client
    report: Report

    def wait(self, timeout: float | None = None) -> Estimate | Comparison | None:
        """The result; None where `timeout` seconds pass first. Progress is reported meanwhile."""
        data = self.client.wait(lambda event: self.report(Progress(**event)), timeout)
        if data is None:
            return None
        self.close()
        return self.prepared.finish(Estimate.from_json(json.dumps(data["estimate"])))

    def stop(self) -> None:
        """End it cleanly: `wait` then returns what is known so far."""
        self.client.stop()

    def close(self) -> None:
        """End its processes, and let go of the copies."""
        self.client.close()
        self.prepared.close()

    def __enter__(self) -> Job:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def estimate(
    work: str | Callable[..., object],
    *,
    namespace: Mapping[str, object] | None = None,
    progress: Report | None = None,
    **asked: Any,
) -> Estimate | Comparison:
    """What `work` will cost; arguments as those of `prepare`. An interrupt stops it cleanly."""
    return answered(prepare(work, namespace=namespace, **asked), progress)
