"""llvm-mca as a rival: many blocks in one file, a region for each."""

from __future__ import annotations

import json
import math
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from granite_rivals import Answer
from granite_text import assembly

CPUS = "znver4", "znver3"
"""The first that it knows: older ones lack Zen 4."""
VERSIONS = range(24, 13, -1)
BATCH = 100
TIMEOUT_SECONDS = 300.0
INSTALL = "llvm-mca isn't here: apt-get install llvm-19, or name one with --llvm-mca COMMAND"


def found_command() -> str | None:
    """The newest that is installed."""
    names = [*(f"llvm-mca-{each}" for each in VERSIONS), "llvm-mca"]
    return next((path for each in names if (path := shutil.which(each))), None)


@dataclass(frozen=True)
class LlvmMca:
    """`cycles` are those of iterations between `first` and `last`, each.

    From 0 to 100 they are what its summary gives when nothing is asked for, the pipeline's filling
    included; between 100 and 400 it is full, as it was when the blocks were measured.
    """

    command: str
    cpu: str
    version: str
    name: str = "llvm-mca"
    first: int = 100
    last: int = 400
    slow: bool = False

    def about(self) -> dict[str, str]:
        iterations = f"{self.first} to {self.last}"
        return {"version": self.version, "cpu": self.cpu, "iterations": iterations}

    def ask(self, blocks: Sequence[bytes]) -> Iterator[Answer]:
        for at in range(0, len(blocks), BATCH):
            some = list(blocks[at : at + BATCH])
            before = dict.fromkeys(some, 0.0)
            if self.first:
                before = {each.code: each.cycles for each in self._batch(some, self.first)}
            for each in self._batch(some, self.last):
                cycles = (each.cycles - before[each.code]) / (self.last - self.first)
                yield Answer(each.code, cycles, each.why)

    def _batch(self, blocks: list[bytes], iterations: int) -> Iterator[Answer]:
        """The cycles of all iterations together.

        What it can't read is left out, and the others asked again.
        """
        while blocks:
            source, owners = _source(blocks)
            done = _run(_command(self.command, self.cpu, iterations), source)
            if done is None:
                yield from self._apart(blocks, iterations, f"more than {TIMEOUT_SECONDS:.0f} s")
                return
            refused = _refused(done.stderr, owners)
            if not refused and done.returncode:
                yield from self._apart(blocks, iterations, _first_line(done.stderr))
                return
            if not refused:
                yield from _answers(blocks, done.stdout)
                return
            yield from (Answer(blocks[at], math.nan, why) for at, why in refused.items())
            blocks = [each for at, each in enumerate(blocks) if at not in refused]

    def _apart(self, blocks: list[bytes], iterations: int, why: str) -> Iterator[Answer]:
        """One of them is to blame, and it isn't said which."""
        if len(blocks) == 1:
            yield Answer(blocks[0], math.nan, why)
            return
        half = len(blocks) // 2
        yield from self._batch(blocks[:half], iterations)
        yield from self._batch(blocks[half:], iterations)


def _command(command: str, cpu: str, iterations: int) -> list[str]:
    views = "-json", "-instruction-info=0", "-resource-pressure=0"
    triple = "-mtriple=x86_64-unknown-unknown"
    return [command, triple, f"-mcpu={cpu}", f"-iterations={iterations}", *views, "-"]


def llvm_mca(command: str) -> list[LlvmMca]:
    """With the nearest processor that it knows; none where the command doesn't run.

    Both ways to count its cycles.
    """
    if not shutil.which(command):
        return []
    said = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"version (\S+)", said.stdout)
    version = found[1] if found else "unknown"
    for cpu in CPUS:
        done = _run(_command(command, cpu, 1), "addl %eax, %eax\n")
        if done is not None and not done.returncode and not done.stderr:
            summary = LlvmMca(command, cpu, version, "llvm-mca-summary", 0, 100)
            return [LlvmMca(command, cpu, version), summary]
    return []


def _source(blocks: Sequence[bytes]) -> tuple[str, list[int]]:
    """The text, and for each of its lines which block it is of."""
    lines, owners = list[str](), list[int]()
    for at, block in enumerate(blocks):
        own = [f"# LLVM-MCA-BEGIN {at}", *assembly(block), f"# LLVM-MCA-END {at}"]
        lines += own
        owners += [at] * len(own)
    return "\n".join(lines) + "\n", owners


def _run(command: list[str], source: str) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(
            command,
            input=source,
            capture_output=True,
            text=True,
            check=False,
            timeout=TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return None


def _refused(errors: str, owners: Sequence[int]) -> dict[int, str]:
    """The blocks whose lines it complains of: `<stdin>:12:1: error: …`."""
    found: dict[int, str] = {}
    for line, why in re.findall(r"^[^:\n]*:(\d+):\d+: error: (.*)$", errors, re.MULTILINE):
        found.setdefault(owners[int(line) - 1], f"not read: {_general(why)}")
    return found


def _general(why: str) -> str:
    """Without what is of one block only, so that reasons can be counted."""
    return re.sub(r"'[^']*'", "'…'", why)


def _first_line(errors: str) -> str:
    return _general(next(iter(errors.strip().splitlines()), "it failed without a word"))


def _answers(blocks: Sequence[bytes], output: str) -> Iterator[Answer]:
    regions: list[dict[str, Any]] = json.loads(output)["CodeRegions"]
    cycles = {int(each["Name"]): each["SummaryView"] for each in regions}
    for at, block in enumerate(blocks):
        if (summary := cycles.get(at)) is None:
            yield Answer(block, math.nan, "no region in its answer")
        else:
            yield Answer(block, summary["TotalCycles"])
