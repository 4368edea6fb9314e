"""How people write merge sort by hand: patterns for `_alike`, with `v_a` as the list."""

from __future__ import annotations

from itertools import product

_TAILS = (
    "v_out.extend(v_l[v_i:])\nv_out.extend(v_r[v_j:])",
    "v_out += v_l[v_i:]\nv_out += v_r[v_j:]",
    "while v_i < len(v_l):\n    v_out.append(v_l[v_i])\n    v_i += 1\n"
    "while v_j < len(v_r):\n    v_out.append(v_r[v_j])\n    v_j += 1",
)
_STARTS = ("v_out = []\nv_i = 0\nv_j = 0", "v_out = []\nv_i = v_j = 0", "v_i = v_j = 0\nv_out = []",
           "v_i = 0\nv_j = 0\nv_out = []", "v_out = []\nv_i, v_j = 0, 0",
           "v_i, v_j = 0, 0\nv_out = []")  # fmt: skip


def _merge(start: str, order: str, tail: str) -> str:
    return f"""{start}
while v_i < len(v_l) and v_j < len(v_r):
    if v_l[v_i] {order} v_r[v_j]:
        v_out.append(v_l[v_i])
        v_i += 1
    else:
        v_out.append(v_r[v_j])
        v_j += 1
{tail}
return v_out
"""


def _taken(test: str, order: tuple[str, str, str], tail: str) -> str:
    asked, first, second = order
    return f"""v_out = []
while {test}:
    if {asked}:
        v_out.append({first}.pop(0))
    else:
        v_out.append({second}.pop(0))
{tail}
"""


_BOTH = ("v_l and v_r", "len(v_l) > 0 and len(v_r) > 0", "len(v_l) and len(v_r)",
         "len(v_l) != 0 and len(v_r) != 0", "len(v_l) >= 1 and len(v_r) >= 1")  # fmt: skip
_ORDERS = (
    *((f"v_l[0] {sign} v_r[0]", "v_l", "v_r") for sign in ("<", "<=")),
    *((f"v_r[0] {sign} v_l[0]", "v_r", "v_l") for sign in ("<", "<=")),
)
_LEFT = (
    "return v_out + v_l + v_r",
    "return v_out + (v_l or v_r)",
    "v_out += v_l\nv_out += v_r\nreturn v_out",
    "v_out.extend(v_l)\nv_out.extend(v_r)\nreturn v_out",
    "v_out.extend(v_l or v_r)\nreturn v_out",
    "if v_l:\n    v_out.extend(v_l)\nif v_r:\n    v_out.extend(v_r)\nreturn v_out",
    "if v_l:\n    v_out += v_l\nif v_r:\n    v_out += v_r\nreturn v_out",
    *(
        f"while {left}:\n    v_out.append(v_l.pop(0))\n"
        f"while {right}:\n    v_out.append(v_r.pop(0))\nreturn v_out"
        for left, right in (
            ("v_l", "v_r"), ("len(v_l) > 0", "len(v_r) > 0"), ("len(v_l)", "len(v_r)")
        )
    ),
)  # fmt: skip

MERGED = (
    *(_taken(*parts) for parts in product(_BOTH, _ORDERS, _LEFT)),
    *(_merge(*parts) for parts in product(_STARTS, ("<", "<="), _TAILS)),
    *(
        _merge(start, order, "return v_out + v_l[v_i:] + v_r[v_j:]").replace("return v_out\n", "")
        for start, order in product(_STARTS, ("<", "<="))
    ),
)
"""Putting two sorted lists together, at the end of a function."""

_FIRST_STAYS_FIRST = ("v_l[0] <= v_r[0]", "v_r[0] < v_l[0]", "v_l[v_i] <= v_r[v_j]")


def is_stable(pattern: str) -> bool:
    """True for a pattern that leaves equal elements in the order that they have."""
    return any(f"if {test}:" in pattern for test in _FIRST_STAYS_FIRST)


_HALVES = (
    "v_mid = len(v_a) // 2\nv_l = v_f(v_a[:v_mid])\nv_r = v_f(v_a[v_mid:])\n",
    "v_mid = len(v_a) // 2\nv_l, v_r = v_f(v_a[:v_mid]), v_f(v_a[v_mid:])\n",
)
MERGE_SORT = tuple(half + merge for half, merge in product(_HALVES, MERGED))
MERGE_SORT_BY_HELPER = (
    _HALVES[0] + "return v_merge(v_l, v_r)\n",
    "v_mid = len(v_a) // 2\nreturn v_merge(v_f(v_a[:v_mid]), v_f(v_a[v_mid:]))\n",
)

_PUT_BACK = """v_mid = len(v_a) // 2
v_l = v_a[:v_mid]
v_r = v_a[v_mid:]
v_f(v_l)
v_f(v_r)
{start}
while v_i < len(v_l) and v_j < len(v_r):
    if v_l[v_i] {order} v_r[v_j]:
        v_a[v_k] = v_l[v_i]
        v_i += 1
    else:
        v_a[v_k] = v_r[v_j]
        v_j += 1
    v_k += 1
while v_i < len(v_l):
    v_a[v_k] = v_l[v_i]
    v_i += 1
    v_k += 1
while v_j < len(v_r):
    v_a[v_k] = v_r[v_j]
    v_j += 1
    v_k += 1
"""
MERGE_SORT_IN_PLACE = tuple(
    _PUT_BACK.format(start=start, order=order)
    for start in ("v_i = v_j = v_k = 0", "v_i = 0\nv_j = 0\nv_k = 0", "v_i, v_j, v_k = 0, 0, 0")
    for order in ("<", "<=")
)
"""What merge sort does where it puts everything back into the list that it was given."""
