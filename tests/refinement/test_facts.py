"""What rules are told about a source and the user's values."""

from __future__ import annotations

import ast
import math
import os
import random

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.refinement import flow
from jupyter_perf.refinement.facts import Facts
from jupyter_perf.refinement.source import Decline, Source
from jupyter_perf.refinement.values import all_hashable, elements, frame_of, row_kind


def facts_of(text, /, **namespace):
    return Facts(Source(text), namespace)


def last_name(facts, name):
    return [n for n in facts.source.all(ast.Name) if n.id == name][-1]


def loop_of(facts):
    return facts.source.all(ast.For, ast.While)[0]


def test_offsets_count_characters_where_the_parser_counts_bytes():
    source = Source("é = 'ü' + wert\n")
    name = source.all(ast.Name)[-1]
    assert source.segment(name) == "wert"
    assert source.render(source.tree.body[0], {name: "x"}) == "é = 'ü' + x"


def test_places_in_formatted_strings_are_declined():
    source = Source("f'{a[0]}'")
    with pytest.raises(Decline, match="f-string"):
        source.span(source.all(ast.Subscript)[0])


def test_a_statement_is_put_before_the_first_test_of_a_chain():
    source = Source("if a:\n    pass\nelif b in c:\n    pass\n")
    assert source.statement(source.all(ast.Compare)[0]) is source.tree.body[0]


def test_the_iterable_of_a_loop_is_not_repeated_by_it():
    source = Source("for x in f(a):\n    g(a)\n")
    assert [len(source.loops(call)) for call in source.all(ast.Call)] == [0, 1]


@pytest.mark.parametrize(
    ("text", "namespace", "is_builtin"),
    [
        ("len(x)", {}, True),
        ("len = 3\nlen(x)", {}, False),
        ("len(x)", {"len": len}, True),
        ("len(x)", {"len": max}, False),
        ("def f(len):\n    return len(x)", {}, False),
        ("def f():\n    len = 1\nlen(x)", {}, True),
        ("class A:\n    def len(self): ...\n    def g(self):\n        return len(x)", {}, True),
        ("def f():\n    global len\n    len = 1\nlen(x)", {}, False),
    ],
)
def test_builtins_may_be_shadowed(text, namespace, is_builtin):
    facts = facts_of(text, **namespace)
    call = [c for c in facts.source.all(ast.Call) if ast.unparse(c.func) == "len"][-1]
    assert facts.is_builtin("len", at=call) is is_builtin


def test_values_of_globals_parameters_and_copies():
    text = "b = a.copy()\ndef f(p, q=1):\n    return p, q\nf(a, 3)\nf(q=4, p=b)\nprint(b)"
    facts = facts_of(text, a=[1, 2])
    returned = facts.source.all(ast.Tuple)[0]
    assert facts.samples(returned.elts[0]) == [[1, 2], [1, 2]]
    assert facts.samples(returned.elts[1]) == [3, 4]
    assert facts.samples(last_name(facts, "b")) == [[1, 2]]


def test_parameters_are_unknown_where_one_call_is():
    facts = facts_of("def f(p):\n    return p\nf(a)\nf(g())", a=[1])
    assert facts.samples(facts.source.all(ast.Return)[0].value) == []


def test_parameters_of_the_entry_have_the_values_of_its_calls():
    facts = Facts(Source("def f(p, q):\n    return q"), {}, entry="f", calls=[(1, "a"), (2, "b")])
    assert facts.samples(facts.source.all(ast.Return)[0].value) == ["a", "b"]


def test_a_name_that_is_bound_twice_is_unknown():
    facts = facts_of("a = [1]\na = b\nprint(a)", b=(1,))
    assert facts.samples(last_name(facts, "a")) == []
    assert facts.kind_of(last_name(facts, "a")) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[]", "list"),
        ("sorted(x)", "list"),
        ("'a b'.split()", "list"),
        ("f'{x}'", "str"),
        ("x + ','", "str"),
        ("'%d' % x", "str"),
        ("input()", "str"),
        ("len(x)", "int"),
        ("x.strip()", None),
        ("1 if x else 'a'", None),
    ],
)
def test_kinds_by_form(text, kind):
    facts = facts_of(text)
    assert facts.kind_of(facts.source.tree.body[0].value) == kind


@pytest.mark.parametrize(
    ("body", "changed"),
    [
        ("a.append(1)", {"a", "other"}),
        ("a.count(1)", set()),
        ("a[0] = 1", {"a", "other"}),
        ("del a[0]", {"a", "other"}),
        ("a += [1]", {"a", "other"}),
        ("f(a)", {"a", "other"}),
        ("f(n)", set()),
        ("len(a)", set()),
        ("np.sum(a)", set()),
        ("np.add(a, 1, out=a)", {"a", "other"}),
        ("np.random.shuffle(a)", {"a", "other"}),
        ("df.drop(columns='x')", set()),
        ("df.drop(columns='x', inplace=True)", {"df"}),
        ("push()", {"a", "other"}),
    ],
)
def test_what_a_loop_may_change(body, changed):
    text = f"def push():\n    a.append(1)\nfor i in range(3):\n    {body}\n"
    same = [1, 2]
    facts = facts_of(text, a=same, other=same, n=5, np=np, df=pd.DataFrame({"x": [1]}))
    assert facts.changed(loop_of(facts)) - {"i"} == changed


def test_functions_without_text_are_read_by_their_bytecode():
    namespace = {"__name__": "__main__", "a": [1], "b": [2]}
    exec("def push():\n    a.append(1)\ndef other():\n    push()", namespace)
    facts = Facts(Source("for i in range(3):\n    other()\n"), namespace)
    assert {"a"} <= facts.changed(loop_of(facts))
    assert "b" not in facts.changed(loop_of(facts))


def test_definitions_may_be_handed_in():
    namespace = {"__name__": "__main__"}
    exec("def double(x):\n    return 2 * x", namespace)
    text = "def double(x):\n    return 2 * x\n"
    facts = Facts(Source("double(3)"), namespace, definitions={"double": text})
    body = facts.definition("double")
    assert body is not None
    assert facts.pure(body)


@pytest.mark.parametrize(
    ("text", "pure"),
    [
        ("def f(n):\n    return math.sqrt(n) + abs(n)", True),
        ("def f(n):\n    out = []\n    out.append(n)\n    return len(out)", True),
        ("def f(n):\n    n.append(1)", False),
        ("def f(n):\n    n[0] = 1", False),
        ("def f(n):\n    print(n)", False),
        ("def f(n):\n    global k\n    k = n", False),
        ("def f(n):\n    return g(n)\ndef g(n):\n    return f(n - 1)", True),
        ("def f(n):\n    return g(n)\ndef g(n):\n    open(n)", False),
        ("def f(n):\n    yield n", False),
        ("def f(n):\n    return time.time()", False),
        ("def f(n):\n    return re.sub('a', 'b', n)", True),
        ("def f(n):\n    return re.sub('a', g, n)\ndef g(m):\n    print(m)", False),
        ("def f(n):\n    return sorted(n, key=lambda t: (len(t), t[0]))", True),
        ("def f(n):\n    return sorted(n, key=lambda t: t.pop())", False),
        ("def f(n):\n    return sorted(n, key=lambda t: print(t))", False),
        ("def f(n):\n    return sqrt(n) + Counter([n])[n]", True),
        ("def f(n):\n    return datetime.strptime(n, '%Y') + timedelta(days=1)", True),
        ("def f(n):\n    return datetime.now()", False),
        ("def f(n):\n    h = []\n    heapq.heappush(h, n)\n    return h[0]", True),
        ("def f(n):\n    heapq.heappush(n, 1)", False),
        ("def f(n):\n    return reduce(g, n)\ndef g(a, b):\n    print(a)", False),
        ("def f(n):\n    return sorted(n, key=g)\ndef g(m):\n    print(m)", False),
        ("def f(n):\n    return np.exp(-np.linalg.norm(n) ** 2)", True),
        ("def f(n):\n    return np.random.sample(n)", False),
        ("def f(n):\n    return random.sample(n, 2)", False),
        ("def f(n):\n    return np.exp(n, out=n)", False),
        ("def f(n):\n    return np.exp(n, n)", False),
        ("def f(n):\n    return np.add(n, 1, n)", False),
        ("def f(n):\n    return np.add(*n)", False),
        ("def f(n):\n    return np.max(n, 0, n[0])", False),
        ("def f(n):\n    return np.where(n > 1, n, np.clip(n, 0, 1))", True),
        ("def f(n):\n    np.fill_diagonal(n, 0)", False),
        ("def f(n):\n    return list(map(g, n))\ndef g(m):\n    return m + 1", True),
    ],
)
def test_purity(text, pure):
    imports = "import heapq, math, random, re, time\nimport numpy as np\nfrom math import sqrt\n"
    imports += "from functools import reduce\n"
    imports += "from collections import Counter\nfrom datetime import datetime, timedelta\n"
    facts = facts_of(imports + text)
    assert facts.pure(facts.source.all(ast.FunctionDef)[0]) is pure


@pytest.mark.parametrize(
    ("called", "pure"), [(math.sqrt, True), (random.random, False), (os.getcwd, False)]
)
def test_purity_of_what_another_cell_has_imported(called, pure):
    facts = facts_of("def f(n):\n    return called(n)", called=called)
    assert facts.pure(facts.source.all(ast.FunctionDef)[0]) is pure


def test_names_that_are_used_afterwards():
    text = "def f(a):\n    for x in a:\n        t = x\n        u = x\n    return t\n"
    facts = facts_of(text)
    assert facts.used_after("t", loop_of(facts))
    assert not facts.used_after("u", loop_of(facts))
    assert facts_of("for x in a:\n    t = x\n").used_after("t", ast.parse("pass").body[0])


def test_module_names_are_reused_or_imported():
    assert facts_of("np.sum(x)", np=np).module("numpy", "np") == ("np", "")
    assert facts_of("import numpy as nn").module("numpy", "np") == ("nn", "")
    assert facts_of("x").module("numpy", "np") == ("np", "import numpy as np")
    assert facts_of("np = 3").module("numpy", "np") == ("numpy", "import numpy")
    taken = Facts(Source("x"), {}, taken={"np": "numpy", "lines": ""})
    assert taken.module("numpy", "np") == ("np", "import numpy as np")
    assert taken.fresh("lines") == "lines_2"


def test_columns_made_of_columns_have_kinds():
    source = """
df["day"] = pd.to_datetime(df["text"], format="%Y-%m-%d")
df["more"] = df["a"] * 2
df["n"] = df["text"].astype(int)
df["high"] = df["a"] > df["more"]
df["same"] = df["text"]
df["who"] = df["text"].map(names)
df
"""
    frame = pd.DataFrame({"a": [1.5], "text": ["2024-01-01"]})
    facts = Facts(Source(source), {"df": frame, "pd": pd, "names": {}})
    last = facts.source.tree.body[-1]
    found = facts.frame(last.value, last)
    assert found.columns == {
        "a": "float",
        "text": "str",
        "day": "datetime",
        "more": "float",
        "n": "int",
        "high": "bool",
        "same": "str",
        "who": "unknown",
    }


def test_frames_know_columns_that_the_source_adds():
    df = pd.DataFrame({"a": [1.0], "b": [2.0]})
    text = "df['c'] = 'x'\nfor i, row in df.iterrows():\n    pass\n"
    facts = facts_of(text, df=df)
    frame = facts.frame(last_name(facts, "df"), loop_of(facts))
    assert frame is not None
    assert frame.columns == {"a": "float", "b": "float", "c": "str"}
    assert frame.row_kind == "object"
    facts = facts_of("df.insert(0, 'z', 1)\n" + text, df=df)
    assert facts.frame(last_name(facts, "df"), loop_of(facts)) is None


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"a": [1.0, 2.0], "b": [1, 2]}),
        pd.DataFrame({"a": [1, 2], "b": [3, 4]}),
        pd.DataFrame({"a": [1, 2], "b": [True, False]}),
        pd.DataFrame({"a": [1.0, 2.0], "b": ["x", "y"]}),
        pd.DataFrame({"a": [True, False]}),
        pd.DataFrame({"a": [1.0], "b": pd.to_datetime(["2020-01-01"])}),
    ],
)
def test_rows_are_of_the_kind_that_pandas_gives(frame):
    known = frame_of(frame)
    assert known is not None
    _, row = next(iter(frame.iterrows()))
    given = {"float64": "float", "int64": "int", "bool": "bool"}.get(str(row.dtype), "object")
    assert known.row_kind == given


def test_rows_of_unknown_kinds_are_other():
    assert row_kind(["other"]) == "other"
    assert row_kind(["datetime"]) == "other"
    assert row_kind(["float", "other"]) == "other"
    assert row_kind(["str", "other"]) == "object"


def test_elements():
    assert elements([1, 2]).homogeneous
    assert elements([1, 2.5]).comparable
    assert not elements([1, "a"]).comparable
    assert elements(np.array([1])) is None
    assert all_hashable([(1, "a"), (2, "b")])
    assert not all_hashable([[1], [2]])
    assert not all_hashable([(1, [2])])


def test_leaving_early():
    def leaves(text):
        return flow.leaves_early(ast.parse(text).body[0])

    assert leaves("for x in a:\n    if x:\n        break\n")
    assert leaves("for x in a:\n    try:\n        f()\n    except E:\n        continue\n")
    assert leaves("for x in a:\n    pass\nelse:\n    pass\n")
    assert not leaves("for x in a:\n    for y in b:\n        break\n")


def test_names_of_comprehensions_are_their_own():
    tree = ast.parse("a = [b for b in c]\nd = [e for e in f]\ne = 1")
    assert flow.stores(tree) == {"a", "d", "e"}
    assert flow.expression_loads(ast.parse("[b + k for b in c]")) == {"c", "k"}


TABLE = np.arange(12.0).reshape(4, 3)
COLUMNS = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0]})


def arrays_of(text, /, **namespace):
    """What is known for sure of `x` where it is read last, as lists."""
    facts = facts_of(text, **namespace)
    return [list(value) for value in facts.samples(last_name(facts, "x"))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("for j in range(1, X.shape[1]):\n    x = X[:2, j]\n    x", [[1, 4], [2, 5]]),
        ("for x in X[2:]:\n    x", [[6, 7, 8], [9, 10, 11]]),
        ("[x for x in X[:1]]", [[0, 1, 2]]),
        ("for c in df.columns[1:]:\n    x = df[c]\n    x", [[3, 4]]),
        ("n = list(df)\nfor i in range(2):\n    x = df[n[i]].values\n    x", [[1, 2], [3, 4]]),
        ("for i, c in enumerate(df):\n    x = df[c]\n    x", [[1, 2], [3, 4]]),
        ("for n, x in {'u': X[0]}.items():\n    x", [[0, 1, 2]]),
        ("for x, y in zip([X[0]], [df]):\n    x", [[0, 1, 2]]),
        ("x = df.a\nx", [[1, 2]]),
    ],
)  # fmt: skip
def test_samples_of_what_loops_take_from_arrays_and_frames(text, found):
    assert arrays_of(text, X=TABLE, df=COLUMNS) == found


@pytest.mark.parametrize(
    "text",
    [
        "names = list(df)\nnames.append(other)\nfor c in names:\n    x = df[c]\n    x",
        "df['a'] = other\nfor c in df:\n    x = df[c]\n    x",
        "for c in df:\n    x = frames[c]\n    x",
        "for c in f(df):\n    x = df[c]\n    x",
        "for j in range(3):\n    x = X[:, j]\n    x = f(x)\n    x",
        "X.shape = 12\nfor x in X:\n    x",
        "x = 1\nfor x in [X[0], 3]:\n    x",
        "for c in ['a', 'z']:\n    x = df[c]\n    x",
        "for j in [7]:\n    x = X[:, j]\n    x",
        "x\nfor x in X:\n    pass",
    ],
)
def test_no_samples_where_a_loop_may_take_something_else(text):
    assert arrays_of(text, X=TABLE.copy(), df=COLUMNS) == []


def test_likely_values_are_those_before_the_source_changes_anything():
    facts = facts_of("for c in df:\n    x = df[c]\n    df[c] = x * 2\n", df=COLUMNS)
    name = last_name(facts, "x")
    assert facts.samples(name) == []
    assert [list(value) for value in facts.likely(name)] == [[1, 2], [3, 4]]


def test_nothing_is_looked_up_by_what_a_class_of_the_users_does():
    class Labels(list):
        def __iter__(self):
            raise AssertionError

    assert (
        arrays_of("for c in labels:\n    x = df[c]\n    x", labels=Labels("ab"), df=COLUMNS) == []
    )
    twice = pd.DataFrame([[1.0, 2.0]], columns=["a", "a"])
    assert arrays_of("for c in df:\n    x = df[c]\n    x", df=twice) == []


def test_names_changed_in_place_are_told_apart_from_those_whose_items_are_set():
    facts = facts_of("a[0] = 1\nb.append(2)\nc = 3\n")
    assert facts.mutated(facts.source.tree) == {"a", "b"}
    assert facts.mutated(facts.source.tree, items=False) == {"b"}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("for x in df['a']:\n    print(x)\ndf = df.dropna()\n", True),
        ("df = df[df['a'] > 1]\n", True),
        ("for i in range(3):\n    print(df)\n    df = df[1:]\n", False),
        ("if flag:\n    df = other\nprint(df)\n", False),
        ("def f():\n    global df\n    df = None\nprint(df)\n", False),
        ("def f():\n    return df\ndf = None\n", False),
    ],
)
def test_a_frame_is_known_until_its_name_gets_another_value(text, known):
    facts = facts_of(text, df=pd.DataFrame({"a": [1, 2]}))
    first = next(
        n for n in facts.source.all(ast.Name) if isinstance(n.ctx, ast.Load) and n.id == "df"
    )
    assert bool(facts.samples(first)) is known
