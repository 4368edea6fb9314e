"""Cells and functions in the real sandbox. What they took is never asserted in seconds."""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.core.progress import Progress
from jupyter_perf.core.ranges import Range
from jupyter_perf.core.targets import Target
from jupyter_perf.errors import SourceError, UsageError
from jupyter_perf.estimation import elsewhere, engine
from jupyter_perf.estimation.cells import sampling
from jupyter_perf.estimation.engine import estimate, prepare
from jupyter_perf.estimation.result import Comparison, Estimate
from jupyter_perf.sandbox import snapshot

PAIRS = "count = 0\nfor a in xs:\n    for b in xs:\n        count += a < b\ntotal = sum(xs)"


def of(source: str, budget: float = 4.0, **space: object) -> Estimate:
    found = estimate(source, namespace=space, budget=budget)
    assert isinstance(found, Estimate)
    assert Estimate.from_json(found.to_json()) == found
    return found


def test_a_cell_that_would_take_long_is_extrapolated_from_samples() -> None:
    space = {"xs": list(range(30_000))}
    found = of(PAIRS, 10.0, **space)
    assert not found.measured
    assert found.seconds is not None
    # 900 million comparisons: more than what any machine does in a second of Python.
    assert found.seconds.high > 1
    assert found.sampled.endswith("of `xs`")
    (curve,) = [each for each in found.curves if each.quantity == "seconds"]
    assert len(curve.samples) >= 3
    assert max(point.sizes["xs"] for point in curve.samples) < 30_000
    heaviest = max(found.rows, key=lambda row: row.share or 0)
    assert (heaviest.line, heaviest.name) == (2, "for a in xs:")
    assert space == {"xs": list(range(30_000))}


def test_a_cell_that_fits_is_measured() -> None:
    frame = pd.DataFrame({"x": np.arange(1000.0)})
    found = of("total = df.x.sum()", df=frame)
    assert found.measured
    assert found.seconds is not None
    assert found.fits is not None
    assert found.fits.verdict == "yes"
    assert found.sampled == ""


def test_numbers_written_out_in_the_cell_are_varied() -> None:
    found = of("n = 40_000_000\nt = 0\nfor i in range(n):\n    t += i * i")
    assert [(size.name, size.role) for size in found.sizes] == [("n", "varied")]
    assert "for i in range(n):" in {row.name for row in found.rows}


def test_a_function_is_estimated_by_its_parameters() -> None:
    def pairs(values: list[int]) -> int:
        return sum(a < b for a in values for b in values)

    found = estimate(pairs, inputs=(list(range(200)),), budget=4.0)
    assert isinstance(found, Estimate)
    assert found.kind == "function"
    assert found.source == "pairs(values)"
    assert [size.name for size in found.sizes] == ["values"]
    with pytest.raises(UsageError, match="don't fit"):
        estimate(pairs, inputs=(1, 2, 3), budget=4.0)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("df.to_csv('x.csv')", "writes"),
        ("import io\ngetattr(io, 'op' + 'en')('x.txt', 'w')", "writ"),
        ("df.nope.sum()", "AttributeError"),
        ("missing + 1", "`missing`"),
        ("1 / len(df)\nraise ValueError('too few')", "ValueError"),
    ],
)
def test_what_cannot_be_run_is_said_and_loses_nothing(source: str, said: str) -> None:
    frame = pd.DataFrame({"x": np.arange(1000.0)})
    found = of(source, df=frame)
    assert found.seconds is None
    assert said in found.reasons["seconds"]
    assert set(found.reasons) >= {"seconds", "peak_bytes", "usd", "joules"}
    assert list(frame.columns) == ["x"]


def test_a_cell_of_no_size_that_does_not_end_is_refused() -> None:
    found = of("while True:\n    pass", 1.5)
    assert found.seconds is None
    assert "no size was found" in found.reasons["seconds"]


def test_memory_that_blows_up_on_a_small_sample_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jupyter_perf.sandbox.starting.memory_limit", lambda: 100 << 20)
    found = of("big = [b'x' * 20_000_000 for _ in xs]", xs=list(range(100_000)))
    assert found.seconds is None
    assert "runs out of the memory that is free even on 256 of `xs`" in found.reasons["seconds"]


def test_syntax_errors_and_unknown_sizes_raise_before_anything_runs() -> None:
    with pytest.raises(SourceError, match="line 1"):
        prepare("for in x:")
    with pytest.raises(UsageError, match="its sizes are those of xs"):
        prepare("sum(xs)", namespace={"xs": [1] * 50}, over=["ys"])
    with pytest.raises(UsageError, match="has no cost"):
        prepare(3)  # type: ignore[arg-type]


def test_sizes_can_be_fixed() -> None:
    found = estimate(
        "for i in range(n):\n    sum(xs)",
        namespace={"xs": list(range(1000)), "n": 100},
        fix={"n": 5.0},
        budget=4.0,
    )
    assert isinstance(found, Estimate)
    sizes = {size.name: (size.value, size.role) for size in found.sizes}
    assert sizes["n"] == (5.0, "fixed")


def test_inputs_that_cannot_be_copied_whole_are_sampled_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(snapshot, "ASK_ABOVE_BYTES", 1 << 20)
    monkeypatch.setattr(sampling, "SAMPLE_BYTES", 1 << 20)
    frame = pd.DataFrame({"x": np.arange(500_000.0)})
    found = of("total = sum(v * 2 for v in df.x)", df=frame)
    assert not found.measured
    (size,) = found.sizes
    assert size.value == 500_000
    (curve,) = [each for each in found.curves if each.quantity == "seconds"]
    assert max(point.sizes["df"] for point in curve.samples) < 200_000
    assert "no copy" in found.sampled


def test_a_program_reads_its_standard_input() -> None:
    program = "import sys\nn = int(input())\ntotal = sum(int(line) for line in sys.stdin)\n"
    found = estimate(program, budget=4.0, stdin="3\n" + "12\n" * 1000)
    assert isinstance(found, Estimate)
    assert found.measured
    assert found.seconds is not None
    for given, said in (("no number\n", "raises ValueError"), (None, "asks for input")):
        failed = estimate(program, stdin=given)
        assert isinstance(failed, Estimate)
        assert said in failed.reasons["seconds"]
    keys = set()
    for text in (None, "1\n", "2\n"):
        prepared = prepare("1", stdin=text)
        keys.add(prepared.key())
        prepared.close()
    assert len(keys) == 3


def test_progress_is_told_and_a_stop_keeps_what_is_known() -> None:
    seen: list[Progress] = []
    prepared = prepare(PAIRS, namespace={"xs": list(range(50_000))}, budget=30.0)
    with prepared.start(seen.append) as job:
        while len(seen) < 4:
            assert job.wait(0.2) is None
        job.stop()
        found = job.wait(10.0)
    assert isinstance(found, Estimate)
    assert found.stopped == "by you"
    assert seen[-1].stage.startswith("running it on")


def test_the_same_question_has_the_same_key() -> None:
    def key(source: str, **options: object) -> str:
        space = {"xs": list(range(100))}
        prepared = prepare(source, namespace=space, **options)  # type: ignore[arg-type]
        try:
            return prepared.key()
        finally:
            prepared.close()

    assert key("sum(xs)") == key("sum(xs)", filename="<other>")
    assert len({key("sum(xs)"), key("max(xs)"), key("sum(xs)", fix={"xs": None})}) == 3


def test_line_ends_of_windows_are_read() -> None:
    found = of("a = 1\r\nb = sum(xs)\r\n", xs=list(range(1000)))
    assert found.seconds is not None


def test_the_working_folder_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    of("sum(xs)", xs=list(range(1000)))
    assert os.listdir(tmp_path) == []


def test_targets_that_run_no_python_have_a_reason_each() -> None:
    gpu = Target("card", "A card", kind="gpu", memory_gb=80.0)
    box = Target("box", "A box", kind="cpu", cores=8)
    found = estimate("sum(xs)", namespace={"xs": [1] * 1000}, budget=4.0, targets=(gpu, box))
    assert isinstance(found, Comparison)
    assert "doesn't run on card" in found.estimates[0].reasons["seconds"]
    assert "perf calibrate" in found.estimates[1].reasons["seconds"]
    assert json.loads(found.to_json())["estimates"][0]["seconds"] is None


def test_memory_of_another_machine_is_its_own() -> None:
    found = Estimate("cell", "x", seconds=Range(1, 1, 1), peak_bytes=Range(9e9, 8e9, 1e10))
    there = elsewhere.on(found, Target("box", "A box", kind="cpu", cores=2, memory_gb=4.0))
    assert there.fits is not None
    assert (there.fits.verdict, there.fits.of) == ("no", "box")
    assert dataclasses.replace(there, fits=None).peak_bytes == found.peak_bytes


def test_the_module_names_what_the_sandbox_imports() -> None:
    import importlib

    module, function = engine.SEARCH.split(":")
    assert callable(getattr(importlib.import_module(module), function))


@pytest.mark.parametrize("imported", ["", "from sklearn.cluster import KMeans\n"])
def test_what_limits_threads_of_libraries_runs_in_the_sandbox(imported: str) -> None:
    cluster = pytest.importorskip("sklearn.cluster")
    points = np.random.default_rng(0).random((2000, 2))
    space: dict[str, object] = (
        {"X": points} if imported else {"X": points, "KMeans": cluster.KMeans}
    )
    found = of(f"{imported}k = KMeans(3, n_init=1, random_state=0).fit(X)", 4.0, **space)
    assert found.seconds is not None, found.reasons


def test_what_belongs_together_is_scaled_by_the_one_that_can_be() -> None:
    nodes = {f"node {at}": at % 7 for at in range(20_000)}
    visits = [(f"{at * 13 % 20_000} {at}", at) for at in range(60_000)]
    source = (
        "total = 0\nfor name, at in visits:\n    key = f'node {name.split()[0]}'\n"
        "    for _ in range(300):\n        total += nodes[key]"
    )
    found = of(source, nodes=nodes, visits=visits)
    assert found.seconds is not None, found.reasons
    assert [size.name for size in found.sizes if size.role == "varied"] == ["visits"]


def test_a_dictionary_that_is_walked_through_is_copied_whole() -> None:
    after = {at: [(at * 7 + 1) % 150_000, (at * 3 + 2) % 150_000] for at in range(150_000)}
    source = (
        "seen, queue = {0}, [0]\nwhile queue:\n    for other in after[queue.pop()]:\n"
        "        if other not in seen:\n            seen.add(other)\n"
        "            queue.append(other)"
    )
    # Time enough for a busy machine: it ends when all of it was run.
    found = of(source, 8.0, after=after)
    assert found.measured, found.sampled
    assert found.seconds is not None


def test_records_and_the_table_that_they_refer_to_are_scaled_together() -> None:
    nodes = {f"node {at}": at % 7 for at in range(20_000)}
    visits = [(f"node {at * 13 % 20_000}", at) for at in range(60_000)]
    source = "total = sum(nodes[name] for name, at in visits for _ in range(300))"
    found = of(source, nodes=nodes, visits=visits)
    assert found.seconds is not None, found.reasons
    varied = [size.name for size in found.sizes if size.role == "varied"]
    assert varied == ["visits", "nodes"]
