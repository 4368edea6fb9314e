"""Servers of models on this machine, looked for only when the user asks.

Each usual address is asked for its models, all at the same time and none for long. What a server
is, its answer says, not its port. Requests go to loopback alone, through no proxy and after no
redirect, and carry no key: on a shared machine a port may be anybody's. What comes back is data of
a stranger: cut off, and read as text.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from ...errors import UsageError
from . import addresses

SECONDS = 0.3
"""For each request, from connecting to the last byte."""
_MOST_BYTES = 2_000_000
_MOST_MODELS = 1_000
_LONGEST_ID = 300
_PART = 65_536

SERVERS = (
    "http://127.0.0.1:11434/v1",  # Ollama
    "http://127.0.0.1:1234/v1",  # LM Studio
    "http://127.0.0.1:8080/v1",  # llama.cpp, LocalAI
    "http://127.0.0.1:8000/v1",  # vLLM, transformers serve
    "http://127.0.0.1:4000/v1",  # LiteLLM
    "http://127.0.0.1:30000/v1",  # SGLang
    "http://127.0.0.1:1337/v1",  # Jan
    "http://127.0.0.1:12434/engines/v1",  # Docker Model Runner
)
"""The addresses that servers use unless they are told otherwise."""

_OWNERS = {
    "llamacpp": "llama.cpp",
    "vllm": "vLLM",
    "sglang": "SGLang",
    "docker": "Docker Model Runner",
    "organization_owner": "LM Studio",
    "library": "Ollama",
}
"""What servers write as the owner of each model; Ollama's may have other owners too."""
UNKNOWN = "a server"


@dataclass(frozen=True)
class LocalServer:
    """One that answered."""

    name: str
    """What it is by its answer; `UNKNOWN` where that doesn't tell."""
    base_url: str
    models: tuple[str, ...]
    contexts: Mapping[str, int] = field(default_factory=dict)
    """Tokens that a model can read, where the server says."""
    note: str = ""
    """What is in the way of using it."""


def found(servers: Sequence[str] = SERVERS) -> list[LocalServer]:
    """The servers that answer, in this order. Raises UsageError for one that isn't on loopback."""
    for address in servers:
        if not addresses.is_loopback(addresses.checked(address)):
            raise UsageError("only servers on this machine are looked for")
    probes = [_Probe(address.rstrip("/")) for address in servers]
    for probe in probes:
        probe.start()
    return [server for probe in probes if (server := probe.result()) is not None]


class _Probe:
    """One address, asked in a thread of its own until time is up."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._found: LocalServer | None = None
        self._connection: http.client.HTTPConnection | None = None
        self._thread = threading.Thread(target=self._run, name="jupyter-perf probe", daemon=True)

    def start(self) -> None:
        # For its models, and twice more for what it is.
        self._deadline = time.monotonic() + 3 * SECONDS
        self._thread.start()

    def result(self) -> LocalServer | None:
        """What answered, if anything; the thread has ended by then."""
        self._thread.join(max(0.0, self._deadline - time.monotonic()))
        connection = self._connection
        if self._thread.is_alive() and connection is not None and connection.sock is not None:
            with contextlib.suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)  # whoever drips headers ends here
        self._thread.join(SECONDS)
        return self._found

    def _run(self) -> None:
        status, headers, body = self._get("/models")
        if status in (401, 403):
            note = "it asks for a key: name the variable that holds it with --api-key-env"
            self._found = LocalServer(_by_headers(headers), self._address, (), note=note)
            return
        cards = _cards(body) if status == 200 else None
        if cards is None:
            return
        name = _named(headers, cards) or self._by_version(cards)
        contexts = {card["id"]: size for card in cards if (size := _context(card))}
        self._found = LocalServer(
            name, self._address, tuple(card["id"] for card in cards), contexts
        )

    def _by_version(self, cards: Sequence[Mapping[str, Any]]) -> str:
        """Ollama has its version at one address, also without models; LocalAI at another."""
        if self._version("/api/version"):
            return "Ollama"
        names_no_owner = not any("owned_by" in card for card in cards)
        return "LocalAI" if names_no_owner and self._version("/version") else UNKNOWN

    def _version(self, path: str) -> bool:
        status, _, body = self._get(path, at_root=True)
        return status == 200 and isinstance(_field(_read(body), "version"), str)

    def _get(self, path: str, *, at_root: bool = False) -> tuple[int, Mapping[str, str], bytes]:
        """(status, headers in lower case, body); status 0 where there was no answer in time."""
        parts = urlsplit(self._address)
        if parts.scheme != "http" or not parts.hostname:
            return 0, {}, b""
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=SECONDS)
        self._connection = connection
        try:
            where = path if at_root else parts.path + path
            connection.request("GET", where, headers={"Accept": "application/json"})
            response = connection.getresponse()
            body = _body(response, time.monotonic() + SECONDS)
            headers = {name.lower(): value for name, value in response.getheaders()}
            return response.status, headers, body
        # Whatever listens there may speak something else than HTTP, or no UTF-8.
        except (OSError, http.client.HTTPException, ValueError):
            return 0, {}, b""
        finally:
            connection.close()


def _body(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """Raises ValueError for an answer that is too long or too slow."""
    body = b""
    while part := response.read1(_PART):
        body += part
        if len(body) > _MOST_BYTES or time.monotonic() > deadline:
            raise ValueError("the answer is too long or too slow")
    return body


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _cards(body: bytes) -> list[dict[str, Any]] | None:
    """What is said of each model; None where this isn't a list of models."""
    listed = _field(_read(body), "data")
    if listed is None and _field(_read(body), "object") == "list":
        listed = []  # Ollama without models
    if not isinstance(listed, list):
        return None
    return [card for card in listed if _is_id(_field(card, "id"))][:_MOST_MODELS]


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID and value.isprintable()


def _named(headers: Mapping[str, str], cards: Sequence[Mapping[str, Any]]) -> str:
    """What the server is; empty where neither headers nor owners tell."""
    named = _by_headers(headers)
    if named != UNKNOWN:
        return named
    owners = {_OWNERS.get(str(card.get("owned_by")), "") for card in cards} - {""}
    return owners.pop() if len(owners) == 1 else ""


def _by_headers(headers: Mapping[str, str]) -> str:
    return "LiteLLM" if any(name.startswith("x-litellm-") for name in headers) else UNKNOWN


def _context(card: Mapping[str, Any]) -> int | None:
    """As vLLM and SGLang say it, then llama.cpp."""
    meta = card.get("meta")
    for size in (card.get("max_model_len"), _field(meta, "n_ctx"), _field(meta, "n_ctx_train")):
        if isinstance(size, int) and not isinstance(size, bool) and size > 0:
            return size
    return None


def _field(data: Any, name: str) -> Any:
    return data.get(name) if isinstance(data, dict) else None
