"""Profiles as long tables, and as Mélange's matrices."""

import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving import profiles, requests
from jupyter_perf.estimation.serving.profiles import reading
from jupyter_perf.estimation.serving.terms import Buckets, Instance, Slo

TWO = Buckets((25, 100), (25, 100))
REQUESTS = requests.read([[0.2, 0.1], [0.5, 0.2]], buckets=TWO)
MELANGE = {
    "A10G": {"cost": 1.01, "tputs": [[2, 1], [5, 2]]},
    "A100-80GB": {"cost": 3.67, "tputs": [[20, 20], [40, 20]]},
}
LONG = pd.DataFrame(
    {
        "gpu": ["a10g"] * 4 + ["a100-80gb"] * 4,
        "input": [20, 20, 90, 90] * 2,
        "output": [20, 90] * 4,
        "requests_per_s": [2, 1, 5, 2, 20, 20, 40, 20],
    }
)
INSTANCES = [Instance("a10g", "a10g", 1.01), Instance("a100-80gb", "a100-80gb", 3.67)]
SLO = Slo(tpot=0.1)


def values(profile, requests=REQUESTS, slo=SLO, instances=INSTANCES):
    found = profiles.throughputs(instances, requests, slo, profile=profile)
    return {name: each.value for name, each in found.items()}


def test_melanges_form_and_the_long_one_say_the_same(tmp_path):
    (tmp_path / "melange.json").write_text(json.dumps({"gpu_info": MELANGE, "slice_factor": 1}))
    LONG.to_csv(tmp_path / "long.csv", index=False)
    LONG.to_parquet(tmp_path / "long.parquet")
    for profile in (
        MELANGE,
        {"gpu_info": MELANGE},
        {name: each["tputs"] for name, each in MELANGE.items()},
        tmp_path / "melange.json",
        LONG,
        pa.Table.from_pandas(LONG),
        dict(LONG),
        dict(iter(LONG.groupby("gpu"))),
        str(tmp_path / "long.csv"),
        tmp_path / "long.parquet",
    ):
        found = values(profile)
        np.testing.assert_allclose(found["a10g"], [[2, 1], [5, 2]])
        np.testing.assert_allclose(found["a100-80gb"], [[20, 20], [40, 20]])


def test_prices_of_melanges_form():
    small, large = profiles.instances_of(MELANGE)
    assert (small.name, small.usd_per_hour) == ("A10G", 1.01)
    assert (large.name, large.usd_per_hour) == ("A100-80GB", 3.67)
    found = profiles.throughputs([small, large], REQUESTS, SLO, profile=MELANGE)
    np.testing.assert_allclose(found["A10G"].value, [[2, 1], [5, 2]])
    with pytest.raises(UsageError, match="needs `cost`"):
        profiles.instances_of({"a": {"tputs": [[1]]}})
    with pytest.raises(UsageError, match="only a profile with `cost`"):
        profiles.instances_of(LONG)


def test_names_are_the_instances_or_the_targets():
    shown = [Instance("mine", "a10g", 1), Instance("pair", "a10g", 2, devices=2)]
    found = profiles.throughputs(shown, REQUESTS, SLO, profile=MELANGE)
    assert found["mine"].value[1, 0] == 5
    # What one device does says nothing of two.
    assert found["pair"].reasons == {"all sizes": "not measured"}


def test_a_profile_of_other_buckets_must_name_them():
    wider = requests.read({(20, 20): 1, (90, 90): 1, (150, 90): 1}, buckets=TWO)
    assert wider.buckets.shape == (3, 2)
    with pytest.raises(UsageError, match=r"has 2 × 2 sizes, and there are 3 × 2 buckets.*name the"):
        values(MELANGE, wider)
    own = {"buckets": {"inputs": [25, 100], "outputs": [25, 100]}, **MELANGE}
    found = profiles.throughputs(INSTANCES, wider, SLO, profile=own)["a10g"]
    np.testing.assert_allclose(found.value, [[2, 1], [5, 2], [0, 0]])
    assert found.reasons == {"200 × 25": "not measured", "200 × 100": "not measured"}
    assert profiles.why(found, wider.buckets, 2, 0) == "not measured"
    assert profiles.why(found, wider.buckets, 1, 0) == ""
    finer = requests.read({(5, 5): 1}, buckets=Buckets((10, 25, 100), (50,)))
    found = profiles.throughputs(INSTANCES, finer, SLO, profile=own)["a10g"]
    assert (found.value == 0).all()  # 1 to 50 tokens are in no one range of the profile
    with pytest.raises(UsageError, match="has 2 × 2 sizes, and there are 1 × 1"):
        values({"buckets": {"inputs": [25], "outputs": [25]}, **MELANGE})


def test_a_zero_of_melanges_is_the_target_alone():
    found = profiles.throughputs(
        INSTANCES[:1], REQUESTS, SLO, profile={"a10g": {"tputs": [[0, 1], [5, 2]]}}
    )["a10g"]
    assert found.value[0, 0] == 0
    assert not found.reasons


def test_loads_with_their_latencies():
    frame = pd.DataFrame(
        {
            "gpu": "a10g",
            "input": [20, 21, 20],
            "output": 20,
            "rate": [1, 2, 4],
            "requests_per_s": [1.0, 2.0, 3.0],
            "tpot_ms": [10.0, 20.0, 40.0],
            "ttft": [0.1, 0.1, 0.3],
        }
    )
    for tpot, expected in ((0.01, 1.0), (0.02, 2.0), (0.03, 2.5), (0.04, 3.0), (0.005, 0.0)):
        assert values(frame, slo=Slo(tpot=tpot))["a10g"][0, 0] == pytest.approx(expected)
    assert values(frame, slo=Slo(tpot=1, ttft=0.2))["a10g"][0, 0] == pytest.approx(2.5)
    found = profiles.throughputs(INSTANCES, REQUESTS, Slo(latency=1), profile=frame)["a10g"]
    assert profiles.why(found, TWO, 0, 0) == "`latency` wasn't measured"
    assert profiles.why(found, TWO, 1, 1) == "not measured"


def test_the_size_nearest_to_the_requests_counts_in_a_bucket():
    frame = pd.DataFrame(
        {"gpu": "a10g", "input": [27, 60, 99], "output": 20, "requests_per_s": [9.0, 5.0, 3.0]}
    )
    mine = requests.read({(62, 20): 1}, buckets=TWO)
    assert values(frame, mine)["a10g"][1, 0] == 5.0


def test_intervals_are_kept_and_rows_beyond_said():
    frame = pd.DataFrame(
        {"input": [20, 20], "output": [20, 999], "requests_per_s": 3, "low": 2.5, "high": 3.5}
    )
    found = profiles.throughputs(INSTANCES[:1], REQUESTS, SLO, profile=frame)["a10g"]
    assert (found.low[0, 0], found.value[0, 0], found.high[0, 0]) == (2.5, 3, 3.5)
    assert found.reasons["left out"] == "1 run with sizes beyond the last bucket"


def test_what_is_no_profile_is_refused(tmp_path):
    for wrong, message in (
        (LONG.drop(columns="output"), "recognised as tokens of the answer"),
        (LONG.drop(columns="requests_per_s"), "recognised as requests_per_s"),
        (LONG.assign(requests_per_s=np.nan), "has no row with"),
        (LONG.assign(input=0), "row 1 of the profile makes no sense"),
        (LONG.assign(requests_per_s=-1.0), "makes no sense"),
        (LONG.assign(low=99), "makes no sense"),
        (LONG.assign(tpot=-1), "makes no sense"),
        (LONG.iloc[:0], "has no row"),
        ({}, "names no instance"),
        ({"a10g": {"cost": 1}}, "needs `tputs`"),
        ({"a10g": {"tputs": [[1, -1], [0, 1]]}}, "at least 0"),
        ({"a10g": {"tputs": [[1, "x"], [0, 1]]}}, "rows of numbers"),
        ({"a10g": {"tputs": [1, 2]}}, "rows of numbers"),
        ({"a10g": {"tputs": [[1], [1, 2]]}}, "rows of numbers"),
        ({"a10g": {"tputs": [[1]], "cost": "cheap"}}, "rows of numbers"),
        ({"gpu_info": [1]}, "`gpu_info` of a profile"),
        ({"buckets": [25], "a10g": [[1]]}, "`buckets` of a profile are"),
        ({"a10g": LONG.assign(gpu=["x", "y"] * 4)}, "is of several instances: x, y"),
        (3, "a profile is a path"),
        ("nothing.csv", "there is no profile"),
        ("a\0b", "there is no profile"),
    ):
        with pytest.raises(UsageError, match=message):
            values(wrong)
    (tmp_path / "bad.csv").write_text("gpu,input,output,requests_per_s\na10g,20,20,2\n")
    assert values(tmp_path / "bad.csv")["a10g"][0, 0] == 2
    with (tmp_path / "bad.csv").open("a") as file:
        file.write("a10g,90,20,many\na10g,1\n")
    found = profiles.throughputs(INSTANCES, REQUESTS, SLO, profile=tmp_path / "bad.csv")["a10g"]
    assert found.value[0, 0] == 2
    assert "1 row of bad.csv with too many or too few cells" in found.reasons["left out"]
    assert "1 row of bad.csv without a size or a load" in found.reasons["left out"]


def test_one_of_the_two_must_be_given_and_know_the_instances():
    with pytest.raises(UsageError, match="need a `profile`"):
        profiles.throughputs(INSTANCES, REQUESTS, SLO)
    other = [Instance("l4", "l4", 1), Instance("t4", "t4", 1)]
    with pytest.raises(UsageError, match="has none of the instances l4, t4"):
        values(MELANGE, instances=other)
    assert profiles.throughputs([], REQUESTS, SLO, profile=MELANGE) == {}
    twice = [Instance("a10g", "a10g", 1), Instance("a10g", "a10g", 1, devices=2)]
    with pytest.raises(UsageError, match="two instances are called 'a10g'"):
        values(MELANGE, instances=twice)
    same = [Instance("a10g", "a10g", 1), Instance("a10g", "a10g", 0.3, kind="spot")]
    assert set(values(MELANGE, instances=same)) == {"a10g"}


def test_entries_without_a_name(tmp_path):
    assert set(reading.read(LONG.drop(columns="gpu"))) == {None}
