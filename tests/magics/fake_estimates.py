"""What answers questions of cost in kernels under test: it finds what `PLAN` says."""

import time

from jupyter_perf.core.progress import Progress
from jupyter_perf.core.ranges import Range
from jupyter_perf.errors import SandboxError, SourceError
from jupyter_perf.estimation.result import Comparison, Estimate

ASKED = []
STARTED = []
"""Sources whose estimate began."""
PLAN = {"seconds": (2.0, 1.5, 3.0), "fail": None, "endless": False, "reason": None}
CLEAN = dict(PLAN)


def prepare(asked, trace):
    ASKED.append(asked)
    if PLAN["fail"] == "prepare":
        raise ZeroDivisionError("a bug in prepare")
    if isinstance(asked.work, str) and asked.kind == "cell":
        try:
            compile(asked.transform(asked.work), "<cell>", "exec", dont_inherit=True)
        except SyntaxError as error:
            raise SourceError(f"line {error.lineno}: {error.msg}") from None
    return Prepared(asked)


class Prepared:
    def __init__(self, asked):
        self.asked = asked
        self.reason = PLAN["reason"]
        self.closed = False
        self.names = {name: repr(v) for name, v in asked.namespace.items() if name == "x"}

    def key(self):
        return f"{self.asked.work}{self.names}{[each.name for each in self.asked.targets]}"

    def result(self):
        return found(self.asked, "", self.reason)

    def start(self, report):
        STARTED.append(self.asked.work)
        if PLAN["fail"] == "start":
            raise SandboxError("no sandbox today")
        return Job(self, report)

    def close(self):
        self.closed = True


class Job:
    def __init__(self, prepared, report):
        self.prepared = prepared
        self.report = report
        self.stopped = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def stop(self):
        self.stopped = "by you"

    def wait(self, timeout=None):
        self.report(Progress("measuring 4% of `x`", 0.5, 1.0, 4.0))
        if PLAN["fail"] == "bug":
            raise ZeroDivisionError("a bug in the estimate")
        end = time.monotonic() + 60
        while PLAN["endless"] and not self.stopped and time.monotonic() < end:
            time.sleep(0.02)
        return found(self.prepared.asked, self.stopped, None)


def found(asked, stopped, reason):
    known = reason is None and PLAN["seconds"] is not None
    each = [
        Estimate(
            asked.kind,
            str(asked.work),
            target.name,
            target.title,
            seconds=Range(*PLAN["seconds"]) if known else None,
            peak_bytes=Range(2e9, 1e9, 3e9) if known else None,
            reasons={} if known else {"seconds": reason or "nothing is known"},
            isolation="S3: test",
            stopped=stopped,
            created="2026-11-21T09:01:09+00:00",
            versions={"python": "3"},
        )
        for target in asked.targets
    ]
    return each[0] if len(each) == 1 else Comparison(tuple(each))
