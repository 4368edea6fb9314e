"""How people write sorting by hand: patterns for `_alike`, with `v_a` as the list.

`E_n` is its length wherever it occurs (the caller checks that), and `E_m` the length or one less.
Every pattern sorts upwards; turning its comparison sorts downwards.
"""

from __future__ import annotations

import textwrap
from itertools import product

# The last would take `n - i` for the length, so the others are tried before it.
_INNER = ("E_n - v_i - 1", "E_n - 1 - v_i", "E_n - (v_i + 1)", "E_n - (1 + v_i)", "E_n - 1")
_SWAP = "v_a[v_j], v_a[v_j + 1] = v_a[v_j + 1], v_a[v_j]"


def _bubble(inner: str, flag: tuple[str, str, str]) -> str:
    before, mark, after = flag
    lines = [
        "for v_i in range(E_m):",
        before,
        f"    for v_j in range({inner}):",
        "        if v_a[v_j] > v_a[v_j + 1]:",
        f"            {_SWAP}",
        mark,
        after,
    ]
    return "\n".join(line for line in lines if line)


_FLAGS = (
    ("", "", ""),
    (
        "    v_done = False",
        "            v_done = True",
        "    if not v_done:\n        break",
    ),
    (
        "    v_done = True",
        "            v_done = False",
        "    if v_done:\n        break",
    ),
    (
        "    v_done = False",
        "            v_done = True",
        "    if v_done == False:\n        break",
    ),
    ("    v_done = 0", "            v_done = 1", "    if v_done == 0:\n        break"),
)
BUBBLE = tuple(_bubble(inner, flag) for inner, flag in product(_INNER, _FLAGS))

_UNTIL = f"""
v_done = {{first}}
while {{test}}:
    v_done = {{again}}
    for v_j in range(E_n - 1):
        if v_a[v_j] > v_a[v_j + 1]:
            {_SWAP}
            v_done = {{first}}
"""
UNTIL_DONE = (
    _UNTIL.format(first="True", test="v_done", again="False"),
    _UNTIL.format(first="False", test="not v_done", again="True"),
)

_CHOSEN = """
for v_i in range(E_m):
    v_best = v_i
    for v_j in range(v_i + 1, E_n):
        if v_a[v_j] < v_a[v_best]:
            v_best = v_j
    {swap}
"""
_SWAP_BEST = "v_a[v_i], v_a[v_best] = v_a[v_best], v_a[v_i]"
SELECTION = (
    _CHOSEN.format(swap=_SWAP_BEST),
    _CHOSEN.format(swap=f"if v_best != v_i:\n        {_SWAP_BEST}"),
    _CHOSEN.format(swap=f"if v_i != v_best:\n        {_SWAP_BEST}"),
    """
for v_i in range(E_m):
    for v_j in range(v_i + 1, E_n):
        if v_a[v_i] > v_a[v_j]:
            v_a[v_i], v_a[v_j] = v_a[v_j], v_a[v_i]
""",
)

INSERTION = (
    """
for v_i in range(1, E_n):
    v_key = v_a[v_i]
    v_j = v_i - 1
    while v_j >= 0 and v_a[v_j] > v_key:
        v_a[v_j + 1] = v_a[v_j]
        v_j -= 1
    v_a[v_j + 1] = v_key
""",
    """
for v_i in range(1, E_n):
    v_key = v_a[v_i]
    v_j = v_i
    while v_j > 0 and v_a[v_j - 1] > v_key:
        v_a[v_j] = v_a[v_j - 1]
        v_j -= 1
    v_a[v_j] = v_key
""",
    """
for v_i in range(1, E_n):
    v_j = v_i
    while v_j > 0 and v_a[v_j - 1] > v_a[v_j]:
        v_a[v_j - 1], v_a[v_j] = v_a[v_j], v_a[v_j - 1]
        v_j -= 1
""",
)

UPWARDS = (*BUBBLE, *UNTIL_DONE, *INSERTION, *SELECTION)

_PIVOTS = ("len(v_a) // 2", "0", "-1", "len(v_a) - 1")
_THREE = ("v_l = []\nv_m = []\nv_r = []", "v_l, v_m, v_r = [], [], []")
_INTO_THREE = (
    "if v_x < v_p:\n        v_l.append(v_x)\n    elif v_x == v_p:\n        v_m.append(v_x)\n"
    "    else:\n        v_r.append(v_x)",
    "if v_x < v_p:\n        v_l.append(v_x)\n    elif v_x > v_p:\n        v_r.append(v_x)\n"
    "    else:\n        v_m.append(v_x)",
    "if v_x == v_p:\n        v_m.append(v_x)\n    elif v_x < v_p:\n        v_l.append(v_x)\n"
    "    else:\n        v_r.append(v_x)",
)
_INTO_TWO = (
    "if v_x < v_p:\n        v_l.append(v_x)\n    else:\n        v_r.append(v_x)",
    "if v_x <= v_p:\n        v_l.append(v_x)\n    else:\n        v_r.append(v_x)",
)
QUICK_SORT = (
    *(
        f"""v_p = v_a[{pivot}]
{start}
for v_x in v_a:
    {put}
return v_f(v_l) + v_m + v_f(v_r)
"""
        for pivot, start, put in product(_PIVOTS, _THREE, _INTO_THREE)
    ),
    *(
        f"""v_p = v_a[0]
{start}
for v_x in v_a[1:]:
    {put}
return v_f(v_l) + [v_p] + v_f(v_r)
"""
        for start, put in product(("v_l = []\nv_r = []", "v_l, v_r = [], []"), _INTO_TWO)
    ),
    *(
        f"""v_p = v_a[{pivot}]
v_l = [v_x for v_x in v_a if v_x < v_p]
v_m = [v_x for v_x in v_a if v_x == v_p]
v_r = [v_x for v_x in v_a if v_x > v_p]
return v_f(v_l) + v_m + v_f(v_r)
"""
        for pivot in _PIVOTS
    ),
    *(
        f"""v_p = v_a[0]
v_l = [v_x for v_x in v_a[1:] if v_x {one} v_p]
v_r = [v_x for v_x in v_a[1:] if v_x {two} v_p]
return v_f(v_l) + [v_p] + v_f(v_r)
"""
        for one, two in (("<", ">="), ("<=", ">"))
    ),
)


def downwards(pattern: str) -> str:
    """The pattern with its comparison of elements turned."""
    lines = []
    for line in textwrap.dedent(pattern).splitlines():
        if line.strip().startswith("if v_a[") and (" > " in line or " < " in line):
            line = line.replace(" > ", " \0 ").replace(" < ", " > ").replace(" \0 ", " < ")
        elif "while v_j" in line and " and v_a[" in line:
            head, _, tail = line.partition(" and ")
            line = f"{head} and {tail.replace(' > ', ' < ')}"
        lines.append(line)
    return "\n".join(lines)


LOOPS = (*UPWARDS, *map(downwards, UPWARDS))
"""Loops that sort, first those that sort upwards."""

STABLE_UPWARDS = (*BUBBLE, *UNTIL_DONE, *INSERTION)
STABLE_LOOPS = (*STABLE_UPWARDS, *map(downwards, STABLE_UPWARDS))
"""Those that leave what is equal in the order that it has."""
