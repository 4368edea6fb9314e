"""Classes that lie about themselves don't get a say."""

from __future__ import annotations

import sys

import numpy as np
import pytest

import jupyter_perf.sandbox.encode as encoding


class Agreeable:
    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 1

    def __reduce__(self) -> object:
        raise AssertionError("asked to reduce")

    def __getstate__(self) -> object:
        return {"value": 1}


class Posing:
    __class__ = int  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "1"


class Elusive:
    def __init__(self, value: object) -> None:
        self.value = value

    def __getattribute__(self, name: str) -> object:
        return 1


class Doctored:
    __dict__ = {"value": 1}

    def __init__(self, value: object) -> None:
        object.__setattr__(self, "_value", value)

    def __setattr__(self, name: str, value: object) -> None:
        pass


class Menu(dict):  # type: ignore[type-arg]
    def items(self):
        return [("a", 1)]

    keys = values = __iter__ = items


class Tail(list):  # type: ignore[type-arg]
    def __iter__(self):
        return iter([1])

    def __len__(self) -> int:
        return 1


class Yes(str):
    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 1

    def encode(self, *_: object) -> bytes:
        return b"yes"


class Same(np.ndarray):
    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return True

    def __array_function__(self, *_: object) -> object:
        return np.ones(1)

    def __array_finalize__(self, _: object) -> None:
        pass

    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (Agreeable(1), Agreeable(2)),
        (Agreeable(1), 1),
        (1, Posing()),
        (Elusive(1), Elusive(2)),
        (Doctored(1), Doctored(2)),
        ({"a": 1}, Menu(a=1)),
        (Menu(a=1), Menu(a=2)),
        ([1], Tail([1])),
        (Tail([1]), Tail([1, 2])),
        (Yes("a"), Yes("b")),
        ("a", Yes("a")),
        (np.ones(2).view(Same), np.zeros(2).view(Same)),
        (np.ones(2), np.ones(2).view(Same)),
        ({Agreeable(1)}, {Agreeable(2)}),
        ({Agreeable(1): 1}, {Agreeable(2): 1}),
    ],
)
def test_a_lie_is_a_difference(text, a, b):
    assert text(a, b) != ""


def test_state_is_read_past_the_methods(text):
    assert text(Agreeable(1), Agreeable(1)) == ""
    assert text(Elusive([1]), Elusive([1])) == ""
    assert text(Elusive([1]), Elusive([2])) == "`x.value[0]`: is 2, was 1"
    assert text(Menu(a=2), Menu(a=2)) == ""


def test_a_class_with_a_borrowed_name_is_not_the_class(text):
    from decimal import Decimal
    from fractions import Fraction

    class Mine:
        pass

    for real in (Decimal("1"), Fraction(1)):
        fake = type(type(real).__name__, (), {"__module__": type(real).__module__})
        assert text(real, fake()) != ""
    borrowed = type("Mine", (), {"__module__": "collections", "__qualname__": "UserDict"})
    assert "not the library's" in text(__import__("collections").UserDict(), borrowed())
    assert text(1, type("int", (), {"__module__": "builtins"})()) != ""


def test_a_metaclass_that_raises_has_no_say(compare):
    class Broken(Exception):
        pass

    class Meta(type):
        def __getattribute__(cls, name: str) -> object:
            raise Broken(name)

    class Value(metaclass=Meta):
        def __init__(self, value: int) -> None:
            self.value = value

    assert compare({"x": Value(1)}, {"x": Value(2)}).text == "`x.value`: is 2, was 1"


class Equal(type):
    def __eq__(cls, other: object) -> bool:
        return True

    def __hash__(cls) -> int:
        return hash(float)


class Fake(metaclass=Equal):
    def __float__(self) -> float:
        return 1.0

    def __repr__(self) -> str:
        return "1.0"


@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: [1.0] * 40 + [x], lambda x: {1: x}])
def test_a_class_that_equals_float_is_not_float(text, wrap):
    assert text(wrap(1.0), wrap(Fake())) != ""
    assert text(wrap(Fake()), wrap(Fake())) != ""


def test_nothing_is_imported_for_the_encoding():
    import subprocess

    code = (
        "import sys; from jupyter_perf.sandbox.encode import encode, figures_open;"
        "encode({'names': {'x': [1, 'a', {2: 3.0}]}}); figures_open();"
        "print([m for m in ('numpy', 'pandas', 'scipy', 'matplotlib', 'pyarrow', 'torch')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_module_says_what_it_exports():
    assert {"Encoded", "encode", "dump", "load"} <= set(encoding.__all__)
