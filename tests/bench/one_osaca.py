"""What OSACA says of blocks: run by the interpreter that OSACA is installed for.

    python one_osaca.py ZEN4 chains < blocks

With `ports` for `chains` it is the busiest port alone. Each line in is a JSON string, the block's
assembly (AT&T syntax); each line out is {"cycles": …} or {"why": …}. Imports nothing of this
project, as that needn't be installed there.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import sys
from typing import Any

SECONDS_EACH = 30
LCD_SECONDS = 10
SCHEDULED = 2
"""Times that its own program spreads the work over the ports."""


class Analyst:
    """OSACA's model of one microarchitecture, read once."""

    def __init__(self, architecture: str, chains: bool) -> None:
        semantics = importlib.import_module("osaca.semantics")
        parsers = importlib.import_module("osaca.parser")
        self.flags = semantics.INSTR_FLAGS
        self.parser = parsers.ParserX86ATT()
        self.machine = semantics.MachineModel(arch=architecture)
        self.semantics = semantics.ArchSemantics(self.parser, self.machine)
        self.graph = semantics.KernelDG if chains else None

    def cycles(self, assembly: str) -> dict[str, Any]:
        kernel = self.parser.parse_file(assembly)
        self.semantics.normalize_instruction_forms(kernel)
        self.semantics.add_semantics(kernel)
        unknown = [each.mnemonic for each in kernel if self._unknown(each)]
        if unknown:
            return {"why": f"unknown: {unknown[0]}"}
        for _ in range(SCHEDULED):
            self.semantics.assign_optimal_throughput(kernel)
        ports = max(map(float, self.semantics.get_throughput_sum(kernel)), default=0.0)
        return {"cycles": max(ports, self._longest_chain(kernel))}

    def _longest_chain(self, kernel: Any) -> float:
        """Cycles of the slowest loop-carried one."""
        if self.graph is None:
            return 0.0
        graph = self.graph(kernel, self.parser, self.machine, self.semantics, LCD_SECONDS)
        chains = graph.get_loopcarried_dependencies().values()
        return max((float(each["latency"]) for each in chains), default=0.0)

    def _unknown(self, instruction: Any) -> bool:
        """For these OSACA's own program gives no final analysis."""
        return self.flags.TP_UNKWN in instruction.flags


def answered(analyst: Analyst, assembly: str) -> dict[str, Any]:
    """In a process of its own, as each analysis changes the model: a load's ports are added to its
    instruction's once more each time that one is met."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.setsid()
        signal.alarm(SECONDS_EACH)
        os.write(writing, json.dumps(analysed(analyst, assembly)).encode())
        os._exit(0)
    os.close(writing)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what it may have left behind
    with os.fdopen(reading) as text:
        found: dict[str, Any] = json.loads(text.read() or "{}")
    return found if not status else {"why": f"no end within {SECONDS_EACH} s"}


def analysed(analyst: Analyst, assembly: str) -> dict[str, Any]:
    """Whatever goes wrong inside OSACA is no answer: its exceptions are of many kinds."""
    try:
        return analyst.cycles(assembly)
    except Exception as error:
        return {"why": f"failed: {type(error).__name__}"}


def main() -> None:
    output = os.fdopen(os.dup(1), "w")
    with contextlib.redirect_stdout(sys.stderr):
        analyst = Analyst(sys.argv[1], sys.argv[2] == "chains")
        for line in sys.stdin:
            print(json.dumps(answered(analyst, json.loads(line))), file=output, flush=True)


if __name__ == "__main__":
    main()
