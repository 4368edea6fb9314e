"""Execute the notebooks in fresh kernels and print what got faster, or its cost (`make demo`).

With `--save` the outputs are written back into the notebooks (`make notebooks`); without it
nothing in the working tree changes. Ends with status 1 where a cell raised, or where nothing at
all got faster or was given a cost, so that the demo is a check as well.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

RESULT = "application/vnd.jupyter-perf.result+json"
HERE = Path(__file__).resolve().parent
CELL_SECONDS = 180
_PLAN = re.compile(r"\d[\d,]* × [^;]*? an hour")
_CYCLES = re.compile(r"about [^\s]+ cycles an iteration \[[^]]*\] on [^;]*")


@dataclass(frozen=True)
class Row:
    """One refined cell, in words."""

    cell: str
    outcome: str
    ratio: str
    evidence: str
    isolation: str
    faster: bool


@dataclass(frozen=True)
class Cost:
    """One estimate, or a report of sparse training, in words."""

    cell: str
    said: str
    known: bool


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: all beside this script")
    parser.add_argument("--save", action="store_true", help="write the outputs back")
    options = parser.parse_args(arguments)
    paths = options.notebooks or sorted(HERE.glob("*.ipynb"))
    return max([run(path, save=options.save) for path in paths], default=1)


def run(path: Path, *, save: bool = False) -> int:
    """Execute one notebook and print its table; returns the exit status."""
    notebook = nbformat.reads(path.read_text("utf-8"), as_version=4)
    started = time.monotonic()
    print(f"Running {path.name} …", flush=True)
    try:
        execute(notebook, path.parent)
    except CellExecutionError as error:
        print(error, file=sys.stderr)
        return 1
    rows, costs = list(read_rows(notebook)), list(read_costs(notebook))
    faster, known = sum(row.faster for row in rows), sum(cost.known for cost in costs)
    took = f"in {time.monotonic() - started:.0f} s"
    if rows:
        print(table(rows))
        print(f"{faster} of {len(rows)} cells got faster, {took}.")
    if costs:
        print("\n".join(f"{cost.cell}: {cost.said}" for cost in costs))
        print(f"{known} of {len(costs)} were given a cost, {took}.")
    trained = list(read_trained(notebook))
    if trained:
        print("\n".join(f"{each.cell}: {each.said}" for each in trained))
        known += sum(each.known for each in trained)
        print(f"{len(trained)} sparse trainings, {took}.")
    cycles = list(read_cycles(notebook))
    if cycles:
        print("\n".join(f"{each.cell}: {each.said}" for each in cycles))
        known += len(cycles)
        print(f"{len(cycles)} loops were predicted, {took}.")
    plans = list(read_plans(notebook))
    if plans:
        print("\n".join(f"{each.cell}: {each.said}" for each in plans))
        known += len(plans)
        print(f"{len(plans)} plans were made, {took}.")
    if save:
        path.write_text(nbformat.writes(settle(notebook)) + "\n", "utf-8")
    return 0 if faster or known else 1


def execute(notebook: nbformat.NotebookNode, folder: Path) -> None:
    """Run all cells in place, in a fresh kernel whose working directory is `folder`.

    The history is a throw-away one: the demo measures, and repeats no stored result.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "JUPYTER_PERF_HOME": home, "IPYTHONDIR": home}
        client = NotebookClient(
            notebook,
            timeout=CELL_SECONDS,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
        )
        client.execute(env=environment)


def read_rows(notebook: nbformat.NotebookNode) -> Iterator[Row]:
    """What each refined cell says of itself."""
    for cell, data in results(notebook):
        if data["kind"] == "refinement":
            yield read_row(cell, data)


def read_costs(notebook: nbformat.NotebookNode) -> Iterator[Cost]:
    """What each estimate, comparison and frontier says of itself."""
    for cell, data in results(notebook):
        if data["kind"] not in ("refinement", "sparsity"):
            each = data["result"].get("estimates", [data["result"]])
            known = any({"seconds", "usd", "curves", "plan"} & one.keys() for one in each)
            yield Cost(cell, str(data["headline"]["text"]), known)


def read_trained(notebook: nbformat.NotebookNode) -> Iterator[Cost]:
    """What each report of sparse training says of itself; known where a recipe gave a metric."""
    for cell, data in results(notebook):
        if data["kind"] == "sparsity":
            rows = data["result"].get("recipes", [])
            known = any(row.startswith("best\t") for row in rows)
            yield Cost(cell, str(data["headline"]["text"]), known)


def read_cycles(notebook: nbformat.NotebookNode) -> Iterator[Cost]:
    """What each estimate of a loop's cycles says of itself."""
    return _matching(notebook, _CYCLES)


def read_plans(notebook: nbformat.NotebookNode) -> Iterator[Cost]:
    """Which machines each plan rents, and for how much."""
    return _matching(notebook, _PLAN)


def _matching(notebook: nbformat.NotebookNode, pattern: re.Pattern[str]) -> Iterator[Cost]:
    """Of results without data of a type of their own: the beginning of their text."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            said = " ".join(str(output.get("data", {}).get("text/plain", "")).split())
            if output.output_type == "display_data" and (found := pattern.match(said)):
                yield Cost(cell.id, found[0], known=True)


def results(notebook: nbformat.NotebookNode) -> Iterator[tuple[str, dict[str, Any]]]:
    """Cell and data of each result that is shown."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if (data := output.get("data", {}).get(RESULT)) is not None:
                yield cell.id, data


def read_row(cell: str, data: dict[str, Any]) -> Row:
    result, best = data["result"], data["result"]["best"]
    # The level's name; what it consists of stands in the notebook.
    isolation = str(result["isolation"]).split(" ")[0].rstrip(":")
    if best is None:
        return Row(cell, str(data["headline"]["text"]), "–", "–", isolation, faster=False)
    timing = best["timing"]
    low, high = timing["interval"]
    return Row(
        cell,
        " + ".join(best["candidate"]["steps"]),
        f"{timing['ratio']:.3g}× ({low:.3g}–{high:.3g})",
        evidence(best.get("evidence", {})),
        isolation,
        faster=True,
    )


def evidence(found: dict[str, Any]) -> str:
    """What was compared, in words."""
    told = ["your data"]
    if found.get("generated"):
        told.append(f"{found['generated']} generated inputs")
    if found.get("tests"):
        told.append("your tests")
    return "same on " + " and ".join(told)


def table(rows: list[Row]) -> str:
    """Columns as wide as what stands in them."""
    lines = [("cell", "what got it faster", "CPU time ratio (interval)", "evidence", "isolation")]
    lines += [(row.cell, row.outcome, row.ratio, row.evidence, row.isolation) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def settle(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Drop what changes from run to run without meaning: times, widget state, kernel details."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    return notebook


if __name__ == "__main__":
    sys.exit(main())
