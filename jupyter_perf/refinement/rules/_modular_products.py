"""How a product of two matrices is written with loops, its sums taken by a modulus or not."""

from __future__ import annotations

from . import _product_patterns as plain

_TERMS = plain.TERMS
_PLACE = "v_R[v_i][v_j]"
_PRODUCT = (
    f"{_PLACE} = ({_PLACE} + TERM) % E_mod",
    f"{_PLACE} = (TERM + {_PLACE}) % E_mod",
    f"{_PLACE} += TERM % E_mod\n{_PLACE} %= E_mod",
    f"{_PLACE} += TERM\n{_PLACE} %= E_mod",
)
_ORDERS = ("ijk", "ikj", "kij")
_SIZES = {"i": "E_n", "j": "E_p", "k": "E_m"}


def _loops(order: str, body: str) -> str:
    lines = [f"{'    ' * at}for v_{n} in range({_SIZES[n]}):" for at, n in enumerate(order)]
    inner = [f"{'    ' * len(order)}{line}" for line in body.splitlines()]
    return "\n".join([*lines, *inner])


def _terms(forms: list[str]) -> tuple[str, ...]:
    found = dict.fromkeys(form.replace("TERM", term) for form in forms for term in _TERMS)
    # The product of a matrix with itself: two names of a pattern never stand for the same one.
    return (*found, *(text.replace("v_B", "v_A") for text in found))


_OPENED = "for v_i in range(E_n):\n    for v_j in range(E_p):\n"
_INNER = "        for v_k in range(E_m):\n"
ADDED = _terms(
    [
        *(_loops(order, body) for order in _ORDERS for body in _PRODUCT),
        f"{_OPENED}{_INNER}            {_PLACE} += TERM\n        {_PLACE} %= E_mod",
    ]
)
"""Loops that add to a matrix `v_R` which must hold zeros, and keep its numbers below a modulus."""
_SUMMED = tuple(
    f"{_INNER}            {body}\n{end}"
    for body, end in (
        ("v_s = (v_s + TERM) % E_mod", ""),
        ("v_s += TERM\n            v_s %= E_mod", ""),
        ("v_s += TERM", "        v_s %= E_mod\n"),
    )
)
STORED = _terms(
    [
        *(f"{_OPENED}        v_s = E_zero\n{inner}        {_PLACE} = v_s" for inner in _SUMMED),
        f"{_OPENED}        v_s = E_zero\n{_INNER}            v_s += TERM\n"
        f"        {_PLACE} = v_s % E_mod",
        f"{_OPENED}        {_PLACE} = sum(TERM for v_k in range(E_m)) % E_mod",
    ]
)
"""Loops that set each element of a matrix `v_R`."""
_ROW = "for v_i in range(E_n):\n    v_new = E_row\n    for v_j in range(E_p):\n"
APPENDED = _terms(
    [
        *(
            f"{_ROW}        v_s = E_zero\n{inner}        v_new.append(v_s)\n    v_R.append(v_new)"
            for inner in _SUMMED
        ),
        f"{_ROW}        v_s = E_zero\n{_INNER}            v_s += TERM\n"
        "        v_new.append(v_s % E_mod)\n    v_R.append(v_new)",
    ]
)
"""Loops that append rows to a list `v_R`."""
