"""Which lines let a process's own memory grow, read wherever the profiler looks anyway.

A line counts for the larger of two figures: what it added to the highest level so far, all times it
ran together, and the most that the level rose in one stay at it (a line that takes as much again
as another one did before counts too). What was mapped from files, as the user's values are, isn't
the code's own; a short-lived peak within one call of a library shows in the highest level that the
system keeps itself.
"""

from __future__ import annotations

import fcntl
import os
import resource
from dataclasses import dataclass, field

_LEAST_BYTES = 1 << 20
_MOST_LINES = 50
_FIRST_FILE = 200
"""A number that code which opens files of its own won't notice."""


def statm_of(pid: int) -> int | None:
    """What tells the memory of a process, opened; in the sandbox it couldn't open that itself."""
    try:
        return os.open(f"/proc/{pid}/statm", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None


def kept_apart(file: int) -> int:
    """The same file under a number of its own, out of the way."""
    try:
        return fcntl.fcntl(file, fcntl.F_DUPFD_CLOEXEC, _FIRST_FILE)
    except OSError:
        return -1
    finally:
        os.close(file)


@dataclass
class Residency:
    """Growth of the memory of this process by line; nothing where that can't be read."""

    grown: dict[int, int] = field(default_factory=dict)
    """Line → bytes added to the highest level."""
    risen: dict[int, int] = field(default_factory=dict)
    """Line → bytes of the largest rise during one stay."""
    _file: int = -1
    _level: int = 0
    _highest: int = 0
    _peak_kib: int = 0
    _line: int = 0
    _entered_at: int = 0

    def begin(self, file: int) -> None:
        """Read `file`, which is this process's `statm`, from now on (-1: there is none)."""
        self._file = file
        if file < 0:
            return
        self._peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self._level = self._highest = self._entered_at = self._read(self._peak_kib)

    def look(self, line: int | None, peak_kib: int) -> None:
        """Note the level at `line` of the code (None: elsewhere); `peak_kib` is `ru_maxrss`."""
        if self._file < 0:
            return
        before, self._level = self._level, self._read(peak_kib)
        if line != self._line:
            self._line, self._entered_at = line or 0, before
        if line is None:
            return
        if self._level > self._highest:
            self.grown[line] = self.grown.get(line, 0) + self._level - self._highest
        self._highest = max(self._highest, self._level)
        rise = self._level - self._entered_at
        self.risen[line] = max(self.risen.get(line, 0), rise)

    def report(self) -> list[list[int]]:
        """`[line, bytes]` of the lines that let it grow most, the first of them the heaviest."""
        lines = self.grown.keys() | self.risen.keys()
        most = {line: max(self.grown.get(line, 0), self.risen.get(line, 0)) for line in lines}
        heaviest = sorted(most.items(), key=lambda item: (-item[1], item[0]))
        kept = [[line, grown] for line, grown in heaviest if grown >= _LEAST_BYTES]
        return kept[:_MOST_LINES]

    def _read(self, peak_kib: int) -> int:
        """Bytes of memory of its own, or the most there were since it was read before."""
        try:
            _, resident, shared, *_ = os.pread(self._file, 128, 0).split()
        # The code that runs may have closed or replaced any descriptor.
        except (OSError, ValueError):
            self._file = -1
            return self._level
        page = resource.getpagesize()
        own = (int(resident) - int(shared)) * page
        if peak_kib > self._peak_kib:
            self._peak_kib = peak_kib
            own = max(own, peak_kib * 1024 - int(shared) * page)
        return own
