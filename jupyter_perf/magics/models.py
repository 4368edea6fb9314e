"""`%perf models`: what can be asked for rewrites, and the exact text that asks it."""

from __future__ import annotations

import argparse
import dataclasses
import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from .. import errors

if TYPE_CHECKING:
    from ..refinement.endpoint.local import LocalServer
    from ..refinement.endpoint.prices import Price
    from ..refinement.endpoint.target import Target
    from ..views.models import Offer, Place

USAGE = "models [--local] [--base-url URL] [--api-key-env NAME] [--search WORD]"
_SECONDS = 10.0


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # Not argparse's own words, which quote what was given: that may be a key.
        raise errors.UsageError(f"the options aren't understood. Usage: %perf {USAGE}")


def models(words: list[str], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """A MIME bundle to show. `defaults` has `base_url` and `api_key_env`.

    Raises UsageError, PolicyError, and what the endpoint's provider says is wrong.
    """
    from ..core.model_prices import own_prices, price_file
    from ..views.models import model_table

    options = _parser().parse_args(words)
    prices = own_prices()
    places = []
    if options.local:
        places += _local(prices)
    places += _of_others(prices)
    try:
        places.insert(0, _endpoint(options, defaults, prices))
    except errors.PerfError as error:
        if not places:
            raise
        places.insert(0, _unreachable(str(error)))
    return model_table(places, options.search, price_file())


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="%perf models", add_help=False, allow_abbrev=False)
    parser.add_argument("--local", action="store_true")
    parser.add_argument("--base-url")
    parser.add_argument("--api-key-env")
    parser.add_argument("--search", default="")
    return parser


def _endpoint(
    options: argparse.Namespace, defaults: Mapping[str, Any], prices: Sequence[Price]
) -> Place:
    """What the endpoint offers that a search would ask. Raises PerfError."""
    from ..core.policy import policy
    from ..refinement.endpoint import settings
    from ..refinement.endpoint.target import Target
    from ..refinement.providers import PROVIDERS
    from ..views.models import Place

    address, variable = settings.endpoint(options.base_url, options.api_key_env, defaults=defaults)
    target = Target(settings.OPENAI_PROVIDER, "", address, variable)
    settings.require_allowed(target, policy())
    provider = PROVIDERS.get(target.provider)(target)
    try:
        ids = provider.models(_SECONDS)
    finally:
        provider.close()
    extra = {"--base-url": options.base_url and address, "--api-key-env": options.api_key_env}
    offers = _offers(target, ids, extra, prices)
    return Place(settings.address_of(target), offers, tuple(settings.warnings(target)))


def _of_others(prices: Sequence[Price]) -> list[Place]:
    """Providers from other packages, those that don't work included."""
    from ..refinement.endpoint.settings import OPENAI_PROVIDER
    from ..refinement.providers import PROVIDERS
    from ..views.models import Place

    others = [name for name in PROVIDERS if name not in (OPENAI_PROVIDER, "replay")]
    broken = PROVIDERS.disabled.items()
    return [
        *(_of_other(name, prices) for name in others),
        *(Place(f"The provider {name}", (), (f"it is disabled ({why})",)) for name, why in broken),
    ]


def _of_other(name: str, prices: Sequence[Price]) -> Place:
    from ..core.policy import policy
    from ..refinement.endpoint.settings import require_allowed
    from ..refinement.endpoint.target import Target
    from ..refinement.providers import PROVIDERS
    from ..views.models import Place

    title, target = f"The provider {name}", Target(name, "", api_key_env="")
    try:
        require_allowed(target, policy())
        provider = PROVIDERS.get(name)(target)
        try:
            ids = provider.models(_SECONDS)
        finally:
            provider.close()
    except errors.PerfError as error:
        return Place(title, (), (str(error),))
    # Somebody else's code: what it raises says nothing about the other providers.
    except Exception as error:
        return Place(title, (), (f"it fails to list its models: {type(error).__name__}",))
    return Place(title, _offers(target, ids, {}, prices))


def _local(prices: Sequence[Price]) -> list[Place]:
    """Servers on this machine."""
    from ..refinement.endpoint import local

    servers = local.found()
    return [_server(server, prices) for server in servers] or [_nobody()]


def _server(server: LocalServer, prices: Sequence[Price]) -> Place:
    from ..core.policy import policy
    from ..refinement.endpoint.settings import OPENAI_PROVIDER, require_allowed
    from ..refinement.endpoint.target import Target
    from ..views.models import Place

    title = f"{server.name}, {server.base_url}"
    target = Target(OPENAI_PROVIDER, "", server.base_url, "")
    try:
        require_allowed(target, policy())
    except errors.PolicyError as error:
        return Place(title, (), (str(error),))
    extra = {"--base-url": server.base_url}
    offers = _offers(target, server.models, extra, prices, server.contexts)
    return Place(title, offers, (server.note,) if server.note else ())


def _offers(
    target: Target,
    models: Iterable[str],
    extra: Mapping[str, str | None],
    prices: Sequence[Price],
    contexts: Mapping[str, int] | None = None,
) -> tuple[Offer, ...]:
    """Each model with the text that asks it, its price and how much it can read, where known."""
    from ..refinement.endpoint.prices import price_of
    from ..refinement.endpoint.settings import spelled
    from ..views.models import Offer

    offers = []
    for model in models:
        try:
            options = {"--model": spelled(target.provider, model), **extra}
        except errors.UsageError:  # an id that nobody could give, as of a hostile server
            continue
        said = " ".join(f"{name} {shlex.quote(value)}" for name, value in options.items() if value)
        price = price_of(dataclasses.replace(target, model=model), prices)
        context = (contexts or {}).get(model) or (price.context_tokens if price else None)
        offers.append(Offer(model, f"%%refine --engine llm {said}", price, context))
    return tuple(offers)


def _unreachable(why: str) -> Place:
    from ..views.models import Place

    return Place("The endpoint", (), (why,))


def _nobody() -> Place:
    from ..views.models import Place

    return Place(
        "This machine",
        (),
        ("no server of models answers at the usual addresses; name another with --base-url URL",),
    )
