"""What other predictors of blocks say is kept, and how they are asked."""

from __future__ import annotations

import json
import math
import os
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

pytest.importorskip("iced_x86")
pytest.importorskip("scipy")

from granite_fake import Fake
from granite_llvm_mca import LlvmMca, llvm_mca
from granite_osaca import WORKER as OSACA_WORKER
from granite_osaca import Osaca, osaca
from granite_rivals import answers, reasons

ADD = "4801d8"  # add rax, rbx
LOAD = "488b03"  # mov rax, [rbx]


def test_rivals_are_asked_once(tmp_path: Path) -> None:
    kept, blocks = tmp_path / "fake.jsonl", [b"\x01", b"\x90", b"\x01\x02"]
    with pytest.raises(KeyboardInterrupt):
        answers(Fake(stops_after=2), blocks, kept)
    again = Fake()
    found, each = answers(again, blocks, kept)
    assert again.asked == [b"\x01\x02"]
    np.testing.assert_array_equal(found.cycles, [1, math.nan, 2])
    assert reasons(each) == {"a nop": 1}
    other = Fake(version="2")
    answers(other, blocks, kept)
    assert other.asked == blocks


def test_a_line_cut_off_is_asked_again(tmp_path: Path) -> None:
    kept = tmp_path / "fake.jsonl"
    answers(Fake(), [b"\x01", b"\x02"], kept)
    kept.write_text(kept.read_text("utf-8")[:-10], "utf-8")
    again = Fake()
    answers(again, [b"\x01", b"\x02"], kept)
    assert again.asked == [b"\x02"]
    third = Fake()
    assert answers(third, [b"\x01", b"\x02"], kept)[0].cycles.tolist() == [1, 1]
    assert third.asked == []


MCA = """#!{python}
import json, re, sys
lines = sys.stdin.read().splitlines()
bad = [at for at, line in enumerate(lines, 1) if "(%rbx)" in line]
for at in bad:
    print(f"<stdin>:{{at}}:1: error: no 'load' here", file=sys.stderr)
regions = [line.split()[-1] for line in lines if line.startswith("# LLVM-MCA-BEGIN")]
iterations = int(next(each for each in sys.argv if each.startswith("-iterations")).split("=")[1])
view = {{"TotalCycles": 40 + 2.5 * iterations}}
print(json.dumps({{"CodeRegions": [{{"Name": r, "SummaryView": view}} for r in regions]}}))
sys.exit(bool(bad))
"""


def test_what_llvm_mca_cannot_read_is_left_out_and_the_rest_asked_again(tmp_path: Path) -> None:
    program = executable(tmp_path / "mca", MCA.format(python=sys.executable))
    blocks = [bytes.fromhex(each) for each in (ADD, LOAD, ADD * 2)]
    found = {each.code: each for each in LlvmMca(str(program), "znver4", "1").ask(blocks)}
    assert [found[each].cycles for each in (blocks[0], blocks[2])] == [2.5, 2.5]
    assert math.isnan(found[blocks[1]].cycles)
    assert found[blocks[1]].why == "not read: no '…' here"


def test_llvm_mcas_cycles_with_and_without_its_start(tmp_path: Path) -> None:
    program = executable(tmp_path / "mca", MCA.format(python=sys.executable))
    found = {each.name: next(each.ask([b"\x90"])).cycles for each in llvm_mca(str(program))}
    assert found == {"llvm-mca": 2.5, "llvm-mca-summary": 2.9}
    assert llvm_mca(str(tmp_path / "none")) == []


WORKER = """#!{python}
import json, sys
for line in sys.stdin:
    lines = json.loads(line).splitlines()
    row = {{"why": "unknown"}} if "nop" in lines else {{"cycles": len(lines)}}
    print(json.dumps(row), flush=True)
"""


def test_osaca_is_asked_through_its_own_interpreter(tmp_path: Path) -> None:
    program = executable(tmp_path / "python", WORKER.format(python=sys.executable))
    found = list(Osaca(str(program), "1").ask([bytes.fromhex(ADD * 3), b"\x90"]))
    assert (found[0].cycles, found[1].why) == (3, "unknown")
    assert osaca(str(tmp_path / "none")) == []


OSACA_PARSER = """
class Line:
    def __init__(self, text): self.mnemonic, self.flags = text.split()[0], []
class ParserX86ATT:
    def parse_file(self, text): return [Line(each) for each in text.splitlines()]
"""
OSACA_SEMANTICS = """
class INSTR_FLAGS: TP_UNKWN = "unknown"
class MachineModel:
    def __init__(self, arch): self.met = 0
class ArchSemantics:
    def __init__(self, parser, machine): self.machine = machine
    def normalize_instruction_forms(self, kernel): self.machine.met += 1
    def add_semantics(self, kernel):
        for each in kernel:
            if each.mnemonic == "nop": each.flags.append("unknown")
            if each.mnemonic == "hlt": raise KeyError
    def assign_optimal_throughput(self, kernel): print("talk that isn't an answer")
    def get_throughput_sum(self, kernel): return [0.0, float(self.machine.met)]
class KernelDG:
    def __init__(self, *anything): pass
    def get_loopcarried_dependencies(self): return {1: {"latency": 4.0}}
"""


@pytest.mark.parametrize(("counts", "cycles"), [("ports", 1.0), ("chains", 4.0)])
def test_no_block_of_osacas_sees_what_others_left(
    tmp_path: Path, counts: str, cycles: float
) -> None:
    package = tmp_path / "osaca"
    package.mkdir()
    for name, text in {
        "__init__": "",
        "parser": OSACA_PARSER,
        "semantics": OSACA_SEMANTICS,
    }.items():
        (package / f"{name}.py").write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, str(OSACA_WORKER), "ZEN4", counts],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        input="".join(json.dumps(each) + "\n" for each in ("add", "add", "nop", "hlt")),
        capture_output=True,
        text=True,
        check=True,
    )
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        *[{"cycles": cycles}] * 2, {"why": "unknown: nop"}, {"why": "failed: KeyError"},
    ]  # fmt: skip


def executable(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path
