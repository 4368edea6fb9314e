"""What rules are told about the insides of values."""

from __future__ import annotations

import ast
import gc
import weakref

import pytest

from jupyter_perf.refinement import shapes
from jupyter_perf.refinement.facts import Facts
from jupyter_perf.refinement.shapes import only, within
from jupyter_perf.refinement.shaping import shapes_of
from jupyter_perf.refinement.source import Source

SPACE = {
    "words": ["a", "b"],
    "mixed": [1, 2.5],
    "pairs": [(1, "x"), (2, "y")],
    "rows": [{"id": 1, "name": "q"}, {"id": 2, "name": "r"}],
    "nested": [[1], [2]],
    "table": {"a": 1.5},
}


def _last(code: str, **space: object) -> shapes.Shapes | None:
    """Shapes of the expression that a source ends with."""
    facts = Facts(Source(code), {**SPACE, **space})
    end = facts.source.tree.body[-1]
    assert isinstance(end, ast.Expr)
    return shapes_of(end.value, facts)


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("for w in words:\n    k = w.upper()\nk", {"str"}),
        ("modulus = 10**9 + 7\nmodulus", {"int"}),
        ("size = 1.5\narea = size**2\narea", {"float"}),
        ("2 ** words.count('a')", {"int", "float"}),
        ("other = words\nother.append(1)\nwords[0]", {"str", "int"}),
        ("def put(x):\n    x.append(1)\n\nput(words)\nwords[0]", {"str", "int"}),
        ("for i, w in enumerate(words):\n    pass\ni", {"int"}),
        ("for n, s in pairs:\n    pass\ns", {"str"}),
        ("p = pairs[0]\nseen = [p]\nseen.append((2, p[1]))\nn, s = seen.pop(0)\ns", {"str"}),
        ("import re\nm = re.match('a(b)', words[0])\na, b = m.groups()\na", {"str", "NoneType"}),
        ("for p in pairs:\n    q = p\n    n, t = q\nt", {"str"}),
        ("import re\np = re.compile('a')\np.search(words[0]).group()", {"str"}),
        ("with open('f') as fh:\n    for line in fh:\n        line.strip()\nline", {"str"}),
        ("import re\nre.sub('a', 'b', words[0])", {"str"}),
        ("import re\nre.findall(r'\\w+', words[0])[0]", {"str"}),
        ("from datetime import datetime\ndatetime.strptime(words[0], '%Y')", {"date"}),
        (
            "from datetime import datetime\n"
            "d = datetime.strptime(words[0], '%Y').date()\nd.isoformat()",
            {"str"},
        ),
        ("for r in rows:\n    n = r['id']\nn", {"int"}),
        (
            "out = []\nfor i in range(len(rows)):\n    out.append((i, 1))\nrows[0]['name']",
            {"str"},
        ),
        ("out = []\nfor r in rows:\n    out.append({**r, 'n': 1})\nrows[0]['name']", {"str"}),
        ("n = 0\nfor w in words:\n    n = n + len(w)\nn", {"int"}),
        ("n = 0\nfor w in words:\n    m = n\n    n = m / 2\nn", {"int", "float"}),
        ("[w for w in words][0]", {"str"}),
        ("found = []\nfor n, s in pairs:\n    found.append(n)\nfound[0]", {"int"}),
        ("[v for k, v in table.items()][0]", {"float"}),
        ("table.get('z', 0)", {"float", "int"}),
        ("a, b = 0, ''\nb", {"str"}),
        ("sorted(words)[0].split(',')[0]", {"str"}),
        ("[x + 1 for x in mixed][0]", {"int", "float"}),
        ("max(len(w) for w in words)", {"int"}),
        ("b = None\nfor w in words:\n    if w:\n        b = len(w)\nb + 1", {"int"}),
        ("b = None\nfor w in words:\n    if w:\n        b = len(w)\nb", {"int", "NoneType"}),
    ],
)
def test_known(code, kinds):
    found = _last(code)
    assert found is not None
    assert {shape.kind for shape in found} == kinds


@pytest.mark.parametrize(
    "code",
    [
        "unheard_of",
        "a, b = nested\na.append('x')\nnested[0][0]",
        "with open('f', 'rb') as fh:\n    for line in fh:\n        pass\nline",
        "for x in nested:\n    x.append('y')\nnested[0][0]",
        "change(words)\nwords[0]",
        "words.__setitem__(0, 1)\nwords[0]",
        "2 ** 0.5",
        "None + 1",
        "x = []\nfor w in words:\n    x = [x]\nx[0][0][0][0][0][0][0][0]",
    ],
)
def test_unknown(code):
    assert _last(code) is None


def test_what_the_source_puts_in_counts():
    found = _last("words.append(3)\nwords")
    assert shapes.elements(found) == only("int", "str")


def test_hashable_and_comparable():
    assert shapes.hashable(_last("pairs[0]"))
    assert not shapes.hashable(_last("nested[0]"))
    assert not shapes.hashable(shapes.of_value(object()))
    assert shapes.comparable(only("str"))
    assert shapes.comparable(only("int", "bool"))
    assert not shapes.comparable(only("float"))
    assert not shapes.comparable(only("int", "str"))
    assert not shapes.selfequal(only("float"))


def test_a_generator_that_is_used_up_sees_the_latest_value():
    code = "def f(text):\n    v = text\n    v = int(v)\n    return {}(v for _ in text)\n"
    for used, kinds in (("sum", only("int")), ("iter", only("int", "str"))):
        facts = Facts(Source(code.format(used)), {}, kind="function", entry="f", calls=[("12",)])
        use = [n for n in facts.source.all(ast.Name) if n.id == "v"][-1]
        assert shapes_of(use, facts) == kinds


def test_parts_stay_apart():
    pair = _last("pairs[0]")
    assert within(shapes.part(pair, 0), "int")
    assert within(shapes.part(pair, -1), "str")
    assert shapes.exact(pair)
    assert not shapes.exact(shapes.of_values([(1, 2), (1.0, 2)]))


def test_a_function_given_as_key_gets_the_elements():
    facts = Facts(Source("sorted(words, key=lambda w: w)"), SPACE)
    use = [n for n in facts.source.all(ast.Name) if n.id == "w"][-1]
    assert shapes_of(use, facts) == only("str")


def test_calls_say_what_parameters_are():
    code = "def f(items):\n    for x in items:\n        y = x\n    return y\n"
    facts = Facts(Source(code), {}, kind="function", entry="f", calls=[([1],), ([2.5],)])
    use = [n for n in facts.source.all(ast.Name) if n.id == "y"][-1]
    assert shapes_of(use, facts) == only("int", "float")


def test_too_many_kinds_are_unknown():
    many = [type(f"T{i}", (), {})() for i in range(shapes.WIDTH + 1)]
    assert shapes.of_values(many) is None


def _grid(code):
    facts = Facts(Source(code), {}, kind="program")
    use = [n for n in facts.source.all(ast.Name) if n.id == "grid"][-1]
    return shapes.elements(shapes.elements(shapes_of(use, facts)))


_MADE = "grid = [[0] * 3 for _ in range(3)]\n"


def test_what_is_put_into_rows_counts():
    assert _grid(_MADE + "grid[1][2] = 5\ngrid") == only("int")
    assert _grid(_MADE + "grid[1][2] = 'x'\ngrid") == only("int", "str")
    assert _grid(_MADE + "other = grid\nother[0][0] = 'x'\ngrid") == only("int", "str")
    assert _grid(_MADE + "row = grid[1]\nprint(row[0])\ngrid") == only("int")


@pytest.mark.parametrize(
    "change",
    [
        "row = grid[1]\nrow[0] = 'x'",
        "for row in grid:\n    row[0] = 'x'",
        "def f(cells):\n    cells[0][0] = 'x'\nf(grid)",
        "unknown(grid)",
    ],
)
def test_rows_that_may_change_out_of_sight_are_unknown(change):
    assert _grid(f"{_MADE}{change}\ngrid") is None


def test_rows_made_one_by_one_and_copied_are_known():
    code = """
import copy
cells = []
for line in open("x"):
    row = []
    for c in line:
        row.append(1)
    cells.append(row)
grid = copy.deepcopy(cells)
grid[0][0] = 2
grid
"""
    assert _grid(code) == only("int")


def test_lines_of_standard_input_are_text():
    facts = Facts(Source("import sys\nfor line in sys.stdin:\n    print(line)"), {}, kind="program")
    use = [n for n in facts.source.all(ast.Name) if n.id == "line"][-1]
    assert shapes_of(use, facts) == only("str")


@pytest.mark.parametrize(
    "reading",
    [
        "a, b = map(int, input().split())",
        "line = sys.stdin.readline\na, b = map(int, line().split())",
        "a, b = {int(part) for part in input().split()}",
    ],
)
def test_numbers_of_a_line_are_numbers_when_unpacked(reading):
    facts = Facts(Source(f"import sys\n{reading}\nprint(b)"), {}, kind="program")
    use = [n for n in facts.source.all(ast.Name) if n.id == "b"][-1]
    assert shapes_of(use, facts) == only("int")


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("nested[0].append('x')\nnested[0][0]", {"int", "str"}),
        ("g = {}\ng[0] = []\nfor i in range(3):\n    g[0].append(i)\ng[0][1]", {"int"}),
        ("g = {}\ng[0] = [1]\ng[0][0] = 'x'\ng[0][0]", {"int", "str"}),
        ("row = [1]\nrows = []\nrows.append(row)\nrows[0].append('x')\nrow[0]", {"int", "str"}),
        ("total = 0\nlist(total for total in words)\ntotal", {"int"}),
    ],
)
def test_what_lists_in_lists_are_given(code, kinds):
    assert _last(code) == only(*kinds)


@pytest.mark.parametrize("copy", ["list(x)", "sorted(x)", "x.copy()", "x[:]", "list(reversed(x))"])
def test_a_copy_shares_the_lists_in_it(copy):
    assert _last(f"x = [[1], [2]]\ny = {copy}\ny[0].append('s')\nx[0][0]") is None


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("n = input()\nn = int(n)\nn", {"int"}),
        ("a, b = 'x y'.split()\na = int(a)\nif a:\n    b = 1.5\na", {"int"}),
        ("n = 'x'\nif words:\n    n = 2\nn", {"int", "str"}),
        ("n = 'x'\nfor w in words:\n    k = n\n    n = 2\nk", {"int", "str"}),
        (
            "n = 'x'\nn = 2\ntry:\n    n = 1.5\nexcept ValueError:\n    k = n\nk",
            {"int", "str", "float"},
        ),
        ("n = 'x'\nn = 2\nk = [lambda: n]\nn", {"int"}),
        ("n = 'x'\nn = 2\nif (n := 1.5):\n    k = n\nk", {"int", "str", "float"}),
    ],
)
def test_the_last_assignment_counts_where_it_is_surely_the_last(code, kinds):
    assert _last(code) == only(*kinds)


def test_a_reader_with_two_meanings_gives_nobody_knows_what():
    code = "import sys\nline = sys.stdin.readline\nline = len\nprint(line())"
    facts = Facts(Source(code), {}, kind="program")
    call = next(n for n in facts.source.all(ast.Call) if ast.unparse(n) == "line()")
    assert shapes_of(call, facts) is None


def test_a_deque_holds_what_it_is_made_of_and_what_is_put_at_its_ends():
    made = "from collections import deque\nwaiting = deque([1])\n"
    found = _last(f"{made}waiting.appendleft('a')\nwaiting.append(2.0)\nwaiting")
    assert within(found, "deque")
    assert shapes.elements(found) == only("int", "str", "float")
    assert shapes.elements(_last(f"{made}waiting.extendleft(x)\nwaiting")) is None


def test_a_counter_holds_what_it_is_given_and_how_often():
    made = "from collections import Counter\ncounts = Counter(words)\n"
    found = _last(f"{made}counts['c'] += 1\nfor w in words:\n    counts[w.upper()] += 2\ncounts")
    assert found == shapes.holding("Counter", only("str"), only("int"))
    assert _last(f"{made}counts['c'] += 0.5\nfor w in words:\n    n = counts[w]\nn") == only(
        "int", "float"
    )
    assert shapes.elements(_last(f"{made}counts.update(mixed)\ncounts")) is None
    assert _last(f"{made}Counter(table)") is None


def test_what_is_remembered_goes_with_its_facts():
    facts = Facts(Source("x = [1]\nx"), {})
    end = facts.source.tree.body[-1]
    assert isinstance(end, ast.Expr)
    assert shapes_of(end.value, facts) == shapes.holding("list", only("int"))
    known = weakref.ref(facts)
    del facts
    gc.collect()
    assert known() is None


_GROUPED = "groups = {}\nfor r in rows:\n    groups.setdefault(r['id'], []).append(r)\n"


@pytest.mark.parametrize(
    "use",
    [
        "for r in groups.get(1, ()):\n    n = r['id']",
        "sizes = [len(g) for g in groups.values()]",
        "for k, g in groups.items():\n    n = sum(r['id'] for r in g)",
        "n = len([r for r in groups.get(1, ()) if r['id'] == 1])",
    ],
)
def test_what_a_dict_groups_stays_known(use):
    assert within(_last(f"{_GROUPED}{use}\nrows[0]['name']"), "str")


@pytest.mark.parametrize(
    "use",
    [
        "for r in groups.get(1, ()):\n    r['name'] = 5",
        "for g in groups.values():\n    for r in g:\n        r.update(name=5)",
        "for k, g in groups.items():\n    [r.update(name=5) for r in g]",
        "groups[1][0]['name'] = 5",
        "g = groups[1]\ng[0]['name'] = 5",
        "r = max(groups[1])\nr['name'] = 5",
        "chosen = [r for r in groups[1]]\nchosen[0]['name'] = 5",
        "r = groups.popitem()[1][0]\nr['name'] = 5",
        "def put(g):\n    g[1][0]['name'] = 5\n\nput(groups)",
        "other = groups\nother[1][0]['name'] = 5",
        "for g in list(groups.values()):\n    g[0]['name'] = 5",
        "for k in groups:\n    for r in groups[k]:\n        q = r\n        q['name'] = 5",
        "for i, r in enumerate(groups[1]):\n    r['name'] = 5",
    ],
)
def test_what_a_dict_groups_may_be_changed_by_way_of_it(use):
    assert not within(_last(f"{_GROUPED}{use}\nrows[0]['name']"), "str")
