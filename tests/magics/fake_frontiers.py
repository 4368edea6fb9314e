"""What answers `%papaya` in kernels under test: a made-up frontier, or what `PLAN` says."""

import dataclasses
import importlib.util
import time
from pathlib import Path

from jupyter_perf.core.progress import Progress
from jupyter_perf.errors import UsageError

_file = Path(__file__).parents[1] / "tradeoff" / "frontiers.py"
_spec = importlib.util.spec_from_file_location("frontiers", _file)
frontiers = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(frontiers)

ASKED = []
ANSWERED = []
PLAN = {"fail": None, "endless": False, "found": "frontier"}
CLEAN = dict(PLAN)


def asked(work, batch, **arguments):
    if PLAN["fail"] == "usage":
        raise UsageError("no batch is known")
    ASKED.append((work, batch, arguments))
    return (work, batch, arguments)


def answered(question, report, stopped, line):
    ANSWERED.append(question)
    report(Progress("tracing `lora`, batch 8", 0.5, 1.0, 4.0))
    if PLAN["fail"] == "bug":
        raise ZeroDivisionError("a bug in the engine")
    ends = time.monotonic() + 60
    while PLAN["endless"] and not stopped() and time.monotonic() < ends:
        time.sleep(0.02)
    found = getattr(frontiers, PLAN["found"])(source=line) if PLAN["found"] == "frontier" else (
        getattr(frontiers, PLAN["found"])()
    )  # fmt: skip
    return dataclasses.replace(found, stopped="by you" if stopped() else "")
