"""What an endpoint doesn't understand is left out, and stays left out."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from endpoint.asked import PROMPT, SCHEMA, STRUCTURED, ask, provider
from endpoint.scenarios import ANY_TEXT
from endpoint.server import EndpointServer, Seen

from jupyter_perf.refinement.endpoint.dialect import Dialect, Structured, own_of_openai
from jupyter_perf.refinement.endpoint.exchange import Ended, Message, Prompt
from jupyter_perf.refinement.endpoint.failures import Failure, Kind
from jupyter_perf.refinement.endpoint.target import Target
from jupyter_perf.refinement.providers.openai import OpenAI


def sent_twice(server: EndpointServer, model: str, prompt: Prompt, api: str = "chat") -> list[Seen]:
    """Requests for the same question asked twice, both times with success."""
    with provider(server, model, api=api) as made:
        for _ in range(2):
            answer = ask(made, prompt)
            assert (answer.ended, answer.text) == (Ended.STOP, ANY_TEXT)
    return server.asked()


def test_an_ordinary_request(server: EndpointServer) -> None:
    with provider(server, "ok") as made:
        ask(made)
    (seen,) = server.asked("/chat/completions")
    assert seen.body == {
        "model": "ok",
        "messages": [{"role": m.role, "content": m.content} for m in PROMPT.messages],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_completion_tokens": 8192,
        "temperature": 0.2,
    }


def test_an_ordinary_request_for_a_response(server: EndpointServer) -> None:
    with provider(server, "ok", api="responses") as made:
        ask(made)
    (seen,) = server.asked("/responses")
    assert seen.body == {
        "model": "ok",
        "input": [{"role": m.role, "content": m.content} for m in PROMPT.messages],
        "stream": True,
        "store": False,
        "max_output_tokens": 8192,
        "temperature": 0.2,
    }


@pytest.mark.parametrize(
    ("model", "absent", "present"),
    [
        ("no-stream-options", "stream_options", "stream"),
        ("no-max-completion-tokens", "max_completion_tokens", "max_tokens"),
        ("no-limit-at-all", "max_tokens", "temperature"),
        ("no-temperature", "temperature", "max_completion_tokens"),
        ("no-stream", "stream", "temperature"),
    ],
)
def test_a_refused_parameter_is_dropped_once(
    server: EndpointServer, model: str, absent: str, present: str
) -> None:
    requests = sent_twice(server, model, PROMPT)
    assert len(requests) == (4 if model == "no-limit-at-all" else 3)
    for seen in requests[-2:]:
        assert absent not in seen.body
        assert present in seen.body


@pytest.mark.parametrize(
    ("model", "formats"),
    [
        ("ok", ["json_schema", "json_schema"]),
        ("no-json-schema", ["json_schema", "json_object", "json_object"]),
        ("no-response-format", ["json_schema", "json_object", None, None]),
        ("500-on-schema", ["json_schema", "json_object", None, None]),
    ],
)
def test_structure_is_asked_for_as_the_endpoint_can(
    server: EndpointServer, model: str, formats: list[str | None]
) -> None:
    requests = sent_twice(server, model, STRUCTURED)
    sent = [(seen.body.get("response_format") or {}).get("type") for seen in requests]
    if model == "no-response-format":  # the refusal names it, so that there's no use in the middle
        formats = ["json_schema", "json_object", None, None]
    assert sent == formats
    for seen, kind in zip(requests, sent, strict=True):
        in_words = '"additionalProperties"' in seen.body["messages"][-1]["content"]
        assert in_words is (kind != "json_schema")
        assert seen.body["messages"][0]["content"] == "You are brief."


def test_the_schema_itself_is_strict(server: EndpointServer) -> None:
    (seen, _) = sent_twice(server, "ok", STRUCTURED)
    assert seen.body["response_format"]["json_schema"] == {
        "name": "critique",
        "schema": SCHEMA,
        "strict": True,
    }


def test_structure_in_the_responses_api(server: EndpointServer) -> None:
    requests = sent_twice(server, "500-on-schema", STRUCTURED, "responses")
    sent = [(seen.body.get("text") or {"format": {"type": None}})["format"] for seen in requests]
    assert [each["type"] for each in sent] == ["json_schema", "json_object", None, None]
    assert sent[0]["schema"] == SCHEMA


def test_an_endpoint_without_responses_is_asked_for_chat() -> None:
    with EndpointServer(responses=False) as server:
        requests = sent_twice(server, "ok", PROMPT, "responses")
    paths = [seen.path.removeprefix("/v1/") for seen in requests]
    assert paths == ["responses", "chat/completions", "chat/completions"]


def test_a_model_that_is_not_there_is_not_looked_for_in_chat(server: EndpointServer) -> None:
    with provider(server, "err-404", api="responses") as made:
        ask(made)
    assert len(server.requests) == 1


def test_without_a_limit_of_tokens_we_hold_one(server: EndpointServer) -> None:
    short = dataclasses.replace(PROMPT, max_output_tokens=2)
    with provider(server, "no-limit-at-all") as made:
        assert ask(made, short).ended is Ended.CANCELLED
        assert ask(made, PROMPT).ended is Ended.STOP


def test_a_prompt_is_never_changed(server: EndpointServer) -> None:
    before = STRUCTURED.to_json()
    sent_twice(server, "500-on-schema", STRUCTURED)
    assert STRUCTURED.to_json() == before


def test_only_openai_itself_is_asked_for_responses_unless_told() -> None:
    assert OpenAI(Target("openai", "m"))._dialect.api == "responses"
    assert OpenAI(Target("openai", "m"))._dialect.unstored
    assert OpenAI(Target("openai", "m", api="chat"))._dialect.api == "chat"
    other = OpenAI(Target("openai", "m", "https://models.example.org/v1"))
    assert other._dialect.api == "chat"
    assert not other._dialect.unstored


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://api.openai.com/v1", True),
        ("https://API.openai.com", True),
        ("https://eu.api.openai.com/v1", True),
        ("https://api.openai.com:443/v1", True),
        ("http://api.openai.com/v1", False),
        ("https://api.openai.com.evil.example/v1", False),
        ("https://evil.example/api.openai.com/v1", False),
        ("https://api.openai.com@evil.example/v1", False),
        ("https://notapi.openai.com/v1", False),
    ],
)
def test_openai_is_told_by_its_host(url: str, own: bool) -> None:
    assert own_of_openai(url) is own


def refusal(words: str, status: int = 400, **others: Any) -> Failure:
    return Failure(Kind.STATUS, status, words, words, **others)


@pytest.mark.parametrize(
    ("words", "limit_name"),
    [
        ("Unrecognized request argument supplied: max_completion_tokens", "max_tokens"),
        ("body.max_completion_tokens: Extra inputs are not permitted", "max_tokens"),
        (
            "This model's maximum context length is 4096 tokens. However, you requested 8242 "
            "tokens (50 in the messages, 8192 in the completion).",
            "",
        ),
    ],
)
def test_refused_limits(words: str, limit_name: str) -> None:
    simpler = Dialect().simpler(refusal(words), structured=False)
    assert simpler is not None
    assert simpler.limit_name == limit_name


@pytest.mark.parametrize(
    "failure",
    [
        refusal("This model's maximum context length is 4096 tokens; you sent 5000."),
        refusal("simulated", code="context_length_exceeded"),
        refusal("the message is empty"),
        refusal("stream_options", status=401),
        refusal("temperature", param="messages"),
        Failure(Kind.LOST),
    ],
)
def test_no_other_way_of_asking_is_a_remedy(failure: Failure) -> None:
    assert Dialect().simpler(failure, structured=False) is None


def test_a_prompt_that_is_too_long_stays_so_without_structure() -> None:
    failure = refusal("simulated", code="context_length_exceeded")
    assert Dialect().simpler(failure, structured=True) is None


def test_every_way_of_asking_comes_to_an_end() -> None:
    """Whatever is refused, in whatever order: no endless series of requests."""
    words = "stream_options temperature store stream max_tokens max_completion_tokens"
    for api in ("chat", "responses"):
        dialect: Dialect | None = Dialect(api=api)
        for _ in range(20):
            assert dialect is not None
            last, dialect = dialect, dialect.simpler(refusal(words), structured=True)
            if dialect is None:
                break
        assert dialect is None
        assert last.structured is Structured.PROMPT


def test_an_odd_purpose_still_names_the_schema(server: EndpointServer) -> None:
    odd = Prompt((Message("user", "x"),), "größer/kürzer" * 20, schema=SCHEMA)
    with provider(server) as made:
        ask(made, odd)
    name = server.requests[0].body["response_format"]["json_schema"]["name"]
    assert name.isascii()
    assert len(name) <= 64
