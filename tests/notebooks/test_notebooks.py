"""The notebooks: they run with and without us, and what is saved is small and stable."""

from __future__ import annotations

import ast
import dataclasses
import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import nbformat
import pytest

from jupyter_perf.core.code import Candidate
from jupyter_perf.errors import PerfError
from jupyter_perf.estimation.here.blocks import harness, isolation
from jupyter_perf.measure.timing import Timing
from jupyter_perf.refinement.result import Refinement
from jupyter_perf.refinement.verdict import Evidence, Failed, Faster

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LEFT = {
    "refine": "unregistered",
    "refine_llm": "in_the_air",
    "estimate": "fastest",
    "papaya": "parameters",
    "sparsify": "kept",
    "blocks": "measured",
    "serving": "proposed",
    "tour": "kept",
}
"""What each notebook computes, among others."""
LARGEST_OUTPUT_BYTES = 20_000
MIME_TYPE = "application/vnd.jupyter-perf.result+json"
TIMING = Timing(12.34, (11.8, 12.9), 12.0, "cpu", (1.0,), (0.08,), (1.0,), (0.08,), "faster")
BEST = Faster(
    Candidate("total = df['a'].sum()", ("iterrows-to-columns",)),
    Evidence(own=1, generated=34, outside=2),
    TIMING,
)
FOUND = Refinement(
    source="…",
    kind="cell",
    code=BEST.candidate.code,
    best=BEST,
    verdicts=(Failed(Candidate("x", ("other",)), "ValueError"), BEST),
    isolation="S3: namespaces + Landlock + seccomp + rlimits",
)
NOTHING = Refinement(source="1", kind="cell", code="1", isolation="S0: rlimits")
OBSTACLE = dataclasses.replace(NOTHING, reason="writes a file")


@pytest.fixture(scope="module")
def run_demo() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_demo", FOLDER / "run_demo.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name.
    sys.modules["run_demo"] = module
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.reads(path.read_text("utf-8"), as_version=4)


def plain(source: str) -> str:
    """The cell as if the magic lines were absent."""
    return "\n".join(line for line in source.splitlines() if not line.startswith("%"))


def is_only_estimated(source: str) -> bool:
    """Whether the cell is asked about and not run: it may take an hour, or money."""
    head = source.partition("\n")[0]
    return head.startswith(("%%estimate", "%estimate")) and "--run" not in head


def needs_timed_blocks() -> None:
    """Skip where no block can be timed: elsewhere than on x86-64 Linux, or without a sandbox."""
    pytest.importorskip("iced_x86", reason="needs the extra `blocks`")
    pytest.importorskip("numba", reason="needs the extra `numba`")
    try:
        harness.require_supported()
        isolation.require_isolation()
    except PerfError as error:
        pytest.skip(str(error))


def refined(*results: Refinement) -> nbformat.NotebookNode:
    cells = []
    for number, result in enumerate(results):
        output = nbformat.v4.new_output("display_data", result._repr_mimebundle_())
        cell = nbformat.v4.new_code_cell("%%refine\n1 + 1", outputs=[output])
        cell.id = f"cell-{number}"
        cells.append(cell)
    return nbformat.v4.new_notebook(cells=cells)


@pytest.mark.parametrize(
    "path",
    [
        # Run in full, what %%estimate only samples takes its time.
        pytest.param(path, marks=[pytest.mark.slow] if path.stem == "estimate" else [])
        for path in NOTEBOOKS
    ],
    ids=lambda path: path.stem,
)
def test_its_cells_run_without_the_magics(path: Path) -> None:
    if path.stem == "blocks":
        needs_timed_blocks()
    namespace: dict[str, object] = {"display": print}
    for cell in read(path).cells:
        # What is asked of a result needs one.
        is_ours = "jp.last()" in cell.source or is_only_estimated(cell.source)
        if cell.cell_type == "code" and not is_ours and (source := plain(cell.source)):
            exec(compile(source, cell.id, "exec"), namespace)
    left = namespace[LEFT[path.stem]]
    assert len(left) if hasattr(left, "__len__") else left


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_is_saved_is_small_and_stable(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    for cell in notebook.cells:
        assert not cell.metadata
        for output in cell.get("outputs", []):
            assert output.output_type != "error"
            assert len(json.dumps(output)) <= LARGEST_OUTPUT_BYTES
            assert not any("widget" in mime for mime in output.get("data", {}))
            assert not re.search(r"/(home|root|tmp|Users)/|site-packages", json.dumps(output))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_refined_cell_has_a_budget(path: Path) -> None:
    sources = [cell.source for cell in read(path).cells]
    refining = [source for source in sources if source.startswith("%%refine")]
    others = ("%%estimate", "%papaya", "%%sparsify")
    assert refining or any(source.startswith(others) for source in sources)
    assert all("--budget" in source.splitlines()[0] for source in refining)
    assert all(ast.parse(plain(source)).body for source in refining)


def test_a_conversation_is_replayed_and_called_a_replay(run_demo: ModuleType) -> None:
    notebook = read(FOLDER / "refine_llm.ipynb")
    run_demo.execute(notebook, FOLDER)
    rows = list(run_demo.read_rows(notebook))
    assert len(rows) == 2
    assert all(row.faster for row in rows)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    shown = [output["data"]["text/plain"] for output in outputs if "data" in output]
    assert sum("Replay of a recorded conversation" in text for text in shown) == 2


def test_the_demo_finds_something_faster(
    run_demo: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_demo.main([str(FOLDER / "refine.ipynb")]) == 0
    printed = capsys.readouterr().out
    assert "×" in printed
    assert "Nothing faster found" in printed


def test_the_table_tells_what_got_faster_and_on_what_evidence(run_demo: ModuleType) -> None:
    rows = list(run_demo.read_rows(refined(FOUND, NOTHING, OBSTACLE)))
    assert [row.faster for row in rows] == [True, False, False]
    first, second, third = run_demo.table(rows).splitlines()[1:]
    assert first.split() == [
        *("cell-0", "iterrows-to-columns", "12.3×", "(11.8–12.9)"),
        *("same", "on", "your", "data", "and", "34", "generated", "inputs", "S3"),
    ]
    assert "Nothing faster found" in second
    assert "Can't be verified: writes a file" in third
    assert "×" not in second + third


def test_estimates_are_told_one_by_one(
    run_demo: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cell = nbformat.v4.new_code_cell(
        "import jupyter_perf as jp\n"
        "jp.estimate('gpt2', workload=jp.Workload(), target=['l4', 'h100'])"
    )
    cell.id = "gpt2"
    path = tmp_path / "costs.ipynb"
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=[cell])))
    assert run_demo.main([str(path)]) == 0
    printed = capsys.readouterr().out
    assert "gpt2: Fastest on " in printed
    assert "1 of 1 were given a cost" in printed


def test_the_notebook_on_costs_shows_each_kind_of_work() -> None:
    shown = [
        output["data"][MIME_TYPE]
        for cell in read(FOLDER / "estimate.ipynb").cells
        for output in cell.get("outputs", [])
        if MIME_TYPE in output.get("data", {})
    ]
    results = [data["result"].get("shared", {}) | data["result"] for data in shown]
    assert {each["kind"] for each in results} == {"cell", "function", "config", "module", "api"}
    assert any(each.get("actual", {}).get("ended") == "done" for each in results)
    assert all(data["state"] == "done" for data in shown)


def test_the_notebook_on_memory_answers_for_both_devices() -> None:
    (data,) = (
        output["data"][MIME_TYPE]
        for cell in read(FOLDER / "papaya.ipynb").cells
        for output in cell.get("outputs", [])
        if MIME_TYPE in output.get("data", {})
    )
    assert (data["kind"], data["state"], data["headline"]["tone"]) == ("frontier", "done", "good")
    assert [each["name"] for each in data["result"]["devices"]] == ["t4", "a100-40gb"]
    assert "Not validated on CUDA" in data["remarks"][0]


def test_the_notebook_on_sparsity_compares_recipes_and_trains_one_in_the_kernel() -> None:
    notebook = read(FOLDER / "sparsify.ipynb")
    shown = {
        cell.id: output["data"][MIME_TYPE]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if MIME_TYPE in output.get("data", {})
    }
    assert set(shown) == {"recipes", "transformer"}
    assert all(data["state"] == "done" for data in shown.values())
    names = {row.split("\t")[1] for row in shown["recipes"]["result"]["recipes"]}
    assert {"dense", "step(switch=0.1) 2:4", "sr-ste 2:4"} <= names
    kept = next(cell for cell in notebook.cells if cell.id == "kept").outputs[0]
    assert "'mlp.0.weight': '25%'" in kept["data"]["text/plain"]


def test_the_notebook_on_cycles_predicts_each_step_and_measures_it() -> None:
    notebook = read(FOLDER / "blocks.ipynb")
    said = {
        cell.id: output["data"]["text/plain"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "data" in output
    }
    steps = ("divided", "multiplied", "fused", "by_four", "by_rows")
    assert all("cycles an iteration [" in said[step] for step in steps)
    table = said["side-by-side"]
    assert all(re.search(rf"{step} +\d", table) for step in steps)


def test_the_notebook_on_serving_plans_by_the_roofline_and_by_measurements(
    run_demo: ModuleType,
) -> None:
    notebook = read(FOLDER / "serving.ipynb")
    said = {cell.id: output for cell in notebook.cells for output in cell.get("outputs", [])}
    plans = {each.cell: each.said for each in run_demo.read_plans(notebook)}
    assert set(plans) == {"plan", "measured"}
    assert all(re.search(r"\d × .* an hour$", each) for each in plans.values())
    plan, measured = (said[name]["data"]["text/plain"] for name in ("plan", "measured"))
    assert "by the roofline, not measured" in " ".join(plan.split())
    assert "not measured" not in measured
    assert "Throughputs by your profile" in measured
    assert "Over the day" in plan
    assert "hurts from" in said["speculation"]["data"]["text/plain"]
    assert "predicted" in said["propose"]["data"]["text/plain"]


def test_the_tour_answers_each_question_and_says_no_where_it_must() -> None:
    shown = {
        cell.id: output["data"][MIME_TYPE]
        for cell in read(FOLDER / "tour.ipynb").cells
        for output in cell.get("outputs", [])
        if MIME_TYPE in output.get("data", {})
    }
    assert all(data["state"] == "done" for data in shown.values())
    asked = {cell: data["result"] for cell, data in shown.items()}
    assert all(asked[cell]["best"] for cell in ("weather", "inherited"))
    assert asked["nothing"]["best"] is None
    assert "seconds" in asked["weather-cost"]
    assert "seconds" in asked["training"]
    assert asked["training"]["actual"]["ended"] == "done"
    assert "seconds" not in asked["neighbours"]
    assert asked["memory"]["devices"]
    assert asked["smaller"]["recipes"]


@pytest.mark.slow
def test_the_tour_runs_and_records_all_that_it_asks(run_demo: ModuleType) -> None:
    notebook = read(FOLDER / "tour.ipynb")
    run_demo.execute(notebook, FOLDER)
    assert len(list(run_demo.results(notebook))) == 8
    (history,) = (cell.outputs[0] for cell in notebook.cells if cell.id == "history")
    kinds = re.findall(r"^\d+ +(\w+)", history["data"]["text/plain"], re.MULTILINE)[:8]
    asked = [*["estimate"] * 3, "frontier", *["refinement"] * 3, "sparsity"]
    assert sorted(kinds) == asked


def test_a_cell_that_raises_fails_the_demo(run_demo: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "raises.ipynb"
    cell = nbformat.v4.new_code_cell("1 / 0")
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=[cell])))
    before = path.read_bytes()
    assert run_demo.main([str(path), "--save"]) == 1
    assert path.read_bytes() == before


def test_nothing_faster_at_all_fails_the_demo(run_demo: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "plain.ipynb"
    cell = nbformat.v4.new_code_cell("1 + 1")
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=[cell])))
    assert run_demo.main([str(path)]) == 1


def test_saving_drops_what_changes_from_run_to_run(run_demo: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "plain.ipynb"
    cell = nbformat.v4.new_code_cell("1 + 1")
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=[cell])))
    run_demo.main([str(path), "--save"])
    first = path.read_bytes()
    assert b'"2"' in first
    assert b"iopub" not in first
    run_demo.main([str(path), "--save"])
    assert path.read_bytes() == first
