"""Long texts as generated inputs: what they are taken for, and what becomes of them."""

from __future__ import annotations

import csv
import io

import pytest

from jupyter_perf.sandbox.vary import special_variants, variants
from jupyter_perf.sandbox.vary.forms import form

TABLE = "day,city,sales\n" + "".join(
    f"2024-01-{d:02d},town {d % 3},{d * 7}\n" for d in range(1, 29)
)
LOG = "\n".join(f"10:0{n % 10} worker {n} said: done" for n in range(12))
PROSE = "It was the best of times, it was the worst of times."


@pytest.mark.parametrize(
    ("text", "taken_for"),
    [
        (TABLE, "table"),
        (TABLE.replace(",", "\t"), "table"),
        (TABLE + "a line that is no row\n", "table"),
        (LOG, "lines"),
        (PROSE, "words"),
        ("a name", ""),
        ("", ""),
        ("one\ntwo", ""),
    ],
)
def test_a_text_is_known_by_its_form(text: str, taken_for: str) -> None:
    assert form(text) == taken_for


def made(text: str) -> dict[str, str]:
    found = {}
    for variant in variants({"text": text}, 36, seed=3):
        made = variant.apply()["text"]
        assert isinstance(made, str)
        if ";" not in variant.label:
            found[variant.label.removeprefix("`text`: ")] = made
    return found


def test_a_table_keeps_its_header_and_is_never_replaced() -> None:
    texts = made(TABLE)
    assert "strange text" not in texts
    assert texts.pop("empty") == ""
    assert len(texts) >= 12
    assert all(text.splitlines()[0] == "day,city,sales" for text in texts.values())
    assert texts["first line only"] == "day,city,sales\n"
    assert len(set(texts.values())) == len(texts)
    assert TABLE not in texts.values()


def test_rows_of_a_table_are_shuffled_cut_and_repeated() -> None:
    texts = made(TABLE)
    rows = TABLE.splitlines()
    shuffled = texts["lines in another order"].splitlines()
    assert sorted(shuffled) == sorted(rows)
    assert shuffled != rows
    assert len(texts["repeated lines"].splitlines()) > len(rows)
    widths = {len(row) for row in csv.reader(io.StringIO(texts["long lines"]))}
    assert widths == {3, 6}
    assert "\r\n" in texts["Windows line ends"]
    assert not texts["another end"].endswith("\n")


def test_lines_and_words_may_be_another_text_altogether() -> None:
    assert "strange text" in made(LOG)
    words = made(PROSE)
    assert sorted(words["words in another order"].split()) == sorted(PROSE.split())
    assert "strange text" in words
    assert "é" in words["letters beyond ASCII"]


def test_a_huge_text_is_cut_first() -> None:
    assert all(len(text) < 20_000 for text in made(TABLE * 5000).values())


def test_constants_become_fields_and_words_of_a_long_text() -> None:
    for text, mark in ((TABLE, ","), (LOG, " "), (PROSE, " ")):
        (variant,) = special_variants({"text": text}, ["EUR"], 9, seed=1)
        made = variant.apply()["text"]
        assert isinstance(made, str)
        assert variant.label == "`text`: 'EUR' in it"
        assert made != "EUR"
        assert made.count("EUR") >= 3
        lines = [line.split(mark) for line in made.splitlines()]
        assert [len(line) for line in lines] == [len(row.split(mark)) for row in text.splitlines()]
