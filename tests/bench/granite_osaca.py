"""OSACA as a rival: its library in one process of the interpreter that it is installed for."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from granite_rivals import Answer
from granite_text import assembly

ARCHITECTURE = "ZEN4"
WORKER = Path(__file__).with_name("one_osaca.py")
INSTALL = (
    "OSACA isn't here: pip install osaca into an environment of its own,"
    " and name its program with --osaca COMMAND"
)


def found_command() -> str | None:
    return shutil.which("osaca")


@dataclass(frozen=True)
class Osaca:
    """`cycles` are those of the busiest port, or of the longest loop-carried chain if it is longer
    and `counts` says "chains" rather than "ports"."""

    python: str
    version: str
    name: str = "OSACA"
    counts: str = "chains"
    slow: bool = True

    def about(self) -> dict[str, str]:
        return {"version": self.version, "cpu": ARCHITECTURE, "counts": self.counts}

    def ask(self, blocks: Sequence[bytes]) -> Iterator[Answer]:
        with subprocess.Popen(
            [self.python, str(WORKER), ARCHITECTURE, self.counts],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdin
            assert process.stdout
            for block in blocks:
                process.stdin.write(json.dumps("\n".join(assembly(block)) + "\n") + "\n")
                process.stdin.flush()
                if not (line := process.stdout.readline()):
                    raise SystemExit("OSACA's process ended before it had answered")
                row = json.loads(line)
                cycles = row.get("cycles")
                yield Answer(block, math.nan if cycles is None else cycles, row.get("why", ""))


def osaca(command: str) -> list[Osaca]:
    """Nothing where the command or its interpreter isn't found, or can't import OSACA."""
    program = shutil.which(command)
    python = program and _interpreter(Path(program))
    if not python:
        return []
    asking = "import importlib.metadata as m; print(m.version('osaca'))"
    said = subprocess.run([python, "-c", asking], capture_output=True, text=True, check=False)
    if said.returncode:
        return []
    version = said.stdout.strip()
    return [Osaca(python, version), Osaca(python, version, "OSACA-ports", "ports")]


def _interpreter(program: Path) -> str | None:
    """What the program's first line names."""
    first = program.read_bytes().split(b"\n", 1)[0].decode("utf-8", "replace")
    return first[2:].split()[0] if first.startswith("#!") else None
