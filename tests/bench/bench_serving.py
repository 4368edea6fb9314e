"""Is the mix the cheapest, what does it save; do speculation, pipelines and proposals hold?

The integer program against every assignment and against the paper's own form; savings beside the
paper's; best lengths of drafts beside published ones; predicted goodput against a server that is
simulated event by event; pipelines beside DSCS-Serverless's comparisons; proposals against random
and Bayesian search. Nothing here is measured on a GPU: throughputs are the roofline's, the server
is a simulated one. Writes .bench/serving.json.

    python tests/bench/bench_serving.py [--quick] [packing savings speculation …]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import serving_lines as said
import serving_pipelines
import serving_savings
import serving_simulation
import serving_speculation

from jupyter_perf.core import units
from jupyter_perf.core.machine import this_machine
from jupyter_perf.measure import load

RESULT = Path(__file__).resolve().parents[2] / ".bench" / "serving.json"
SEEDS = 5
Found = tuple[Any, Iterable[str]]
"""What goes into the file, and the lines that are printed."""


def packing(_quick: bool) -> Found:
    """Is the mix the cheapest, and how long does that take?"""
    import serving_packing

    found: list[str] = []
    return found, _kept(serving_packing.rows(), found)


def savings(quick: bool) -> Found:
    """What does a mix save against each kind alone?"""
    rates = serving_savings.RATES[::3] if quick else serving_savings.RATES
    found = list(serving_savings.rows(rates=rates))
    about = {"inputs": serving_savings.inputs(), "paper": serving_savings.PAPER}
    kept = {**about, "rows": found, "summary": serving_savings.summary(found)}
    return kept, serving_savings.lines(found)


def speculation(quick: bool) -> Found:
    """Are best lengths those that were published, and from which load on does it hurt?"""
    if quick:
        found = {"anchors": serving_speculation.anchors(), "lines": serving_speculation.lines()}
    else:
        found = serving_speculation.tables()
    return found, said.speculation(found, serving_simulation.why_not())


def simulation(quick: bool) -> Found:
    """Does a simulated server deliver what is predicted?"""
    if why := serving_simulation.why_not():
        return {"not run": why}, [f"not run: {why}"]
    scenarios = serving_simulation.usual()[: 1 if quick else None]
    loads = serving_simulation.LOADS[::4] if quick else serving_simulation.LOADS
    found = list(serving_simulation.rows(scenarios, loads, share=0.1 if quick else 1.0))
    summary = serving_simulation.summary(found)
    return {"rows": found, "summary": summary}, said.simulation(summary, serving_simulation.AIM)


def pipelines(_quick: bool) -> Found:
    """Have pipelines the form of DSCS-Serverless?"""
    found = serving_pipelines.rows()
    return found, map(said.pipeline, found)


def proposals(quick: bool) -> Found:
    """Which proposals find the best design?"""
    if importlib.util.find_spec("sklearn") is None:
        why = "scikit-learn isn't installed: `pip install scikit-learn`"
        return {"not run": why}, [f"not run: {why}"]
    import serving_problems
    import serving_proposals

    problems = serving_problems.PROBLEMS[: 2 if quick else None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scikit-learn's, of kernels at the ends of their bounds
        found = serving_proposals.rows(1 if quick else SEEDS, problems)
    summary = serving_proposals.summary(found)
    return {"rows": found, "summary": summary}, said.proposals(found, summary)


SECTIONS: dict[str, Callable[[bool], Found]] = {
    each.__name__: each
    for each in (packing, savings, speculation, simulation, pipelines, proposals)
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer cases: only a trial")
    parser.add_argument("names", nargs="*", help=f"of {', '.join(SECTIONS)}; default: all")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - set(SECTIONS):
        parser.error(f"no {min(unknown)!r}: there are {', '.join(SECTIONS)}")
    before = os.getloadavg()
    about = load.describe(("numpy", "scipy", "simpy", "scikit-learn"))
    print(f"{this_machine().cpu} · {about}")
    kept: dict[str, Any] = {}
    for name in asked.names or SECTIONS:
        kept[name] = _run(name, asked.quick)
    whole = {"cpu": this_machine().cpu, "about": about, "load": [before, os.getloadavg()],
             "quick": asked.quick}  # fmt: skip
    print(f"\n{load.load()}")
    if not asked.quick:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(json.dumps(_plain({"about": whole, **_others(), **kept})), "utf-8")
    return 0


def _run(name: str, quick: bool) -> Any:
    section, began = SECTIONS[name], time.monotonic()
    print(f"\n{name}: {(section.__doc__ or '').strip()}", flush=True)
    kept, lines = section(quick)
    for line in lines:
        print(f"  {line}", flush=True)
    took = time.monotonic() - began
    print(f"  (in {units.seconds(took)})")
    return {"seconds": took, "found": kept}


def _kept(lines: Iterable[str], into: list[str]) -> Iterator[str]:
    """Lines as they come, and once more for the file."""
    for line in lines:
        into.append(line)
        yield line


def _others() -> dict[str, Any]:
    """Sections of an earlier run, which this one may not repeat."""
    if not RESULT.is_file():
        return {}
    return {name: each for name, each in json.loads(RESULT.read_text("utf-8")).items()
            if name in SECTIONS}  # fmt: skip


def _plain(value: Any) -> Any:
    """What JSON can hold: what is no number becomes null."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, bool | str | int) or value is None:
        return value
    number = float(value)
    return number if math.isfinite(number) else None


if __name__ == "__main__":
    sys.exit(main())
