"""Cycles of basic blocks: predicted, measured, and by llvm-mca and OSACA where they are installed.

Judges `granite.predict` on the test split: errors, order, intervals, by length, by novelty and by
application; then its speed and the ablations. llvm-mca answers for all blocks, OSACA, which is
slow, for a sample; what they said is kept in .bench/ and taken up again. Writes
.bench/granite.json.

    python tests/bench/bench_granite.py [--data PATH] [--seen PATH] [--rivals] [--sample N]
        [--llvm-mca COMMAND] [--osaca COMMAND] [--ablate] [--minutes N]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import granite_ablation
import granite_llvm_mca
import granite_osaca
import granite_speed
import granite_table
import numpy as np
from granite_data import ROOT, Block, default_data, of_split, read, sampled
from granite_judge import Case, Predicted
from granite_novelty import Seen, Shape, shape_of
from granite_rivals import Rival, answers, reasons

from jupyter_perf.core.machine import this_machine
from jupyter_perf.core.units import count
from jupyter_perf.estimation.models.granite.decoding import decode

OUTPUT = ROOT / ".bench"
SAMPLE = 1_500
REASONS = 5
"""Why there is no answer: so many are printed, all are kept."""


def main(arguments: list[str] | None = None) -> int:
    asked = _asked(arguments)
    if not asked.data.is_file():
        print(f"skipped: {asked.data} isn't here; name the measured blocks with --data")
        return 0
    blocks = read(asked.data)
    test = of_split(blocks, "test")
    print(f"{count(len(test))} test blocks of {asked.data.name}")
    cases = cases_of(test, of_split(read(asked.seen) if asked.seen else blocks, "train"))
    record: dict[str, Any] = {"about": about(), "data": asked.data.name}
    codes = [each.code for each in test]
    model = None if asked.rivals else granite(codes)
    record |= judged(cases, codes, model, list(rivals(asked)), asked.sample, OUTPUT)
    if model:
        record["speed"] = speed(codes)
    if asked.ablate:
        granite_ablation.ablate(asked.data, asked.minutes)
    record["ablation"] = granite_ablation.rows()
    _print("", *granite_ablation.table(record["ablation"]))
    OUTPUT.mkdir(exist_ok=True)
    name = "granite-rivals.json" if asked.rivals else "granite.json"
    (OUTPUT / name).write_text(json.dumps(record, indent=1, allow_nan=False) + "\n", "utf-8")
    return 0


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=default_data(), help="measured blocks, CSV")
    parser.add_argument("--seen", type=Path, help="what it learnt from, where in another file")
    parser.add_argument("--rivals", action="store_true", help="only the other tools")
    parser.add_argument("--llvm-mca", metavar="COMMAND", default=granite_llvm_mca.found_command())
    parser.add_argument("--osaca", metavar="COMMAND", default=granite_osaca.found_command())
    parser.add_argument("--sample", type=int, default=SAMPLE, help="test blocks that OSACA sees")
    parser.add_argument("--ablate", action="store_true", help="train what the ablations lack")
    parser.add_argument("--minutes", type=float, default=10, help="CPU time of each training run")
    return parser.parse_args(arguments)


def about() -> dict[str, Any]:
    found = {
        "cpu": this_machine().cpu,
        "load": os.getloadavg()[0],
        **{each: version(each) for each in ("numpy", "iced-x86")},
    }
    print(", ".join(f"{name} {value}" for name, value in found.items()))
    return found


def cases_of(test: Sequence[Block], train: Sequence[Block]) -> list[Case]:
    seen = Seen(shape for _, shape in _shapes(train))
    return [
        Case(block.cycles, length, seen.novelty(shape), block.application)
        for block, (length, shape) in zip(test, _shapes(test), strict=True)
    ]


def _shapes(blocks: Sequence[Block]) -> Iterator[tuple[int, Shape]]:
    """Number of instructions and shape of each."""
    for block in blocks:
        instructions = decode(block.code)
        yield len(instructions), shape_of(instructions)


def granite(codes: Sequence[bytes]) -> Predicted:
    """The model in the package, with its intervals, as the blocks were measured: all their
    pointers alike."""
    from jupyter_perf.estimation.models.granite import appraise, predict

    cycles = predict(list(codes))
    ranges = [None if each is None else each.cycles for each in appraise(list(codes), alike=True)]
    low = np.array([math.nan if each is None else each.low for each in ranges])
    high = np.array([math.nan if each is None else each.high for each in ranges])
    return Predicted("GRANITE", cycles, low, high)


def rivals(asked: argparse.Namespace) -> Iterator[Rival]:
    """Those that are installed; of the others, what to install is said."""
    mca = granite_llvm_mca.llvm_mca(asked.llvm_mca) if asked.llvm_mca else []
    osaca = granite_osaca.osaca(asked.osaca) if asked.osaca else []
    for found, install in ((mca, granite_llvm_mca.INSTALL), (osaca, granite_osaca.INSTALL)):
        if not found:
            print(install)
        yield from found


def judged(
    cases: Sequence[Case],
    codes: Sequence[bytes],
    model: Predicted | None,
    others: Sequence[Rival],
    sample: int,
    output: Path,
) -> dict[str, Any]:
    """All figures; a rival that is slow is judged on a sample, with the others beside it."""
    every, slow, notes = [model] if model else [], list[Predicted](), dict[str, Any]()
    places = sampled(len(codes), sample)
    for rival in others:
        wanted = [codes[at] for at in places] if rival.slow else codes
        predicted, found = answers(rival, wanted, output / f"granite-{rival.name.lower()}.jsonl")
        (slow if rival.slow else every).append(predicted)
        notes[rival.name] = {**rival.about(), "no answer": reasons(found)}
        _print("", *_noted(rival.name, notes[rival.name]))
    tables = {"test split": granite_table.side_by_side(cases, every)}
    tables["groups"] = granite_table.by_groups(cases, every)
    if slow:
        beside = [*(each.at(places) for each in every), *slow]
        tables["sample"] = granite_table.side_by_side([cases[at] for at in places], beside)
    for name, rows in tables.items():
        _print("", f"{name}:", *granite_table.shown(rows))
    record: dict[str, Any] = {
        "rivals": notes,
        **{k: granite_table.plain(rows) for k, rows in tables.items()},
    }
    if model:
        record["aims"] = granite_table.aims(cases, model)
        _print("", *granite_table.aims_shown(record["aims"]))
    return record


def _noted(name: str, note: dict[str, Any]) -> Iterator[str]:
    yield f"{name}: " + ", ".join(f"{k} {v}" for k, v in note.items() if isinstance(v, str))
    for why, blocks in list(note["no answer"].items())[:REASONS]:
        yield f"    no answer for {count(blocks)}: {why}"


def speed(codes: list[bytes]) -> dict[str, Any]:
    measured = granite_speed.measured_apart(codes)
    found = granite_speed.figures(measured)
    _print("", *granite_speed.shown(found), f"load {measured['load']:.1f}")
    return {**found, "raw": measured}


def _print(*lines: str) -> None:
    print("\n".join(lines), flush=True)


if __name__ == "__main__":
    sys.exit(main())
