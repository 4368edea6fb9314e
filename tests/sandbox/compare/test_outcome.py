"""What a run printed, raised and returned, beside what it left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jupyter_perf.sandbox.compare import Same, same_outcome
from jupyter_perf.sandbox.encode import encode
from jupyter_perf.sandbox.work import Ended, Outcome, Raised

OK = Outcome(Ended.OK, encoded=encode({"names": {"x": 1}}), stdout=b"a\nb\n", stdout_digest="1")
BAD = Raised("ValueError", "no 3", 2, True)


@pytest.mark.parametrize(
    ("changes", "text", "place"),
    [
        ({"stdout": b"a\nc\n", "stdout_digest": "2"}, "stdout: line 2 is 'c', was 'b'", "line 2"),
        ({"stdout": b"a\n", "stdout_digest": "2"}, "stdout: 1 lines, were 2", "lines"),
        ({"stdout_digest": "2"}, "stdout: differs beyond its first megabyte", "beyond"),
        ({"stdout": b"a\r\nb\n"}, "stdout: the ends of lines differ", "ends"),
        ({"stderr": b"w\n"}, "stderr: 1 lines, were 0", "stderr"),
        ({"exit_code": 1}, "exits with 1, exited with None", "exit"),
        ({"raised": BAD}, "raises ValueError: no 3, raised no exception", "raises ValueError"),
        ({"encoded": None}, "the candidate left no result", "no result"),
        ({"encoded": encode({"names": {"x": 2}})}, "`x`: is 2, was 1", "`x`: differs"),
        ({"ended": Ended.TIMEOUT}, "the candidate didn't end by itself: timeout", "timeout"),
        (
            {"ended": Ended.DIED, "note": "by a signal"},
            "the candidate didn't end by itself: by a signal",
            "died",
        ),
    ],
)
def test_the_first_difference(changes, text, place):
    found = same_outcome(OK, replace(OK, **changes))
    assert found.text == text
    assert place in found.place


def test_the_same():
    assert same_outcome(OK, OK) == Same()
    empty = Outcome(Ended.OK)
    assert same_outcome(empty, empty) == Same()


def test_numbers_in_text_are_exact():
    a = replace(OK, stdout=b"0.3", stdout_digest="1")
    b = replace(OK, stdout=b"0.30000000000000004", stdout_digest="2")
    assert same_outcome(a, b, tolerance=0.1).kind == "stdout"


def test_exceptions_agree_on_type_and_on_the_users_own_data_on_message():
    a, b = replace(OK, raised=BAD), replace(OK, raised=replace(BAD, message="no 4"))
    assert same_outcome(a, a) == Same()
    assert same_outcome(a, b).text == "ValueError says 'no 4', said 'no 3'"
    assert "no 4" not in same_outcome(a, b).place
    assert same_outcome(a, b, generated=True) == Same()
    c = replace(OK, raised=replace(BAD, type="KeyError"))
    assert (
        same_outcome(a, c, generated=True).text == "raises KeyError: no 3, raised ValueError: no 3"
    )
    assert same_outcome(a, OK).text == "raises no exception, raised ValueError: no 3"


def test_what_an_exception_left_half_built_counts_on_the_users_own_data_only():
    was = replace(OK, raised=BAD, encoded=encode({"names": {"out": [1]}, "inputs": {"x": [1]}}))
    now = replace(was, encoded=encode({"names": {}, "inputs": {"x": [1]}}))
    assert same_outcome(was, now).text == "`out`: is missing"
    assert same_outcome(was, now, generated=True) == Same()
    mutated = replace(was, encoded=encode({"names": {"out": [1]}, "inputs": {"x": [2]}}))
    assert same_outcome(was, mutated, generated=True).text == "`x[0]`: is 2, was 1"
    returned = replace(was, raised=None), replace(now, raised=None)
    assert same_outcome(*returned, generated=True).text == "`out`: is missing"
