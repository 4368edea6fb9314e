"""How a product of two matrices is written with loops over lists of rows."""

from __future__ import annotations

import itertools
import textwrap

TERMS = ("v_A[v_i][v_k] * v_B[v_k][v_j]", "v_B[v_k][v_j] * v_A[v_i][v_k]")
_PAIRS = ("v_x * v_y", "v_y * v_x")
_SUMS = ("sum(TERM for v_k in range(E_m))", "sum([TERM for v_k in range(E_m)])")
_ZIPPED = (
    "sum(PAIR for v_x, v_y in zip(v_row, v_col))",
    "sum([PAIR for v_x, v_y in zip(v_row, v_col)])",
    "sum(v_row[v_k] * v_col[v_k] for v_k in range(len(v_row)))",
)

_ADDED = (
    """
    for v_i in range(E_n):
        for v_j in range(E_p):
            for v_k in range(E_m):
                v_R[v_i][v_j] += TERM
    """,
    """
    for v_i in range(E_n):
        for v_k in range(E_m):
            for v_j in range(E_p):
                v_R[v_i][v_j] += TERM
    """,
)
_STORED = (
    """
    for v_i in range(E_n):
        for v_j in range(E_p):
            v_s = E_zero
            for v_k in range(E_m):
                v_s += TERM
            v_R[v_i][v_j] = v_s
    """,
    """
    for v_i in range(E_n):
        for v_j in range(E_p):
            v_R[v_i][v_j] = E_zero
            for v_k in range(E_m):
                v_R[v_i][v_j] += TERM
    """,
    """
    for v_i in range(E_n):
        for v_j in range(E_p):
            v_R[v_i][v_j] = SUM
    """,
)
_APPENDED = (
    """
    for v_i in range(E_n):
        v_new = E_row
        for v_j in range(E_p):
            v_s = E_zero
            for v_k in range(E_m):
                v_s += TERM
            v_new.append(v_s)
        v_R.append(v_new)
    """,
    """
    for v_i in range(E_n):
        v_new = E_row
        for v_j in range(E_p):
            v_new.append(SUM)
        v_R.append(v_new)
    """,
    """
    for v_i in range(E_n):
        v_R.append([SUM for v_j in range(E_p)])
    """,
    """
    for v_row in v_A:
        v_new = E_row
        for v_col in zip(*v_B):
            v_s = E_zero
            for v_x, v_y in zip(v_row, v_col):
                v_s += PAIR
            v_new.append(v_s)
        v_R.append(v_new)
    """,
    """
    for v_row in v_A:
        v_new = E_row
        for v_col in zip(*v_B):
            v_new.append(ZIPPED)
        v_R.append(v_new)
    """,
    """
    for v_row in v_A:
        v_R.append([ZIPPED for v_col in zip(*v_B)])
    """,
)
_MADE = (
    "[[SUM for v_j in range(E_p)] for v_i in range(E_n)]",
    "[[ZIPPED for v_col in zip(*v_B)] for v_row in v_A]",
)


def _spelt(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Each form with every way to write its sums and terms; a pattern once only."""
    found: dict[str, None] = {}
    for form, sums, zipped, term, pair in itertools.product(forms, _SUMS, _ZIPPED, TERMS, _PAIRS):
        text = form.replace("SUM", sums).replace("ZIPPED", zipped)
        found[textwrap.dedent(text.replace("TERM", term).replace("PAIR", pair))] = None
    # The product of a matrix with itself: two names of a pattern never stand for the same one.
    return (*found, *(text.replace("v_B", "v_A") for text in found))


ADDED = _spelt(_ADDED)
"""Loops that add to a matrix `v_R` which must hold zeros."""
STORED = _spelt(_STORED)
"""Loops that set each element of a matrix `v_R`."""
APPENDED = _spelt(_APPENDED)
"""Loops that append rows to a list `v_R`."""
MADE = _spelt(_MADE)
"""Comprehensions."""
FILLED = (
    "[[E_fill] * E_p for v_x in range(E_n)]",
    "[[E_fill for v_y in range(E_p)] for v_x in range(E_n)]",
    "[[E_fill for v_x in range(E_p)] for v_x in range(E_n)]",
)
"""A matrix of one value, each row a list of its own."""
