"""The references are answers to cases of the corpus, and the oracle gives them as it should."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from corpus_cases import KINDS, find
from oracle import Oracle, nearly
from reference_solutions import REFERENCES, path_of, reference_of

from jupyter_perf.refinement.answers.blocks import code_of
from jupyter_perf.refinement.providers import Answer, CallLimits, Message, Prompt

CASES = {path_of(case): case for case in find(KINDS, ("seen",))}
PATHS = sorted(REFERENCES.glob("*/*.py"))


def ask(oracle: Oracle, purpose: str, sample: int) -> Answer:
    prompt = Prompt((Message("user", "faster, please"),), purpose, sample=sample)
    return oracle.ask(prompt, CallLimits(10.0), threading.Event(), lambda _: None)


def test_there_is_a_reference_for_each_case_that_can_be_made_faster() -> None:
    assert {path for path, case in CASES.items() if case.expect == "faster"} == set(PATHS)


def test_a_reference_is_another_source_that_compiles() -> None:
    for path in PATHS:
        reference = reference_of(CASES[path])
        assert reference is not None
        compile(reference, path.name, "exec")
        assert reference != CASES[path].source


@pytest.mark.parametrize("path", PATHS[::12], ids=lambda path: path.stem)
def test_the_first_sample_is_the_reference_and_the_second_is_not(path) -> None:  # type: ignore[no-untyped-def]
    case = CASES[path]
    reference = reference_of(case)
    assert reference is not None
    oracle = Oracle(case.source, reference)
    first, second, third, fourth = (
        code_of(ask(oracle, "rewrite", sample).text) for sample in range(1, 5)
    )
    assert first is not None
    assert first.strip() == reference.strip()
    assert second is not None
    assert compile(second, "second", "exec") is not None
    assert second not in (reference, case.source)
    assert third is not None
    assert third.strip() == case.source.strip()
    assert fourth is None


def test_tokens_are_estimated_and_said_to_be() -> None:
    usage = ask(Oracle("a = 1", "a = 2"), "critique", 1).usage
    assert not usage.counted
    assert usage.input_tokens > 0
    assert usage.output_tokens > 0


def test_nearly_changes_the_last_number_or_drops_the_last_statement() -> None:
    assert nearly("a = 1\nb = a + 2\n") == "a = 1\nb = a + 3"
    assert nearly("a = 1\nb = a[2:-1]\n") == "a = 2\nb = a[2:-1]"
    assert nearly("print()\nprint(x)") == "print()"
    assert nearly("flag = True") == "pass"
