"""Names that a rewrite of a cell would leave with a value from earlier in it."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_perf.refinement import rules
from jupyter_perf.refinement.rules._composing import Job
from jupyter_perf.refinement.rules._rule import RULES

LEFT = [{"id": i % 40, "n": i} for i in range(200)]
RIGHT = [{"id": i % 50, "n": i} for i in range(200)]
JOIN = """pairs = []
for a in left:
    for b in right:
        if a["id"] == b["id"]:
            pairs.append((a["n"], b["n"]))
"""


def composed(source: str, kind: str = "cell") -> str | None:
    rules.prime({})
    job = Job.of({"left": LEFT, "right": RIGHT}, {"source": source, "kind": kind})
    found = job.compose([RULES.get("nested-loop-to-index")])
    return None if found is None else found.code


def left_by(source: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"left": LEFT, "right": RIGHT}
    exec(source, namespace)
    return namespace


def test_a_name_that_nothing_else_binds_may_be_missing() -> None:
    code = composed(JOIN)
    assert code is not None
    assert "b" not in left_by(code)


@pytest.mark.parametrize(
    "before",
    [
        "for b in left:\n    pass\n",
        "b = left[0]\n",
        "if left:\n    b, c = right[0], 2\n",
    ],
)
def test_one_that_an_earlier_statement_binds_keeps_its_value(before: str) -> None:
    assert composed(before + JOIN) is None


@pytest.mark.parametrize(
    "other",
    [
        "c = [b for b in left]\n",
        "def f():\n    b = 1\n    return b\n",
    ],
)
def test_those_of_functions_and_comprehensions_are_others(other: str) -> None:
    assert composed(other + JOIN) is not None


def test_what_is_bound_again_afterwards_has_its_value_from_there() -> None:
    source = "b = left[0]\n" + JOIN + "b = right[0]\n"
    code = composed(source)
    assert code is not None
    assert left_by(code)["b"] == left_by(source)["b"]


def test_nobody_sees_the_names_of_programs() -> None:
    assert composed("b = left[0]\n" + JOIN, kind="program") is not None
