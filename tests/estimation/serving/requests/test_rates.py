"""Rates by the timestamps of a log: mean, busiest hour, the day's curve."""

import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving import requests
from jupyter_perf.estimation.serving.terms import Buckets

MIDNIGHT = 1_700_006_400.0  # 2023-11-15 00:00:00 UTC
HOUR = 3600.0


def log(seconds, name="timestamp", **others):
    sizes = {"prompt_tokens": 10, "completion_tokens": 10, **others}
    return pd.DataFrame({name: seconds}).assign(**sizes)


def days(count=2):
    """One request a second, from noon to one o'clock two."""
    seconds = [np.arange(0, 24 * HOUR)]
    seconds.append(np.arange(12 * HOUR, 13 * HOUR) + 0.5)
    one = np.sort(np.concatenate(seconds))
    return np.concatenate([MIDNIGHT + day * 24 * HOUR + one for day in range(count)])


def test_mean_peak_and_the_days_curve():
    found = requests.rate(log(days()))
    assert found.mean == pytest.approx(25 / 24, rel=1e-3)
    assert found.peak == pytest.approx(2, rel=1e-3)
    assert found.hourly.shape == (24,)
    assert found.hourly[12] == pytest.approx(2, rel=1e-3)
    assert np.delete(found.hourly, 12) == pytest.approx(np.ones(23), rel=1e-3)
    assert found.count == 2 * 25 * HOUR
    assert not found.notes


@pytest.mark.parametrize("unit", [1, 1e3, 1e6, 1e9])
def test_seconds_and_their_parts_since_1970(unit):
    found = requests.rate(log(np.rint(days(1) * unit)))
    assert found.mean == pytest.approx(25 / 24, rel=1e-3)
    assert found.hourly.argmax() == 12


def test_dates_texts_zones_and_the_index():
    stamps = pd.to_datetime(days(1), unit="s")
    expected = requests.rate(log(days(1)))
    berlin = stamps.tz_localize("UTC").tz_convert("Europe/Berlin")
    by_index = pd.DataFrame(
        {"prompt_tokens": 10, "completion_tokens": 10}, index=pd.DatetimeIndex(stamps)
    )
    texts = stamps.strftime("%Y-%m-%d %H:%M:%S.%f0")
    for source in (
        log(stamps),
        log(berlin),
        log(texts, "TIMESTAMP"),
        log(berlin.map(lambda at: at.isoformat())),
        by_index,
        pa.Table.from_pandas(log(stamps)),
    ):
        found = requests.rate(source)
        assert found.mean == pytest.approx(expected.mean)
        np.testing.assert_allclose(found.hourly, expected.hourly)


def test_from_files(tmp_path):
    stamps = log(pd.to_datetime(days(1), unit="s"), "TIMESTAMP")
    stamps.to_csv(tmp_path / "a.csv", index=False)
    stamps.to_parquet(tmp_path / "b.parquet")
    stamps.to_json(tmp_path / "c.jsonl", orient="records", lines=True, date_format="iso")
    log(days(1)).to_csv(tmp_path / "d.csv", index=False)
    log(days(1)).to_json(tmp_path / "e.jsonl", orient="records", lines=True)
    for path in sorted(tmp_path.iterdir()):
        assert requests.rate(path).hourly.argmax() == 12, path.name
        assert requests.read(path).count == 25 * HOUR


def test_azures_form(tmp_path):
    rows = ["2023-11-16 18:15:46.6805900,374,44", "2023-11-16 18:15:56.6805900,396,109"]
    path = tmp_path / "azure.csv"
    path.write_text("\n".join(["TIMESTAMP,ContextTokens,GeneratedTokens", *rows]))
    found = requests.rate(path)
    assert (found.mean, found.peak) == (pytest.approx(0.1), pytest.approx(0.1))
    assert found.span_s == pytest.approx(10)
    assert found.hourly is None


def test_times_from_the_start_of_the_log():
    found = requests.rate(log(days(1) - MIDNIGHT))
    assert found.mean == pytest.approx(25 / 24, rel=1e-3)
    assert any("not those of the clock" in note for note in found.notes)
    thousandths = requests.rate(log((days(1) - MIDNIGHT) * 1e3, "timestamp_ms"))
    assert thousandths.mean == pytest.approx(found.mean)


def test_hours_that_are_hardly_seen_make_no_peak():
    # A burst in the last second before midnight, after a quiet hour.
    quiet = MIDNIGHT + np.arange(0, HOUR + 1, 10.0)
    burst = MIDNIGHT + HOUR + np.linspace(0, 1, 500)
    found = requests.rate(log(np.concatenate([quiet, burst])))
    assert found.peak < 1
    assert found.mean <= found.peak


def test_rows_without_a_size_or_a_time_do_not_count():
    frame = log(MIDNIGHT + np.arange(101.0))
    frame.loc[50, "completion_tokens"] = 0
    frame.loc[60, "timestamp"] = np.nan
    frame.loc[61, "timestamp"] = 1e300
    found = requests.rate(frame)
    assert found.count == 98
    assert any("2 rows without a time" in note for note in found.notes)


def test_no_rate_follows():
    assert requests.rate("chat") is None
    assert requests.rate({(10, 10): 1}) is None
    assert requests.rate([[1.0]]) is None
    assert requests.rate({"workload_distribution": [[1]]}) is None
    assert requests.rate(requests.read([[1.0]], buckets=Buckets((9,), (9,)))) is None
    assert requests.rate(log([0.0]).drop(columns="timestamp")) is None
    assert requests.rate(log([MIDNIGHT])) is None
    assert requests.rate(log([MIDNIGHT, MIDNIGHT])) is None
    assert requests.rate(log(["yesterday", "today"])) is None
    with pytest.raises(UsageError, match="no column 'when'"):
        requests.rate(log(days(1)), columns={"time": "when"})
    with pytest.raises(UsageError, match="neither a file"):
        requests.rate("nothing.csv")


def test_rows_that_stand_for_several_requests():
    # Half an hour each, from a whole day's monitoring.
    frame = pd.DataFrame(
        {
            "time": pd.date_range("2026-01-01", periods=48, freq="30min"),
            "input_tokens": 100,
            "output_tokens": 100,
            "requests": 3600,
        }
    )
    found = requests.rate(frame)
    assert found.mean == pytest.approx(2.0)
    assert found.peak == pytest.approx(2.0)
    np.testing.assert_allclose(found.hourly, 2.0)
    assert found.count == 48 * 3600
    # Of shares nobody knows how many requests they are.
    assert requests.rate(frame.assign(requests=1 / 48)) is None


@pytest.mark.parametrize("texts", [True, False])
def test_a_few_zeros_among_dates_are_no_times(texts):
    seconds = MIDNIGHT + np.arange(0, 2 * 86400, 60.0)
    frame = log(seconds)
    if texts:
        frame["timestamp"] = pd.to_datetime(seconds, unit="s").strftime("%Y-%m-%dT%H:%M:%SZ")
    whole = requests.rate(frame)
    unknown = pd.concat([frame, frame.iloc[:1].assign(timestamp="0" if texts else 0)])
    found = requests.rate(unknown)
    assert found.mean == pytest.approx(whole.mean)
    np.testing.assert_allclose(found.hourly, whole.hourly)
    assert "1 row without a time left out of the rate" in found.notes


def test_order_doesnt_matter():
    frame = log(MIDNIGHT + np.random.default_rng(0).uniform(0, 2 * 86400, 5000))
    ordered = requests.rate(frame.sort_values("timestamp"))
    assert requests.rate(frame).peak == ordered.peak
    np.testing.assert_allclose(requests.rate(frame).hourly, ordered.hourly)


def test_mooncakes_times_are_milliseconds(tmp_path):
    rows = [
        {"timestamp": 1000 * at, "input_length": 9, "output_length": 9, "hash_ids": [1, 2]}
        for at in range(101)
    ]
    path = tmp_path / "trace.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = requests.rate(path)
    assert found.mean == pytest.approx(1.0)
    assert "times are taken to be milliseconds" in found.notes


def test_times_that_nobody_understands_are_said():
    frame = log(MIDNIGHT + np.arange(10.0)).assign(timestamp="16/Nov/2026:18:17")
    with pytest.raises(UsageError, match="no time in 'timestamp' is understood, such as '16/Nov"):
        requests.rate(frame)
    assert requests.read(frame).count == 10


def test_a_zone_of_its_own_is_said():
    stamps = pd.date_range("2026-01-01", periods=10, freq="s", tz="Asia/Tokyo")
    found = requests.rate(log(np.arange(10.0)).assign(timestamp=stamps))
    assert "hours are those of UTC, not of Asia/Tokyo" in found.notes


def test_a_log_is_read_once():
    table = pa.table({"input_tokens": [1, 2], "output_tokens": [3, 4], "time": [0.0, 5.0]})
    source = requests.once(table.to_reader())
    assert requests.read(source).count == 2
    assert requests.rate(source).mean == pytest.approx(0.2)
