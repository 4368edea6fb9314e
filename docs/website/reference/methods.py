"""Memory methods, from their registry: the manuals that `%perf explain` prints."""

from __future__ import annotations

from .describing import rows_of, safe
from .manuals import manual


def text() -> str:
    """A table, then each method's manual."""
    from jupyter_perf.magics.manuals import manual_of
    from jupyter_perf.tradeoff.methods import METHODS

    rows = [
        (
            f"[{name}](#{name})",
            safe(method.words),
            safe(method.costs),
            "no" if method.modelled else "yes",
        )
        for name, method in METHODS.items()
    ]
    heading = ("Method", "", "Accuracy", "Applied to the model")
    manuals = [manual(manual_of(name)) for name in METHODS]
    return "\n\n".join([rows_of(heading, rows), *manuals])
