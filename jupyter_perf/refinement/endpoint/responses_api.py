"""The Responses API: what is sent, and how its events are heard.

`store=False` always: without it, the texts are kept by the endpoint for thirty days.
"""

from __future__ import annotations

from typing import Any

from .chat_api import asked_for, schema_name
from .dialect import Dialect, Structured
from .exchange import Prompt
from .failures import ToldToFail
from .heard import Heard, field

_ENDS = {"response.completed", "response.incomplete", "response.failed"}


def request(prompt: Prompt, model: str, dialect: Dialect) -> dict[str, Any]:
    """Arguments of `responses.create`, without the timeout."""
    messages = [{"role": each.role, "content": each.content} for each in prompt.messages]
    sent: dict[str, Any] = {"model": model, "input": messages, "store": False}
    if dialect.takes("stream"):
        sent["stream"] = True
    if dialect.takes("max_output_tokens"):
        sent["max_output_tokens"] = prompt.max_output_tokens
    if prompt.temperature is not None and dialect.takes("temperature"):
        sent["temperature"] = prompt.temperature
    if prompt.schema is not None:
        if dialect.structured is not Structured.STRICT and messages:
            messages[-1]["content"] += asked_for(prompt)
        if dialect.structured is not Structured.PROMPT:
            sent["text"] = {"format": _format(prompt, dialect.structured)}
    return sent


def hear_event(heard: Heard, event: Any) -> None:
    """Take in one event of a stream. Raises ToldToFail where it reports a failure."""
    heard.events += 1
    kind = field(event, "type")
    if kind == "response.output_text.delta":
        heard.add_text(field(event, "delta"))
    elif kind == "response.refusal.delta":
        heard.add_refusal(field(event, "delta"))
    elif isinstance(kind, str) and kind.startswith("response.reasoning"):
        heard.add_thought(field(event, "delta"))
    elif kind in _ENDS:
        hear_whole(heard, field(event, "response"))
    elif kind == "error":
        raise ToldToFail(_plain(event))


def hear_whole(heard: Heard, response: Any) -> None:
    """Take in a response object: all of an answer, or the last event of one."""
    status = field(response, "status")
    heard.events += status is not None
    heard.name(field(response, "model"))
    heard.count(field(response, "usage"), "input_tokens", "output_tokens")
    if status == "failed":
        raise ToldToFail(_plain(field(response, "error")))
    _hear_output(heard, field(response, "output"))
    if status == "completed":
        heard.end("stop")
    elif status == "incomplete":
        heard.end(field(field(response, "incomplete_details"), "reason") or "length")


def _hear_output(heard: Heard, output: Any) -> None:
    """Tools that were called, and texts where none came as deltas."""
    streamed = bool(heard.parts or heard.refusals)
    for item in output if isinstance(output, list) else ():
        kind = field(item, "type")
        heard.called_tool |= isinstance(kind, str) and kind.endswith("_call")
        content = field(item, "content")
        if streamed or kind != "message" or not isinstance(content, list):
            continue
        for part in content:
            heard.add_text(field(part, "text"))
            heard.add_refusal(field(part, "refusal"))


def _plain(error: Any) -> dict[str, Any]:
    return {name: field(error, name) for name in ("code", "message", "param", "type")}


def _format(prompt: Prompt, structured: Structured) -> dict[str, Any]:
    if structured is Structured.OBJECT:
        return {"type": "json_object"}
    return {
        "type": "json_schema",
        "name": schema_name(prompt),
        "schema": prompt.schema,
        "strict": True,
    }
