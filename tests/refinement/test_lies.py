"""Candidates that lie: each looks faster or equal to a trusting harness, and none gets through."""

from __future__ import annotations

from pathlib import Path

import pytest
from judged import judge

from jupyter_perf.refinement.verdict import Different, Failed, Faster, NotFaster

WORK = "total = 0\nfor x in xs:\n    total += x * x % 7\nresult = [total]\n"
NAMESPACE = {"xs": list(range(15_000))}

LIES = {
    "patched clocks": (
        "clocks = vars(__import__('time'))\n"
        "for clock in ('perf_counter', 'process_time', 'thread_time', 'monotonic', 'time'):\n"
        "    clocks[clock] = lambda: 0.0\n"
        "clocks['clock_gettime'] = lambda which: 0.0\n" + WORK,
        NotFaster,
    ),
    "harness patched through gc": (
        "import gc, types\n"
        "for thing in gc.get_objects():\n"
        "    if isinstance(thing, dict) and str(thing.get('__name__')).endswith('clock'):\n"
        "        thing['cpu_seconds'] = lambda pid: 0.0\n" + WORK,
        NotFaster,
    ),
    "memoised across repetitions": (
        "keeper = vars(__import__('sys'))\n"
        "if 'kept' not in keeper:\n"
        + "".join(f"    {line}\n" for line in WORK.splitlines())
        + "    keeper['kept'] = result\n"
        "result = keeper['kept']\ntotal = result[0]\n",
        NotFaster,
    ),
    "lazy work in __reduce__": (
        "class Lazy(list):\n"
        "    def __reduce__(self):\n"
        "        return (list, ([sum(x * x % 7 for x in xs)],))\n"
        "total = 0\nresult = Lazy()\n",
        Different,
    ),
    "a pickle bomb": (
        "class Bomb:\n"
        "    def __reduce__(self):\n"
        "        return (open, ('MARKER', 'w'))\n"
        "total = 0\nresult = [Bomb()]\n",
        Different,
    ),
    "equal to everything": (
        "class Equal(int):\n"
        "    __eq__ = lambda self, other: True\n"
        "    __hash__ = int.__hash__\n"
        "    __class__ = property(lambda self: int)\n"
        "total = Equal(1)\nresult = [Equal(1)]\n",
        Different,
    ),
    "an unfinished thread": (
        "import threading\n"
        "result = [0]\n"
        "def later():\n"
        "    total = 0\n"
        "    for x in xs:\n"
        "        total += x * x % 7\n"
        "    result[0] = total\n"
        "total = 0\n"
        "threading.Thread(target=later, daemon=True).start()\n",
        (Different, Failed),
    ),
    "done before it is": (
        "import os, socket, stat\n"
        "for fd in range(3, 64):\n"
        "    try:\n"
        "        if stat.S_ISSOCK(os.fstat(fd).st_mode):\n"
        "            os.write(fd, b'D')\n"
        "    except OSError:\n"
        "        pass\n" + WORK,
        (NotFaster, Failed, Different),
    ),
    "leaving early with success": ("import os\nos._exit(0)\n", Failed),
    "a result from an earlier life": (
        "import pathlib\nresult = eval(pathlib.Path('MARKER').read_text())\ntotal = result[0]\n",
        Failed,
    ),
}


@pytest.mark.parametrize(
    "level", [3, pytest.param(2, marks=pytest.mark.slow), pytest.param(0, marks=pytest.mark.slow)]
)
def test_no_lie_is_believed(level: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = judge(WORK, [code for code, _ in LIES.values()], namespace=NAMESPACE, max_level=level)
    assert found.best is None
    assert found.code == WORK
    for verdict, (name, (code, expected)) in zip(found.verdicts, LIES.items(), strict=True):
        assert verdict.candidate.code == code
        assert isinstance(verdict, expected), (name, verdict)
        assert not isinstance(verdict, Faster)
    assert not (tmp_path / "MARKER").exists()
    assert f"S{level}" in found.isolation


def test_answers_learnt_by_heart_hold_for_this_data_only() -> None:
    source = "def f(n):\n    return sum(i * i for i in range(n))\n"
    calls = [(30_000,), (20_000,)]
    answers = {call: sum(i * i for i in range(call[0])) for call in calls}
    cheat = f"ANSWERS = {answers!r}\ndef f(n):\n    return ANSWERS.get((n,), 0)\n"
    found = judge(source, [cheat], entry="f", calls=calls)
    assert found.best is None
    (verdict,) = found.verdicts
    evidence = getattr(verdict, "evidence", None)
    assert isinstance(verdict, Different | NotFaster) or not evidence.general


def test_an_honest_gain_is_still_found_beside_them() -> None:
    honest = "total = sum([x * x % 7 for x in xs])\nresult = [total]\n"
    fast = "result = [total := sum(map(TABLE.__getitem__, xs))]\n"
    namespace = {**NAMESPACE, "TABLE": [x * x % 7 for x in range(15_000)]}
    found = judge(WORK, [honest, fast], namespace=namespace)
    assert isinstance(found.verdicts[0], Faster | NotFaster)
    assert found.verdicts[0].evidence.dropped == ("x",)
