"""How people count and write bits, and raise to powers: patterns for `_alike`."""

from __future__ import annotations

from itertools import product

_HALVED = ("v_a //= 2", "v_a >>= 1")
_LEFT = ("v_a", "v_a > 0", "v_a != 0")
_BIT = ("v_a % 2", "v_a & 1")
_COUNTED = (
    *(f"v_c += {bit}" for bit in _BIT),
    *(f"if {bit}{asked}:\n        v_c += 1" for bit in _BIT for asked in ("", " == 1", " != 0")),
)
ONES = (
    *(
        f"v_c = 0\nwhile {left}:\n    {count}\n    {half}\nreturn v_c"
        for left, count, half in product(_LEFT, _COUNTED, _HALVED)
    ),
    *(f"v_c = 0\nwhile {left}:\n    v_a &= v_a - 1\n    v_c += 1\nreturn v_c" for left in _LEFT),
    *(f"v_c = 0\nwhile {left}:\n    v_c += 1\n    v_a &= v_a - 1\nreturn v_c" for left in _LEFT),
)
"""How many bits of a number are set."""

_DIFFERENT = tuple(
    f"if {bit} != {bit.replace('v_a', 'v_b')}:\n        v_c += 1" for bit in (*_BIT, "(v_a & 1)")
) + tuple(f"v_c += {bit.replace('v_a', '(v_a ^ v_b)')}" for bit in _BIT)
DIFFERENT = (
    *(
        f"v_c = 0\nwhile {left}:\n    {count}\n    {half}\n    {other}\nreturn v_c"
        for left, count, (half, other) in product(
            ("v_a > 0 or v_b > 0", "v_a or v_b", "v_a != 0 or v_b != 0"),
            _DIFFERENT,
            tuple((half, half.replace("v_a", "v_b")) for half in _HALVED),
        )
    ),
    *(
        text
        for ones in ONES
        for text in (
            f"v_x = v_a ^ v_b\n{ones.replace('v_a', 'v_x')}",
            ones.replace("v_c = 0\n", "v_c = 0\nv_x = v_a ^ v_b\n", 1)
            .replace("v_a", "v_x")
            .replace("v_x = v_x ^ v_b", "v_x = v_a ^ v_b"),
        )
    ),
)
"""How many bits of two numbers differ."""

WRITTEN = tuple(
    f"v_s = ''\nwhile {left}:\n    {put}\n    {half}\nreturn v_s"
    for left, put, half in product(_LEFT, tuple(f"v_s = str({bit}) + v_s" for bit in _BIT), _HALVED)
)
"""A number above 0 as a text of bits."""

_ROUNDS = (
    "for v_i in range(v_b):\n    {step}",
    "for v_i in range(1, v_b + 1):\n    {step}",
    "while v_b > 0:\n    {step}\n    v_b -= 1",
    "v_i = 0\nwhile v_i < v_b:\n    {step}\n    v_i += 1",
)
_STEPS = ("v_r *= v_a", "v_r = v_a * v_r")
POWERS = tuple(
    f"v_r = 1\n{rounds.format(step=step)}\nreturn v_r" for rounds, step in product(_ROUNDS, _STEPS)
)
_REMAINDERS = (
    "v_r = v_r * v_a % E_m",
    "v_r = v_a * v_r % E_m",
    "v_r *= v_a\n    v_r %= E_m",
)
MODULAR_POWERS = tuple(
    f"v_r = 1\n{rounds.format(step=step)}\nreturn v_r"
    for rounds, step in product(_ROUNDS, _REMAINDERS)
)
