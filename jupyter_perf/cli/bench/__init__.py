"""`jupyter perf bench`: score an engine or a model on a folder of problems."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...errors import UsageError
from .. import search_options as passed

DESCRIPTION = """\
Scores an engine or a model on a folder of problems. A problem is a folder:

  slow.py            the program to make faster; what it prints is what is right
  reference*.py      better ones, for eff@k and DPS (may be missing)
  inputs/*.txt       its standard inputs; or inputs/1/*.txt, inputs/2/*.txt … by level
  problem.json       {"hardness": [3, 3, 4], "weights": {"reference_2.py": 5}} (may be missing)

An engine (rules, llm, all) is scored by what it hands over: what it verified, or slow.py. A model
(provider:model) is scored by its answers as they came, the wrong ones too. Of k samples the best
counts, in expectation.

  %Opt, speedup      correct and at least 10% faster; old over new, 1 where wrong or slower (PIE,
                     arXiv:2302.07867)
  eff@k              of the best reference's efficiency (ENAMEL, arXiv:2406.06647)
  DPS                share of the references that it isn't slower than (EvalPerf, arXiv:2408.06450)

What was measured is kept: after an interrupt, give the same command. Times are CPU seconds of this
machine; compare what was measured on one machine only.

Exit code: 1 where a problem couldn't be scored; 0 otherwise; 2 for a wrong use; 130 after an
interrupt."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument(
        "--engine", default="rules", metavar="NAME", help="rules, llm, all, or provider:model"
    )
    parser.add_argument(
        "--k", type=_numbers, default=(1,), metavar="K,…", help="of how many samples the best (1)"
    )
    passed.BENCH.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    from .scoring import bench

    return bench(options)


def _numbers(text: str) -> tuple[int, ...]:
    """Raises UsageError."""
    try:
        found = tuple(sorted({int(each) for each in text.split(",")}))
    except ValueError:
        found = ()
    if not found or found[0] < 1:
        raise UsageError(f"--k takes whole numbers from 1, such as 1,5: not {text}")
    return found
