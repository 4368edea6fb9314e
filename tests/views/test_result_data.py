import dataclasses
import hashlib
import json

import examples
import nbformat
import pytest

from jupyter_perf.core.progress import Progress
from jupyter_perf.views.limits import _LEVELS, SAVED_BYTES, fitting, saved_size
from jupyter_perf.views.refinement import mimebundle
from jupyter_perf.views.result_data import MIME_TYPE, Context, running

CONTEXT = Context(run="r1", job="j1", cell="c1", trajectory=((0.5, 2.0), (1.25, 12.34)))
RAW = ("original_seconds", "candidate_seconds", "original_wall_seconds", "candidate_wall_seconds")


def data_of(found, **more):
    return mimebundle(found, **more)[MIME_TYPE]


def keys_in(value):
    if isinstance(value, dict):
        return set(value).union(*(keys_in(item) for item in value.values()))
    return set().union(*map(keys_in, value)) if isinstance(value, list) else set()


def test_a_finished_search_is_all_there():
    found = examples.every_outcome()
    data = data_of(found, context=CONTEXT, aside=("stored result of 2026",))
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert (data["schema"], data["kind"], data["state"]) == (1, "refinement", "done")
    assert (data["run"], data["job"], data["cell"]) == ("r1", None, "c1")
    source = found.source.rstrip("\n")
    assert data["source"] == source
    assert data["source_sha256"] == hashlib.sha256(source.encode()).hexdigest()
    assert data["created"] == found.created
    assert data["headline"]["tone"] == "good"
    assert data["remarks"] == ["stored result of 2026"]
    assert data["trajectory"] == [[0.5, 2.0], [1.25, 12.34]]
    assert data["result"]["code"] == found.code.rstrip("\n")
    assert data["result"]["tried"] == len(data["result"]["verdicts"]) == 7
    kinds = {verdict["kind"] for verdict in data["result"]["verdicts"]}
    assert kinds == {"Faster", "NotFaster", "Different", "Failed", "Unverifiable"}


def test_raw_timings_stay_out_and_their_medians_come_in():
    data = data_of(examples.refinement(examples.faster()))
    best = data["result"]["best"]
    assert keys_in(best).isdisjoint(RAW)
    timing = best["timing"]
    assert timing["interval"] == [11.8, 12.9]
    assert timing["original_median_seconds"] == 1.5
    assert timing["pairs"] == 3


def test_medians_are_by_the_clock_that_decided():
    timing = dataclasses.replace(
        examples.timing(2.0, 1.9, 2.1),
        clock="wall",
        original_wall_seconds=(4.0, 4.0),
        candidate_wall_seconds=(2.0, 2.0),
    )
    found = examples.refinement(dataclasses.replace(examples.faster(), timing=timing))
    shown = data_of(found)["result"]["best"]["timing"]
    assert (shown["original_median_seconds"], shown["candidate_median_seconds"]) == (4.0, 2.0)
    assert "4.00 s → 2.00 s wall time" in mimebundle(found)["text/plain"]


def test_a_verdict_says_in_words_what_became_of_it():
    data = data_of(examples.every_outcome())
    best, only, *_ = data["result"]["verdicts"]
    assert (best["is_best"], best["outcome"]) == (True, "faster")
    assert (only["is_best"], only["outcome"]) == (False, "faster on this data only")
    assert "with one row" in only["explanation"]


def test_a_running_search_has_its_progress_and_what_it_found():
    found = examples.refinement(examples.faster())
    report = Progress("timing", 0.25, 3.0, 9.0, (5.0, 4.0, float("inf")), partial=found)
    for partial in (found, None):
        report = dataclasses.replace(report, partial=partial)
        data = running(examples.SOURCE, report, _LEVELS[0], CONTEXT)
        json.dumps(data, allow_nan=False)
        assert data["state"] == "running"
        assert data["job"] == "j1"
        assert data["progress"] == {
            "stage": "timing",
            "done": 0.25,
            "elapsed_seconds": 3.0,
            "left_seconds": 9.0,
            "best": [5.0, 4.0, None],
        }
        assert (data["result"] is None) == (partial is None)


def long_code(lines):
    return "\n".join(f"value_{i} = frame['column {i}'].sum()  # é" for i in range(lines))


def crowded(lines, others):
    best = examples.faster(code=long_code(lines))
    second = examples.faster(5.0, 4.8, 5.2, code=long_code(lines) + "\n2", steps=("second",))
    slow = [examples.not_faster((f"rule-{i}",)) for i in range(others)]
    return examples.refinement(best, [best, second, *slow], source=long_code(lines) + "\n1")


@pytest.mark.parametrize(("lines", "others"), [(8, 3), (60, 30), (150, 30), (1500, 100)])
def test_what_counts_most_is_kept_longest_and_what_is_left_out_is_said(lines, others):
    found = crowded(lines, others)
    long_way = tuple((float(at), float(at)) for at in range(500))
    bundle = mimebundle(found, context=Context(trajectory=long_way))
    data = bundle[MIME_TYPE]
    assert saved_size(bundle) <= SAVED_BYTES
    assert data["trajectory"][-1] == [499.0, 499.0]
    said = "; ".join(data["left_out"])
    if lines == 8:
        assert said == ""
        assert all(verdict["candidate"]["code"] for verdict in data["result"]["verdicts"])
        assert len(data["trajectory"]) == 30
    if lines == 60:
        assert data["result"]["code"] == found.code
        assert data["source"] == found.source
        assert "other rewrites" in said
    if lines == 150:
        assert data["result"]["code"] is None or data["result"]["code"] == found.code
        assert "further rewrites" in said
    if lines == 1500:
        assert data["source"] is data["result"]["code"] is None
        assert "the cell's source; the code of the best rewrite" in said
    assert len(data["source_sha256"]) == 64


def test_the_size_is_that_in_a_notebook_file():
    bundle = mimebundle(examples.every_outcome(), context=CONTEXT)
    empty = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", id="a")])
    empty.cells[0].outputs = [nbformat.v4.new_output("display_data")]
    full = nbformat.from_dict(json.loads(json.dumps(empty)))
    full.cells[0].outputs[0].data = bundle
    nbformat.validate(full)
    added = len(nbformat.writes(full).encode()) - len(nbformat.writes(empty).encode())
    assert abs(saved_size(bundle) - added) < 100


def test_code_that_no_file_can_hold_is_left_out():
    found = examples.refinement(examples.faster(code="x = '\ud800'"), source="'\udfff'")
    data = data_of(found)
    json.dumps(data, ensure_ascii=False).encode()
    assert data["source"] is data["result"]["code"] is None
    assert "the cell's source" in data["left_out"]


def test_nothing_fits_better_than_the_last_level():
    made = []
    fitting(lambda detail: made.append(detail) or {"text/plain": "x" * 30_000})
    assert made == list(_LEVELS)
