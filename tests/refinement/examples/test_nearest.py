import sys
import time

import pytest

from jupyter_perf.refinement.examples import features
from jupyter_perf.refinement.examples.choose import candidates
from jupyter_perf.refinement.examples.pair import Pair
from jupyter_perf.refinement.examples.syntax import changed_lines, nearest

GROWN_TEXT = Pair(
    "text = ''\nfor word in words:\n    text += word\n", "text = ''.join(words)\n", tags=("join",)
)
GROWN_TEXT_TOO = Pair(
    "line = ''\nfor name in names:\n    line += name\n", "line = ''.join(names)\n", tags=("join",)
)
LOOKED_UP = Pair(
    "hits = [name for name in names if name in known]\n",
    "among = set(known)\nhits = [name for name in names if name in among]\n",
    tags=("set",),
)
APPLIED = Pair(
    "out = df.apply(lambda row: row['a'] + row['b'], axis=1)\n",
    "out = df['a'] + df['b']\n",
    tags=("columns",),
)
ALL = [APPLIED, LOOKED_UP, GROWN_TEXT, GROWN_TEXT_TOO]


@pytest.mark.parametrize(
    ("source", "best"),
    [
        ("qqq = ''\nfor z in zzz:\n    qqq += z\n", GROWN_TEXT),
        ("found = []\nfor x in one:\n    if x in two:\n        found.append(x)\n", LOOKED_UP),
        ("frame['c'] = frame.apply(lambda r: r.x * r.y, axis=1)", APPLIED),
    ],
)
def test_the_same_deed_under_other_names_is_found(source, best):
    assert nearest(source, ALL, 1)[0].tags == best.tags


def test_names_decide_where_syntax_does_not():
    source = "line = ''\nfor name in names:\n    line += name * 2\n"
    assert nearest(source, ALL, 1) == [GROWN_TEXT_TOO]


def test_not_all_show_the_same_thing():
    found = nearest(GROWN_TEXT.slow, ALL, 2)
    assert found[0] == GROWN_TEXT
    assert found[1] != GROWN_TEXT_TOO
    assert nearest(GROWN_TEXT.slow, [GROWN_TEXT, GROWN_TEXT_TOO], 2) == [GROWN_TEXT, GROWN_TEXT_TOO]
    shown = nearest(GROWN_TEXT.slow, candidates(), 4)
    assert len({pair.kinds for pair in shown}) >= 2


def test_a_slow_loop_in_a_long_cell_finds_its_like():
    other = "".join(f"value_{n} = compute({n}, other[{n}].field)\n" for n in range(60))
    assert nearest(f"{other}{GROWN_TEXT.slow}", ALL, 1)[0].tags == ("join",)


def test_the_lines_in_focus_count_most():
    both = f"{APPLIED.slow}{LOOKED_UP.slow}{GROWN_TEXT.slow}"
    assert nearest(both, ALL, 1, focus_lines=[1]) == [APPLIED]
    assert nearest(both, ALL, 1, focus_lines=[2]) == [LOOKED_UP]
    assert nearest(both, ALL, 1, focus_lines={4, 5}) == [GROWN_TEXT]
    assert len(nearest(both, ALL, 2, focus_lines=[])) == 2
    assert len(nearest(both, ALL, 2, focus_lines=[999])) == 2


@pytest.mark.parametrize("k", [-1, 0, 1, 3, 4, 9])
def test_as_many_as_there_are(k):
    found = nearest("x = 1", ALL, k)
    assert len(found) == max(0, min(k, 4))
    assert len(set(found)) == len(found)
    assert nearest("x = 1", [], k) == []


@pytest.mark.parametrize(
    "source",
    [
        "",
        "   \n\n",
        "for word in words\n    text += word",
        "%time text += word",
        "text\0",
        "'\\d' + '\\q'\n",
        "ünïcödé = {'ключ': 'значение'}\r\nfor š in ünïcödé:\r\n    print(š)\r\n",
        "lone = '\ud800'",
        "(" * 5000 + ")" * 5000,
        "-" * 9000 + "1",
    ],
)
def test_what_cannot_be_read_is_compared_by_its_words(source):
    assert len(nearest(source, ALL, 2)) == 2


def test_broken_code_still_finds_by_its_words():
    assert nearest("for row in df apply(lambda row axis", ALL, 1) == [APPLIED]


def test_the_same_question_has_the_same_answer():
    pairs = candidates()
    source = "total = 0\nfor i in range(len(a)):\n    total += a[i] * b[i]\n"
    found = nearest(source, pairs, 5)
    assert found == nearest(source, list(pairs), 5)
    assert found[0] in nearest(source, pairs, 1)


def test_line_ends_make_no_difference():
    source = "text = ''\nfor word in words:\n    text += word\n"
    assert nearest(source, ALL, 3) == nearest(source.replace("\n", "\r\n"), ALL, 3)


def test_a_cell_that_holds_data_takes_no_time():
    data = "data = [" + "1, " * 400_000 + "]\nfor word in words:\n    text += word\n"
    loops = "for a in b:\n    c += d[a]\n" * 3_000
    nearest("x = 1", ALL, 1)
    for source in (data, loops):
        before = time.process_time()
        assert len(nearest(source, ALL, 2)) == 2
        assert time.process_time() - before < 3.0


def test_deep_nesting_is_walked_without_recursion():
    source = "x = " + " + ".join(["y"] * 900)
    assert sys.getrecursionlimit() < 2_000
    assert features.syntax(source)


def test_of_a_pair_the_changed_lines_count():
    assert changed_lines(LOOKED_UP.slow, LOOKED_UP.fast) == {1}
    assert changed_lines("a\nb\nc\n", "a\nB\nc\n") == {2}
    assert changed_lines("a\nb\n", "a\nb\nc\n") == {2}
    assert changed_lines("a\nb\n", "b\n") == {1}
    assert changed_lines("a\n", "a\n") == frozenset()
    assert changed_lines("", "a\n") == frozenset()
