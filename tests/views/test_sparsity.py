"""What a sparsity report says of itself, and that its forms stay small, whole and harmless."""

import dataclasses
import json
import re

import pages
import pytest
import reports

from jupyter_perf.core.progress import Progress
from jupyter_perf.core.ranges import Range
from jupyter_perf.sparsity.result import Run, SparsityReport, Summary
from jupyter_perf.views import (
    plain_axis,
    sparsity_chart,
    sparsity_data,
    sparsity_layers_chart,
    sparsity_sliding,
    sparsity_widget,
)
from jupyter_perf.views import sparsity_wording as wording
from jupyter_perf.views.envelope import MIME_TYPE, Context
from jupyter_perf.views.limits import SAVED_BYTES, saved_size
from jupyter_perf.views.sparsity_rows import failures, rows_of
from jupyter_perf.views.sparsityreport import mimebundle


@pytest.fixture(params=list(reports.ALL))
def found(request):
    return reports.ALL[request.param]()


def shown(found, **options):
    """Its text, and the words of its HTML."""
    bundle = mimebundle(found, **options)
    return re.sub(r"\s+", " ", bundle["text/plain"]), pages.Page(bundle["text/html"]).text


def everywhere(found, words, **options):
    return all(words in form for form in shown(found, **options))


def test_every_form_is_there_small_and_free_of_what_json_lacks(found):
    bundle = mimebundle(found)
    assert set(bundle) == {"text/plain", "text/html", MIME_TYPE}
    assert saved_size(bundle) <= SAVED_BYTES
    json.dumps(bundle, allow_nan=False)
    for form in shown(found):
        assert not re.search(r"\bnan\b", form.replace("loss is NaN", "").lower())
        assert "None" not in form
    assert max(map(len, bundle["text/plain"].splitlines())) <= 80


def test_the_html_holds_no_script_and_every_picture_has_words(found):
    page = pages.Page(mimebundle(found)["text/html"])
    assert not page.tags & {"script", "img", "iframe", "link", "a", "object"}
    assert not {name for name in page.attributes if name.startswith("on")}
    if "svg" in page.tags:
        assert {"role", "aria-label"} <= page.attributes


def test_a_report_shows_itself_and_survives_its_json(found):
    if found is not None and not any(x != x for run in found.runs for x in run.losses):
        assert SparsityReport.from_json(found.to_json()) == found
    assert found._repr_mimebundle_() == mimebundle(found)
    assert str(found) == mimebundle(found)["text/plain"]
    assert len(found.to_frame()) == len(found.runs)


@pytest.mark.parametrize(
    "words",
    [
        "2.1× [2.0, 2.2] as fast as dense at batch 1 and slower at batch 64",
        "Sequential (13 k parameters), Adam, torch, 2:4, 1:4, metric acc (higher is better)",
        "95.24 ± 0.21 (3 seeds)",
        "\N{MINUS SIGN}0.14 [\N{MINUS SIGN}0.34, +0.06]",
        "p = 0.04, better on 1 of 3",
        "0.53× (17.4 of 32.8 kB)",
        "2.10× [1.99, 2.23] packed, batch 1",
        "arithmetic mean below 1e-8 at step 60",
        "torch semi-structured (CUDA)",
        "there is no CUDA device here",
        "`model.4.weight` (10x64): the output head",
        "every run has a process of its own, with your rights",
        "T was learnt from the dense run: 600 steps",
        "predicted 18 s (14 to 24 s)",
        "± is the standard error over seeds",
        "indices and scales included",
    ],
)
def test_the_answer_and_what_it_rests_on_stand_in_both_forms(words):
    assert everywhere(reports.report(), words)


def test_the_answer_comes_first(found):
    start = found.answer[:40].replace("`", "")
    for form in shown(found):
        assert form.replace("`", "").lstrip().startswith(start)


def test_a_single_seed_says_that_no_spread_is_known():
    assert everywhere(reports.one_recipe(), "One seed: no spread is known")
    assert everywhere(reports.one_recipe(), "(one seed)")
    assert "±" not in mimebundle(reports.one_recipe())["text/plain"]


def test_what_failed_is_told_once_with_its_seeds():
    assert failures(reports.failed()) == [
        ("step 2:4, seed 2", "OutOfMemoryError: CUDA out of memory"),
        ("sr-ste 2:4, seeds 0 to 2", "the loss is NaN from step 12 on"),
    ]
    assert everywhere(reports.failed(), "the loss is NaN from step 12 on")
    assert everywhere(reports.failed(), "Stopped by you: this is what had ended by then")


def test_rows_begin_with_dense_and_go_on_with_the_best():
    rows = rows_of(reports.report())
    names = [(row.summary.recipe, row.summary.pattern) for row in rows]
    assert names == [("dense", "dense"), ("step", "2:4"), ("sr-ste", "2:4"), ("step", "1:4"),
                     ("sr-ste", "1:4")]  # fmt: skip
    assert [row.is_best for row in rows] == [False, True, False, False, False]
    assert rows[0].size_ratio == 1.0
    assert rows[1].size_ratio == pytest.approx(17 / 32, abs=1e-4)
    assert rows[1].density == 0.5


def test_lower_is_better_where_it_is():
    made = reports.report(direction="min")
    names = [(row.summary.recipe, row.summary.pattern) for row in rows_of(made)][1:]
    assert names[0] == ("sr-ste", "1:4")
    assert everywhere(made, "lower is better")


def test_nothing_found_is_a_warning_without_a_table_of_figures():
    bundle = mimebundle(reports.nothing())
    assert bundle[MIME_TYPE]["headline"]["tone"] == "warn"
    assert "<svg" not in bundle["text/html"]


@pytest.mark.parametrize(
    ("value", "error", "said"),
    [
        (95.283, 0.2134, ("95.28", "0.21")),
        (0.95283, 0.0021, ("0.9528", "0.0021")),
        (1234.5, 12.0, ("1234", "12")),
        (3.0, 0.0, ("3", "0")),
        (1.0, float("inf"), ("1", "inf")),
    ],
)
def test_a_mean_has_as_many_digits_as_its_error_supports(value, error, said):
    assert wording.with_error(value, error) == said


def test_a_difference_has_as_many_digits_as_its_interval_supports():
    made = Summary("step", "2:4", difference=Range(0.001, 0.0005, 0.0015))
    assert wording.difference(made) == "+0.0010 [+0.0005, +0.0015]"
    same = Summary("step", "2:4", difference=Range(0.0, 0.0, 0.0))
    assert wording.difference(same) == "0.0000 [0.0000, 0.0000]"


def test_plots_say_in_words_what_they_show():
    made = reports.report()
    svg = sparsity_chart.against_size(made)
    label = re.search(r'aria-label="([^"]*)"', svg)[1]
    assert "acc against size, packed / dense fp32" in label
    assert "step 2:4: 95.24 ± 0.21 at 0.531" in label
    assert "step 1:4" in pages.Page(sparsity_chart.against_latency(made)).text
    assert "ends at" in sparsity_chart.losses(made, 4, 20)
    bars = sparsity_layers_chart.sensitivity(made, "2:4", 10)
    assert "model.0.weight 27%" in bars


def test_plots_that_would_show_nothing_arent_drawn():
    empty = reports.nothing()
    assert sparsity_chart.against_size(empty) == ""
    assert sparsity_chart.against_latency(empty) == ""
    assert sparsity_chart.losses(empty, 4, 20) == ""
    assert sparsity_layers_chart.sensitivity(empty, "2:4", 10) == ""
    assert sparsity_layers_chart.mask_picture("x", "", 8) == ""


def test_a_mask_is_drawn_as_it_is():
    svg = sparsity_layers_chart.mask_picture("w", "0110\n1001", 8)
    assert 'd="M0 0.5m1 0h2m1 0M0 1.5h1m2 0h1"' in svg


def test_curves_keep_their_ends_and_lose_what_is_no_number():
    line = [(k, float(k)) for k in range(100)] + [(100, float("nan"))]
    kept = sparsity_chart.thinned(line, 5)
    assert kept[0] == (0, 0.0)
    assert kept[-1] == (99, 99.0)
    assert len(kept) == 5


def test_an_axis_has_round_numbers_that_differ():
    scale = plain_axis.axis([92.4, 95.3], 0, 100)
    assert [scale.label(tick) for tick in scale.ticks] == ["93", "94", "95"]
    close = plain_axis.axis([0.95121, 0.95124], 0, 100)
    labels = [close.label(tick) for tick in close.ticks]
    assert len(set(labels)) == len(labels) >= 2
    same = plain_axis.axis([3.0, 3.0], 0, 100)
    assert same.at(3.0) == 50.0
    assert plain_axis.axis([float("nan"), float("inf")], 0, 1) is None


def test_a_measured_pattern_is_read_as_it_was_measured():
    read = sparsity_sliding.read(reports.report(), 2, 4)
    assert read.bits == 17
    assert [each.error.value for each in read.layers] == [0.27, pytest.approx(0.297)]
    assert all(each.is_measured for each in read.layers)
    assert read.metric_change == Range(-0.04, -0.04, -0.04)


def test_what_a_layer_does_to_the_metric_is_said_where_it_is_known():
    known = reports.report()
    bare = (dataclasses.replace(each, metric_change=None) for each in known.sensitivity)
    unknown = dataclasses.replace(known, sensitivity=tuple(bare))
    change = "\N{MINUS SIGN}0.02"
    for found, is_known in ((known, True), (unknown, False)):
        assert (change in shown(found)[1]) is is_known
        assert ("by this layer alone" in shown(found)[1]) is is_known
        drawn = sparsity_layers_chart.sensitivity(found, "2:4", 9)
        assert (f"27%, {change}" in drawn) is is_known
        assert ("at 2:4, and acc" in drawn) is is_known
    now = sparsity_sliding.read(known, 2, 4)
    assert "acc \N{MINUS SIGN}0.04 if what layers do" in sparsity_widget.said_of(now, "acc")
    assert "adds up" not in sparsity_widget.said_of(sparsity_sliding.read(unknown, 2, 4), "acc")


def test_between_two_measured_patterns_the_neighbours_are_the_ends():
    read = sparsity_sliding.read(reports.report(), 3, 8)
    first = read.layers[0].error
    assert (first.low, first.high) == (0.27, 0.52)
    assert first.value == pytest.approx((0.27 + 0.52) / 2)
    assert not read.layers[0].is_measured
    assert read.bits == pytest.approx(3 / 8 * 35)


def test_beyond_what_was_measured_the_ends_are_nothing_and_all():
    sparse = sparsity_sliding.read(reports.report(), 1, 16)
    assert sparse.layers[0].error.high == 1.0
    assert sparse.metric_change is None  # nobody knows what an empty layer does
    dense = sparsity_sliding.read(reports.report(), 4, 4)
    assert dense.layers[0].error == Range(0.0, 0.0, 0.0)
    assert dense.bits == 32
    mild = sparsity_sliding.read(reports.report(), 3, 4)
    assert (mild.layers[0].error.low, mild.layers[0].error.high) == (0.0, 0.27)
    assert mild.metric_change == Range(-0.02, -0.04, 0.0)


@pytest.mark.parametrize(("n", "m", "form", "bits"), [
    (2, 4, "none", 17), (1, 4, "none", 8.5), (1, 8, "none", 4.375), (2, 4, "int8", 5),
    (2, 4, "int4", 3)])  # fmt: skip
def test_bits_of_a_weight_are_counted_with_their_indices(n, m, form, bits):
    assert sparsity_sliding.bits(n, m, form) == bits


def test_what_to_run_names_recipes_and_metric():
    line = sparsity_sliding.magic_line(1, 8, reports.report())
    assert line == "%%sparsify --pattern 1:8 --compare dense,step,sr-ste --metric acc:max"
    hostile = reports.report(metric="a; import os")
    assert "import" not in sparsity_sliding.magic_line(1, 8, hostile)


def test_the_data_has_what_sliders_and_plots_live_on():
    data = mimebundle(reports.report())[MIME_TYPE]
    result = data["result"]
    assert (data["kind"], data["state"]) == ("sparsity", "done")
    first = result["recipes"][1].split("\t")
    assert first[:3] == ["best", "step 2:4", "95.24 ± 0.21 (3 seeds)"]
    assert first[-1] == "95.24 0.21 0.5312 2.1 1.995 2.226"
    assert result["sensitivity"][0] == "model.0.weight\t2:4 0.27 -0.02; 1:4 0.52 -0.31"
    assert result["first"] == [2, 4]
    assert result["groups"] == [2, 4, 8, 16, 32]
    layer, columns, rows = result["masks"][0].split("\t")
    assert layer == "model.0.weight"
    assert rows.split()[0] == f"{int('0110' * (int(columns) // 4), 2):x}"
    assert result["losses"][0].startswith("dense\t0 2.35 ")


def test_what_was_cut_is_counted():
    data = mimebundle(reports.enormous())[MIME_TYPE]
    assert any("further recipes" in said for said in data["left_out"])
    assert any("further layers" in said for said in data["left_out"])
    assert data["result"]["recipes_count"] == 60
    assert mimebundle(reports.one_recipe())[MIME_TYPE]["left_out"] == [
        "1 further picture of masks"
    ] or (mimebundle(reports.one_recipe())[MIME_TYPE]["left_out"] == [])


def test_whoever_shows_it_may_add_a_remark_and_say_where_it_stands():
    context = Context("run-1", None, "cell-1")
    bundle = mimebundle(reports.report(), aside=("stored result of yesterday",), context=context)
    data = bundle[MIME_TYPE]
    assert "stored result of yesterday" in data["remarks"]
    assert (data["run"], data["cell"]) == ("run-1", "cell-1")
    assert data["source"] == reports.SOURCE


def test_progress_is_told_in_the_same_envelope():
    progress = Progress("step 2:4, seed 1", 0.4, 2.0, 3.0)
    data = sparsity_data.running("code", progress, Context(job="j"), ("a remark",))
    assert (data["kind"], data["state"], data["job"]) == ("sparsity", "running", "j")
    assert data["progress"]["stage"] == "step 2:4, seed 1"
    assert data["result"] is None


def test_texts_from_elsewhere_are_text():
    hostile = pages.HOSTILE
    made = reports.report()
    found = dataclasses.replace(
        made,
        answer=hostile,
        model=hostile,
        metric=hostile,
        optimizer=hostile,
        runs=(*(dataclasses.replace(r, recipe=hostile, switch=hostile, notes=(hostile,))
                for r in made.runs), Run(hostile, hostile, 0, failed=hostile)),
        summaries=tuple(dataclasses.replace(s, recipe=hostile) for s in made.summaries[:2]),
        latency=tuple(dataclasses.replace(x, recipe=hostile, form=hostile) for x in made.latency),
        formats=tuple(dataclasses.replace(x, layer=hostile, format=hostile) for x in made.formats),
        sensitivity=tuple(dataclasses.replace(x, layer=hostile) for x in made.sensitivity),
        masks={hostile: hostile},
        skipped=tuple(dataclasses.replace(x, name=hostile, why=hostile) for x in made.skipped),
        notes=(hostile,),
        assumptions=(hostile,),
        reasons={hostile: hostile},
        stopped=hostile,
    )  # fmt: skip
    bundle = mimebundle(found, aside=(hostile,))
    page = pages.Page(bundle["text/html"])
    assert not page.tags & {"script", "img"}
    assert "\x1b" not in bundle["text/plain"]
    json.dumps(bundle).encode("utf-8")


def test_the_widget_moves_the_pattern():
    widget = reports.report().widget()
    assert widget.targets[widget.target].startswith("groups of 4")
    assert widget.headline.startswith("`step` 2:4")
    widget.chosen = {"kept": 1}
    assert "1:4" in widget.headline
    assert "8.5 bits a weight" in widget.headline
    assert any("model.0.weight: 52%" in line for line in widget.lines)
    assert any("%%sparsify --pattern 1:4" in line for line in widget.lines)
    widget.chosen = {"kept": 3}
    assert any("(0% to 27%)" in line for line in widget.lines)
    widget.target = 2
    widget.chosen = {"kept": 99, "nobody": 3}
    assert "8:8" in widget.headline
    assert widget._repr_mimebundle_()[0]["text/plain"] == str(reports.report())


def test_the_widget_of_a_report_without_sensitivity_says_so():
    widget = reports.nothing().widget()
    assert widget.sliders == []
    assert widget.headline.startswith("Nothing was sparsified")
