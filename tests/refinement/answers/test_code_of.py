"""Finding the rewrite in what models write around it."""

from __future__ import annotations

import ast

import pytest

from jupyter_perf.refinement.answers.blocks import begun_code, code_of
from jupyter_perf.refinement.answers.parsing import LONGEST_CODE

CODE = "def add(a, b):\n    return a + b\n"
F = "```"

WITH_THE_CODE = {
    "prose around": f"Here it is:\n\n{F}python\n{CODE}{F}\nIt is faster because it adds.\n",
    "bare": CODE,
    "bare without a last line end": CODE.rstrip(),
    "bare between prose": f"Sure, here it is:\n\n{CODE}\nThis is faster, since it adds once.",
    "py": f"{F}py\n{CODE}{F}",
    "Python 3": f"{F}Python 3\n{CODE}{F}",
    "python3.12": f"{F}python3.12\n{CODE}{F}",
    "no label": f"{F}\n{CODE}{F}",
    "a file's name": f"{F}fast.py\n{CODE}{F}",
    "label after a colon": f"{F}python:fast.py\n{CODE}{F}",
    "tildes": f"~~~python\n{CODE}~~~",
    "tildes around backticks": f"~~~~\n{CODE}~~~~",
    "long fence": f"{F}{F}python\n{CODE}{F}{F}",
    "blank before the label": f"{F} python\n{CODE}{F}",
    "blanks after the fence": f"{F}python  \n{CODE}{F}   \n",
    "attributes": f'{F}{{.python title="a.py"}}\n{CODE}{F}',
    "MyST cell": f"{F}{{code-cell}} ipython3\n{CODE}{F}",
    "in a list": f"1. Do:\n   {F}python\n   def add(a, b):\n       return a + b\n   {F}\n",
    "in a list's first line": f"- {F}python\n  def add(a, b):\n      return a + b\n  {F}\n",
    "indented code in a fence": f"{F}python\n    def add(a, b):\n        return a + b\n{F}",
    "never closed": f"{F}python\n{CODE}",
    "closed by the next block": f"{F}python\n{CODE}\n{F}bash\nls\n{F}\n",
    "byte order mark": f"\ufeff{F}python\n{CODE}{F}",
    "mark before bare code": "\ufeff" + CODE,
    "CRLF": f"Sure\r\n\r\n{F}python\r\n{CODE}{F}\r\n".replace("\n", "\r\n").replace("\r\r", "\r"),
    "CR": f"{F}python\n{CODE}{F}\n".replace("\n", "\r"),
    "no-break spaces": f"{F}python\n{CODE}{F}".replace("    ", "\u00a0" * 4),
    "zero-width spaces": f"{F}python\n\u200bdef add(a, b):\n    return a\u200b + b\n{F}",
    "line separators": f"{F}python\ndef add(a, b):\u2028    return a + b\n{F}",
    "thinking": f"<think>Try {F}python\nbad()\n{F} no.</think>\n{F}python\n{CODE}{F}",
    "thinking over lines": f"<think>\n{F}python\nbad()\n</think>\n\n{F}python\n{CODE}{F}",
    "thinking twice": f"<think>a</think>\n{F}python\n{CODE}{F}\n<thinking>b\n{F}\nx=1\n</thinking>",
    "end of thinking alone": f"so {F}python\nbad()\n{F}\n</think>\n{F}python\n{CODE}{F}",
    "thinking not ended, after": f"{F}python\n{CODE}{F}\n<think>Is {F}python\nx = 1\n{F} better?",
    "shell before, example after": f"{F}bash\npip install x\n{F}\nthen\n{F}python\n{CODE}{F}\n"
    f"usage\n{F}python\nadd(1, 2)\n{F}",
    "example that keeps its result": f"{F}python\n{CODE}{F}\n{F}python\nthree = add(1, 2)\n{F}",
    "quoted again": f"{F}python\n{CODE}{F}\nThe point:\n{F}python\n    return a + b\n{F}",
    "a slower version first": f"You had\n{F}python\ndef add(a, b):\n    for i in range(b):\n"
    f"        a += 1\n    return a\n{F}\nbetter:\n{F}python\n{CODE}{F}\n",
    "output in a block without a label": f"{F}python\n{CODE}{F}\nwhich gives\n{F}\n3\n{F}",
    "two without a label": f"{F}\npip install x\n{F}\n\n{F}\n{CODE}{F}",
    "an attempt that doesn't parse": f"{F}python\n{CODE}{F}\nor\n{F}python\ndef f(:\n{F}",
    "JSON": '{"code": "def add(a, b):\\n    return a + b\\n", "explanation": "x = 1"}',
    "JSON, other key first": '{"why": "x", "code": "def add(a, b):\\n    return a + b"}',
    "JSON over lines": '{\n  "rewritten_code": "def add(a, b):\n    return a + b\n"\n}\n',
    "JSON in a fence": f'{F}json\n{{"code": "def add(a, b):\\n    return a + b"}}\n{F}',
    "JSON without a label": f'{F}\n{{"code": "def add(a, b):\\n    return a + b"}}\n{F}',
    "JSON after prose": 'Here:\n{"code": "def add(a, b):\\n    return a + b"}\nBye.',
    "fence in JSON": '{"code": "```python\\ndef add(a, b):\\n    return a + b\\n```"}',
    "console": f"{F}python\n>>> def add(a, b):\n...     return a + b\n...\n{F}",
    "console with output": f"{F}pycon\n>>> def add(a, b):\n...     return a + b\n... \nOut\n{F}",
    "notebook console": f"{F}python\nIn [1]: def add(a, b):\n   ...:     return a + b\n\n{F}",
    "installs first": f"{F}python\n!pip install numba\n%matplotlib inline\n{CODE}{F}",
    "our own header": f"{F}python\n%%refine --engine llm\n{CODE}{F}",
}


@pytest.mark.parametrize("answer", WITH_THE_CODE.values(), ids=WITH_THE_CODE)
def test_the_code_is_found(answer: str) -> None:
    found = code_of(answer)
    assert found is not None
    assert ast.dump(ast.parse(found)) == ast.dump(ast.parse(CODE))
    assert found.endswith("\n")
    assert not found.startswith("\n")
    assert "\r" not in found


WITHOUT = {
    "empty": "",
    "blank": " \r\n\t\n",
    "prose": "I am not sure what you want. Could you clarify?",
    "a word that parses": "Sure",
    "words that parse": "not found",
    "a note that parses": "Note: this",
    "a refusal": "I can't help with that.",
    "prose in a fence": f"{F}\nSure\n{F}",
    "JavaScript": f"{F}javascript\nconst x = 1;\n{F}",
    "a shell's": f"{F}bash\nls\n{F}",
    "a diff": f"{F}diff\n-x = 1\n+x = 2\n{F}",
    "doesn't parse": f"{F}python\ndef f(:\n{F}",
    "magics and commands": f"{F}ipython\n%timeit 1\n!ls\n{F}",
    "a magic in code": f"{F}python\nx = 1\n%timeit x\n{F}",
    "help": f"{F}python\nx = 1\nx?\n{F}",
    "only thinking": "<think>forever and ever",
    "thinking with code": f"<think>\n{F}python\nx = 1\n{F}",
    "half a JSON object": '{"code": "x = 1", ',
    "JSON without code": '{"error": "no"}',
    "JSON with no code in it": '{"code": ""}',
    "JSON with code of another kind": '{"code": 3}',
    "a JSON list": "[1, 2]",
    "only a comment": f"{F}python\n# the same as before\n{F}",
    "an empty block": f"{F}python\n{F}",
    "a line that goes on nowhere": f"{F}python\nreturn\\\n\n{F}",
    "null bytes": f"{F}python\nx = '\0'\n{F}",
    "a lone surrogate": f"{F}python\nx = '\ud800\n{F}",
    "nested too deeply to be parsed": f"{F}python\nx = {'-' * 100_000}1\n{F}",
    "nested too deeply for some parsers": f"{F}python\nx = {'-' * 3000}1\n{F}",
    "nested too deeply to be walked": f"{F}python\nx = {'-' * 1000}1\n{F}",
    "nested too deeply to be written": f"{F}python\nx = a{'.b' * 500}\n{F}",
    "binary": "\x00\x01\x02" * 100,
}


@pytest.mark.parametrize("answer", WITHOUT.values(), ids=WITHOUT)
def test_there_is_no_code(answer: str) -> None:
    assert code_of(answer) is None


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (f"{F}{F}python\ns = '''\n{F}js\nx\n{F}\n'''\n{F}{F}", f"s = '''\n{F}js\nx\n{F}\n'''\n"),
        (f"{F}python\ns = '''\n{F}js\nx\n{F}\n'''\n{F}", f"s = '''\n{F}js\nx\n{F}\n'''\n"),
        (f"{F}python\r\nπ = 'naïve — 日本 🎉'\u2028\u00a0\r\nprint(π)\r\n{F}\r\n", None),
        (f"{F}python\nx = 'a\u00a0b\u2028c'\u00a0\n{F}", "x = 'a\u00a0b\u2028c' \n"),
        (f"{F}python\nx = 'a\u00a0b'\n{F}", "x = 'a\u00a0b'\n"),
        (f"{F}python\n>>> 1 + 1\n2\n{F}", "1 + 1\n"),
        (f"{F}python\nx = '''\n>>> 1\n'''\n{F}", "x = '''\n>>> 1\n'''\n"),
        (f"{F}python\nfor i in x:\n    !pip install y\n{F}", "for i in x:\n    pass\n"),
        (f"{F}python\nfor i in x:\n    a\n\tb\n{F}", "for i in x:\n    a\n    b\n"),
        (f"{F}python\nx = 10 % (\n    3\n)\n%pip install y\n{F}", "x = 10 % (\n    3\n)\n"),
        (f"{F}python\nimport a\n{F}\nand\n{F}python\nx = a.b()\n{F}", "import a\n\nx = a.b()\n"),
        (f"{F}python\nimport a\n{F}", "import a\n"),
        (f"{F}python\ntags = '<think>' + '</think>!'\n{F}", "tags = '<think>' + '</think>!'\n"),
        ("df.groupby('a').sum()", "df.groupby('a').sum()\n"),
        ("Here:\n\nx = [\n    1,\n]\n\ny = x\n\nGood luck!", "x = [\n    1,\n]\n\ny = x\n"),
    ],
)
def test_what_exactly_comes_out(answer: str, code: str | None) -> None:
    found = code_of(answer)
    assert found is not None
    if code is not None:
        assert found == code
    else:
        assert ast.dump(ast.parse(found)) == ast.dump(ast.parse("π='naïve — 日本 🎉'\nprint(π)"))


def test_names_that_must_be_left_decide_between_blocks() -> None:
    helper = "def total_of(x):\n    return sum(x)\n"
    use = "total = total_of(values)\n"
    answer = f"{F}python\n{helper}{F}\nand then\n{F}python\n{use}{F}"

    assert code_of(answer) == helper
    assert code_of(answer, binds={"total"}) == f"{helper}\n{use}"


def test_of_a_rewrite_and_something_else_the_one_with_the_names_is_taken() -> None:
    rewrite, aside = "total = sum(x)\n", "memory = len(y)\n"
    answer = f"{F}python\n{rewrite}{F}\n\n{F}python\n{aside}{F}"

    assert code_of(answer) == aside
    assert code_of(answer, binds=["total"]) == rewrite


def test_a_quotation_of_the_original_is_no_rewrite() -> None:
    original = "total = 0\nfor v in x:\n    total += v\n"
    answer = f"{F}python\ntotal = sum(x)\n{F}\ninstead of\n{F}python\n{original}# slow\n{F}"

    assert code_of(answer, original=original) == "total = sum(x)\n"
    assert code_of(f"{F}python\n{original}{F}", original=original) == original


@pytest.mark.parametrize(
    "answer",
    [
        f"{F}python\n{CODE}",
        f"{F}python\n{CODE}``",
        CODE,
        f"{F}python\n{CODE}{F}\nbetter:\n{F}python\nadd = sum\n",
        '{"code": "x = 1\\n',
        f"<think>{CODE}",
        "",
    ],
)
def test_what_was_cut_off_is_no_rewrite(answer: str) -> None:
    assert code_of(answer, cut_off=True) is None


@pytest.mark.parametrize(
    "answer",
    [f"{F}python\n{CODE}{F}\nThis is because", '{"code": "def add(a, b):\\n    return a + b"}\nSo'],
)
def test_a_block_that_was_closed_before_the_cut_is_whole(answer: str) -> None:
    assert code_of(answer, cut_off=True) == CODE


@pytest.mark.parametrize(
    ("answer", "begun"),
    [
        (f"Here:\n{F}python\n{CODE}    x = (1,", f"{CODE}    x = (1,"),
        (f"{F}python\n{CODE}``", CODE.rstrip()),
        (f"{F}python\n{CODE}{F}\nThis is", ""),
        (f"{F}bash\nls -l", ""),
        (CODE + "x = (", CODE + "x = ("),
        ("I think that", ""),
        ('{"code": "x =', ""),
        ("", ""),
    ],
)
def test_what_began_is_kept_as_it_came(answer: str, begun: str) -> None:
    assert begun_code(answer) == begun


# Two megabytes each: anything quadratic in them would take hours.
HUGE = {
    "lines of code": "x = 1  # pad\n" * 170_000,
    "fences": "```\n" * 500_000,
    "openings": "```python\nx = 1\n" * 120_000,
    "broken blocks": "```python\n(\n```\n" * 120_000,
    "openings of thoughts": "<think>\n" * 250_000,
    "ends of thoughts": "</think>\n" * 220_000,
    "objects": '{"code":\n' * 220_000,
    "quotes": "```python\n" + '"""\u00a0\'' * 70_000,
    "blanks": " " * 2_000_000,
    "backticks": "`" * 2_000_000,
    "list items": "- " * 1_000_000,
}


@pytest.mark.parametrize("answer", HUGE.values(), ids=HUGE)
def test_time_is_linear_in_the_length(answer: str) -> None:
    assert code_of(answer) in (None, "x = 1\n")
    assert len(begun_code(answer)) <= len(answer)


def test_more_than_any_rewrite_has_is_none() -> None:
    line = "x = 1\n"
    assert code_of(f"{F}python\n{line * (LONGEST_CODE // len(line) + 1)}{F}") is None
