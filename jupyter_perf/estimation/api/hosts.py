"""Whom a call asks: the model by its name, and the host that answers for it."""

from __future__ import annotations

from . import interfaces
from .noted import Asked


def model_of(asked: Asked) -> str:
    for name in asked.interface.model:
        found = asked.arguments.get(name)
        if isinstance(found, str):
            return str(found)[:200]
    if asked.client is not None and asked.client.model:
        return asked.client.model[:200]
    return ""


def host_of(asked: Asked) -> str:
    if asked.client is not None and asked.client.host is not None:
        return asked.client.host
    if asked.interface.host:
        return asked.interface.host
    return _by_prefix(model_of(asked))


def _by_prefix(model: str) -> str:
    """Of litellm's names: `anthropic/claude-…`; without one, by the name's beginning."""
    hosts = {
        "openai": interfaces.OPENAI,
        "anthropic": interfaces.ANTHROPIC,
        "gemini": interfaces.GOOGLE,
        "deepseek": "api.deepseek.com",
        "mistral": "api.mistral.ai",
        "groq": "api.groq.com",
        "xai": "api.x.ai",
        "openrouter": "openrouter.ai",
    }
    prefix, slash, _ = model.partition("/")
    if slash:
        return hosts.get(prefix, "")
    if model.startswith(("gpt-", "o1", "o3", "o4", "text-embedding")):
        return interfaces.OPENAI
    return interfaces.ANTHROPIC if model.startswith("claude-") else ""
