"""What goes where: results, remarks, and a bar where there is a terminal."""

import io
import json
import logging
import sys

from jupyter_perf.cli import console
from jupyter_perf.cli.console import Console
from jupyter_perf.magics import outside


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_gets_a_bar_that_makes_way_for_results(monkeypatch, capsys):
    terminal, now = Terminal(), iter(range(1, 100))
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(console.time, "monotonic", lambda: float(next(now)))
    shown = Console()
    shown.progress("a.ipynb: cell 3", 0.5)
    assert terminal.getvalue() == f"[{'#' * 10}{'.' * 10}] a.ipynb: cell 3"
    shown.result("found")
    assert terminal.getvalue().endswith("\r")
    assert capsys.readouterr().out == "found\n"
    shown.progress("of unknown length")
    assert terminal.getvalue().endswith("\rof unknown length")
    shown.clear()


def test_others_get_a_line_from_time_to_time(monkeypatch, capsys):
    now = iter([100.0, 101.0, 140.0])
    monkeypatch.setattr(console.time, "monotonic", lambda: next(now))
    shown = Console()
    for stage in ("one", "two", "three"):
        shown.progress(stage, 0.1)
    assert capsys.readouterr().err == "one\nthree\n"


def test_with_json_results_stand_in_the_object_alone(capsys):
    shown = Console(as_json=True)
    shown.result("in words")
    shown.remark("beside")
    shown.data({"found": 1})
    out, err = capsys.readouterr()
    assert json.loads(out) == {"found": 1}
    assert err == "beside\n"


def test_settings_are_read_without_closing_the_logs_of_others():
    closed = []

    class Others(logging.Handler):
        def close(self):
            closed.append(self)

    others = Others()
    try:
        outside.defaults_of_profile()
    finally:
        logging.Handler.close(others)
    assert closed == []
