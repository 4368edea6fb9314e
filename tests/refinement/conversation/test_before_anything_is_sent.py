"""Where nothing could be verified, or nothing isolates a model's code, nothing is asked."""

from __future__ import annotations

import dataclasses

import pytest
from stubs import SOURCE, Clock, StubContext, saying
from talks import SLOW, Scripted, refine

from jupyter_perf.refinement import prompts, search
from jupyter_perf.refinement.conversation.settings import Settings
from jupyter_perf.refinement.request import Request
from jupyter_perf.refinement.result import Refinement
from jupyter_perf.sandbox.level import Level, Measured
from jupyter_perf.sandbox.work import Ended, Outcome, Raised

FINE = Outcome(Ended.OK, cpu_seconds=1.0, wall_seconds=1.0)
RAISED = Raised("ValueError", "no", 3, True)
UNFIT = {
    "raises": (dataclasses.replace(FINE, raised=RAISED), "raises ValueError"),
    "dies": (Outcome(Ended.DIED, note="its process ends"), "ends"),
    "memory": (Outcome(Ended.MEMORY), "memory"),
    "refused": (dataclasses.replace(FINE, denied="writes to /x: not allowed"), "not allowed"),
    "thread": (dataclasses.replace(FINE, facts={"threads_left": 1}), "thread"),
}


def searched(monkeypatch, level, outcome, engine="llm", stop_at=float("inf"), **settings):
    """A whole search in which each run of anything has `outcome`, and what it asked."""
    templates, version = prompts.templates()
    talk = Settings("stub:model", templates=templates, prompts_version=version, **settings)
    request = Request(SOURCE, "cell", engine=engine, talk=talk.to_json(), budget=60.0)
    context = StubContext(Clock(60.0, stop_at), saying(lambda _: "no"))
    context.request = request.to_json()
    context.report = lambda _event: None
    context.elapsed = lambda: context.clock.now
    context.sandbox.missing = ()
    context.sandbox.start = lambda: None
    context.sandbox.run = lambda *_, **__: outcome
    monkeypatch.setattr(search, "measure", lambda _sandbox: Measured(level, (), frozenset()))
    found = search.run(context)
    return Refinement.from_json(found["refinement"]), context.asked


@pytest.mark.parametrize("engine", ["llm", "all"])
def test_nothing_is_sent_where_nothing_isolates_what_would_come(monkeypatch, engine):
    found, asked = searched(monkeypatch, Level.S0, FINE, engine)
    assert not asked
    assert found.best is None
    assert "--unsafe-no-sandbox" in found.reason


@pytest.mark.parametrize("name", UNFIT)
def test_nothing_is_sent_where_the_original_cannot_be_held_to_anything(monkeypatch, name):
    outcome, words = UNFIT[name]
    found, asked = searched(monkeypatch, Level.S3, outcome)
    assert not asked
    assert words in found.reason
    assert found.conversation.exchanges == ()
    assert found.conversation.ended == "nothing was asked"


def test_nothing_is_sent_after_a_stop_and_it_is_said_why(monkeypatch):
    found, asked = searched(monkeypatch, Level.S3, FINE, stop_at=0.0)
    assert not asked
    assert found.conversation.ended == "you stopped it before anything was asked"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("open('x', 'w').write('a')\n", "writes files"),
        ("import requests\nx = requests.get('http://127.0.0.1')\n", "network"),
        ("import time\nt = input('name')\n", "asks"),
    ],
)
def test_nothing_is_sent_of_a_cell_that_cannot_be_verified(cell, words):
    provider = Scripted(lambda _: "no")
    found = refine(provider, cell + SLOW, {"data": [1]})
    assert not provider.asked
    assert words in found.reason
