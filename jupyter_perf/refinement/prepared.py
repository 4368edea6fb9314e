"""A source that is ready to be searched, and the search while it runs."""

from __future__ import annotations

import dataclasses
import datetime
import json
from typing import TYPE_CHECKING, Any

from ..core import versions
from ..core.names import imported_modules
from ..core.progress import Progress, Report, silent
from ..errors import UsageError
from ..sandbox import snapshot
from ..sandbox.client import Client
from ..sandbox.work import SandboxSpec
from .request import Request
from .result import Refinement
from .serving import serve
from .subject import Subject

if TYPE_CHECKING:
    from .endpoint.desk import Desk
    from .talking import Order

_LEAST_SEARCH_SECONDS = 0.5
SEARCH = "jupyter_perf.refinement.search:run"


@dataclasses.dataclass
class Job:
    """A search that runs in its own process. `close` it, or use it as a context manager."""

    prepared: Prepared
    client: Client
    report: Report
    desk: Desk | None = None
    """Where the search's questions to a model are passed on."""
    _last: Refinement | None = None

    def wait(self, timeout: float | None = None) -> Refinement | None:
        """The result; None where `timeout` seconds pass first. Progress is reported meanwhile."""
        data = self.client.wait(self._hear, timeout, self._asked)
        if data is None:
            return None
        self.close()
        return self.prepared.finish(Refinement.from_json(data["refinement"]))

    def stop(self) -> None:
        """End the search cleanly: `wait` then returns what was found so far."""
        self.client.stop()
        if self.desk is not None:
            self.desk.close()

    def close(self) -> None:
        """End the search's processes and calls, and let go of the copies."""
        if self.desk is not None:
            self.desk.close()
        self.client.close()
        self.prepared.close()

    def __enter__(self) -> Job:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _asked(self, number: int, question: dict[str, Any]) -> None:
        if self.desk is not None:
            serve(self.desk, self.client, number, question)

    def _hear(self, event: dict[str, Any]) -> None:
        partial = event.pop("partial", None)
        if event.get("best") is not None:
            event["best"] = tuple(event["best"])
        if partial is not None:
            partial = self.prepared.finish(Refinement.from_json(partial))
        self.report(Progress(**event, partial=partial))


@dataclasses.dataclass
class Prepared:
    """A source that was analysed and whose inputs were copied: ready to be searched.

    `reason` says why it can't be (then `start` must not be called, and `result()` is the outcome).
    """

    request: Request
    subject: Subject
    spec: SandboxSpec | None = None
    copied: snapshot.Snapshot | None = None
    order: Order | None = None
    """Whom to ask where a model is to be asked."""
    reason: str | None = None
    preparing_seconds: float = 0.0
    """Wall seconds that analysis and copying took: they count towards the budget."""
    seen_seconds: float | None = None
    """Set this to the wall seconds of the run in the kernel before `start`."""

    def start(self, report: Report = silent) -> Job:
        """Start the search; `report` is called from `Job.wait`, in the caller's thread."""
        if self.reason is not None or self.spec is None:
            raise UsageError(f"there is nothing to search: {self.reason}")
        left = max(_LEAST_SEARCH_SECONDS, self.request.budget - self.preparing_seconds)
        request = dataclasses.replace(self.request, seen_seconds=self.seen_seconds, budget=left)
        copied = self.copied
        client = Client(
            self.spec,
            SEARCH,
            request.to_json(),
            None if copied is None else copied.fd,
            None if copied is None else copied.layout,
        )
        desk = None if self.order is None else self.order.open(left)
        return Job(self, client, report, desk)

    def result(self) -> Refinement:
        """The outcome where nothing could be tried."""
        request = self.request
        return self.finish(
            Refinement(request.source, request.kind, request.source, reason=self.reason)
        )

    def finish(self, found: Refinement) -> Refinement:
        """Add what the kernel knows: date and versions."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        modules = imported_modules(self.subject.names, self.subject.namespace)
        return dataclasses.replace(found, created=now, versions=versions.of_modules(modules))

    def key(self) -> str:
        """Identifies this search: source, options, inputs, versions and machine."""
        options = {k: v for k, v in self.request.to_json().items() if k not in _NOT_IN_KEY}
        modules = imported_modules(self.subject.names, self.subject.namespace)
        inputs = "" if self.copied is None else snapshot.fingerprint(self.copied)
        asked = "" if self.order is None else self.order.target.base_url
        parts = [options, inputs, versions.of_modules(modules), versions.machine(), asked]
        return versions.digest(json.dumps(parts, sort_keys=True))

    def close(self) -> None:
        """Let go of the copies."""
        if self.copied is not None:
            self.copied.close()
            self.copied = None


_NOT_IN_KEY = ("budget", "taken", "modules", "seen_seconds", "filename")
