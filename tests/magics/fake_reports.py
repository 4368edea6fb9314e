"""What answers `%%sparsify` in kernels under test: a made-up report, or what `PLAN` says."""

import dataclasses
import importlib.util
import time
from pathlib import Path

from jupyter_perf.core.progress import Progress
from jupyter_perf.errors import UsageError

_file = Path(__file__).parents[1] / "sparsity" / "reports.py"
_spec = importlib.util.spec_from_file_location("reports", _file)
reports = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(reports)

ASKED = []
COPIED = []
ANSWERED = []
PLAN = {"fail": None, "endless": False, "found": "report", "confirm": False, "digest": "d1"}
CLEAN = dict(PLAN)


@dataclasses.dataclass
class Question:
    source: str
    arguments: dict


class Space:
    """Copies: told when they are let go of."""

    def __init__(self):
        self.digest = PLAN["digest"]
        self.open = True

    def close(self):
        self.open = False


@dataclasses.dataclass
class Cost:
    words: str = "6 runs, about 20 min (15 to 30 min)"


def asked(source, **arguments):
    if PLAN["fail"] == "usage":
        raise UsageError("there is no recipe 'stepp'; did you mean step?")
    if PLAN["fail"] == "bug":
        raise ZeroDivisionError("a bug in the engine")
    ASKED.append((source, arguments))
    return Question(source, arguments)


def copied(question):
    COPIED.append(Space())
    return COPIED[-1]


def compared(question, report, stopped, confirm, space):
    assert space is None or space.open
    ANSWERED.append(question)
    report(Progress("step 2:4, seed 0: step 120 of 600", 0.5, 1.0, 4.0))
    if PLAN["fail"] == "late":
        raise ZeroDivisionError("a bug in the engine")
    ends = time.monotonic() + 60
    while PLAN["endless"] and not stopped() and time.monotonic() < ends:
        time.sleep(0.02)
    found = dataclasses.replace(getattr(reports, PLAN["found"])(), source=question.source)
    if PLAN["confirm"] and not confirm(Cost()):
        return dataclasses.replace(found, stopped="before all runs: say --yes")
    return dataclasses.replace(found, stopped="by you" if stopped() else "")


def live(question, run, report, confirm):
    ANSWERED.append(question)
    if PLAN["fail"] == "before":
        raise UsageError("no number of steps is known: say --steps")
    run()
    if PLAN["fail"] == "after":
        raise ZeroDivisionError("a bug in the engine")
    return dataclasses.replace(reports.one_recipe(), source=question.source)
