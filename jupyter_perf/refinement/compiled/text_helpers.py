"""Functions that stand before a kernel: characters, digits, powers and shifts as in Python.

A character is its code, a text an array of codes. Each raises where Python would do anything else,
so that the original goes on.
"""

from __future__ import annotations

from .rounding import ROUNDED

_DIGITS = '''@{numba}.njit
def {name}(number):
    """The characters of a whole number as codes."""
    rest, count = abs(number), 1 + (number < 0)
    while rest >= 10:
        rest //= 10
        count += 1
    found = {np}.full(count, 45, {np}.uint32)
    rest = abs(number)
    for at in range(count - 1, (number < 0) - 1, -1):
        found[at] = 48 + rest % 10
        rest //= 10
    return found
'''
_DIGIT = '''@{numba}.njit
def {name}(code):
    """The number that a digit stands for; raises for another character."""
    if not 48 <= code <= 57:
        raise ValueError
    return code - 48
'''
_NUMBER = '''@{numba}.njit
def {name}(codes):
    """The whole number that up to 15 digits stand for; raises for another text."""
    if not 0 < len(codes) <= 15:
        raise ValueError
    found = 0
    for code in codes:
        if not 48 <= code <= 57:
            raise ValueError
        found = 10 * found + (code - 48)
    return found
'''
_SAME = '''@{numba}.njit
def {name}(a, b):
    """Whether two texts are equal."""
    if len(a) != len(b):
        return False
    for at in range(len(a)):
        if a[at] != b[at]:
            return False
    return True
'''
_ASCII = '''@{numba}.njit
def {name}(code):
    """The code of a character of ASCII; raises for another one."""
    if not 0 <= code < 128:
        raise ValueError
    return code + 0
'''
_POWER = '''@{numba}.njit
def {name}(base, exponent):
    """`base ** exponent` of whole numbers; raises beyond 2**40 and for a fraction."""
    if exponent < 0:
        raise ValueError
    found = 1
    for _ in range(exponent if abs(base) > 1 else min(exponent, 2 - exponent % 2)):
        found *= base
        if abs(found) > 2**40:
            raise OverflowError
    return found
'''
_RIGHT = '''@{numba}.njit
def {name}(number, places):
    """`number >> places`; raises for fewer than no places."""
    if places < 0:
        raise ValueError
    return number >> min(places, 63)
'''
_LEFT = '''@{numba}.njit
def {name}(number, places):
    """`number << places`; raises beyond 2**40 and for fewer than no places."""
    if not 0 <= places <= 40 or abs(number) > 2**40 >> places:
        raise OverflowError
    return number << places
'''
_WHOLE_AGAIN = '''def {name}(value):
    """A whole number that was a float in the machine; one that is infinite stays as it is."""
    return value if value in ({np}.inf, -{np}.inf, None) else int(value)
'''
_SORTED = '''@{numba}.njit
def {name}(values):
    """Floats in order; raises where one has no place or two that are equal differ."""
    found = [value for value in values]
    for value in found:
        if {np}.isnan(value) or (value == 0.0 and {np}.signbit(value)):
            raise ValueError
    found.sort()
    return found
'''
_SORT = '''@{numba}.njit
def {name}(values):
    """Put floats in order; raises where one has no place or two that are equal differ."""
    for value in values:
        if {np}.isnan(value) or (value == 0.0 and {np}.signbit(value)):
            raise ValueError
    values.sort()
'''
_JOINED = '''@{numba}.njit
def {name}(codes):
    """The text of a list of characters."""
    found = {np}.empty(len(codes), {np}.uint32)
    for at, code in enumerate(codes):
        found[at] = code
    return found
'''
_CHARACTERS = '''@{numba}.njit
def {name}(codes):
    """The list of a text's characters."""
    return [code + 0 for code in codes]
'''
_CODE = '''@{numba}.njit
def {name}(code):
    """The code of `chr(code)`; raises where there is no character that can be written."""
    if not 0 <= code < 0xD800:
        raise ValueError
    return code
'''
_UPPER = '''@{numba}.njit
def {name}(code):
    """A character of ASCII in upper case; raises for another one."""
    if not 0 <= code < 128:
        raise ValueError
    return code + 0 - (32 if 97 <= code <= 122 else 0)
'''
_LOWER = '''@{numba}.njit
def {name}(code):
    """A character of ASCII in lower case; raises for another one."""
    if not 0 <= code < 128:
        raise ValueError
    return code + 0 + (32 if 65 <= code <= 90 else 0)
'''
_TEXT = '''def {name}(codes):
    """The text that such codes stand for."""
    return codes.astype("<u4").tobytes().decode("utf-32-le")
'''
TEXT_HELPERS = {
    "joined": ("joined", _JOINED),
    "characters": ("characters", _CHARACTERS),
    "code_of_chr": ("code_of_chr", _CODE),
    "upper_of": ("upper_of", _UPPER),
    "lower_of": ("lower_of", _LOWER),
    "text_of": ("text_of", _TEXT),
    "sorted_floats": ("sorted_floats", _SORTED),
    "sort_floats": ("sort_floats", _SORT),
    "whole_again": ("whole_again", _WHOLE_AGAIN),
    "digits_of": ("digits_of", _DIGITS),
    "digit_of": ("digit_of", _DIGIT),
    "number_of": ("number_of", _NUMBER),
    "same_text": ("same_text", _SAME),
    "ascii_of": ("ascii_of", _ASCII),
    "rounded": ("rounded", ROUNDED),
    "power_of": ("power_of", _POWER),
    "right_shifted": ("right_shifted", _RIGHT),
    "left_shifted": ("left_shifted", _LEFT),
}
"""Use → (usual name, text)."""
NUMBER_BITS = 50
"""What 15 digits stand for is smaller."""
POWER_BITS = 40
CLASSES = {
    "isdigit": "48 <= {} <= 57",
    "isupper": "65 <= {} <= 90",
    "islower": "97 <= {} <= 122",
    "isalpha": "97 <= ({} | 32) <= 122",
    "isalnum": "48 <= {0} <= 57 or 97 <= ({0} | 32) <= 122",
    "isspace": "{} in (9, 10, 11, 12, 13, 28, 29, 30, 31, 32)",
}
"""Method of a character → the test of its code, within ASCII."""
