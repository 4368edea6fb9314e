"""Functions and classes of the cell: a rewrite may change their code, not their shape."""

from __future__ import annotations

import functools

import pytest

CELL = {"__name__": "__main__"}


def run(source: str) -> dict[str, object]:
    """The names that a cell leaves."""
    names: dict[str, object] = dict(CELL)
    exec(source, names)
    return {name: value for name, value in names.items() if not name.startswith("__")}


BASE = "def f(a, b=1):\n    return a + b\n"


@pytest.mark.parametrize(
    "source",
    [
        "def f(a, b=1):\n    return b + a\n",
        "import functools\n@functools.lru_cache(maxsize=None)\ndef f(a, b=1):\n    return a + b\n",
        "def f(a, b=1):\n    # faster\n    c = a\n    return c + b\n",
    ],
)
def test_other_code_is_noted(compare, source):
    found = compare({"f": run(BASE)["f"]}, {"f": run(source)["f"]})
    assert found.notes == ("not compared in depth: function `f`",)


def test_the_same_code_needs_no_note(compare):
    found = compare(run(BASE), run("\n\n" + BASE))
    assert found.notes == ()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def f(a, b=2):\n    return a + b\n", "`f (default 1)`: is 2, was 1"),
        ("def f(a, c=1):\n    return a + c\n", "`f`: is function f(a, c), was f(a, b)"),
        ("def f(a, /, b=1):\n    return a + b\n", "`f`: is function f(a, /, b), was f(a, b)"),
        ("def f(a, *b):\n    return a\n", "`f`: is function f(a, *b), was f(a, b)"),
        ("def f(a, *, b=1, **c):\n    pass\n", "`f`: is function f(a, *, b, **c), was f(a, b)"),
        ("f = 1", "`f`: is 1 (int), was a function"),
    ],
)
def test_another_shape_differs(compare, source, words):
    assert compare(run(BASE), run(source)).text == words


def test_captured_values_count_where_the_code_is_the_same(compare):
    source = "def outer(n):\n    return lambda: n\nf = outer({})\ndel outer\n"
    assert compare(run(source.format(1)), run(source.format(2))).text == (
        "`f (captured 1)`: is 2, was 1"
    )


CLASS = "class P:\n    kind = {}\n    def area(self):\n        return {}\np = P()\np.side = 2\n"


def test_classes_of_the_cell_and_their_instances(compare):
    assert compare(run(CLASS.format(1, 1)), run(CLASS.format(1, 1))).notes == ()
    noted = compare(run(CLASS.format(1, 1)), run(CLASS.format(1, 2)))
    assert noted.notes == ("not compared in depth: function `P.area`",)
    assert compare(run(CLASS.format(1, 1)), run(CLASS.format(2, 1))).text == "`P.kind`: is 2, was 1"


def test_dataclasses_made_twice_are_the_same(compare):
    source = "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int = 1\np = P()\n"
    found = compare(run(source), run(source))
    assert not hasattr(found, "text"), found


def test_library_functions_agree_by_name(text):
    assert text(functools.reduce, functools.reduce) == ""
    assert text(functools.wraps, functools.update_wrapper) != ""
    assert text(len, sum) != ""


def test_estimators_agree_by_their_state(text):
    linear = pytest.importorskip("sklearn.linear_model")
    tree = pytest.importorskip("sklearn.tree")
    data = [[0.0], [1.0], [2.0]]

    for kind in (linear.LinearRegression, tree.DecisionTreeRegressor):
        assert text(kind().fit(data, [0, 1, 2]), kind().fit(data, [0, 1, 2])) == ""
        assert text(kind().fit(data, [0, 1, 2]), kind().fit(data, [0, 1, 3])) != ""


def test_functions_compiled_by_numba_agree_with_plain_ones(compare):
    numba = pytest.importorskip("numba")
    plain = run(BASE)["f"]
    found = compare({"f": plain}, {"f": numba.njit(plain)})
    assert found.notes == ("not compared in depth: function `f`",)
