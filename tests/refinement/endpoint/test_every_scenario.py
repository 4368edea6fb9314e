"""Everything that the test server can do to a client: how it ends, what is said, what it cost.

Runs alone with any `openai` that is supported: `test_other_clients.py` does so with others.
"""

from __future__ import annotations

import dataclasses
import re

import pytest
from endpoint.asked import KEY, Time, ask, provider
from endpoint.scenarios import ANY_TEXT, CODE, NAMES, TEXTS, UNICODE
from endpoint.server import EndpointServer

from jupyter_perf.refinement.endpoint.exchange import Ended

BACKED_OFF = 0.5 + 1 + 2 + 4 + 8


@dataclasses.dataclass(frozen=True)
class Outcome:
    ended: Ended = Ended.STOP
    says: str = ""
    text: str | None = None
    requests: int = 1
    rested: float = 0.0
    fatal: bool = False
    counted: bool = True
    seconds: float = 60.0


def failed(says: str, **others: object) -> Outcome:
    return Outcome(Ended.FAILED, says, "", **others)  # type: ignore[arg-type]


def truncated(says: str, text: str | None, **others: object) -> Outcome:
    return Outcome(Ended.TRUNCATED, says, text, counted=False, **others)  # type: ignore[arg-type]


AGAIN = {"requests": 6, "rested": BACKED_OFF}
CHAT = {
    **{name: Outcome(text=text) for name, text in TEXTS.items()},
    "empty-text": Outcome(says="The model wrote nothing", text=""),
    "huge": Outcome(Ended.CANCELLED, "grew past all use", counted=False),
    "retry-429": Outcome(requests=2, rested=1.0),
    "429-long": failed("asks to wait 1 h, longer than the .* left: HTTP 429"),
    "quota": failed("has no credit left", fatal=True),
    "500-then-ok": Outcome(requests=3, rested=1.5),
    "html-502": failed(r"HTTP 502 \(502 Bad Gateway\); tokens may have been billed", **AGAIN),
    "err-string": failed("has no model 'err-string'.*nothing should have been bill", fatal=True),
    "stream-error": truncated(r"broke off its answer \(model crashed\)", ANY_TEXT[:14]),
    "truncated": truncated("broke in mid-answer", ANY_TEXT[:14]),
    "no-done": truncated("without saying that it is whole", ANY_TEXT),
    "malformed-sse": truncated("doesn't follow OpenAI's API", ANY_TEXT[:14]),
    "sse-comments": Outcome(),
    "sse-id": Outcome(),
    "sse-split-utf8": Outcome(text=UNICODE),
    "empty-choices": truncated("without saying that it is whole", ""),
    "null-content": Outcome(says="The model wrote nothing", text=""),
    "no-usage": Outcome(counted=False),
    "length": Outcome(Ended.LENGTH, "reached the limit of tokens", ANY_TEXT[:30]),
    "content-filter": Outcome(Ended.REFUSED, "content filter", ""),
    "refusal": Outcome(Ended.REFUSED, "declined: I can't help with that;", "", counted=False),
    "tool-only": failed("called a tool instead"),
    "reasoning": Outcome(),
    "slow-drip": Outcome(),
    "ping-forever": failed("no answer within 1.00 s", seconds=1.0, counted=False),
    "endless-event": Outcome(Ended.CANCELLED, "grew past all use", "", counted=False),
    "silence": failed("no answer within 1.00 s", seconds=1.0, counted=False),
    "hang": failed("no answer within 1.00 s", seconds=1.0, counted=False),
    "reset": failed("The connection to .* broke.*6 times", counted=False, **AGAIN),
    "reset-mid": truncated("broke in mid-answer", ANY_TEXT[:14]),
    "bad-body": failed("doesn't follow OpenAI's API", counted=False),
    "not-sse": Outcome(),
    "wrong-shape": failed("JSON that is no answer", counted=False),
    "err-400": failed("more than it takes: HTTP 400"),
    "err-401": failed("refused the key in OPENAI_API_KEY: HTTP 401", fatal=True),
    "err-403": failed("doesn't permit this: HTTP 403", fatal=True),
    "err-404": failed("has no model 'err-404'", fatal=True),
    "err-409": failed("HTTP 409", **AGAIN),
    "err-422": failed("rejected the request: HTTP 422"),
    "err-429": failed("limits how often it may be asked, 6 times: HTTP 429", **AGAIN),
    "err-500": failed("couldn't serve the request, 6 times: HTTP 500", **AGAIN),
    "err-503": failed("couldn't serve the request, 6 times: HTTP 503", **AGAIN),
    "echo-key": failed("Bad header : Bearer <key> is not valid", fatal=True),
    "error-list": failed(r"HTTP 422 \(body.seed: seed is required\)"),
    "html-page": failed("sent a web page.*usually ends in /v1", counted=False),
    "no-route": failed("doesn't know this address", fatal=True),
    "no-stream-options": Outcome(requests=2, counted=False),
    "no-max-completion-tokens": Outcome(requests=2),
    "no-limit-at-all": Outcome(requests=3),
    "no-temperature": Outcome(requests=2),
    "no-stream": Outcome(requests=2),
    "no-json-schema": Outcome(),
    "no-response-format": Outcome(),
    "500-on-schema": Outcome(),
    "retry-date": Outcome(requests=2, rested=7.0),
    "retry-ms": Outcome(requests=2, rested=0.5),
    "reasoning-only": Outcome(says="reasoning and no answer", text="", counted=False),
    "silent-end": truncated("without saying that it is whole", ""),
    "odd-finish": Outcome(Ended.TRUNCATED, "ended the answer with 'abort'"),
    "odd-chunks": Outcome(),
    "usage-late": Outcome(counted=False),
}
RESPONSES = {
    **CHAT,
    # What has no counterpart in this API is played as an ordinary answer.
    **dict.fromkeys(["empty-choices", "silent-end", "odd-finish", "usage-late"], Outcome()),
    "endless-event": Outcome(),
    **dict.fromkeys(["no-stream-options", "no-max-completion-tokens"], Outcome()),
    "no-limit-at-all": Outcome(requests=2),
    "no-route": failed("doesn't know this address", fatal=True, requests=2),
}


def test_every_scenario_has_an_outcome() -> None:
    assert sorted(CHAT) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("api", ["chat", "responses"])
def test_scenario(server: EndpointServer, api: str, name: str) -> None:
    expected = (RESPONSES if api == "responses" else CHAT)[name]
    clock, heard = Time(), [0]
    with provider(server, name, api=api, clock=clock) as made:
        most = 20_000 if name == "endless-event" else 2_000_000
        answer = ask(made, seconds=expected.seconds, answer_bytes=most, hear=heard.append)

    assert answer.ended is expected.ended, answer.trouble
    assert re.search(expected.says, answer.trouble)
    if name != "huge":
        assert answer.text == (ANY_TEXT if expected.text is None else expected.text)
    assert len(server.asked()) == answer.attempts == expected.requests
    # What the requests themselves took is rest that wasn't needed.
    assert expected.rested - 0.5 < clock.rested < expected.rested + 0.1
    assert answer.fatal is expected.fatal
    assert answer.usage.counted is expected.counted
    check_wording(answer.trouble, expected)
    assert heard == sorted(heard)
    assert heard[-1] >= len(answer.text)


def check_wording(said: str, expected: Outcome) -> None:
    """One clean line that says what it cost; nothing where nothing is wrong."""
    assert (said == "") == (expected.says == "" and expected.ended is Ended.STOP)
    assert not said or re.search("billed|nothing was sent", said)
    assert len(said) < 600
    assert KEY[:8] not in said
    assert KEY[-8:] not in said
    assert said.isprintable()
    assert not re.search("<(?!key>)", said)


def test_tokens_are_taken_from_the_endpoint_where_it_counts(server: EndpointServer) -> None:
    with provider(server) as made:
        usage = ask(made).usage
    assert (usage.input_tokens, usage.output_tokens) == (7, len(ANY_TEXT) // 4)


def test_tokens_are_estimated_where_it_does_not(server: EndpointServer) -> None:
    with provider(server, "no-usage") as made:
        usage = ask(made).usage
    assert usage.input_tokens >= 10
    assert usage.output_tokens >= len(CODE) / 5


def test_a_failure_before_any_work_costs_no_tokens(server: EndpointServer) -> None:
    with provider(server, "err-503") as made:
        assert ask(made).usage.input_tokens == 0


def test_a_lost_connection_may_have_cost_the_prompt(server: EndpointServer) -> None:
    with provider(server, "reset") as made:
        assert ask(made).usage.input_tokens > 0
