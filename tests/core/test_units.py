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
