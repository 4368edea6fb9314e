"""What a cell reads, binds, changes and calls: a table of cells, and the namespace's functions."""

from __future__ import annotations

import functools
import sys
import time
from typing import Any

import pytest

from jupyter_perf.core.names import Names, names_in
from jupyter_perf.errors import SourceError


def words(names: frozenset[str]) -> str:
    return " ".join(sorted(names))


# cell, reads, writes
CELLS = [
    ("y = x + 1", "x", "y"),
    ("x = x + 1", "x", "x"),
    ("x += 1", "x", "x"),
    ("x = 1\ny = x", "", "x y"),
    ("print(len([1]))", "", ""),
    ("a, (b, *c) = q", "q", "a b c"),
    ("a = b = c", "c", "a b"),
    ("x: int = y", "y", "x"),
    ("x: int", "", ""),
    ("x: T = 1", "T", "x"),
    ("obj.attr = v", "obj v", ""),
    ("d[k] = v", "d k v", ""),
    ("d[k] += v", "d k v", ""),
    ("del x", "x", ""),
    ("import os.path as p, sys\nfrom a.b import c as d, e", "", "d e p sys"),
    ("import os.path\nos.getcwd()", "", "os"),
    # Comprehensions have scopes of their own, except for the first iterable and a walrus.
    ("r = [x * k for x in xs if x]", "k xs", "r"),
    ("r = [x for x in x]", "x", "r"),
    ("r = {k: v for k, v in d.items()}", "d", "r"),
    ("r = [y for x in xs for y in x]", "xs", "r"),
    ("r = [last := x for x in xs]\nlast", "last xs", "last r"),
    ("r = sum(f(x) for x in xs)", "f xs", "r"),
    ("[a for a in b]\na", "a b", ""),
    ("if (n := len(xs)) > 1: print(n)", "xs", "n"),
    # Functions
    ("def f(a, b=d, *c, e: T = g, **h) -> U: return a + b + z", "T U d g z", "f"),
    ("def f(n): return n * f(n - 1)\nf(3)", "", "f"),
    ("def f(): return g()\ndef g(): return x\nf()", "x", "f g"),
    ("def f(): return g()\nf()\ndef g(): return 1", "g", "f g"),
    ("def f():\n    y = 1\n    return y + x\ny = f()", "x", "f y"),
    ("def f():\n    global total\n    total = total + 1\nf()", "total", "f total"),
    ("def f():\n    global t\n    t = 1\n    def g(): return t\n    g()\nf()", "t", "f t"),
    ("def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += k\n    g()\n", "k", "f"),
    ("def f():\n    for i in r: pass\n    with o as h: pass\n    return i, h", "o r", "f"),
    ("def f():\n    try: pass\n    except E as e: print(e)", "E", "f"),
    ("def f():\n    import numpy as np\n    return np.sum(x)", "x", "f"),
    ("def f():\n    return [a for a in b if a in seen]", "b seen", "f"),
    ("def f():\n    [w := a for a in b]\n    return w", "b", "f"),
    ("g = lambda a, b=k: a + b + z", "k z", "g"),
    ("g = lambda: later()\ndef later(): return 1\ng()", "", "g later"),
    ("sorted(xs, key=lambda r: w[r])", "w xs", ""),
    ("@deco(arg)\ndef f(): pass", "arg deco", "f"),
    ("@cache\ndef fib(n): return fib(n - 1)", "cache", "fib"),
    ("def f(x=[y for y in ys]): return x", "ys", "f"),
    ("f = 1\ndef g(): return f", "", "f g"),
    ("async def f():\n    async with a as b:\n        return [c async for c in b]", "a", "f"),
    # Classes
    ("class A(B, metaclass=M):\n    x = y\n    z = x\n    def m(self): return x", "B M x y", "A"),
    ("class A:\n    n = 3\n    r = [n for _ in range(n)]", "n", "A"),
    ("class A:\n    def make(self): return A()\nA()", "", "A"),
    ("class A:\n    def m(self): return h()\ndef h(): return 1\nA().m()", "", "A h"),
    ("class A:\n    class B:\n        def m(self): return q\nA()", "q", "A"),
    ("class A:\n    global g\n    g = 1", "", "A g"),
    ("class A:\n    @deco\n    def p(s): pass\n    @p.setter\n    def p(s, v): pass", "deco", "A"),
    ("@dec\nclass A:\n    f: int = d", "d dec", "A"),
    # Paths
    ("if c: x = 1\nprint(x)", "c x", "x"),
    ("if c: x = 1\nelse: x = 2\nprint(x)", "c", "x"),
    ("if c:\n    x = 1\nelse:\n    raise E\nprint(x)", "E c", "x"),
    ("for i in xs: y = i\nprint(i, y)", "i xs y", "i y"),
    ("for i in xs:\n    y = i\n    print(y)", "xs", "i y"),
    ("for i in xs:\n    if i: continue\n    y = i\n    print(y)", "xs", "i y"),
    ("while n: n -= 1", "n", "n"),
    ("while (line := f()): print(line)\nprint(line)", "f", "line"),
    ("while True:\n    x = f()\n    if x: break\nprint(x)", "f", "x"),
    ("while True:\n    if c: break\n    x = 1\nprint(x)", "c x", "x"),
    ("for i in xs:\n    y = 1\n    break\nprint(y)", "xs y", "i y"),
    ("for i in a: pass\nelse: b", "a b", "i"),
    ("try:\n    x = f()\nexcept E as e:\n    x = e\nprint(x)", "E f", "e x"),
    ("try:\n    x = f()\nexcept E:\n    pass\nprint(x)", "E f x", "x"),
    ("try:\n    x = f()\nfinally:\n    print(x)", "f x", "x"),
    ("try: x = 1\nexcept* E: x = 2\nprint(x)", "E", "x"),
    ("c and (x := 1)\nprint(x)", "c x", "x"),
    ("y = (x := 1) if c else 2\nprint(x)", "c x", "x y"),
    ("with open(p) as f, g(f) as (a, b): print(a)", "g p", "a b f"),
    ("match p:\n    case [a, *r]: a\n    case {'k': v, **o}: v\n    case K(z=q) | [q]: q", "K p",
     "a o q r v"),
    ("match p:\n    case C.D: x = 1\n    case _: x = 2\nprint(x)", "C p", "x"),
    ("x = 1\ndel x\nprint(x)", "x", "x"),
    # Text
    ("s = f'{a!r:>{w}} {f\"{b}\"}'", "a b w", "s"),
    ("x = 1\r\nif x:\r\n\ty = z\r\n", "z", "x y"),
    ("größe = länge", "länge", "größe"),
    ("await task", "task", ""),
    ("r = [x async for x in stream]", "stream", "r"),
    ("async with a as b: pass\nasync for c in b: pass", "a", "b c"),
    ("__name__, __file__, display, get_ipython", "", ""),
    ("", "", ""),
    ("# nothing\n", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "reads", "writes"), CELLS, ids=[c[0] for c in CELLS])
def test_reads_and_writes(cell: str, reads: str, writes: str) -> None:
    names = names_in(cell)
    assert (words(names.reads), words(names.writes)) == (reads, writes)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the syntax came with Python 3.12")
def test_type_parameters() -> None:
    names = names_in("type P[T] = list[T] | Q\ndef f[S: B](x: S) -> S: return x")
    assert (words(names.reads), words(names.writes)) == ("B Q", "P f")


MAYBE = [
    ("if c: x = 1\nprint(x)", "x"),
    ("print(x)\nif c: x = 1", ""),
    ("for i in xs: pass\nprint(i)", "i"),
    ("x += 1", ""),
]


@pytest.mark.parametrize(("cell", "maybe"), MAYBE)
def test_what_is_bound_on_some_path_only_is_told_apart(cell: str, maybe: str) -> None:
    assert words(names_in(cell).maybe) == maybe


SCRATCH = [
    ("for i in xs: print(i)", "i"),
    ("for i in xs: t = i\nprint(i)", ""),
    ("for i in xs:\n    t = i * 2\n    out.append(t)", "i t"),
    ("for i in xs:\n    last = i", "i"),
    ("total = 0\nfor i in xs:\n    t = i\n    total += t", "i t"),
    ("for i in xs:\n    for j in i:\n        u = j\n        print(u)", "i j u"),
    ("for i in xs: print(i)\nfor i in ys: print(i)", "i"),
    ("t = 1\nfor i in xs:\n    t = i\n    print(t)", "i"),
    ("for i in xs:\n    print(t)\n    t = i", "i"),
    ("while q:\n    node = q.pop()\n    node.visit()", "node"),
    ("while n: n -= 1", ""),
    ("for i in xs: pass\ni", ""),
    ("for i in xs: pass\ndef f(): return i", ""),
    ("for i, (a, b) in xs: print(a)", "a b i"),
    ("[x for x in xs]", ""),
]


@pytest.mark.parametrize(("cell", "scratch"), SCRATCH)
def test_scratch(cell: str, scratch: str) -> None:
    assert words(names_in(cell).scratch) == scratch


MUTATES = [
    ("a.b = 1", "a"),
    ("a[0] = 1", "a"),
    ("del a[0]", "a"),
    ("a.b.c[0].append(1)", "a"),
    ("b = a\nb.append(1)", "a b"),
    ("for row in rows: row['x'] = 1", "row rows"),
    ("n = len(a)\nn += 1", "n"),
    ("total = 0\nfor x in xs: total += x", ""),
    ("b = a.sum()", ""),
    ("b = sorted(a)", ""),
    ("f(a)", "a"),
    ("a.fit(x, y)", "a x y"),
    ("out = []\nout.append(a)\nout[0].sort()", "a out"),
    ("a.drop('x', inplace=True)", "a"),
    ("import numpy as np\nnp.add(x, y, out=z)", "z"),
    ("import numpy as np\nz = np.add(x, y)", ""),
    ("import random\nrandom.shuffle(a)", "a"),
    ("def f(): cache[1] = 2\nf()", "cache"),
]


@pytest.mark.parametrize(("cell", "mutates"), MUTATES)
def test_what_may_be_changed(cell: str, mutates: str) -> None:
    pytest.importorskip("pandas")
    assert words(names_in(cell).mutates) == mutates


def test_a_used_up_iterator_counts_as_changed() -> None:
    assert names_in("total = sum(it)", {"it": iter([1, 2])}).mutates == {"it"}


@pytest.mark.parametrize(
    ("cell", "dynamic"),
    [
        ("exec('x = 1')", "exec()"),
        ("eval(s)", "eval()"),
        ("globals()['x'] = 1", "globals()"),
        ("vars()", "vars()"),
        ("vars(o)", ""),
        ("from os import *", "from os import *"),
        ("import os\nsetattr(os, 'x', 1)", "setattr() on a module"),
        ("setattr(o, 'x', 1)", ""),
        ("get_ipython().user_ns", "get_ipython()"),
        ("df.eval('a + b')", ""),
        ("def eval(x): return x\ndef f(exec): exec(1)", ""),
    ],
)
def test_dynamic(cell: str, dynamic: str) -> None:
    assert ", ".join(names_in(cell).dynamic) == dynamic


def test_magics_are_seen_after_the_transform() -> None:
    manager = pytest.importorskip("IPython.core.inputtransformer2").TransformerManager()
    cell = "%matplotlib inline\nfiles = !ls -l\n!pip list\nx = y"
    names = names_in(cell, transform=manager.transform_cell)
    assert names.magics == ("%matplotlib", "!ls -l", "!pip list")
    assert (words(names.reads), words(names.writes)) == ("y", "files x")
    assert names.dynamic == ()
    assert names_in("%%bash\nls", transform=manager.transform_cell).magics == ("%%bash",)


@pytest.mark.parametrize(
    ("cell", "expression", "semicolon"),
    [("x", True, False), ("x;", True, True), ("x = 1;  # c", False, True), ("'a;'", True, False)],
)
def test_how_the_cell_ends(cell: str, expression: bool, semicolon: bool) -> None:
    names = names_in(cell)
    assert (names.last_is_expression, names.ends_with_semicolon) == (expression, semicolon)


def test_flags_calls_and_imports() -> None:
    names = names_in("import numpy as np\nfrom a import b, c\nx = np.sum(b(input()))\nawait c()")
    assert names.calls == {"np.sum", "b", "input", "c"}
    assert dict(names.imports) == {"numpy": ("np",), "a": ("b", "c")}
    assert names.reads_input
    assert names.awaits
    assert not names_in("async def f(): await g()").awaits
    assert names_in("del x, y").deletes == {"x", "y"}
    assert names_in("try: f()\nexcept E as e: pass").deletes == {"e"}


@pytest.mark.parametrize(
    ("cell", "said"),
    [("x = (", "line 1: '(' was never closed"), ("a\n  b", "line 2: unexpected indent"),
     ("return 1", "line 1: 'return' outside function"), ("a\0b", "null byte"),
     ("f(" * 300 + ")" * 300, "nested"), ("x = " + "-" * 100_000 + "1", "line 1")],
)  # fmt: skip
def test_a_syntax_error_is_told_in_pythons_words(cell: str, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        names_in(cell)
    assert said in str(caught.value)


def test_an_odd_escape_warns_nobody() -> None:
    assert names_in(r"x = '\d'").writes == {"x"}


# Through the namespace


def run(source: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(source, namespace)
    return namespace


LIBRARY = """
import functools, math
data, table, limit, count, unused, flag = [1], {}, 3, 0, object(), True

def helper(x): return x + limit
def f(x): return [helper(v) for v in data]
def counts():
    global count
    count += 1
@functools.lru_cache
def cached(n): return cached(n - 1) + limit
def decorate(g):
    @functools.wraps(g)
    def inner(*a): return g(*a)
    return inner
@decorate
def decorated(): return table
class Base:
    def go(self): return data
class Thing(Base):
    size = 3
    @property
    def p(self): return limit
    @staticmethod
    def s(): return table
thing = Thing()
part = functools.partial(f, 1)
bound = thing.go
registry = {"f": f}
def default(x=f): return x
def attribute(o): return o.unused
def local():
    class C:
        limit = 1
        def m(self): return flag
    return C
def asks(): return input()
def evaluates(s): return eval(s)
def broken(): return nowhere
"""
THROUGH = [
    ("f(1)", "data f helper limit"),
    ("counts()", "count counts"),
    ("cached(2)", "cached functools limit"),
    ("decorated()", "decorated table"),
    ("Thing()", "Thing data limit table"),
    ("thing.p", "data limit table thing"),
    ("part()", "data helper limit part"),
    ("bound()", "bound data limit table"),
    ("registry['f'](1)", "data helper limit registry"),
    ("default()", "data default helper limit"),
    ("attribute(1)", "attribute"),
    ("local()", "flag local"),
    ("math.pi", "math"),
    ("def f(x): return limit\nf(1)", "limit"),
]


@pytest.mark.parametrize(("cell", "reads"), THROUGH)
def test_functions_of_the_namespace_are_followed(cell: str, reads: str) -> None:
    found = names_in(cell, run(LIBRARY)).reads
    assert words(found - {"functools"}) == words(frozenset(reads.split()) - {"functools"})


def test_effects_of_called_functions_count() -> None:
    space = run(LIBRARY)
    assert names_in("counts()", space).writes == {"count"}
    assert names_in("asks()", space).reads_input
    assert names_in("evaluates('1')", space).dynamic == ("eval()",)
    assert names_in("f(1)", space).mutates == {"data"}
    assert names_in("broken()", space).missing == {"nowhere"}


def test_only_names_of_the_namespace_are_reads() -> None:
    names = names_in("x + y + len(z)", {"x": 1, "z": [1]})
    assert (words(names.reads), words(names.missing)) == ("x z", "y")
    assert names_in("for i in []: y = i\nprint(y)", {}).missing == frozenset()


def test_a_builtin_that_the_user_replaced_is_read() -> None:
    assert names_in("sum([1])", {"sum": lambda values: 0}).reads == {"sum"}


def test_functions_of_a_copied_namespace_are_followed_too() -> None:
    space = run("n = 2\ndef f(): return n")
    assert names_in("f()", dict(space)).reads == {"f", "n"}


def test_functions_of_importable_modules_are_not_followed() -> None:
    assert names_in("reduce(f, [1])", {"reduce": functools.reduce, "f": len}).reads == {
        "f",
        "reduce",
    }


def test_names_is_plain_and_comparable() -> None:
    assert names_in("x = y") == names_in("x = y")
    assert Names().reads == frozenset()


def test_a_long_cell_takes_no_more_than_linear_work() -> None:
    cell = "\n".join(f"def f{i}(): return f{i + 1}() + f{i + 2}()" for i in range(60)) + "\nf0()"
    before = time.process_time()
    assert names_in(cell).reads == {"f60", "f61"}
    assert time.process_time() - before < 5  # exponential work would never end


class Hostile:
    """Stands for lazy proxies, which fail when they are looked at."""

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError("don't look")


def test_objects_that_fail_when_looked_at_do_no_harm() -> None:
    names = names_in("y = x.go(); x += 1; x()", {"x": Hostile(), "y": 1})
    assert (words(names.reads), words(names.mutates)) == ("x", "x")
