"""Calls like the user's, made once: the same as those made anew, and a copy each time."""

from __future__ import annotations

import contextlib
import pickle
import time
from collections.abc import Iterator

import pytest

from jupyter_perf.sandbox.runners import calls_made
from jupyter_perf.sandbox.runners.names import CALLS_NAME
from jupyter_perf.sandbox.vary import similar_calls

CALLS: list[calls_made.Call] = [(([3, 1, 2], "word"), {"k": 2}), (([5, 9], "other"), {"k": 1})]


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    calls_made._similar.clear()
    calls_made._generated.clear()


def test_calls_made_beforehand_are_those_that_would_be_made() -> None:
    anew = calls_made.similar(CALLS, 3, 3)
    calls_made.prime({CALLS_NAME: CALLS}, warm=3, repeats=3)
    assert calls_made._similar.keys() == {(3, 3)}
    first, timed = calls_made.similar(CALLS, 3, 3)
    assert (first, timed) == anew
    assert (len(first), timed) == (3, list(similar_calls(CALLS, 4, seed=1, besides=first)))
    assert not any(call in timed for call in first)


def test_each_run_gets_a_copy_of_its_own() -> None:
    calls_made.prime({CALLS_NAME: CALLS}, warm=3, repeats=3)
    one, two = (calls_made.similar(CALLS, 3, 3)[1] for _ in range(2))
    one[0][0][0].append(1)
    assert one[0] != two[0]


def test_another_number_is_made_anew() -> None:
    calls_made.prime({CALLS_NAME: CALLS}, warm=3, repeats=3)
    assert len(calls_made.similar(CALLS, 1, 2)[0]) == 1


def test_what_cant_be_read_back_is_made_anew() -> None:
    anew = calls_made.similar(CALLS, 3, 3)
    calls_made._similar[3, 3] = b"no pickle"
    assert calls_made.similar(CALLS, 3, 3) == anew
    assert not calls_made._similar


def test_too_much_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls_made, "_MOST_BYTES", 10)
    calls_made.prime({CALLS_NAME: CALLS}, warm=3, repeats=3)
    assert calls_made._similar == {}


def test_of_large_calls_fewer_are_made_in_whole_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls_made, "_MOST_SCALARS", 32)  # the two calls hold 9
    assert len(calls_made.similar(CALLS, 3, 64)[1]) == 6


def test_calls_too_large_to_be_made_again_arent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls_made, "_MOST_WARM_SCALARS", 11)  # three times the smaller: 12
    assert calls_made.similar(CALLS, 3, 1) == ([], [])


def test_without_calls_there_are_none_like_them() -> None:
    assert calls_made.similar([], 3, 3) == ([], [])


@pytest.mark.parametrize("constants", [(), (7, 2**62)])
def test_generated_calls_are_those_that_would_be_made(constants: tuple[int, ...]) -> None:
    anew = calls_made.generated(CALLS, 20, 1, constants)
    calls_made.prime_generated({CALLS_NAME: CALLS}, count=20, seed=1, constants=constants)
    (key,) = calls_made._generated
    packed = calls_made._generated[key]
    assert calls_made.generated(CALLS, 20, 1, constants) == anew == pickle.loads(packed)
    first = calls_made.generated(CALLS, 20, 1, constants)
    first[0][0][0].append(1)
    assert calls_made.generated(CALLS, 20, 1, constants) == anew


def test_making_calls_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def forever(*_: object) -> list[calls_made.Call]:
        while True:
            with contextlib.suppress(Exception):
                time.sleep(0.01)

    monkeypatch.setattr(calls_made, "_MOST_SECONDS", 0.05)
    monkeypatch.setattr(calls_made, "_generate", forever)
    with pytest.raises(TimeoutError, match="making calls"):
        calls_made.prime_generated({CALLS_NAME: CALLS}, count=5, seed=1)
    assert calls_made._generated == {}
