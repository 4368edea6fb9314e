import io
from types import SimpleNamespace

import pytest

from jupyter_perf.core.progress import Progress
from jupyter_perf.magics import live as module
from jupyter_perf.magics.live import LiveOutput, bar, line

REPORT = Progress("checking <b>", 0.456, 12.0, 47.6, (12.34, 11.0, 14.2))


class Terminal:
    """A shell without a kernel."""


@pytest.fixture
def stderr(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(module, "sys", SimpleNamespace(stderr=stream))
    return stream


def test_a_report_in_words():
    said = "refine: checking <b> · 46% · best so far 12.3× (11.0–14.2×) · at most 48 s left"
    assert line(REPORT) == said
    assert line(Progress("starting")) == "refine: starting"


def test_the_bar_is_escaped_and_stays_inside():
    assert "<b>" not in bar(REPORT)
    assert "width:46%" in bar(REPORT)
    assert "width:100%" in bar(Progress("x", 7.0))


def test_nothing_is_written_where_output_is_no_terminal(stderr, capsys):
    live = LiveOutput(Terminal())
    live.report(REPORT)
    assert stderr.getvalue() == ""
    assert capsys.readouterr().out == ""


def test_a_terminal_has_one_line_that_is_taken_away(stderr, monkeypatch, capsys):
    monkeypatch.setattr(stderr, "isatty", lambda: True, raising=False)
    live = LiveOutput(Terminal())
    live.report(REPORT)
    live.finish({"text/plain": "the result"})
    written = stderr.getvalue()
    assert written.count("\r") == 3
    assert "\n" not in written
    assert "checking" in written


def test_reports_are_throttled(stderr, monkeypatch):
    monkeypatch.setattr(stderr, "isatty", lambda: True, raising=False)
    times = iter([0.0, 0.1, 0.15, 0.25, 0.3, 0.5])
    live = LiveOutput(Terminal(), clock=lambda: next(times))
    for _ in range(6):
        live.report(REPORT)
    assert stderr.getvalue().count("refine:") == 3


def test_the_countdown_goes_on_while_nothing_is_reported(stderr, monkeypatch):
    monkeypatch.setattr(stderr, "isatty", lambda: True, raising=False)
    now = [0.0]
    live = LiveOutput(Terminal(), clock=lambda: now[0])
    live.count_down()
    assert stderr.getvalue() == ""
    live.report(Progress("running the original", 0.05, 2.0, 38.0))
    for now[0] in (1.0, 30.0, 60.0):
        live.count_down()
    shown = [part.strip() for part in stderr.getvalue().split("\r") if part.strip()]
    assert [part.rpartition("at most ")[2] for part in shown] == [
        "38 s left",
        "37 s left",
        "8 s left",
        "0 s left",
    ]
