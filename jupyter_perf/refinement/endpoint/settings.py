"""Which model is asked, and where: what the user chose, strongest first, as a `Target`.

For each of model, address and name of the key's variable: the option on the magic's line; the
notebook's, project's or profile's setting; the environment (`JUPYTER_PERF_MODEL`, `OPENAI_MODEL`,
`OPENAI_BASE_URL`). There is no model of ours.

An address and the name of a key's variable never come from a project's file: that may be somebody
else's, and could have sources, or the value of any variable, sent to them.

Where the user gives an address on this machine and no variable, no key is sent: the one in
`OPENAI_API_KEY` was made for somebody else, and on a shared machine a port may be anybody's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from ...core import secrets
from ...core.policy import Policy
from ...errors import UsageError
from . import addresses
from .target import Target

OPENAI_PROVIDER = "openai"
KEY_VARIABLE = "OPENAI_API_KEY"
APIS = ("auto", "chat", "responses")
_LONGEST_ID = 300
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")

NO_MODEL = (
    "no model is chosen. Name one with --model NAME, for this notebook with"
    ' `%config JupyterPerf.model = "NAME"` (or `model` in jupyter-perf.toml), or in the variable'
    " JUPYTER_PERF_MODEL. `%perf models` lists what the endpoint offers; `%perf models --local`"
    " finds servers on this machine, such as Ollama, which need no key."
)


def resolve(
    model: str | None = None,
    *,
    base_url: str | None = None,
    api_key_env: str | None = None,
    api: str | None = None,
    defaults: Mapping[str, Any] | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Target:
    """The target of these options. `defaults` has settings under the options' names.

    Raises UsageError, which quotes nothing that may hold a key.
    """
    settings = dict(defaults or {})
    chosen = (
        model
        or settings.get("model")
        or environ.get("JUPYTER_PERF_MODEL")
        or environ.get("OPENAI_MODEL")
    )
    if not chosen or not chosen.strip():
        raise UsageError(NO_MODEL)
    provider, name = split(chosen)
    address, variable = endpoint(
        base_url, api_key_env, provider=provider, defaults=settings, environ=environ
    )
    return Target(provider, name, address, variable, _api(api or settings.get("api")))


def endpoint(
    base_url: str | None = None,
    api_key_env: str | None = None,
    *,
    provider: str = OPENAI_PROVIDER,
    defaults: Mapping[str, Any] | None = None,
    environ: Mapping[str, str] = os.environ,
) -> tuple[str, str]:
    """(address, name of the key's variable); either may be empty: the provider's own, no key."""
    settings = dict(defaults or {})
    own = base_url or settings.get("base_url") or ""
    address = own
    if not address and provider == OPENAI_PROVIDER:
        address = environ.get("OPENAI_BASE_URL", "").strip()
    address = addresses.checked(address) if address else ""
    variable = api_key_env or settings.get("api_key_env") or ""
    if variable:
        return address, checked_variable(variable, environ)
    return address, "" if own and addresses.is_loopback(address) else KEY_VARIABLE


def split(model: str) -> tuple[str, str]:
    """`provider:model`, at the first colon, where that is a provider: `qwen2.5-coder:7b` is an id.

    Raises UsageError for what can't be a model's id.
    """
    from ..providers import PROVIDERS

    model = model.strip()
    prefix, colon, rest = model.partition(":")
    if colon and (why := PROVIDERS.disabled.get(prefix)) and prefix not in PROVIDERS:
        # Or what was meant for it would go to an endpoint that has no such model.
        raise UsageError(f"the provider {prefix!r} is disabled ({why}): mend or remove its package")
    provider, name = (prefix, rest) if colon and prefix in PROVIDERS else (OPENAI_PROVIDER, model)
    if not name or len(name) > _LONGEST_ID or not name.isprintable():
        raise UsageError(f"--model is an id of at most {_LONGEST_ID} printable characters")
    if any(secrets.find(model)):
        raise UsageError(
            "--model got what looks like a key: put that into a variable, and name the variable"
            " with --api-key-env NAME"
        )
    return provider, name


def spelled(provider: str, model: str) -> str:
    """What `--model` takes for it: with the provider where it would be read as another one."""
    is_plain = provider == OPENAI_PROVIDER and split(model) == (provider, model)
    return model if is_plain else f"{provider}:{model}"


def checked_variable(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """`name` of a variable. Raises UsageError without quoting it: it may be the key itself."""
    if name in environ and _VARIABLE.fullmatch(name):
        return name
    if not _VARIABLE.fullmatch(name) or _may_be_key(name):
        raise UsageError(
            "--api-key-env takes the name of a variable that holds the key, such as"
            " OPENAI_API_KEY, never the key: notebooks and histories would keep it"
        )
    return name


def address_of(target: Target) -> str:
    """Where it sends to; empty where only the provider knows, or nothing is sent."""
    if target.base_url or target.provider != OPENAI_PROVIDER:
        return target.base_url
    return addresses.OPENAI


def warnings(target: Target, environ: Mapping[str, str] = os.environ) -> list[str]:
    """What the user should know before anything is sent."""
    if not (target.base_url and addresses.is_plain(target.base_url)):
        return []
    sent = "sources and the key" if environ.get(target.api_key_env) else "sources"
    return [f"{target.base_url} isn't encrypted: {sent} can be read on the way; use https"]


def require_allowed(target: Target, policy: Policy) -> None:
    """Raises PolicyError where the administrator forbids the provider or its address.

    `replay` sends nothing anywhere, so that addresses don't concern it.
    """
    policy.require_provider(target.provider)
    if target.provider != "replay":
        policy.require_base_url(address_of(target))


def _api(name: Any) -> str:
    if not name:
        return "auto"
    if name not in APIS:
        raise UsageError(f"--api is one of {', '.join(APIS)}")
    return str(name)


def _may_be_key(name: str) -> bool:
    """Long with digits in it, and not in the capitals that variables are written in."""
    digits = sum(char.isdigit() for char in name)
    if any(secrets.find(name)):
        return True
    is_usual = name.isupper() and "_" in name
    return len(name) >= 16 and digits >= 2 and not is_usual
