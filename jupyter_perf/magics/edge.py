"""The one edge where errors of the analysis end: in a sentence, never in the user's way."""

from __future__ import annotations

import collections
import contextlib
import logging
import traceback
from collections.abc import Callable, Iterator

from ..errors import PerfError

_LOG = logging.getLogger("jupyter_perf")
_KEPT = 20
_failures: collections.deque[str] = collections.deque(maxlen=_KEPT)

UNEXPECTED = "jupyter-perf failed: {error}. Please report it with what `%perf doctor --log` shows."


@contextlib.contextmanager
def told(tell: Callable[[str], None]) -> Iterator[None]:
    """Whatever goes wrong inside is told to the user in one sentence; the cell isn't affected.

    An interrupt passes through: only the caller knows what it was meant to stop.
    """
    try:
        yield
    except PerfError as error:
        if details := getattr(error, "details", ""):
            _failures.append(str(details))
        tell(f"jupyter-perf: {error}")
    # The promise of the magics: nothing that goes wrong in the analysis touches the cell.
    except Exception as error:
        _failures.append(traceback.format_exc())
        _LOG.debug("unexpected failure", exc_info=True)
        tell(UNEXPECTED.format(error=f"{type(error).__name__}: {error}".splitlines()[0]))


def log_text() -> str:
    """Tracebacks of this process's unexpected failures, the latest last."""
    return "\n".join(_failures) or "Nothing unexpected has happened in this kernel."
