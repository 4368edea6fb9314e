"""Museum label generator: years to roman numerals, and the longest of a range.

expect: faster
about: subtracts step by step with linear search through the symbol list from the start each time
"""
# %% function
SYMBOLS = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
           (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def to_roman(year):
    text = ""
    while year > 0:
        for value, sym in SYMBOLS:
            if value <= year:
                text += sym
                year -= value
                break
    return text


def longest_label(first, last):
    best_year = None
    for y in range(first, last + 1):
        if best_year is None or len(to_roman(y)) > len(to_roman(best_year)):
            best_year = y
    return best_year, to_roman(best_year) if best_year is not None else ""

# %% calls
ENTRY = "longest_label"
CALLS = [(1, 50), (1500, 1999), (1, 2024), (2000, 1999), (700, 1900)]
