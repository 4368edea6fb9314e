"""The only formatter of quantities: what a user reads, whatever the locale.

Every function takes the SI unit that its name says and returns text with three significant
digits. `ascii=True` avoids `×`, `–` and `µ` for consoles that can't show them. What isn't a
number reads "unknown".
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from .figures import UNKNOWN, decimals, in_ascii, not_finite, prefixed, rounded, significant

_SECOND_SCALES = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))


def seconds(value: float, *, ascii: bool = False) -> str:
    """A duration: `1.23 ms`, `12.3 s`, `3 min 20 s`, `2 h 05 min`."""
    if not math.isfinite(value):
        return not_finite(value, ascii)
    if value < 0:
        return "-" + seconds(-value, ascii=ascii)
    if value == 0:
        return "0 s"
    if rounded(value) >= 60:
        return _long_duration(value)
    scale, unit = next(
        ((s, u) for s, u in _SECOND_SCALES if rounded(value / s) >= 1), _SECOND_SCALES[-1]
    )
    return in_ascii(f"{significant(value / scale)} {unit}", ascii)


def size(value: float, *, ascii: bool = False) -> str:
    """An amount of memory in bytes, in decimal units: `512 B`, `1.5 MB`."""
    return prefixed(value, "B", ascii)


def flops(value: float, *, ascii: bool = False) -> str:
    """A number of floating-point operations: `1.5 GFLOP`."""
    return prefixed(value, "FLOP", ascii)


def count(value: float) -> str:
    """A whole number, thousands set apart: `12,345`."""
    return f"{round(value):,}" if math.isfinite(value) else not_finite(value, ascii=True)


def counted(value: int, singular: str, plural: str = "") -> str:
    """A number with its noun: `1 input`, `34 inputs`."""
    return f"{count(value)} {singular if value == 1 else plural or singular + 's'}"


def percent(fraction: float) -> str:
    """A share: 0.123 is `12%`; below 1% one digit more, so that little isn't shown as none."""
    if not math.isfinite(fraction):
        return not_finite(fraction, ascii=True)
    points = fraction * 100
    if 0 < abs(points) < 0.1:
        return "<0.1%" if points > 0 else ">-0.1%"
    return f"{points:.1f}%" if 0 < abs(points) < 0.95 else f"{points:.0f}%"


def ratio(value: float, *, ascii: bool = False) -> str:
    """How many times: `0.42×`, `1.23×`, `12.3×`, `877×`, `4,300×`."""
    if not math.isfinite(value):
        return not_finite(value, ascii)
    shown = f"{rounded(value):,.{_ratio_decimals(value)}f}"
    return in_ascii(f"{shown}×", ascii)


def interval(low: float, high: float, *, ascii: bool = False) -> str:
    """The interval that a ratio is shown with: `11.8–12.9×`."""
    if not (math.isfinite(low) and math.isfinite(high)):
        ends = f"{ratio(low, ascii=ascii)} to {ratio(high, ascii=ascii)}"
        return ends if math.isfinite(low) or math.isfinite(high) else UNKNOWN
    places = _ratio_decimals(high)
    if places == 0:
        return in_ascii(f"{significant(low)}–{significant(high)}×", ascii)
    return in_ascii(f"{low:.{places}f}–{high:.{places}f}×", ascii)


def ratio_and_interval(value: float, low: float, high: float) -> tuple[str, str]:
    """Both, with as many digits as the interval supports: `12.3×`, `11.8–12.9×`; `8.9×`, `1.5–59×`.

    A third digit says nothing where the ends are a factor of 1.5 and more apart.
    """
    if math.isfinite(high) and low > 0 and value >= 1 and high >= low * _WIDE:
        return f"{significant(value, 2)}×", f"{significant(low, 2)}–{significant(high, 2)}×"
    return ratio(value), interval(low, high)


def ratio_in_brackets(value: float, low: float, high: float) -> str:
    """Both in one: `12.3× [11.8, 12.9]`, `8.9× [1.5, 59]`, with as many digits."""
    number, between = ratio_and_interval(value, low, high)
    if "–" not in between:
        return f"{number} [{between}]"
    return f"{number} [{', '.join(between.removesuffix('×').split('–'))}]"


_WIDE = 1.5


def _ratio_decimals(value: float) -> int:
    """Three significant digits; below 1, where a ratio is no gain, two."""
    return max(2, decimals(value, digits=2)) if value < 1 else decimals(value)


def usd(value: float) -> str:
    """Money in US dollars: `$0.0012`, `$3.40`, `$1,200.00`."""
    if not math.isfinite(value):
        return not_finite(value, ascii=True)
    if value < 0:
        return "-" + usd(-value)
    if 0 < value < 0.095:
        return f"${significant(value, digits=2)}"
    return f"${value:,.2f}"


def energy(value: float) -> str:
    """Energy in joules: `512 J`; from 1 Wh on in what bills are in: `1.23 Wh`, `45.0 kWh`."""
    if math.isfinite(value) and abs(rounded(value)) >= _JOULES_PER_WH:
        return prefixed(value / _JOULES_PER_WH, "Wh", ascii=False)
    return prefixed(value, "J", ascii=False)


_JOULES_PER_WH = 3600.0


def mass(value: float) -> str:
    """A mass in grams: `12.3 g`, `1.23 kg`; tonnes from 1,000 kg on: `4.50 t`."""
    if math.isfinite(value) and abs(rounded(value)) >= _GRAMS_PER_TONNE:
        return f"{'-' if value < 0 else ''}{significant(abs(value) / _GRAMS_PER_TONNE)} t"
    return prefixed(value, "g", ascii=False)


_GRAMS_PER_TONNE = 1e6


def short(value: float) -> str:
    """A plain number in short, as an axis or a slider has it: `750`, `1.5k`, `20M`."""
    return trimmed(prefixed(value, "", ascii=False).replace(" ", ""))


def trimmed(text: str) -> str:
    """A formatted quantity without the zeros that its figures end in: `10.0 s` is `10 s`, but
    `$3.40` stays: cents are two digits."""
    return _NO_CENTS.sub("", text) if text.startswith("$") else _ENDING_ZEROS.sub(r"\1", text)


_NO_CENTS = re.compile(r"(?<=\d)\.00(?!\d)")
_ENDING_ZEROS = re.compile(r"(?<=\d)(?:\.0+|(\.\d*?[1-9])0+)(?!\d)")


def value_and_range(
    value: float, low: float, high: float, say: Callable[[float], str]
) -> tuple[str, str]:
    """A number and its interval in words, with as many digits as the interval supports.

    `say` is one of the formatters above: `41 s`, `34 to 50 s`; `41.2 s`, `41.1 to 41.3 s`. The
    second is "" where there is nothing to tell apart, and says `at least …` where there is no end.
    """
    if low == high or not math.isfinite(low):
        return trimmed(say(value)), ""

    def said(number: float, digits: int) -> str:
        is_long = say is seconds and abs(number) >= 60 and digits < 3
        if is_long:
            return trimmed(say(_whole_steps(number)))
        # Once more in the unit that is shown, which another one was turned into.
        return _one_number(trimmed(say(rounded(number, digits))), digits)

    if not math.isfinite(high):
        return said(value, 2), f"at least {said(low, 2)}"
    for digits in (2, 3) if high - low > _NARROW * abs(value) else (3,):
        ends = [said(end, digits) for end in (low, high)]
        if ends[0] != ends[1]:
            return said(value, digits), _joined(*ends)
    return trimmed(say(value)), "within 1%"


_NARROW = 0.05


def _one_number(text: str, digits: int) -> str:
    """The same with `digits` at most, where it holds one number that has more."""
    found = _NUMBER.findall(text)
    if len(found) != 1 or len(found[0].replace(".", "").strip("0")) <= digits or "," in found[0]:
        return text
    return text.replace(found[0], significant(float(found[0]), digits))


_NUMBER = re.compile(r"\d[\d.,]*")


def _whole_steps(duration: float) -> float:
    """Seconds to about two digits as clocks have them: an hour holds no hundred minutes."""
    steps = ((86400 * 10, 86400), (36000, 3600), (3600, 300), (600, 60), (0, 5))
    step = next(step for from_, step in steps if abs(duration) >= from_)
    return float(round(duration / step) * step)


def _joined(low: str, high: str) -> str:
    """`34 to 50 s`, `30 to 50%`: a unit that both have is said once."""
    ends = [_NUMBER_THEN_UNIT.fullmatch(end) for end in (low, high)]
    if ends[0] is None or ends[1] is None or ends[0][2] != ends[1][2]:
        return f"{low} to {high}"
    return f"{ends[0][1]} to {high}"


_NUMBER_THEN_UNIT = re.compile(r"(\D?\d[\d.,]*)(\D*)")


def _long_duration(value: float) -> str:
    minutes, rest = divmod(round(value), 60)
    if minutes < 60:
        return f"{minutes} min {rest:02d} s" if rest else f"{minutes} min"
    hours, minutes = divmod(round(value / 60), 60)
    if hours < 48:
        return f"{count(hours)} h {minutes:02d} min" if minutes else f"{hours} h"
    days = hours / 24
    return f"{f'{days:.1f}'.removesuffix('.0') if days < 10 else count(days)} days"
