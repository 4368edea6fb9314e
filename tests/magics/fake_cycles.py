"""A model of cycles that can be worked out by hand, in place of the one that was trained.

A divide takes 10 cycles, everything else a quarter, but that a chain takes its latencies: 3 for
floating point, 1 else, 10 for a divide. A block takes the longer of the two. The chain is made of
the instructions that add to their own result, where nothing before them in the block set it anew.
"""

from dataclasses import dataclass

from jupyter_perf.core.ranges import Range


@dataclass(frozen=True)
class Appraisal:
    cycles: Range
    contributions: tuple
    chain: float
    path: tuple = ()
    notes: tuple = ()


class Model:
    """`known` are its targets; each takes its factor of the first one's cycles."""

    def __init__(self, known=None, clocks=None):
        self.known = known or {"zen4": ("AMD Zen 4", 1.0)}
        self.clocks = clocks or {}
        self.asked = []

    def titles(self):
        return {name: title for name, (title, _) in self.known.items()}

    def appraise(self, blocks, target):
        self.asked += [(block, target) for block in blocks]
        return [appraisal(block, self.known[target][1]) for block in blocks]

    def clock_hz(self, target):
        return self.clocks.get(target)

    def about(self, target):
        return f"made up for {target}, error 0%"


def appraisal(block, factor=1.0):
    from iced_x86 import Decoder

    lines = [str(each) for each in Decoder(64, block)]
    if any("(bad)" in line for line in lines):
        return None
    costs = [10.0 if "div" in line else 0.25 for line in lines]
    latencies = [carried(line, lines[:at]) for at, line in enumerate(lines)]
    path = () if max(latencies) == 0 else (latencies.index(max(latencies)),)
    whole = max(sum(costs), *latencies) * factor
    if path and latencies[path[0]] > sum(costs):
        costs[path[0]] += latencies[path[0]] - sum(costs)
    notes = ("1 instruction was never seen in training",) if "zmm" in " ".join(lines) else ()
    cycles = Range(whole, 0.95 * whole, 1.05 * whole)
    return Appraisal(cycles, tuple(c * factor for c in costs), max(latencies) * factor, path, notes)


def carried(line, before):
    """The latency of an instruction that adds to its own result from one iteration to the next."""
    name, _, operands = line.partition(" ")
    registers = operands.split(",")
    if ("add" not in name and "div" not in name) or "[" in registers[0]:
        return 0.0
    own = registers[0] in registers[1:] or name == "add"
    anew = any("xor" in other and registers[0] in other for other in before)
    if anew or not own:
        return 0.0
    return 10.0 if "div" in name else 1.0 if name == "add" else 3.0
