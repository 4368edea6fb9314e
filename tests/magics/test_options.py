import re

import pytest

from jupyter_perf.core.policy import Policy
from jupyter_perf.errors import PolicyError, UsageError
from jupyter_perf.magics import options as module
from jupyter_perf.magics.config import JupyterPerf
from jupyter_perf.magics.options import read_options, refine_arguments
from jupyter_perf.refinement import talking


@refine_arguments
def magic(line, cell):
    """A magic with the options of `%%refine`."""


def read(line, namespace=None, **defaults):
    return read_options(
        magic.parser, line, JupyterPerf(**defaults), namespace or {}, lambda: ["a-rule", "b-rule"]
    )


@pytest.fixture(autouse=True)
def _here(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)


def test_defaults():
    options = read("")
    assert (options.engine, options.budget, options.tolerance, options.top) == (
        "rules",
        60,
        None,
        1,
    )
    assert (options.only, options.skip, options.tests, options.calls) == ((), (), None, None)
    assert read("", budget=5.0, skip=["a-rule"]).skip == ("a-rule",)


def test_the_line_is_stronger_than_defaults():
    assert read("--budget 3 --skip b-rule", budget=5.0, skip=["a-rule"]).skip == ("b-rule",)
    assert read("--tolerance 0", tolerance=0.5).tolerance == 0


def test_rule_names_are_looked_up_only_where_they_are_asked_for():
    def fail():
        raise AssertionError

    read_options(magic.parser, "", JupyterPerf(), {}, fail)
    with pytest.raises(UsageError, match="did you mean a-rule"):
        read("--only arule")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("'x == 1'", "assert (x == 1)"),
        ("'assert x\nassert y'", "assert x\nassert y"),
        ("mine", "assert z"),
        ("flag", "assert (flag)"),
    ],
)
def test_tests_are_source_text(text, source):
    assert read(f"--tests {text}", {"mine": "assert z", "flag": True}).tests == source


def test_calls_are_the_variables_value():
    calls = [(1,)]
    assert read("--entry f --calls mine", {"mine": calls}).calls is calls


def test_a_policy_limits_what_is_asked(monkeypatch):
    limited = Policy(providers=("rules",), cpu_seconds=10)
    monkeypatch.setattr(module, "policy", lambda: limited)
    monkeypatch.setattr(talking, "policy", lambda: limited)
    options = read("--budget 100")
    assert options.budget == 10
    assert "budget cut to 10 s by /etc/jupyter-perf/policy.toml" in options.note
    assert read("--budget 5").note == ""
    with pytest.raises(PolicyError):
        read("--engine llm --model gpt-5")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--zzzzz", "unrecognized arguments: --zzzzz: `%%refine?` shows"),
        ("--bugdet 4", "unrecognized arguments: --bugdet 4: did you mean --budget?"),
        ("--budget 4 --tests x == 1 --wait", "needs quotes, or no spaces: `--tests 'x == 1'`"),
        ("--tests=x == 1", "needs quotes, or no spaces: `--tests 'x == 1'`"),
        ("--wait 4 5", "unrecognized arguments: 4 5: `%%refine?` shows the options"),
        ("4 --budget 5", "unrecognized arguments: 4: `%%refine?` shows the options"),
        ("--budget x", "invalid float value: 'x': `%%refine?` shows"),
    ],
)
def test_options_that_cant_be_read_are_answered_with_a_way_on(line, said):
    with pytest.raises(UsageError, match=re.escape(said)):
        read(line)
