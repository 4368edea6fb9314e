"""`jupyter perf doctor`: what works here, what is missing and how to get it."""

from __future__ import annotations

import argparse

from . import FINE, FOUND
from .console import Console

DESCRIPTION = """\
Says what `%perf doctor` says, of the Python that this command belongs to. Nothing is installed or
changed; a sandbox is started to see how well it isolates.

Exit code: 1 where something is broken (marked with !), 0 otherwise: what is only missing isn't."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")


def run(options: argparse.Namespace) -> int:
    from ..magics.doctor import examine
    from ..magics.doctor_installed import Broken
    from ..magics.outside import defaults_of_profile

    console = Console(options.json)
    console.progress("looking")
    rows = examine(defaults_of_profile())
    broken = [topic for topic, finding in rows if isinstance(finding, Broken)]
    width = max(len(topic) for topic, _ in rows)
    for topic, finding in rows:
        mark = "!" if isinstance(finding, Broken) else " "
        console.result(f"{mark} {topic:<{width}}  {finding}")
    code = FOUND if broken else FINE
    findings = [{"topic": topic, "finding": str(said)} for topic, said in rows]
    console.data({"command": "doctor", "findings": findings, "broken": broken, "exit_code": code})
    return code
