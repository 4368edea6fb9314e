"""Results of vLLM's and SGLang's benchmarks, in files as these tools write them."""

import json
import shutil
from pathlib import Path

import numpy as np
import pandas
import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving import profiles, requests
from jupyter_perf.estimation.serving.profiles import reading
from jupyter_perf.estimation.serving.terms import Buckets, Instance, Slo

FIXTURES = Path(__file__).parent / "fixtures"
VLLM = FIXTURES / "vllm"
SGLANG = FIXTURES / "sglang_1102_100_1024_1024.jsonl"
A100 = Instance("a100-80gb", "a100-80gb", 3.67)
H100 = Instance("h100", "h100", 4.0)
REQUESTS = requests.read(
    {(128, 256): 0.5, (500, 256): 0.3, (1024, 256): 0.2}, buckets=Buckets((250, 500, 2000), (500,))
)


def of(instance, slo, profile, config=None):
    return profiles.throughputs([instance], REQUESTS, slo, profile=profile, config=config)[
        instance.name
    ]


def test_a_folder_of_vllms_results():
    (entry,) = reading.read(VLLM).values()
    assert len(entry.runs) == 7
    slowest = max(entry.runs, key=lambda run: run.load)
    assert (slowest.load, slowest.offered) == (21.4, float("inf"))
    assert slowest.input == pytest.approx(128 + 37 / 200)
    assert slowest.latencies["tpot"] == pytest.approx(0.061)
    # Not in these results, and follows from the other two.
    assert slowest.latencies["latency"] == pytest.approx(2.4 + 255 * 0.061)


def test_the_largest_load_under_the_target_and_interpolation_between_sizes():
    found = of(A100, Slo(tpot=0.028), VLLM)
    assert found.source == "profile"
    assert found.value[0, 0] == pytest.approx(14.8)
    assert found.value[2, 0] == pytest.approx(3.8 + 5.8 * 10 / 46)
    assert found.value[2, 0] < found.value[1, 0] < found.value[0, 0]
    assert found.low[1, 0] <= found.low[2, 0]
    assert found.high[1, 0] >= found.high[0, 0]
    assert not found.reasons
    loose = of(A100, Slo(tpot=0.1), VLLM)
    assert loose.value[0, 0] == pytest.approx(21.4)
    assert (loose.value >= found.value).all()


def test_a_targets_first_token_and_whole_answer():
    assert of(A100, Slo(ttft=0.07), VLLM).value[0, 0] == pytest.approx(14.8)
    assert of(A100, Slo(latency=0.07 + 255 * 0.028), VLLM).value[0, 0] == pytest.approx(14.8)


def test_sglangs_lines():
    (entry,) = reading.read(SGLANG).values()
    assert [run.load for run in entry.runs] == [1.96, 7.7, 31.0]
    assert [run.offered for run in entry.runs] == [2.0, 8.0, float("inf")]
    assert {(run.input, run.output) for run in entry.runs} == {(512.0, 512.0)}
    assert entry.runs[0].latencies["latency"] == pytest.approx(0.03 + 511 * 0.007)
    wide = requests.read({(512, 512): 1}, buckets=Buckets((1000,), (1000,)))
    found = profiles.throughputs([H100], wide, Slo(tpot=0.0195), profile=SGLANG)["h100"]
    assert found.value[0, 0] == pytest.approx(7.7 + 0.5 * 23.3)


def test_runs_of_several_machines_are_told_apart(tmp_path):
    for name, factor in (("small", 1), ("large", 2)):
        (tmp_path / name).mkdir()
        for path in VLLM.iterdir():
            record = json.loads(path.read_text())
            record.pop("gpu")
            record["request_throughput"] *= factor
            (tmp_path / name / path.name).write_text(json.dumps(record))
            (tmp_path / name / f"{path.stem}.pytorch.json").write_text("[]")
    both = [Instance("small", "l4", 1), Instance("large", "h100", 2)]
    found = profiles.throughputs(both, REQUESTS, Slo(tpot=0.1), profile=tmp_path)
    np.testing.assert_allclose(found["large"].value, 2 * found["small"].value)
    found = profiles.throughputs(both, REQUESTS, Slo(tpot=0.1), profile={"small": VLLM})
    assert found["large"].reasons == {"all sizes": "not measured"}


def test_appended_lists_and_single_results(tmp_path):
    records = [json.loads(path.read_text()) for path in sorted(VLLM.iterdir())]
    (tmp_path / "appended.json").write_text("\n".join(map(json.dumps, records)))
    (tmp_path / "summary.json").write_text(json.dumps(records))
    expected = of(A100, Slo(tpot=0.028), VLLM).value
    for profile in (tmp_path / "appended.json", str(tmp_path / "summary.json"), records):
        np.testing.assert_allclose(of(A100, Slo(tpot=0.028), profile).value, expected)
    one = of(A100, Slo(tpot=0.028), records[0])
    assert (one.value > 0).sum() == 1
    assert set(one.reasons.values()) == {"not measured"}


def test_what_it_ran_on_must_be_known(tmp_path):
    records = [json.loads(path.read_text()) for path in VLLM.iterdir()]
    for record in records:
        del record["gpu"]
    # For one instance alone there is no doubt.
    assert of(A100, Slo(tpot=0.1), records).value[0, 0] == pytest.approx(21.4)
    with pytest.raises(UsageError, match=r"give \{name: profile\} for the instances"):
        profiles.throughputs([A100, H100], REQUESTS, Slo(tpot=0.1), profile=records)


def test_what_is_no_result_is_refused(tmp_path):
    good = json.loads(next(VLLM.iterdir()).read_text())
    with pytest.raises(UsageError, match="holds no results"):
        reading.read(tmp_path)
    with pytest.raises(UsageError, match="there is no profile"):
        reading.read(tmp_path / "nothing.json")
    for name, text, message in (
        ("cut.json", json.dumps(good)[:-20], "line 1 of cut.json isn't JSON"),
        ("other.json", "[1, 2]", "neither Mélange's form nor a result"),
        ("empty.json", "", "neither"),
        ("lacks.json", json.dumps({**good, "total_input_tokens": None}), "can't be read"),
        ("negative.json", json.dumps({**good, "mean_tpot_ms": -1}), "mean_tpot_ms is -1"),
        ("nan.json", json.dumps({**good, "request_throughput": float("nan")}), "is nan"),
        ("failed.json", json.dumps({**good, "completed": 0}), "that finished no request"),
    ):
        (tmp_path / name).write_text(text)
        with pytest.raises(UsageError, match=message):
            reading.read(tmp_path / name)
    (tmp_path / "latin.json").write_bytes(b'{"a": "\xff"}')
    with pytest.raises(UsageError, match="can't be read"):
        reading.read(tmp_path / "latin.json")


def test_failed_runs_are_left_out_and_said(tmp_path):
    shutil.copytree(VLLM, tmp_path / "runs")
    good = json.loads(next(VLLM.iterdir()).read_text())
    (tmp_path / "runs" / "failed.json").write_text(json.dumps({**good, "completed": 0}))
    found = of(A100, Slo(tpot=0.028), tmp_path / "runs")
    np.testing.assert_allclose(found.value, of(A100, Slo(tpot=0.028), VLLM).value)
    assert "1 run in" in found.reasons["left out"]


def one(**changed):
    """A result of vLLM's, of requests of about 128 × 256 tokens."""
    name = "openai-4.0qps-Llama-3.1-8B-Instruct-128-256.json"
    return {**json.loads((VLLM / name).read_text()), **changed}


def at_once(limit, load, tpot_ms):
    """As many as `limit` in flight, as fast as they go: the usual sweep of a benchmark."""
    changed = {"max_concurrency": limit, "request_throughput": load, "mean_tpot_ms": tpot_ms}
    return one(request_rate="inf", **changed)


def test_a_sweep_over_requests_in_flight_isnt_averaged():
    runs = [at_once(128, 12.0, 60), at_once(1, 0.5, 10), at_once(32, 8.0, 25), at_once(8, 3.0, 15)]
    assert of(A100, Slo(tpot=0.03), runs).value[0, 0] == pytest.approx(8 + 4 * 5 / 35)
    assert of(A100, Slo(tpot=0.06), runs).value[0, 0] == pytest.approx(12.0)
    # Two runs with the same limit are repetitions.
    twice = [*runs, at_once(8, 5.0, 15)]
    assert of(A100, Slo(tpot=0.015), twice).value[0, 0] == pytest.approx(4.0)


def test_an_overloaded_server_may_finish_less():
    runs = [at_once(8, 3.0, 15), at_once(64, 9.0, 30), at_once(512, 7.0, 90)]
    assert of(A100, Slo(tpot=0.06), runs).value[0, 0] == pytest.approx(9.0)


def test_latencies_of_nothing_were_not_measured():
    # Without streaming both tools write 0 for what they can't tell.
    found = of(A100, Slo(tpot=0.03), [one(mean_tpot_ms=0.0, median_tpot_ms=0.0)])
    assert found.value[0, 0] == 0
    assert "`tpot` wasn't measured" in found.reasons["250 × 500"]


def test_runs_whose_requests_failed_are_no_evidence():
    good, bad = at_once(8, 3.0, 15), {**at_once(64, 9.0, 20), "completed": 100, "failed": 900}
    found = of(A100, Slo(tpot=0.03), [good, bad])
    assert found.value[0, 0] == pytest.approx(3.0)
    assert "1 run in the profile of whose requests more than 1% failed" in found.reasons["left out"]
    few = {**at_once(64, 9.0, 20), "completed": 995, "failed": 5}
    assert of(A100, Slo(tpot=0.03), [few]).reasons.keys() == {
        key for key in found.reasons if key != "left out"
    }


def sweep(folder):
    """As `vllm bench sweep serve` leaves it: a folder for each setting, and summaries."""
    runs = [at_once(8, 3.0, 15), at_once(32, 8.0, 25)]
    for run in runs:
        inner = folder / "20261102_101500" / f"BENCH--max_concurrency={run['max_concurrency']}"
        inner.mkdir(parents=True)
        (inner / "run=0.json").write_text(json.dumps(run, indent=4))
        (inner / "summary.json").write_text(json.dumps([run], indent=4))
        warm = {**run, "request_throughput": 99.0}
        (inner / "warmup.json").write_text(json.dumps(warm, indent=4))
    pandas.DataFrame.from_records(runs).to_csv(folder / "20261102_101500" / "summary.csv")
    return runs


@pytest.mark.parametrize("part", ["", "20261102_101500", "20261102_101500/summary.csv"])
def test_a_sweep_of_vllms_is_of_one_machine(tmp_path, part):
    for run in sweep(tmp_path):
        del run["gpu"]
    found = of(A100, Slo(tpot=0.1), tmp_path / part)
    assert found.value[0, 0] == pytest.approx(8.0)
    two = {"a100-80gb": tmp_path / part}
    found = profiles.throughputs([A100, H100], REQUESTS, Slo(tpot=0.1), profile=two)
    assert found["a100-80gb"].value[0, 0] == pytest.approx(8.0)


def test_results_in_a_frame():
    frame = pandas.read_json(SGLANG, lines=True)
    wide = requests.read({(512, 512): 1}, buckets=Buckets((1000,), (1000,)))
    slo = Slo(tpot=0.0195)
    by_file, by_frame = (
        profiles.throughputs([H100], wide, slo, profile=each)["h100"] for each in (SGLANG, frame)
    )
    np.testing.assert_allclose(by_frame.value, by_file.value)
