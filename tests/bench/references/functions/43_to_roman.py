SYMBOLS = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
           (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def _below_a_thousand(year):
    text = ""
    for value, sym in SYMBOLS:
        text += sym * (year // value)
        year %= value
    return text


_LABELS = [_below_a_thousand(year) for year in range(1000)]
_LENGTHS = [len(label) for label in _LABELS]
_LONGEST = max(_LENGTHS)
_FIRST_LONGEST = _LENGTHS.index(_LONGEST)


def to_roman(year):
    if year <= 0:
        return ""
    return "M" * (year // 1000) + _LABELS[year % 1000]


def longest_label(first, last):
    if first > last:
        return None, ""
    best_year, most = first, len(to_roman(first))
    for thousand in range(max(first, 0) // 1000, last // 1000 + 1):
        low = max(first - 1000 * thousand, 0)
        high = min(last - 1000 * thousand, 999)
        if low == 0 and high == 999:
            length, at = _LONGEST, _FIRST_LONGEST
        else:
            lengths = _LENGTHS[low:high + 1]
            length = max(lengths)
            at = low + lengths.index(length)
        if length + thousand > most:
            best_year, most = 1000 * thousand + at, length + thousand
    return best_year, to_roman(best_year)
