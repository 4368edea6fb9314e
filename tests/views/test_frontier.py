"""What a frontier says of itself, and that its forms stay small, whole and harmless."""

import dataclasses
import json
import re

import frontiers
import pages
import pytest

from jupyter_perf.core.progress import Progress
from jupyter_perf.core.ranges import Range
from jupyter_perf.tradeoff.result import Device, Frontier
from jupyter_perf.views import frontier_data, frontier_wording
from jupyter_perf.views.envelope import MIME_TYPE, Context
from jupyter_perf.views.frontier import mimebundle
from jupyter_perf.views.frontier_chart import chart
from jupyter_perf.views.frontier_rows import rows_of
from jupyter_perf.views.limits import SAVED_BYTES, saved_size


@pytest.fixture(params=list(frontiers.ALL))
def found(request):
    return frontiers.ALL[request.param]()


def shown(found, **options):
    """Its text, and the words of its HTML."""
    bundle = mimebundle(found, **options)
    return re.sub(r"\s+", " ", bundle["text/plain"]), pages.Page(bundle["text/html"]).text


def everywhere(found, words, **options):
    return all(words in form for form in shown(found, **options))


def curve_of(bundle, method, target="a100-40"):
    curves = bundle[MIME_TYPE]["result"]["curves"]
    return next(c for c in curves if c["method"] == method and c["target"] == target)


def test_every_form_is_there_small_and_free_of_what_json_lacks(found):
    bundle = mimebundle(found)
    assert set(bundle) == {"text/plain", "text/html", MIME_TYPE}
    assert saved_size(bundle) <= SAVED_BYTES
    json.dumps(bundle, allow_nan=False)
    for form in shown(found):
        assert not re.search(r"\bnan\b", form.lower())
        assert "None" not in form
    assert max(map(len, bundle["text/plain"].splitlines())) <= 80


def test_the_html_holds_no_script_and_every_picture_has_words(found):
    page = pages.Page(mimebundle(found)["text/html"])
    assert not page.tags & {"script", "img", "iframe", "link", "a", "object"}
    assert not {name for name in page.attributes if name.startswith("on")}
    if "svg" in page.tags:
        assert {"role", "aria-label"} <= page.attributes


def test_a_frontier_shows_itself_and_survives_its_json(found):
    assert Frontier.from_json(found.to_json()) == found
    assert found._repr_mimebundle_() == mimebundle(found)
    assert str(found) == mimebundle(found)["text/plain"]
    assert len(found.to_frame()) == len(found.points)


def test_a_card_that_is_calibrated_says_so_instead():
    found = frontiers.frontier()
    there, other = found.devices
    said = "calibrated on NVIDIA A100-SXM4-40GB, 2026-11-22"
    there = dataclasses.replace(there, validated=True, calibrated=said)
    calibrated = dataclasses.replace(found, devices=(there, other))
    assert Frontier.from_json(calibrated.to_json()) == calibrated
    text = " ".join(str(calibrated).split())
    assert f"Peaks on `a100-40` are {said}" in text
    assert "Not validated on CUDA: no peak on `t4` was held" in text


@pytest.mark.parametrize(
    "words",
    [
        "Use `lora` on a100-40: batch 32 fits, 1.24× [1.15, 1.34] throughput",
        "Not validated on CUDA: no peak on `a100-40`, `t4` was held against a real one",
        "TinyGPT (124 M parameters), adamw, bf16",
        "a100-40 (NVIDIA A100 40 GB): 40 GB, $1.29 an hour",
        "150k tokens/s (130 to 170k tokens/s)",
        "1.24× [1.15, 1.34]",
        "0.81× [0.76, 0.88]",
        "$0.00097 ($0.00085 to $0.0011)",
        "22 GB (21 to 23 GB)",
        "often within a point of full fine-tuning",
        "modelled only, nothing of it was traced",
        "`chunked-loss`: its output is no large vocabulary",
        "worked out from operations and bytes",
        "the optimizer keeps two numbers of each weight",
        "ranges are 80% intervals",
        "t4 (NVIDIA T4): 15.8 GB, $0.35 an hour",
    ],
)
def test_the_answer_and_what_it_rests_on_stand_in_both_forms(words):
    assert everywhere(frontiers.frontier(), words)


def test_reasons_are_told_by_what_they_are_of():
    said = frontier_wording.not_tried(
        frontiers.frontier(methods=(), reasons={"none seconds": "a", "lora": "b", "none": "c"})
    )
    assert said == ["time of plain: a", "`lora`: b", "plain: c"]


def test_code_of_what_is_chosen_is_there_to_be_copied():
    bundle = mimebundle(frontiers.frontier())
    code = 'model = frontier.apply("lora", model)'
    assert code in pages.Page(bundle["text/html"]).text
    assert bundle[MIME_TYPE]["result"]["code"] == {"lora": code}
    assert code in mimebundle(frontiers.without_times())["text/plain"]


def test_the_answer_comes_first():
    for form in shown(frontiers.frontier()):
        assert form.lstrip().startswith("Use `lora` on a100-40")


def test_what_doesnt_fit_says_how_much_it_takes():
    found = frontiers.nothing_fits()
    assert everywhere(found, "batch 1 takes 4.8 GB (4.5 to 5.2 GB)")
    assert everywhere(found, "Nothing fits on tiny")
    head = mimebundle(found)[MIME_TYPE]["headline"]
    assert head["tone"] == "warn"


def test_without_a_time_memory_is_still_given_and_no_picture_drawn():
    found = frontiers.without_times()
    assert everywhere(found, "22 GB (21 to 23 GB)")
    assert everywhere(found, "time: no peak of operations is known for these targets")
    assert chart(found, found.devices[0], 8) == ""
    assert all("tokens/s" not in form for form in shown(found))


def test_untraced_gives_the_reason_and_no_table():
    found = frontiers.untraced()
    assert everywhere(found, "the model decides by values of tensors what it does")
    assert "<table" not in mimebundle(found)["text/html"]
    assert "devices" in mimebundle(found)[MIME_TYPE]["result"]


def test_methods_are_ranked_with_the_choice_first_and_what_is_too_large_last():
    found = frontiers.frontier()
    rows = rows_of(found, found.devices[0])
    assert [row.method.name for row in rows] == ["lora", "none", "zero-2", "checkpoint-blocks"]
    assert rows[0].is_chosen
    assert rows[0].point == found.best
    assert rows[1].ratio is None  # the plain step is what others are held against
    small = Device("small", "", 5.0 * frontiers.GB)
    points = tuple(
        dataclasses.replace(p, target="small", fits=p.peak_bytes.high <= small.memory_bytes)
        for p in found.points
        if p.target == "a100-40"
    )
    narrow = dataclasses.replace(found, devices=(small,), points=points, scores=(), chosen={})
    ranked = [(row.method.name, row.largest) for row in rows_of(narrow, small)]
    assert ranked == [("lora", 4), ("zero-2", 2), ("checkpoint-blocks", 0), ("none", 0)]


def test_a_device_of_unknown_memory_is_judged_by_nobody():
    found = frontiers.frontier()
    device = Device("odd", "", None)
    points = tuple(
        dataclasses.replace(p, target="odd", fits=None)
        for p in found.points
        if p.target == "a100-40"
    )
    odd = dataclasses.replace(found, devices=(device,), points=points, scores=(), chosen={})
    assert all(row.largest is None for row in rows_of(odd, device))
    assert everywhere(odd, "odd: memory unknown")
    assert chart(odd, device, 8) != ""


def test_accumulated_batches_say_how_many_microbatches_they_are():
    found = frontiers.frontier()
    at = found.chosen["a100-40"]
    points = list(found.points)
    points[at] = dataclasses.replace(points[at], batch=16, accumulate=4)
    assert everywhere(dataclasses.replace(found, points=tuple(points)), "16 × 4")


def test_examples_are_the_unit_where_no_sequence_is_known():
    found = frontiers.frontier(unit="examples")
    assert everywhere(found, "290 examples/s (250 to 330 examples/s)")


def test_the_plot_says_in_words_what_it_shows_and_tells_curves_apart_without_colour():
    found = frontiers.frontier()
    svg = chart(found, found.devices[0], 6)
    label = re.search(r'aria-label="([^"]*)"', svg)[1]
    assert "Throughput against memory on a100-40, which has 40 GB" in label
    assert "lora at batch 96: 61 GB (59 to 63 GB)" in label
    looks = re.findall(r'stroke-width="1.8"([^/]*)/><path [^/]*stroke-linecap="(\w+)"', svg)
    assert len(looks) == len(set(looks)) == 4
    words = pages.Page(svg).text
    assert "40 GB of a100-40" in words
    assert "tokens/s" in words


def test_curves_are_what_sliders_read():
    bundle = mimebundle(frontiers.frontier())
    curve = curve_of(bundle, "lora")
    points = [[float(n) for n in each.split()] for each in curve["points"].split("; ")]
    assert curve["sequence"] == 512
    batches = [each[0] for each in points]
    assert batches == sorted(batches)
    assert {1.0, 32.0, 96.0} <= set(batches)  # both ends, and what is chosen
    for batch, peak, low, high, seconds, least, most in points:
        own = frontiers.point("lora", int(batch), frontiers.DEVICES[0])
        assert peak == pytest.approx(own.peak_bytes.value, rel=6e-3)
        assert (low, high) == pytest.approx((own.peak_bytes.low, own.peak_bytes.high), rel=6e-3)
        assert seconds == pytest.approx(own.seconds.value, rel=6e-3)
        assert (least, most) == pytest.approx((own.seconds.low, own.seconds.high), rel=6e-3)


def test_what_is_unknown_in_a_curve_is_a_question_mark():
    points = mimebundle(frontiers.without_times())[MIME_TYPE]["result"]["curves"][0]["points"]
    assert points.split("; ")[0].split()[4:] == ["?"] * 3


def test_what_was_cut_is_counted():
    data = mimebundle(frontiers.enormous())[MIME_TYPE]
    assert any("further targets" in said for said in data["left_out"])
    assert any("further methods" in said for said in data["left_out"])
    assert data["result"]["devices_count"] == 10
    assert mimebundle(frontiers.nothing_fits())[MIME_TYPE]["left_out"] == []


def test_whoever_shows_it_may_add_a_remark_and_say_where_it_stands():
    context = Context("run-1", None, "cell-1")
    found = frontiers.frontier(source="model batch --target t4")
    bundle = mimebundle(found, aside=("stored result of yesterday",), context=context)
    data = bundle[MIME_TYPE]
    assert "stored result of yesterday" in data["remarks"]
    assert (data["run"], data["cell"]) == ("run-1", "cell-1")
    assert (data["kind"], data["state"]) == ("frontier", "done")
    assert data["source"] == "model batch --target t4"
    assert everywhere(found, "stored result of yesterday", aside=("stored result of yesterday",))


def test_progress_is_told_in_the_same_envelope():
    progress = Progress("tracing `lora`, batch 8", 0.4, 2.0, 3.0)
    data = frontier_data.running("model batch", progress, Context(job="j"), ("a remark",))
    assert (data["kind"], data["state"], data["job"]) == ("frontier", "running", "j")
    assert data["progress"]["stage"] == "tracing `lora`, batch 8"
    assert data["progress"]["done"] == 0.4
    assert data["result"] is None


def test_texts_from_elsewhere_are_text():
    hostile = pages.HOSTILE
    made = frontiers.frontier()
    found = dataclasses.replace(
        made,
        answer=hostile,
        model=hostile,
        devices=(dataclasses.replace(made.devices[0], name=hostile, title=hostile),),
        methods=tuple(
            dataclasses.replace(m, costs=hostile, words=hostile) for m in made.methods
        ),
        points=tuple(dataclasses.replace(p, target=hostile) for p in made.points[:16]),
        code={"lora": hostile},
        chosen={hostile: 0},
        notes=(hostile,),
        assumptions=(hostile,),
        reasons={hostile: hostile},
        versions={hostile: hostile},
    )  # fmt: skip
    bundle = mimebundle(found)
    page = pages.Page(bundle["text/html"])
    assert not page.tags & {"script", "img"}
    assert "\x1b" not in bundle["text/plain"]
    json.dumps(bundle, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "max(12 ms, 4 ms·x) + 10 ms"),
        ({"floor_seconds": None}, "4 ms·x + 10 ms"),
        ({"seconds_per_example": None}, ""),
    ],
)
def test_the_law_of_time_reads_as_the_paper_writes_it(changes, said):
    law = dataclasses.replace(frontiers.law("none"), **changes)
    assert frontier_wording.time_law(law) == said


def test_the_law_of_memory_reads_as_the_paper_writes_it():
    law = frontiers.law("none")
    assert frontier_wording.memory_law(law) == "max(4 GB, 720 MB·x + 4 GB)"
    assert frontier_wording.memory_law(dataclasses.replace(law, bytes_per_example=None)) == ""


def test_an_exact_number_stands_alone():
    found = frontiers.frontier()
    exact = dataclasses.replace(found.points[0], peak_bytes=Range(1e9, 1e9, 1e9))
    assert frontier_wording.peak(exact) == "1 GB"
