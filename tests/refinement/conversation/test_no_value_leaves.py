"""Marks wherever a value can be, and answers that bring them to light: no request holds one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from talks import Scripted, by_round, fence, refine

MARK = "QUILL"
ROWS = 300


def values():
    """What the cell reads: marks among elements, labels, categories, keys, and deep inside."""
    frame = pd.DataFrame(
        {
            "k": [f"{MARK}{i % 37}" for i in range(ROWS)],
            "v": np.arange(ROWS) * 1.5,
            "c": pd.Categorical([f"{MARK}c{i % 3}" for i in range(ROWS)]),
        },
        index=pd.Index([f"{MARK}i{i}" for i in range(ROWS)], name=f"{MARK}name"),
    )
    frame.attrs[MARK] = MARK
    return {
        "df": frame,
        "d": {f"{MARK}key{i}": [f"{MARK}{i}"] for i in range(40)},
        "s": {f"{MARK}s{i}" for i in range(20)},
        "t": (f"{MARK}t", {f"{MARK}n": [f"{MARK}deep"]}),
        "txt": f"{MARK} " * 50,
    }


CELL = """out = {}
for i in range(len(df)):
    key = df['k'].iloc[i]
    out[key] = out.get(key, 0.0) + df['v'].iloc[i]
m = len(d) + len(s) + len(t) + len(txt)
w = df['c'].tolist()
print(key)
"""
SAME = f"""out = {{}}
for key, v in zip(df['k'].tolist(), df['v'].to_numpy()):
    out[key] = out.get(key, 0.0) + v
m = len(d) + len(s) + len(t) + len(txt)
w = df['c'].tolist()
i = {ROWS - 1}
print(key)
"""
MAKE_A_CLASS = "raise type(next(iter(s)), (ValueError,), {})(txt)\n"
DIFFERS = (
    SAME + "out[next(iter(d))] = 1.0\n",
    SAME + "out = {df.index[0]: out}\n",
    SAME.replace("print(key)", "print(txt)"),
    SAME + "raise KeyError(df.index[0])\n",
    SAME + MAKE_A_CLASS,
    SAME + "df.insert(0, df.index[0], 1)\n",
    SAME + "w[3] = df.index[3]\n",
    SAME + "w = pd.Series(w, name=txt)\n",
    SAME + "import pathlib\npathlib.Path(txt).read_text()\n",
)
BY_TESTS = f"assert '{MARK}tests' in out or w[0] != df['c'].iloc[0], txt\n"


def requests(source, namespace, codes, **options):
    """All texts that a model was sent while it answered with `codes`, three a round."""
    rounds = [[fence(code) for code in codes[at : at + 3]] for at in range(0, len(codes), 3)]
    provider = Scripted(by_round(*rounds, ["that is all"]))
    found = refine(provider, source, namespace, rounds=len(rounds) + 1, samples=3, **options)
    assert found.best is None
    return [message.content for prompt in provider.asked for message in prompt.messages], found


def marks(texts):
    return [text for text in texts if MARK.lower() in text.lower()]


def test_no_value_of_a_cell_is_in_any_request(tmp_path, monkeypatch):
    folder = tmp_path / f"{MARK}-folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv(f"{MARK}_VARIABLE", MARK)
    sent, found = requests(CELL, values(), DIFFERS[:6])
    assert len(found.verdicts) == 6
    assert "It doesn't count: `out`: a key is new" in "".join(sent)
    assert not marks(sent)
    talk = found.conversation
    assert not marks([line for turn in talk.rounds for line in turn.feedback])


@pytest.mark.slow
def test_no_value_is_in_requests_about_a_part():
    sent, found = requests(CELL, values(), DIFFERS[6:], part="1-7", strategy="explore")
    assert found.verdicts
    assert not marks(sent)


@pytest.mark.slow
def test_neither_tests_nor_what_they_say_are_in_any_request():
    sent, found = requests(CELL, values(), (SAME, *DIFFERS[6:8]), tests=BY_TESTS)
    assert not marks(sent)
    assert found.verdicts or found.reason


@pytest.mark.slow
def test_no_argument_of_a_function_is_in_any_request():
    source = "def f(words, n):\n    return [w for w in words if words.count(w) > n]\n"
    head = "def f(words, n):\n    "
    codes = (
        f"{head}return {{words[0]: 1}}\n",
        f"{head}raise KeyError(words[0])\n",
        f"{head}words.append(words[0] * 2)\n    return [w for w in words if words.count(w) > n]\n",
        f"{head}return words[0]\n",
        f"{head}return [type(words[0], (), {{}})()]\n",
        f"{head}return [w for w in dict.fromkeys(words)]\n",
    )
    calls = [([f"{MARK}{i % 50}" for i in range(300)], 1), ([f"{MARK}x"], 0)]
    assert not marks(requests(source, None, codes, entry="f", calls=calls)[0])


@pytest.mark.slow
def test_no_input_of_a_program_is_in_any_request():
    head = "import sys\nwords = sys.stdin.read().split()\n"
    source = f"{head}print(sum(words.count(x) for x in words))\nprint(words[0])\n"
    codes = (
        f"{head}print(words[0])\n",
        f"{head}raise SystemExit(words[0])\n",
        f"{head}sys.stderr.write(words[0])\n",
        f"{head}int(words[0])\n",
        f"{head}print('x' * 300_000_000)\n",
        f"{head}print(len(words) ** 2)\nprint(words[0].lower())\n",
    )
    assert not marks(requests(source, None, codes, stdin=[f"{MARK}in abc " * 300 + "\n"])[0])
