"""Where requests may end up: at the address that was given and permitted, and nowhere else.

The `openai` package follows redirects, and 307 and 308 send the body again: an endpoint could have
a prompt sent wherever it likes, past the administrator's policy.
"""

from __future__ import annotations

import urllib.request
from typing import Any
from urllib.parse import urljoin, urlsplit

from ...errors import UsageError
from . import addresses
from .wording import shown

_ROUTES = ("/chat/completions", "/responses", "/models")


def without_redirects(client: Any) -> Any:
    """`client`, an `openai.OpenAI`, which from now on follows none.

    Its transport has a public switch for this, and the package no public way to it that doesn't
    bind us to one transport library. Raises UsageError where a version has neither: better no
    answer than one from elsewhere.
    """
    transport: Any = getattr(client, "_client", None)
    known = {"follow_redirects": bool, "event_hooks": dict}  # for `watching`, too
    if not all(isinstance(getattr(transport, name, None), kind) for name, kind in known.items()):
        client.close()
        import openai

        raise UsageError(
            f"openai {openai.__version__} can't be kept from following redirects, so nothing was"
            " sent: install a version that jupyter-perf was tried with, such as"
            " `pip install 'openai<4'`"
        )
    transport.follow_redirects = False
    return client


def base_of(location: str, asked: str, key: str = "") -> str:
    """The base URL that a redirect from the address `asked` leads to, for messages.

    Empty where it isn't an address that could be given. Names, passwords and queries are left out,
    and `key` stands nowhere in it.
    """
    if not location.strip():
        return ""
    try:
        parts = urlsplit(urljoin(asked, location.strip()))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    path = parts.path.rstrip("/")
    for route in _ROUTES:
        path = path.removesuffix(route)
    host = f"[{host}]" if ":" in host else host
    return shown(f"{parts.scheme}://{host}{f':{port}' if port else ''}{path}", key, limit=200)


def detour(base_url: str) -> str:
    """Why a request to this machine would leave it; empty where it wouldn't.

    The package goes through the proxy that the environment names for addresses on loopback too.
    """
    if not addresses.is_loopback(base_url):
        return ""
    parts = urlsplit(base_url)
    proxies = urllib.request.getproxies()
    if not (proxies.get(parts.scheme) or proxies.get("all")):
        return ""
    host = parts.hostname or ""
    if urllib.request.proxy_bypass(host) or urllib.request.proxy_bypass(parts.netloc):
        return ""
    return (
        f"{parts.netloc} is on this machine, and the environment has a proxy for it; nothing was"
        f" sent. Set NO_PROXY={host} beside the variable that names the proxy"
    )
