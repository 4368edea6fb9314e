"""Chat completions: what is sent, and how what comes back is heard."""

from __future__ import annotations

import json
from typing import Any

from .dialect import Dialect, Structured
from .exchange import Prompt
from .heard import Heard, field, first

_REASONING = ("reasoning_content", "reasoning", "thinking")
"""What servers call a model's reasoning where they separate it (DeepSeek and vLLM, OpenRouter)."""


def request(prompt: Prompt, model: str, dialect: Dialect) -> dict[str, Any]:
    """Arguments of `chat.completions.create`, without the timeout."""
    sent: dict[str, Any] = {"model": model, "messages": _messages(prompt, dialect)}
    if dialect.takes("stream"):
        sent["stream"] = True
        if dialect.takes("stream_options"):
            sent["stream_options"] = {"include_usage": True}
    if dialect.limit_name:
        sent[dialect.limit_name] = prompt.max_output_tokens
    if prompt.temperature is not None and dialect.takes("temperature"):
        sent["temperature"] = prompt.temperature
    if dialect.unstored and dialect.takes("store"):
        sent["store"] = False
    if prompt.schema is not None and dialect.structured is not Structured.PROMPT:
        sent["response_format"] = _format(prompt, dialect.structured)
    return sent


def hear_chunk(heard: Heard, chunk: Any) -> None:
    """Take in one event of a stream."""
    heard.events += 1
    choice = first(field(chunk, "choices"))
    heard.name(field(chunk, "model"))
    heard.count(field(chunk, "usage"), "prompt_tokens", "completion_tokens")
    _hear_message(heard, field(choice, "delta"))
    heard.end(field(choice, "finish_reason"))


def hear_whole(heard: Heard, whole: Any) -> None:
    """Take in an answer that came in one piece."""
    choice = first(field(whole, "choices"))
    heard.events += choice is not None
    heard.name(field(whole, "model"))
    heard.count(field(whole, "usage"), "prompt_tokens", "completion_tokens")
    _hear_message(heard, field(choice, "message"))
    heard.end(field(choice, "finish_reason"))


def _hear_message(heard: Heard, message: Any) -> None:
    heard.add_text(_text(field(message, "content")))
    heard.add_refusal(field(message, "refusal"))
    heard.called_tool |= bool(field(message, "tool_calls") or field(message, "function_call"))
    # Some servers send the same reasoning under two names.
    thought = next((found for name in _REASONING if (found := field(message, name))), None)
    heard.add_thought(thought)


def _text(content: Any) -> str:
    """Content is a text, or a list of parts of which some hold texts."""
    if isinstance(content, list):
        texts = (field(part, "text") for part in content)
        return "".join(text for text in texts if isinstance(text, str))
    return content if isinstance(content, str) else ""


def _messages(prompt: Prompt, dialect: Dialect) -> list[dict[str, str]]:
    messages = [{"role": each.role, "content": each.content} for each in prompt.messages]
    if prompt.schema is not None and dialect.structured is not Structured.STRICT and messages:
        messages[-1]["content"] += asked_for(prompt)
    return messages


def asked_for(prompt: Prompt) -> str:
    """The schema in words, for an endpoint that can't be handed it otherwise."""
    schema = json.dumps(prompt.schema, ensure_ascii=False)
    return f"\n\nAnswer with one JSON object and nothing else, following this schema:\n{schema}"


def _format(prompt: Prompt, structured: Structured) -> dict[str, Any]:
    if structured is Structured.OBJECT:
        return {"type": "json_object"}
    schema = {"name": schema_name(prompt), "schema": prompt.schema, "strict": True}
    return {"type": "json_schema", "json_schema": schema}


def schema_name(prompt: Prompt) -> str:
    """A name of letters, digits, `_` and `-` is asked for."""
    kept = (char if char.isascii() and char.isalnum() else "_" for char in prompt.purpose[:60])
    return "".join(kept) or "answer"
