"""How people look for common divisors and multiples by trying: patterns for `_alike`."""

from __future__ import annotations

from itertools import product

_BOTH = ("v_a % v_d == 0 and v_b % v_d == 0", "v_b % v_d == 0 and v_a % v_d == 0")
_NOT_BOTH = ("v_a % v_d != 0 or v_b % v_d != 0", "v_b % v_d != 0 or v_a % v_d != 0",
             "not (v_a % v_d == 0 and v_b % v_d == 0)")  # fmt: skip
_BY_HAND = tuple(
    f"if v_a {sign} v_b:\n    v_s = {first}\nelse:\n    v_s = {second}\n"
    for sign, first, second in (
        ("<", "v_a", "v_b"), ("<=", "v_a", "v_b"), (">", "v_b", "v_a"), (">=", "v_b", "v_a")
    )
)  # fmt: skip
_SMALLER = (
    ("", "min(v_a, v_b)"),
    ("", "v_a if v_a < v_b else v_b"),
    ("v_s = min(v_a, v_b)\n", "v_s"),
    *((text, "v_s") for text in _BY_HAND),
)
"""(statements before, the smaller number)."""


def _in(name: str, texts: tuple[str, ...]) -> list[str]:
    return [text.replace("v_s", name) for text in texts]


_COUNTED_DOWN = tuple(
    f"{start}while {test}:\n{rounds}"
    for start in ("v_d = min(v_a, v_b)\n", "v_d = v_a if v_a < v_b else v_b\n",
                  *_in("v_d", _BY_HAND))
    for test in ("v_d > 1", "v_d > 0", "v_d >= 1", "True")
    for rounds in (
        *(
            f"    if {both}:\n        return v_d\n    v_d -= 1{end}"
            for both in _BOTH
            # Without it a search that stops above 1 gives None for numbers without a divisor.
            for end in (("", "\nreturn 1") if test != "v_d > 1" else ("\nreturn 1",))
        ),
        *(f"    if {both}:\n        break\n    v_d -= 1\nreturn v_d" for both in _BOTH),
    )
) + tuple(
    f"{start}while {test}:\n    v_d -= 1\nreturn v_d"
    for start in ("v_d = min(v_a, v_b)\n", *_in("v_d", _BY_HAND))
    for test in _NOT_BOTH
)  # fmt: skip
_RANGED_DOWN = tuple(
    f"{start}for v_d in range({low}, 0, -1):\n    if {both}:\n        return v_d{end}"
    for (start, low), both, end in product(_SMALLER, _BOTH, ("", "\nreturn 1"))
)
_RANGED_UP = tuple(
    f"{before}for v_d in range({first}, ({low}) + 1):\n"
    f"    if {both}:\n        v_g = v_d\nreturn v_g"
    for (start, low), both in product(_SMALLER, _BOTH)
    for first, before in (
        ("1", start), ("1", f"v_g = 1\n{start}"), ("1", f"{start}v_g = 1\n"),
        ("2", f"v_g = 1\n{start}"), ("2", f"{start}v_g = 1\n"),
    )
)  # fmt: skip
_COUNTED_UP = tuple(
    f"{start}while v_d <= {low}:\n    if {both}:\n        v_g = v_d\n    v_d += 1\nreturn v_g"
    for start, low, both in product(
        ("v_g = 1\nv_d = 1\n", "v_d = 1\nv_g = 1\n", "v_g = 1\nv_d = 2\n", "v_g = v_d = 1\n"),
        ("min(v_a, v_b)",),
        _BOTH,
    )
)
COMMON_DIVISOR = (*_COUNTED_DOWN, *_RANGED_DOWN, *_RANGED_UP, *_COUNTED_UP)
"""The greatest common divisor of two numbers above 0."""

_MULTIPLE = ("v_m % v_a == 0 and v_m % v_b == 0", "v_m % v_b == 0 and v_m % v_a == 0")
_LARGER = ("max(v_a, v_b)", "v_a if v_a > v_b else v_b")
_STARTS = (
    *(f"v_m = {larger}\n" for larger in _LARGER),
    *(
        f"if v_a {sign} v_b:\n    v_m = {first}\nelse:\n    v_m = {second}\n"
        for sign, first, second in (
            (">", "v_a", "v_b"), (">=", "v_a", "v_b"), ("<", "v_b", "v_a"), ("<=", "v_b", "v_a")
        )
    ),
)  # fmt: skip
COMMON_MULTIPLE = (
    *(
        f"{start}while True:\n    if {both}:\n        {end}\n    v_m += 1{after}"
        for start, both in product(_STARTS, _MULTIPLE)
        for end, after in (("return v_m", ""), ("break", "\nreturn v_m"))
    ),
    *(
        f"{start}while not ({both}):\n    v_m += 1\nreturn v_m"
        for start, both in product(_STARTS, _MULTIPLE)
    ),
    *(
        f"for v_m in range({larger}, v_a * v_b + 1):\n    if {both}:\n        return v_m"
        for larger, both in product(_LARGER, _MULTIPLE)
    ),
    "v_m = v_a\nwhile v_m % v_b != 0:\n    v_m += v_a\nreturn v_m",
)
"""The least common multiple of two numbers above 0."""
