"""An engine for kernels under test: it finds what `FOUND` says and notes what it was asked."""

import dataclasses
import time

from jupyter_perf.core.code import Candidate
from jupyter_perf.core.progress import Progress
from jupyter_perf.errors import SandboxError
from jupyter_perf.measure.timing import Timing
from jupyter_perf.refinement.result import Refinement
from jupyter_perf.refinement.verdict import Evidence, Faster

ASKED = []
STOPPED = []
"""Sources whose search was asked to stop."""
SEEN = []
"""What the prepared source's namespace held when the search began, and when it was prepared."""
PLAN = {"code": None, "general": True, "fail": None, "endless": False, "reason": None}


def prepare(source, **options):
    ASKED.append((source, options))
    if PLAN["fail"] == "prepare":
        raise ZeroDivisionError("a bug in prepare")
    if PLAN["fail"] == "interrupt":
        raise KeyboardInterrupt
    return Prepared(source, options)


class Prepared:
    def __init__(self, source, options):
        self.source = source
        self.namespace = options["namespace"]
        self.reason = PLAN["reason"]
        self.seen_seconds = None
        self.copies = {k: repr(v) for k, v in self.namespace.items() if k == "x"}
        self.closed = False

    def key(self):
        return f"{self.source}{self.copies}"

    def result(self):
        return Refinement(self.source, "cell", self.source, reason=self.reason)

    def start(self, report):
        SEEN.append((self.copies.get("x"), repr(self.namespace.get("x")), self.seen_seconds))
        if PLAN["fail"] == "start":
            raise SandboxError("no sandbox today")
        if PLAN["fail"] == "bug":
            raise ZeroDivisionError("a bug in the search")
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
        STOPPED.append(self.prepared.source)

    def wait(self, timeout=None):
        best = None if PLAN["code"] is None else (5.0, 4.8, 5.2)
        self.report(Progress("checking a rule", 0.5, 1.0, 59.0, best))
        end = time.monotonic() + 60
        while PLAN["endless"] and not self.stopped and time.monotonic() < end:
            time.sleep(0.02)
        return found(self.prepared.source, self.stopped)


def found(source, stopped):
    result = Refinement(source, "cell", source, stopped=stopped, isolation="S3: test")
    if PLAN["code"] is None:
        return result
    timing = Timing(5.0, (4.8, 5.2), 5.0, "cpu", (1.0,), (0.2,), (1.0,), (0.2,), "faster")
    data = "" if PLAN["general"] else "with one row: `y` is 2"
    verdict = Faster(
        Candidate(PLAN["code"], ("a-rule",)), Evidence(1, 9, only_this_data=data), timing
    )
    if not PLAN["general"]:
        return dataclasses.replace(result, verdicts=(verdict,))
    return dataclasses.replace(result, verdicts=(verdict,), best=verdict, code=PLAN["code"])
