"""What may be asked about serving, and what each mistake is answered with."""

import math

import numpy as np
import pandas as pd
import pytest
from serving_results import MELANGE, SHARES, asked

import jupyter_perf as jp
from jupyter_perf.core import targets
from jupyter_perf.core.workload import Workload
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.question import question
from jupyter_perf.estimation.serving import slos
from jupyter_perf.estimation.serving.terms import Slo

PROFILED = {"requests": SHARES, "rate": 30.0, "slo": 0.1}
LOG = pd.DataFrame(
    {
        "timestamp": pd.date_range("2026-01-01", periods=2000, freq="1min"),
        "prompt_tokens": 500,
        "completion_tokens": 200,
    }
)


def profiled(own=(), **changed):
    return asked(own={"profile": MELANGE, **dict(own)}, **{**PROFILED, **changed})


@pytest.mark.parametrize(
    ("given", "slo"),
    [
        (0.1, Slo(tpot=0.1)),
        ("0.1", Slo(tpot=0.1)),
        ("120ms", Slo(tpot=0.12)),
        ("tpot=0.1,ttft=2", Slo(tpot=0.1, ttft=2.0)),
        ("TPOT = 100 ms, latency=1e1s", Slo(tpot=0.1, latency=10.0)),
        ({"ttft": "500us", "latency": 3}, Slo(ttft=5e-4, latency=3.0)),
        ({"tpot": 0.1, "ttft": None}, Slo(tpot=0.1)),
        (Slo(tpot=1.0), Slo(tpot=1.0)),
    ],
)
def test_latencies_are_numbers_times_and_mappings(given, slo):
    assert slos.slo_of(given) == slo


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (None, "which latency must be met"),
        ("", "which latency must be met"),
        ({}, "which latency must be met"),
        ({"tpot": None}, "which latency must be met"),
        (0, "must be seconds above 0"),
        (-0.1, "must be seconds above 0"),
        (math.nan, "must be seconds above 0"),
        (math.inf, "must be seconds above 0"),
        (True, "must be seconds above 0"),
        ("soon", "must be a time, such as 0.1"),
        ("3 weeks", "must be a time, such as 0.1"),
        ("tpot=1,tpot=2", "said twice"),
        ({"speed": 1}, "tpot, ttft, latency, not 'speed'"),
        ([0.1], "must be seconds above 0"),
    ],
)
def test_no_latency_is_taken_for_granted(given, said):
    with pytest.raises(UsageError, match=said):
        slos.slo_of(given)


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"profil": 1}, "no field 'profil': did you mean `profile`"),
        ({"nonsense": 1}, "there are profile, columns"),
        ({"tensor_parallel": 0}, "`tensor_parallel` must be a whole number"),
        ({"tensor_parallel": (1, 2.5)}, "`tensor_parallel` must be a whole number"),
        ({"tensor_parallel": ()}, "it is empty"),
        ({"tensor_parallel": 10**5}, "at most 64 devices"),
        ({"kinds": "serverless"}, "on-demand and spot, not 'serverless'"),
        ({"most": 3}, "maps instances to numbers"),
        ({"most": {"a10g": -1}}, "most of a10g"),
        ({"most": {"h100": 1}}, "no 'h100' is on offer"),
        ({"least": {"a10g": 1.5}}, "least of a10g"),
        ({"slices": 0}, "`slices` must be a whole number"),
        ({"min_replicas": -1}, "`min_replicas` must be a whole number"),
        ({"spare": -0.1}, "`spare` must be a share of the load"),
        ({"survive": True}, "`survive` must be a whole number"),
        ({"day": [1, 2]}, "24 rates, from midnight on, not 2"),
        ({"day": [1.0] * 23 + [-1.0]}, "day, hour 23"),
        ({"day": True}, "no times that reach around the clock"),
        ({"acceptance": 1.1}, "a share of drafted tokens from 0 to 1"),
        ({"acceptance": math.nan}, "shares, such as 0.7"),
        ({"acceptance": "0.7"}, "shares, such as 0.7"),
        ({"acceptance": [[0.5]]}, "a share of drafted tokens from 0 to 1"),
        ({"buckets": ((math.inf,), (25,))}, "upper ends of ranges of tokens"),
        ({"draft_cost": -1}, "a share of a pass of the model"),
        ({"prices": {"a10g": -1}}, "`price of a10g` must be US dollars an hour, at least 0"),
        ({"prices": {"a10g": 1e9}}, r"from \$0 to \$10,000"),
        ({"prices": {"h100": 2}}, "`prices`: no 'h100' is on offer"),
        ({"prices": [1]}, "maps targets to US dollars"),
        ({"buckets": 5}, "upper ends of ranges of tokens"),
        ({"buckets": ((100, 25), (25,))}, "must be ascending"),
        ({"columns": "a"}, "names columns"),
        ({"profile": "nowhere.json"}, "no profile 'nowhere.json'"),
        ({"profile": {}}, "the profile names no instance"),
        ({"profile": {**MELANGE, "A10G": {"cost": -1, "tputs": [[1]]}}}, "the price of a10g"),
    ],
)
def test_own_fields_that_make_no_sense(own, said):
    with pytest.raises(UsageError, match=said):
        profiled(own)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"slo": None}, "which latency must be met"),
        ({"rate": None}, "how many requests come"),
        ({"rate": -1.0}, "requests a second, at least 0"),
        ({"rate": math.nan}, "requests a second, at least 0"),
        ({"requests": "nowhere.csv"}, "neither a file nor one of"),
        ({"requests": 5}, "requests are a log .* not a int"),
        ({"requests": {}}, "no column of the frame"),
        ({"requests": ""}, "neither a file nor one of"),
        ({"requests": [[-1.0, 1.0], [0.0, 0.0]]}, "at least 0"),
        ({"requests": pd.DataFrame({"a": [1.0]})}, "no column of the frame was recognised"),
        ({"prompt": 100}, "`prompt` says nothing of what is served"),
        ({"batch": 4}, "`batch` says nothing of what is served"),
        ({"devices": 2}, "say `tensor_parallel`"),
        ({"offer": "serverless"}, "paid by the call"),
        ({"slo": {"p99_ttft": 1}}, "not 'p99_ttft' .each is of the mean"),
    ],
)
def test_workloads_that_make_no_sense(changed, said):
    with pytest.raises(UsageError, match=said):
        profiled(**changed)


def test_something_must_be_served():
    with pytest.raises(UsageError, match="what is served"):
        asked(requests="chat", rate=1.0, slo=0.1)
    with pytest.raises(UsageError, match="no configuration named"):
        asked("gpt-17", requests="chat", rate=1.0, slo=0.1)
    with pytest.raises(UsageError, match="not a int"):
        asked(5, requests="chat", rate=1.0, slo=0.1)


def test_the_rate_is_said_or_that_of_the_logs_busiest_hour():
    assert profiled().rate_source == "as asked"
    found = asked("llama-3.1-8b", "h100", requests=LOG, slo=0.1)
    assert found.rate == pytest.approx(1 / 60, rel=0.05)
    assert found.rate_source.startswith("the busiest hour of a log of 2,000 rows")


def test_a_days_curve_is_the_logs_or_said():
    own = {"day": True}
    found = asked("llama-3.1-8b", "h100", requests=LOG, slo=0.1, own=own)
    assert len(found.day) == 24
    curve = [1.0] * 23 + [5.0]
    said = asked("llama-3.1-8b", "h100", requests="chat", slo=0.1, own={"day": curve})
    assert (said.rate, said.rate_source) == (5.0, "the busiest hour of the day")
    assert profiled({"day": curve}).rate == 30.0


def test_names_are_looked_up_where_they_are_given():
    names = {"shares": SHARES, "measured": MELANGE, "mine": {"model_type": "gpt2", "n_layer": 2}}
    own = {"profile": "measured"}
    found = asked(requests="shares", rate=1.0, slo=0.1, own=own, namespace=names)
    assert found.requests.shares.tolist() == SHARES
    assert [each.name for each in found.offer.instances] == ["a10g", "a100-80gb"]
    config = asked("mine", "h100", requests="chat", rate=1.0, slo=0.1, namespace=names)
    assert config.source == "a gpt2 configuration"
    with pytest.raises(UsageError, match="no variable, no file, and none of the usual mixes"):
        asked("gpt2", requests="nobody", rate=1.0, slo=0.1, namespace=names)


def test_without_a_word_about_requests_they_are_chat_and_that_is_said():
    found = asked("llama-3.1-8b", "h100", rate=1.0, slo=0.1)
    assert found.requests.source.startswith("chat:")
    assert found.taken == "requests are taken to be `chat`"
    assert found.taken in found.notes
    assert asked("llama-3.1-8b", "h100", requests="chat", rate=1.0, slo=0.1).taken == ""


def test_the_general_question_hands_it_on():
    workload = Workload(kind="serve", requests="chat", rate=1, slo=0.1)
    found = question("llama-3.1-8b", workload=workload)
    assert (found.kind, found.targets) == ("serve", ())
    offered = {each.target for each in found.work.offer.instances}
    assert all(targets.get(name).kind == "gpu" for name in offered)
    assert {"h100", "a10g", "l4"} <= offered
    assert not {"here", "tpu-v4", "epyc-genoa", "mi300x"} & offered
    named = question("llama-3.1-8b", workload=workload, target="l4,h100")
    assert {each.target for each in named.work.offer.instances} == {"l4", "h100"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"over": "n"}, "`over` and `fix` are for cells"),
        ({"inputs": (1,)}, "not for what is served"),
        ({"target": "nowhere"}, "no target named"),
        ({"region": "atlantis"}, "atlantis"),
        ({"offer": "free"}, "no kind of offer"),
    ],
)
def test_arguments_for_other_work_are_refused(more, said):
    workload = Workload(kind="serve", requests="chat", rate=1, slo=0.1)
    with pytest.raises(UsageError, match=said):
        jp.estimate("llama-3.1-8b", workload=workload, **more)


def test_numbers_of_numpys_are_numbers():
    found = asked(
        "llama-3.1-8b", "h100", requests={(9, 9): 1}, rate=np.int64(3), slo=np.float32(0.5)
    )
    assert (found.rate, found.slo.tpot) == (3.0, 0.5)


def test_what_is_of_its_own_has_names():
    with pytest.raises(UsageError, match="`own` maps names of fields to values, not 5"):
        Workload(kind="serve", own=5)
