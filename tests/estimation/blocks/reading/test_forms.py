"""Names: what is looked up, and that nothing of the user's is run."""

from __future__ import annotations

import builtins
import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

pytest.importorskip("iced_x86", reason="needs the extra blocks")

from jupyter_perf.errors import MissingExtra, UsageError
from jupyter_perf.estimation.blocks.reading import read
from jupyter_perf.estimation.models.granite import decoding

CODE = bytes.fromhex("4801d8 48ffc9 75f8")
BODY = CODE[:-2]


@pytest.mark.parametrize(
    "value",
    [CODE, bytearray(CODE), memoryview(CODE), np.frombuffer(CODE, np.uint8), CODE.hex()],
    ids=lambda value: type(value).__name__,
)
def test_values_that_hold_code(value: Any) -> None:
    (found,) = read("code", {"code": value})
    assert found.code == BODY


@pytest.mark.parametrize(
    "text",
    ["held.code", "table['code']", "several[1]", "held.code  # a comment", "'4801d8 48ffc9'"],
)
def test_where_values_are_looked_up(text: str) -> None:
    names = {
        "held": SimpleNamespace(code=CODE),
        "table": {"code": CODE},
        "several": [b"", CODE],
    }
    (found,) = read(text, names)
    assert found.code == BODY


def test_bytes_written_out() -> None:
    (found,) = read("b'H\\x01\\xd8'")
    assert (found.code, found.origin) == (bytes.fromhex("4801d8"), "bytes")


def test_several_names() -> None:
    first, second = read("a, b", {"a": CODE, "b": b"\x90"})
    assert (first.origin, second.origin) == ("a", "b")
    assert [each.code for each in read("a\n\nb", {"a": CODE, "b": b"\x90"})] == [BODY, b"\x90"]


def plain_python() -> None:
    """Not compiled."""


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (plain_python, "plain Python.*@numba.njit"),
        (math.sin, "compiled into Python or a library"),
        (3.5, "is of type float: give"),
        (b"", "the block is empty"),
        (np.ones(3), "is of type ndarray"),
        (bytes(200_000), "200 kB of code are too much"),
    ],
)
def test_values_that_hold_none(value: object, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read("f", {"f": value})


@pytest.mark.parametrize("text", ["f", "f.g", "held.g", "held[0]", "table['x']", "several[7]"])
def test_what_is_not_defined(text: str) -> None:
    names = {"held": SimpleNamespace(), "table": {}, "several": []}
    with pytest.raises(UsageError, match="isn't defined here"):
        read(text, names)


def test_a_call_is_not_run() -> None:
    with pytest.raises(UsageError, match="give `explode` itself, without a call"):
        read("explode(1)", {"explode": lambda value: 1 / 0})


def test_a_property_is_not_run() -> None:
    class Trap:
        @property
        def code(self) -> bytes:
            raise AssertionError("was run")

        def __getitem__(self, key: object) -> bytes:
            raise AssertionError("was run")

    with pytest.raises(UsageError, match="is of type property"):
        read("trap.code", {"trap": Trap()})
    with pytest.raises(UsageError, match="isn't defined here"):
        read("trap[0]", {"trap": Trap()})


def test_a_name_of_the_users_comes_before_digits_and_instructions() -> None:
    for name in ("add", "face", "nop"):
        (found,) = read(name, {name: CODE})
        assert found.code == BODY
    (digits,) = read("90", {})
    assert digits.code == b"\x90"


def test_a_loop_is_asked_for_where_there_is_none() -> None:
    with pytest.raises(UsageError, match="no jump back, so that there is no loop 2"):
        read("4801d8", loop=2)


def test_without_the_disassembler(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "iced_x86":
            raise ImportError(name)
        return real(name, *rest, **more)

    decoding.iced_x86.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"jupyter-perf\[blocks\]"):
        read("4801d8")


@pytest.mark.parametrize("text", ["(" * 5000, "a" * 300_000, "\0", "'" * 99, "[[[[", "x :=", "\\"])
def test_odd_texts_are_refused_in_words(text: str) -> None:
    with pytest.raises(UsageError):
        read(text)
