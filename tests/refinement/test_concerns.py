"""Which lines a rewrite concerns: also those that stay as they are, but take another time."""

from __future__ import annotations

import pytest

from jupyter_perf.refinement.rules._composing import Job
from jupyter_perf.refinement.rules._rule import RULES

PROGRAM = """\
count = int(input())
total = 0
for _ in range(count):
    a, b = input().split()
    total += int(a) * int(b)
print(total)
"""


def _lines(rule):
    job = Job.of({}, {"source": PROGRAM, "kind": "program"})
    found = job.compose([RULES.get(rule)])
    assert found is not None
    (part,) = found.parts
    return part.lines


@pytest.mark.parametrize(
    ("rule", "lines"), [("bulk-stdin", {1, 4}), ("script-to-main", {1, 2, 3, 4, 5, 6})]
)
def test_what_takes_another_time_counts(rule, lines):
    assert _lines(rule) == lines
