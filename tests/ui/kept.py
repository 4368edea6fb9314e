"""Records as earlier searches left them, for the tests of what shows them."""

from __future__ import annotations

import dataclasses

from jupyter_perf.records.store import About, Store
from jupyter_perf.refinement.result import Refinement

from ..views import examples
from .servers import Lab


def keep(lab: Lab, found: Refinement, notebook: str, **options: object) -> str:
    """Record `found` as a run of that notebook's cell `refined`; returns its id."""
    store = Store(lab.records / "results.sqlite")
    talk = found.conversation
    spent = (talk.usage.input_tokens + talk.usage.output_tokens, talk.usd) if talk else (None, None)
    about = About(str(lab.folder / notebook), "refined", options, *spent)
    run = store.remember(None, "refinement", found.to_json(), about)
    assert run is not None, store.note
    return run


def slower() -> Refinement:
    """Another run of the same cell: other versions, and not as much to gain."""
    best = examples.faster(3.2, 3.0, 3.4, code=examples.BETTER.replace("tolist()", "to_list()"))
    found = examples.refinement(best, source=examples.SOURCE.replace("other = 1\n", ""))
    return dataclasses.replace(found, versions={"python": "3.11.9", "pandas": "2.2.0"})
