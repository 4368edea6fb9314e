"""Edits that the user accepted: `--apply`, or Apply and Revert in a front end.

A front end says which run and which code; what is kept is what the run's record says of it, and
nothing where the record doesn't call that code faster.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..core.secrets import Masker
from .edge import told
from .whereabouts import whereabouts

if TYPE_CHECKING:
    from ..records.edits import Edit
    from ..refinement.verdict import Faster

_LOG = logging.getLogger("jupyter_perf")
_LONGEST_RUN = 100
_LONGEST_CODE = 200_000
_PLACEHOLDER = re.compile(r"<secret-* \d+>")


def keep(source: str, best: Faster, notebook: str, run: str | None) -> None:
    """Keep an edit that `--apply` has put in the place of `source`. Raises nothing."""
    with told(_LOG.debug):
        from ..records.edits import add

        add(_edit(source, best, whereabouts().latest(notebook), run))


def hear_applied(data: dict[str, Any]) -> None:
    """A front end has put `code`, which `run` found, in the place of a cell's text."""
    if (said := _read(data)) is None:
        return
    run, code = said
    with told(_LOG.debug):
        from ..records.edits import add
        from ..records.store import store

        record = store().get(run)
        if record is not None:
            add(_recorded_edit(record, code))


def hear_reverted(data: dict[str, Any]) -> None:
    """It has put the original text back."""
    if (said := _read(data)) is None:
        return
    with told(_LOG.debug):
        from ..records.edits import take_back

        take_back(*said, notebook=whereabouts().notebook())


def _read(data: dict[str, Any]) -> tuple[str, str] | None:
    run, code = data.get("run"), data.get("code")
    if not isinstance(run, str) or not isinstance(code, str):
        return None
    if not 0 < len(run) <= _LONGEST_RUN or not 0 < len(code) <= _LONGEST_CODE:
        return None
    return run, code


def _recorded_edit(record: Mapping[str, Any], code: str) -> Edit | None:
    """What the record says of `code`, as an edit; None where it doesn't call it faster."""
    from ..records.about import sha256_of

    best = _verdict(record["result"], code)
    if best is None:
        return None
    hashes = str(record["source_sha256"]), sha256_of(code)
    # The run may have been another notebook's, whose result was stored for the same text.
    notebook = whereabouts().notebook() or str(record["notebook"])
    return _edit(str(record["source"]), best, notebook, str(record["id"]), hashes)


def _edit(
    source: str,
    best: Faster,
    notebook: str,
    run: str | None,
    hashes: tuple[str, str] | None = None,
) -> Edit | None:
    from ..records.edits import edit_of

    low, high = best.interval
    return edit_of(
        notebook,
        source.rstrip("\n"),
        best.candidate.code.rstrip("\n"),
        ratio=best.ratio,
        low=low,
        high=high,
        general=best.evidence.general,
        steps=best.candidate.steps,
        run=run,
        hashes=hashes,
    )


def _verdict(result: Any, code: str) -> Faster | None:
    """The verdict that found `code` faster. Raises ValueError where there are no verdicts."""
    from ..refinement import serial
    from ..refinement.verdict import Faster

    verdicts = result.get("verdicts") if isinstance(result, dict) else None
    wanted = _without_secrets(code)
    for data in verdicts or ():
        verdict = serial.from_json(data)
        if isinstance(verdict, Faster) and _without_secrets(verdict.candidate.code) == wanted:
            return verdict
    return None


def _without_secrets(code: str) -> str:
    """For comparison with what a record holds, where secrets are numbered in another order."""
    return _PLACEHOLDER.sub("<secret>", Masker().text(code)).rstrip("\n")
