import locale
import math

import pytest

from jupyter_perf.core import units


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0 s"),
        (3.2e-9, "3.20 ns"),
        (4.2e-6, "4.20 µs"),
        (0.0123, "12.3 ms"),
        (0.9994, "999 ms"),
        (0.99996, "1.00 s"),
        (59.97, "1 min"),
        (200, "3 min 20 s"),
        (7500, "2 h 05 min"),
        (864000, "10 days"),
        (-0.5, "-500 ms"),
        (math.nan, "unknown"),
        (math.inf, "∞"),
    ],
)
def test_seconds(value, text):
    assert units.seconds(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0 B"),
        (512, "512 B"),
        (999_600, "1.00 MB"),
        (1_500_000, "1.50 MB"),
        (16e9, "16.0 GB"),
        (-2000, "-2.00 kB"),
    ],
)
def test_size(value, text):
    assert units.size(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.424, "0.42×"),
        (0.998, "1.00×"),
        (1.0, "1.00×"),
        (12.34, "12.3×"),
        (876.6, "877×"),
        (4312, "4,310×"),
    ],
)
def test_ratio(value, text):
    assert units.ratio(value) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (11.8, 12.9, "11.8–12.9×"),
        (0.9, 1.1, "0.90–1.10×"),
        (0.38, 0.424, "0.38–0.42×"),
        (800, 1200, "800–1,200×"),
        (1.0, 1.0, "1.00–1.00×"),
        (9.96, 10.4, "10.0–10.4×"),
        (1.0, math.inf, "1.00× to ∞"),
        (math.nan, math.nan, "unknown"),
    ],
)
def test_interval(low, high, text):
    assert units.interval(low, high) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0%"), (0.0001, "<0.1%"), (0.004, "0.4%"), (0.123, "12%"), (1, "100%")],
)
def test_percent(value, text):
    assert units.percent(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "$0.00"), (0.00123, "$0.0012"), (3.4, "$3.40"), (1200, "$1,200.00"), (-1, "-$1.00")],
)
def test_usd(value, text):
    assert units.usd(value) == text


def test_flops_and_counts():
    assert units.flops(1.5e9) == "1.50 GFLOP"
    assert units.count(12345) == "12,345"
    assert units.counted(1, "input") == "1 input"
    assert units.counted(34, "input") == "34 inputs"
    assert units.counted(2, "try", "tries") == "2 tries"


def test_ascii_output_is_ascii():
    shown = [
        units.seconds(4.2e-6, ascii=True),
        units.ratio(12.3, ascii=True),
        units.ratio(math.inf, ascii=True),
        units.interval(11.8, 12.9, ascii=True),
        units.size(math.inf, ascii=True),
    ]
    assert all(text.isascii() for text in shown), shown


def test_the_locale_changes_nothing(monkeypatch):
    monkeypatch.setattr(locale, "localeconv", lambda: {"decimal_point": ",", "thousands_sep": "."})
    assert units.count(1234567) == "1,234,567"
    assert units.ratio(1.5) == "1.50×"


@pytest.mark.parametrize(
    ("value", "low", "high", "texts"),
    [
        (12.34, 11.8, 12.9, ("12.3×", "11.8–12.9×")),
        (8.86, 1.53, 59.1, ("8.9×", "1.5–59×")),
        (116.0, 39.3, 298.0, ("120×", "39–300×")),
        (0.4, 0.2, 0.8, ("0.40×", "0.20–0.80×")),
        (3.0, 2.0, float("inf"), ("3.00×", "2.00× to ∞")),
    ],
)
def test_a_ratio_has_no_more_digits_than_its_interval_supports(value, low, high, texts):
    assert units.ratio_and_interval(value, low, high) == texts


@pytest.mark.parametrize(
    ("say", "numbers", "texts"),
    [
        (units.seconds, (41.2, 34.0, 50.4), ("41 s", "34 to 50 s")),
        (units.seconds, (41.2, 41.1, 41.3), ("41.2 s", "41.1 to 41.3 s")),
        (units.seconds, (95.0, 58.0, 131.0), ("1 min 35 s", "58 s to 2 min 10 s")),
        (units.seconds, (7500.0, 6000.0, 9000.0), ("2 h 05 min", "1 h 40 min to 2 h 30 min")),
        (units.seconds, (1e5, 5e4, 3e5), ("28 h", "14 h to 3.5 days")),
        (units.seconds, (41.0, 30.0, math.inf), ("41 s", "at least 30 s")),
        (units.seconds, (1.0, 1.0, 1.0), ("1 s", "")),
        (units.seconds, (5.0, 4.9999, 5.0001), ("5 s", "within 1%")),
        (units.size, (9.9e8, 9e8, 1.1e9), ("990 MB", "900 MB to 1.1 GB")),
        (units.size, (0.0, 0.0, 1e6), ("0 B", "0 B to 1 MB")),
        (units.usd, (0.02, 0.012, 0.03), ("$0.020", "$0.012 to $0.030")),
        (units.usd, (3.4, 3.0, 4.0), ("$3.40", "$3 to $4")),
    ],
)
def test_a_value_has_no_more_digits_than_its_range_supports(say, numbers, texts):
    assert units.value_and_range(*numbers, say) == texts


def test_energy_and_mass():
    assert units.energy(512) == "512 J"
    assert units.energy(4520) == "1.26 Wh"
    assert units.energy(3.6e8) == "100 kWh"
    assert units.mass(12.34) == "12.3 g"
    assert units.mass(1234) == "1.23 kg"
    assert units.mass(4.5e6) == "4.50 t"
    assert units.energy(math.nan) == units.mass(math.nan) == "unknown"


def test_numbers_on_an_axis_are_short():
    shown = [units.short(number) for number in (0.5, 1, 750, 1500, 2e4, 2e6)]
    assert shown == ["0.5", "1", "750", "1.5k", "20k", "2M"]


def test_a_ratio_with_its_interval_in_brackets():
    assert units.ratio_in_brackets(1.22, 1.15, 1.31) == "1.22× [1.15, 1.31]"
    assert units.ratio_in_brackets(4.4, 3.6, 5.5) == "4.4× [3.6, 5.5]"
    assert units.ratio_in_brackets(0.84, 0.67, 1.06) == "0.84× [0.67, 1.06]"
    assert units.ratio_in_brackets(2.0, 1.0, float("inf")).startswith("2.00× [")
