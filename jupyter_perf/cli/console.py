"""What a command says: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import shutil
import sys
import threading
import time
from typing import Any

_BAR = 20
_SECONDS_BETWEEN = 0.2
_SECONDS_BETWEEN_LINES = 30.0


class Console:
    """`as_json`: results are one JSON object at the end. A terminal gets a bar, others lines."""

    def __init__(self, as_json: bool = False) -> None:
        self.as_json = as_json
        self._terminal = sys.stderr.isatty()
        self._bar = ""
        self._drawn = 0.0
        self._turn = threading.Lock()

    def result(self, text: str) -> None:
        """A finding in words; with `--json` it stands in the object at the end instead."""
        with self._turn:
            self._wipe()
            if not self.as_json:
                print(text, flush=True)

    def remark(self, text: str) -> None:
        """Something beside the results."""
        with self._turn:
            self._wipe()
            print(text, file=sys.stderr, flush=True)

    def data(self, value: dict[str, Any]) -> None:
        """The object of `--json`."""
        self.clear()
        if self.as_json:
            json.dump(value, sys.stdout, indent=1, default=str)
            sys.stdout.write("\n")
            sys.stdout.flush()

    def progress(self, stage: str, done: float | None = None) -> None:
        """How far it is: a bar that is drawn anew, or a line from time to time."""
        with self._turn:
            now = time.monotonic()
            if not self._terminal:
                if now - self._drawn >= _SECONDS_BETWEEN_LINES:
                    print(stage, file=sys.stderr, flush=True)
                    self._drawn = now
                return
            if now - self._drawn < _SECONDS_BETWEEN:
                return
            self._drawn = now
            self._wipe()
            self._bar = _drawn(stage, done)[: shutil.get_terminal_size().columns - 1]
            sys.stderr.write(self._bar)
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the bar away."""
        with self._turn:
            self._wipe()

    def _wipe(self) -> None:
        if self._bar:
            sys.stderr.write("\r" + " " * len(self._bar) + "\r")
            sys.stderr.flush()
            self._bar = ""


def _drawn(stage: str, done: float | None) -> str:
    if done is None:
        return stage
    full = round(_BAR * min(1.0, max(0.0, done)))
    return f"[{'#' * full}{'.' * (_BAR - full)}] {stage}"
