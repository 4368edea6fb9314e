"""Generated standard inputs: counts stay true, tokens change."""

from __future__ import annotations

from jupyter_perf.sandbox.vary import stdin_variants

ROWS = "4\n10 20\n30 40\n50 60\n70 80\n"
TOKENS = "5\n17 22 5 91 3\n"


def test_counted_rows() -> None:
    made = stdin_variants([ROWS], 30, seed=0)
    assert len(made) == 30
    assert ROWS not in made
    assert len(set(made)) == 30
    for text in made:
        first, *rows = text.splitlines()
        assert int(first) == len([row for row in rows if row.strip()])
        assert all(len(row.split()) == 2 for row in rows if row.strip())
    assert {int(text.split()[0]) for text in made} >= {1, 2, 4, 8}


def test_counted_tokens() -> None:
    for text in stdin_variants([TOKENS], 20, seed=0):
        first, tokens = text.splitlines()[:2]
        assert int(first) == len(tokens.split())


def test_magnitudes_and_signs_stay() -> None:
    made = stdin_variants(["3\n-500 7 123456\n"], 8, seed=0)
    largest = [max(abs(int(token)) for token in text.split()[1:] or ["0"]) for text in made]
    assert sum(number < 10**6 for number in largest) >= 6
    assert max(largest) >= 2**31 - 1


def test_blanks_and_signs() -> None:
    made = stdin_variants([f"30\n{' '.join(map(str, range(10, 70, 2)))}\n"], 15, seed=0)
    assert any("  " in text for text in made)
    odd_and_negative = [t for text in made for t in text.split() if t[0] == "-" and int(t) % 2]
    assert odd_and_negative


def test_several_cases_in_one_input() -> None:
    text = "2\n3\n1 2 3\n2\n7 9\n"
    made = stdin_variants([text], 10, seed=0)
    kept = [new.splitlines()[:2] for new in made]
    assert ["2", "3"] in kept


def test_blanks_and_line_ends() -> None:
    made = stdin_variants([ROWS], 40, seed=0)
    assert any(not text.endswith("\n") for text in made)
    assert any("\r\n" in text for text in made)
    assert any(" \n" in text for text in made)


def test_free_text_and_empty_input() -> None:
    words = ["brown", "fox", "quick", "the"]
    made = stdin_variants([" ".join(words) + "\n"], 5, seed=0)
    assert made
    assert any(sorted(text.split()) == words for text in made)
    assert "\n" in stdin_variants([""], 3, seed=0)
    assert stdin_variants([], 3, seed=0) == []
