"""What each part of the networks is worth: training runs without it, all of the same CPU time.

A run is a row of .bench/granite-ablation.json: {name, settings, cpu_seconds, validation, unseen},
where validation and unseen are {mape, median, tau} on blocks of the train split that were held out,
by chance and by their opcode sequences: nothing is chosen by the test split. Runs go on where they
were stopped, each from its folder in .bench/granite-ablations.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

TRAINER = "jupyter_perf.estimation.models.granite.train"
FOLDER = Path(__file__).resolve().parents[2] / ".bench"
TARGET = "zen4"
RUNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "lean": ("lean", ()),
    "lean, no loop-carried edges": ("lean", ("loop-carried",)),
    "lean, pointers told apart": ("lean", ("alike",)),
    "lean, no chains": ("lean", ("chains",)),
    "granite": ("granite", ()),
    "granite, no loop-carried edges": ("granite", ("loop-carried",)),
    "granite, parts of registers": ("granite", ("full-registers",)),
    "granite as published": ("granite", ("loop-carried", "full-registers")),
}
"""Name → network, and what is left out."""

Row = dict[str, Any]


def command(name: str, data: Path, minutes: float, out: Path) -> list[str]:
    """The training run that writes `figures.json` into the folder `out`."""
    network, without = RUNS[name]
    return [
        *(sys.executable, "-m", TRAINER, "--data", f"{TARGET}={data}", "--network", network),
        *("--width", "64", "--rounds", "3"),  # all of one size, so that time is what differs
        *("--minutes", f"{minutes:g}", "--out", str(out), "--resume"),
        *(word for part in without for word in ("--without", part)),
    ]


def ablate(data: Path, minutes: float, folder: Path = FOLDER) -> None:
    """Train what has no row yet, one after the other, and add its row."""
    done = {row["name"] for row in rows(folder)}
    for name in RUNS:
        if name in done:
            continue
        out = folder / "granite-ablations" / name.replace(", ", "-").replace(" ", "-")
        print(f"training {name}: {minutes:g} minutes of CPU time", flush=True)
        subprocess.run(command(name, data, minutes, out), check=True)
        figures = json.loads((out / "figures.json").read_text("utf-8"))
        _write(folder, [*rows(folder), row_of(name, figures)])


def row_of(name: str, figures: dict[str, Any]) -> Row:
    """From what the trainer says of its run."""
    held_out = {group: of[TARGET] for group, of in figures["held_out"].items()}
    return {
        "name": name,
        "settings": {key: figures[key] for key in ("network", "without", "width", "rounds")},
        "cpu_seconds": figures["cpu_seconds"],
        "blocks_per_cpu_second": figures["blocks_per_cpu_second"],
        "validation": held_out["by chance"],
        "unseen": held_out["unseen sequences"],
    }


def rows(folder: Path = FOLDER) -> list[Row]:
    kept = folder / "granite-ablation.json"
    if not kept.is_file():
        return []
    found: list[Row] = json.loads(kept.read_text("utf-8"))
    return found


def _write(folder: Path, every: Sequence[Row]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "granite-ablation.json").write_text(json.dumps(every, indent=1) + "\n", "utf-8")


def table(found: Sequence[Row]) -> list[str]:
    """One line for each run; how far its error is from that of the whole network."""
    if not found:
        return ["no training runs are recorded; --ablate makes them"]
    lines = [
        f"{'ablation (held out of training)':<34} {'CPU-s':>6} {'blocks/CPU-s':>12} {'MAPE':>6}"
        f" {'median':>7} {'tau':>6} {'unseen':>7}  MAPE against whole"
    ]
    whole = {each["name"]: each["validation"]["mape"] for each in found}
    for each in found:
        seen, unseen = each["validation"], each.get("unseen", {}).get("mape")
        base = whole.get(each["settings"].get("network"))
        line = f"{each['name']:<34} {each['cpu_seconds']:>6.0f}"
        line += f" {each.get('blocks_per_cpu_second', ''):>12} {seen['mape']:>6.2%}"
        line += f" {seen['median']:>7.2%} {seen['tau']:>6.3f}"
        line += f" {'' if unseen is None else format(unseen, '.2%'):>7}"
        if base is not None and each["settings"].get("without"):
            line += f"  {100 * (seen['mape'] - base):+.2f} points"
        lines.append(line.rstrip())
    return lines
