"""State of the whole process that code may leave changed for the rest of a notebook."""

from __future__ import annotations

import builtins
import decimal
import gc
import hashlib
import locale
import logging
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from types import ModuleType

# Set for good by the import of libraries: no choice of the code's.
_ENVIRONMENT_OF_LIBRARIES = ("KMP_", "OMP_", "MKL_", "OPENBLAS_")


class ProcessWatch:
    """Remembers process-wide settings, and says which of them are others now."""

    def __init__(self) -> None:
        self._before = dict(_settings())
        self._filters = _broad_filters()
        self._builtins = dict(vars(builtins))
        self._options = _library_options()

    def changed(self) -> dict[str, object]:
        """Digest of each setting that was changed, by what it is called."""
        found = {name: now for name, now in _settings() if self._before[name] != now}
        if _broad_filters() != self._filters:
            found["filters of warnings"] = repr(_broad_filters())
        if rebound := self._rebound():
            found["built-in names"] = repr(rebound)
        options = _library_options()
        for name, before in self._options.items():
            if options.get(name) != before:
                found[name] = options.get(name, "")
        return {name: hashlib.sha256(now.encode()).hexdigest() for name, now in found.items()}

    def _rebound(self) -> list[str]:
        # `_` is the display hook's own.
        now = vars(builtins)
        names = {*self._builtins, *now} - {"_"}
        return sorted(n for n in names if now.get(n) is not self._builtins.get(n))


def _settings() -> Iterator[tuple[str, str]]:
    """Each setting's name, and a text that changes with it."""
    # What the code may have put in these places is anybody's, so only plain parts are looked at.
    yield "working directory", _folder()
    yield "environment variables", repr(_environment())
    yield "sys.path", repr([entry for entry in sys.path if type(entry) is str])
    yield "recursion limit", str(sys.getrecursionlimit())
    yield "precision of decimal", repr(_decimal())
    yield "locale", str(locale.setlocale(locale.LC_ALL))
    yield "interrupt handler", _named(signal.getsignal(signal.SIGINT))
    yield "tracing", str((_named(sys.gettrace()), _named(sys.getprofile())))
    yield "hooks", str((_named(sys.excepthook), _named(sys.displayhook), sys.getswitchinterval()))
    yield "garbage collection", str((gc.isenabled(), gc.get_threshold()))
    yield "level of logging", str((logging.root.level, logging.root.manager.disable))


def _folder() -> str:
    try:
        return os.getcwd()
    except OSError:
        return ""


def _named(handler: object) -> str:
    return str(getattr(handler, "__qualname__", handler if isinstance(handler, int) else ""))


def _environment() -> list[tuple[str, str]]:
    items = os.environ.items()
    return sorted(item for item in items if not item[0].startswith(_ENVIRONMENT_OF_LIBRARIES))


def _decimal() -> tuple[int, str]:
    context = decimal.getcontext()
    return context.prec, context.rounding


def _broad_filters() -> list[tuple[object, ...]]:
    """Filters for all warnings; narrower ones come with the import of libraries."""
    return [entry[:1] for entry in warnings.filters if entry[1:4] == (None, Warning, None)]


def _library_options() -> dict[str, str]:
    """Settings of libraries that are loaded: of one that wasn't before, all are its own."""
    found = {}
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if isinstance(numpy, ModuleType):
        found["error handling of numpy"] = repr(numpy.geterr())
        found["print options of numpy"] = repr(sorted(numpy.get_printoptions().items(), key=str))
    if isinstance(pandas, ModuleType):
        found["options of pandas"] = repr(pandas.options.d)
    if (matplotlib := sys.modules.get("matplotlib")) is not None and hasattr(
        matplotlib, "rcParams"
    ):
        # The first plot of a process settles the backend.
        settings = {k: v for k, v in dict.items(matplotlib.rcParams) if "backend" not in k}
        found["settings of matplotlib"] = repr(sorted(settings.items(), key=str))
    return found
