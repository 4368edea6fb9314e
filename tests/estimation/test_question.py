"""What `jp.estimate` may be asked, and what each mistake is answered with."""

import re
from pathlib import Path

import pytest

import jupyter_perf as jp
from jupyter_perf.core import targets
from jupyter_perf.core.policy import Policy
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation import question as module
from jupyter_perf.estimation.question import config_of, kind_of, question


class Config:
    model_type = "gpt2"

    def to_dict(self):
        return {"model_type": "gpt2", "n_layer": 2}


@pytest.mark.parametrize(
    ("work", "kind"),
    [
        ("x = 1", "cell"),
        ("", "cell"),
        (len, "function"),
        (lambda: 1, "function"),
        ({"model_type": "llama"}, "config"),
        (Path("config.json"), "config"),
        (Config(), "config"),
    ],
)
def test_kinds_of_work(work, kind):
    assert kind_of(work) == kind


def test_a_text_with_a_workload_is_a_configurations_name():
    assert kind_of("llama-3.1-8b", jp.Workload()) == "config"
    assert config_of("llama-3.1-8b") == "llama-3.1-8b"
    assert config_of(Config()) == {"model_type": "gpt2", "n_layer": 2}
    assert config_of(Path("a") / "b") == Path("a/b")


@pytest.mark.parametrize("work", [None, 3, [1, 2], b"x = 1", {1, 2}])
def test_what_is_no_work(work):
    with pytest.raises(UsageError, match=f"of type {type(work).__name__}"):
        question(work)


def test_what_is_left_out_is_usual():
    asked = question("x = 1")
    assert [each.name for each in asked.targets] == ["here"]
    assert (asked.over, asked.fix, asked.budget, asked.region) == (None, {}, 5.0, None)


@pytest.mark.parametrize("target", ["h100, here", ["h100", "here"], ("h100", "here", "H100")])
def test_targets_in_their_order_once(target):
    assert [each.name for each in question("1", target=target).targets] == ["h100", "here"]


def test_a_target_may_be_a_targets_object():
    h100 = targets.get("h100")
    assert question("1", target=h100).targets == (h100,)


def test_over_and_fix():
    asked = question("1", over="orders, n,n", fix=["m", "k"])
    assert (asked.over, asked.fix) == (("orders", "n"), {"m": None, "k": None})
    assert question("1", over=["a"], fix={"n": 3}).fix == {"n": 3}
    assert question("1", fix="a,b").fix == {"a": None, "b": None}


@pytest.mark.parametrize(
    ("work", "options", "said"),
    [
        ("1", {"target": "h1000"}, "no target named 'h1000'"),
        ("1", {"target": []}, "which target?"),
        ("1", {"target": ""}, "which target?"),
        ("1", {"target": 3}, "a target is a name"),
        ("1", {"target": [3]}, "a target is a name, not int"),
        ("1", {"budget": 0}, "a positive number of seconds"),
        ("1", {"budget": float("nan")}, "a positive number of seconds"),
        ("1", {"budget": True}, "a positive number of seconds"),
        ("1", {"budget": "5"}, "a positive number of seconds"),
        ("1", {"namespace": [1]}, "a dictionary of values by name"),
        ("1", {"namespace": {1: 2}}, "a dictionary of values by name"),
        ("1", {"over": "a b"}, "names of variables"),
        ("1", {"fix": {"n": "many"}}, "pins `n` at a number"),
        ("1", {"fix": {"n-1": 3}}, "names of variables"),
        ("1", {"region": "atlantis"}, "atlantis"),
        ("1", {"offer": "gift"}, "no kind of offer 'gift'"),
        ("1", {"inputs": (1,)}, "`inputs` are for a function or a module"),
        (len, {}, "`inputs` is a tuple"),
        (len, {"inputs": [1]}, "`inputs` is a tuple of the function's positional arguments"),
        (len, {"inputs": (1,), "workload": jp.Workload()}, "for a module or a configuration"),
        ({"model_type": "gpt2"}, {"workload": "train"}, "`workload` is a jp.Workload, not str"),
        ({"model_type": "gpt2"}, {"over": "n"}, "for cells and functions"),
        ({"model_type": "gpt2"}, {"inputs": (1,)}, "`inputs` are for"),
    ],
)
def test_mistakes_are_answered_with_what_is_right(work, options, said):
    with pytest.raises(UsageError, match=re.escape(said)):
        question(work, **options)


def test_the_policy_caps_the_budget(monkeypatch):
    monkeypatch.setattr(module, "policy", lambda: Policy(cpu_seconds=2.0))
    assert question("1", budget=60).budget == 2.0


def test_nothing_is_changed():
    space = {"x": [1]}
    question("x.append(1)", namespace=space)
    assert space == {"x": [1]}


def test_standard_input_is_a_programs():
    assert question("input()", stdin="1\n").stdin == "1\n"
    with pytest.raises(UsageError, match="`stdin` is for a program's text, not for a function"):
        question(len, inputs=([],), stdin="1\n")
