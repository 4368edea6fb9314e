"""Every way in which an endpoint fails, through a whole refinement: nothing unverified gets in."""

from __future__ import annotations

import itertools
import threading

import pytest
from endpoint.scenarios import NAMES
from endpoint.server import EndpointServer, Scenario
from talks import SLOW, data

from jupyter_perf.refinement import engine
from jupyter_perf.refinement.endpoint.exchange import Ended
from jupyter_perf.refinement.talking import TalkOptions

NEVER_END = {"hang", "ping-forever", "silence"}
ENDING = sorted(set(NAMES) - NEVER_END)
AT_ONCE = 16
GROUPS = [ENDING[at : at + AT_ONCE] for at in range(0, len(ENDING), AT_ONCE)]


def played(names: list[str], budget: float):
    """A refinement whose samples meet these scenarios, one each."""
    waiting = itertools.cycle(names)
    drawing = threading.Lock()

    def say(_body: dict) -> str:
        with drawing:
            return Scenario(next(waiting))

    with EndpointServer(script=say, pause_seconds=0.01) as server:
        talk = TalkOptions(
            model="any", base_url=server.url, rounds=1, samples=len(names), max_tokens=None
        )
        return engine.refine(SLOW, namespace=data(), engine="llm", budget=budget, talk=talk)


@pytest.mark.slow
@pytest.mark.parametrize("names", GROUPS, ids=lambda names: f"{names[0]} to {names[-1]}")
def test_no_scenario_gets_unverified_code_accepted(names):
    found = played(names, budget=30.0)
    assert found.best is None
    assert found.code == SLOW
    exchanges = found.conversation.exchanges
    assert len(exchanges) == len(names)
    for exchange in exchanges:
        ended = exchange.answer.ended
        assert exchange.outcome or exchange.answer.trouble, exchange
        assert ended is Ended.STOP or not exchange.candidate
    assert found.conversation.ended


def test_endpoints_that_never_end_cost_the_budget_and_no_more():
    found = played(sorted(NEVER_END), budget=6.0)
    assert found.best is None
    assert found.searched_seconds < 12
    assert len(found.conversation.exchanges) == len(NEVER_END)
    assert all(e.answer.ended is not Ended.STOP for e in found.conversation.exchanges)
