"""`--show-prompt`: what would be sent, made by a search that sends nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..core.progress import Progress
    from ..refinement.prepared import Prepared
    from .live import LiveOutput

_STOP_SECONDS = 10.0


def show_prompt(prepared: Prepared, live: LiveOutput) -> None:
    """Show the first request exactly, and the later ones as templates.

    The cell is measured in the sandbox first: what a model is told of it is part of the request.
    """
    from ..refinement.result import Refinement
    from ..views import prompt

    if prepared.reason is not None:
        live.message(f"Nothing would be sent: {prepared.reason}.")
        return
    found: Refinement | None

    def report(progress: Progress) -> None:
        live.report(progress)

    with prepared.start(report) as job:
        try:
            found = job.wait()
        except KeyboardInterrupt:
            job.stop()
            found = job.wait(timeout=_STOP_SECONDS)
    talk = None if found is None else found.conversation
    if talk is None or not talk.prompts:
        why = found.reason if found is not None and found.reason else "it was stopped before"
        live.message(f"Nothing would be sent: {why}.")
        return
    assert prepared.request.talk is not None
    live.finish(prompt.shown(talk, prepared.request.talk["templates"]))
