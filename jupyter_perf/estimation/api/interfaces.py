"""Which calls ask a model: by their names as written, and by what the objects of the kernel are."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

OPENAI = "api.openai.com"
ANTHROPIC = "api.anthropic.com"
GOOGLE = "generativelanguage.googleapis.com"


@dataclass(frozen=True)
class Interface:
    """One way to ask, with the arguments that matter to its cost."""

    name: str
    host: str = ""
    """Of the endpoint where the client names no other."""
    prompts: tuple[str, ...] = ("messages",)
    limits: tuple[str, ...] = ("max_tokens",)
    model: tuple[str, ...] = ("model",)
    writes: bool = True
    positional: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Arguments without which it is somebody else's call of the same name."""


_RESPONSES = Interface(
    "openai responses", OPENAI, ("input", "instructions", "prompt"), ("max_output_tokens",)
)
_CHAT = Interface("openai chat", OPENAI, limits=("max_completion_tokens", "max_tokens"))
_MESSAGES = Interface("anthropic messages", ANTHROPIC, ("messages", "system"), needs=("messages",))
_GENERATE = Interface(
    "google generate", GOOGLE, ("contents", "system_instruction"), ("max_output_tokens",)
)
_LITELLM = Interface(
    "litellm completion",
    limits=("max_completion_tokens", "max_tokens"),
    positional=("model", "messages"),
)
_LANGCHAIN = Interface("langchain", prompts=("input",), positional=("input",), model=())

# The end of what is written before the parenthesis → how it is priced.
BY_ENDING: Mapping[str, Interface] = {
    "chat.completions.create": _CHAT,
    "chat.completions.parse": _CHAT,
    "chat.completions.stream": _CHAT,
    "responses.create": _RESPONSES,
    "responses.parse": _RESPONSES,
    "responses.stream": _RESPONSES,
    "embeddings.create": Interface("openai embeddings", OPENAI, ("input",), writes=False),
    "messages.create": _MESSAGES,
    "messages.stream": _MESSAGES,
    "messages.parse": _MESSAGES,
    "models.generate_content": _GENERATE,
    "models.generate_content_stream": _GENERATE,
    "models.embed_content": Interface("google embed", GOOGLE, ("contents",), writes=False),
    "litellm.completion": _LITELLM,
    "litellm.acompletion": _LITELLM,
    "litellm.embedding": Interface(
        "litellm embedding", prompts=("input",), writes=False, positional=("model", "input")
    ),
}
_SHORT_NAMES = {"completion": _LITELLM, "acompletion": _LITELLM}
_LANGCHAIN_CALLS = ("invoke", "ainvoke", "stream", "astream", "predict", "batch", "abatch")
# Words without which no cell can hold any of these: most cells are told apart by them alone.
_SIGNS: tuple[str, ...] = (
    *("create(", "generate_content", "completion(", "embed", "invoke(", "batch(", "predict("),
    *("parse(", "stream("),
)


def may_call(text: str) -> bool:
    """Whether any of the calls can be in `text`, by its words."""
    return any(sign in text for sign in _SIGNS)


def interface_of(call: ast.Call, dotted: str, owner: object) -> Interface | None:
    """How `call`, written as `dotted`, asks a model; None where it doesn't.

    `owner` is the value before the last dot, where it is known.
    """
    for ending, found in BY_ENDING.items():
        if dotted == ending or dotted.endswith("." + ending):
            given = {keyword.arg for keyword in call.keywords}
            if None in given or all(name in given for name in found.needs):
                return found
    name = dotted.rpartition(".")[2]
    if name in _SHORT_NAMES and _module_of(owner) == "litellm":
        return _SHORT_NAMES[name]
    if name in _LANGCHAIN_CALLS and _module_of(owner).startswith("langchain"):
        return _LANGCHAIN
    return None


def is_batch(dotted: str) -> bool:
    """Whether requests are handed in together, to be answered at a discount later."""
    return dotted.endswith(("batches.create", "batches.create_and_poll"))


@dataclass(frozen=True)
class Client:
    """What the cell itself makes to ask with: `client = OpenAI(base_url=…)`."""

    module: str
    host: str | None = None
    """None is the interface's own; empty is one that isn't known."""
    model: str | None = None


def client_of(maker: str, arguments: Mapping[str, Any]) -> Client | None:
    """The client that a call of `maker` gives; None where it makes none."""
    name = maker.rpartition(".")[2].removeprefix("Async")
    if name in ("OpenAI", "Anthropic"):
        return Client(name.lower(), _host(arguments.get("base_url")))
    if name.startswith("Azure") or name.endswith(("Bedrock", "Vertex", "Foundry")):
        return Client(name.lower(), "")
    if name in ("ChatOpenAI", "ChatAnthropic", "ChatGoogleGenerativeAI", "init_chat_model"):
        model = arguments.get("model", arguments.get("model_name"))
        host = {"ChatOpenAI": OPENAI, "ChatAnthropic": ANTHROPIC}.get(name, GOOGLE)
        own = _host(arguments.get("base_url"))
        return Client("langchain", own or host, model if isinstance(model, str) else None)
    return None


def client_in(value: object) -> Client | None:
    """The same of an object that is there already, by its type's package."""
    module = _module_of(value)
    package, name = module.partition(".")[0], type(value).__name__
    if package in ("openai", "anthropic"):
        if "Azure" in name or name.endswith(("Bedrock", "Vertex")):
            return Client(package, "")
        return Client(package, _host(str(getattr(value, "base_url", ""))))
    if package.startswith("langchain"):
        # Models name theirs as one of these; chains don't, and stay unknown.
        model = getattr(value, "model_name", None) or getattr(value, "model", None)
        host = {"ChatOpenAI": OPENAI, "ChatAnthropic": ANTHROPIC}.get(name, "")
        return Client("langchain", host, model if isinstance(model, str) else None)
    return None


def _host(address: object) -> str | None:
    from urllib.parse import urlsplit

    if not isinstance(address, str) or not address:
        return None
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _module_of(owner: object) -> str:
    if isinstance(owner, Client):
        return owner.module
    name = getattr(owner, "__name__", None) if type(owner).__name__ == "module" else None
    return name if isinstance(name, str) else str(type(owner).__module__)
