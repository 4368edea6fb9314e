"""A search on another process or machine: all it needs travels as bytes.

The worker starts a supervisor of its own, so that candidates are confined where they run and
timings are that machine's. Progress isn't heard from there; the result comes whole.
"""

from __future__ import annotations

import json
import os
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any

from ..sandbox import anonymous, plain
from ..sandbox.client import Client
from .result import Refinement
from .serving import serve
from .talking import Order

if TYPE_CHECKING:
    from .endpoint.desk import Desk
    from .prepared import Prepared


def search(executor: Executor, prepared: Prepared, engine: str) -> Refinement:
    """Run the prepared search on `executor` and wait; an interrupt cancels it."""
    assert prepared.spec is not None
    copied = prepared.copied
    content = None if copied is None else os.pread(copied.fd, copied.nbytes, 0)
    job = {
        "spec": plain.spec_to_json(prepared.spec),
        "request": prepared.request.to_json(),
        "layout": None if copied is None else copied.layout,
        "engine": engine,
        "order": None if prepared.order is None else prepared.order.to_json(),
    }
    future = executor.submit(run, json.dumps(job), content)
    try:
        return Refinement.from_json(future.result())
    except KeyboardInterrupt:
        future.cancel()
        raise


def run(job_text: str, content: bytes | None) -> str:
    """In the worker: the search's result as JSON."""
    job: dict[str, Any] = json.loads(job_text)
    desk: Desk | None = None
    descriptor = None if content is None else _file_of(content)
    try:
        spec = plain.spec_from_json(job["spec"])
        desk = _desk(job)
        with Client(spec, job["engine"], job["request"], descriptor, job["layout"]) as client:

            def asked(number: int, question: dict[str, Any]) -> None:
                if desk is not None:
                    serve(desk, client, number, question)

            found = client.wait(_unheard, None, asked)
    finally:
        if desk is not None:
            desk.close()
        if descriptor is not None:
            os.close(descriptor)
    assert found is not None
    return str(found["refinement"])


def _desk(job: dict[str, Any]) -> Desk | None:
    """A model is asked from here, with the key that this worker's environment holds."""
    order = job.get("order")
    return None if order is None else Order.from_json(order).open(job["request"]["budget"])


def _file_of(content: bytes) -> int:
    descriptor = anonymous.create()
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    return descriptor


def _unheard(_event: dict[str, Any]) -> None:
    """Progress that nobody listens to."""
