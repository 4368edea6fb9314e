"""What is said of a request to which no answer came: what happened, what it cost, what to do."""

from __future__ import annotations

import dataclasses

from ...core import units
from .concluding import MAYBE_BILLED, NOT_BILLED
from .failures import Failure, Kind
from .retrying import asked_seconds
from .target import Target


@dataclasses.dataclass(frozen=True)
class Circumstances:
    """What a message needs to know besides the failure."""

    target: Target
    where: str
    """Host and port."""
    has_key: bool
    tries: int = 1
    left_seconds: float = 0.0
    now: float = 0.0
    """Seconds since 1970."""
    paid: bool = True
    """Whether what was asked for costs money at all."""

    def cost(self, words: str) -> str:
        return f"; {words}" if self.paid else ""


def trouble(failure: Failure, about: Circumstances) -> str:
    """One or two sentences, without any secret."""
    where, words = about.where, f" ({failure.words})" if failure.words else ""
    if failure.kind is Kind.STATUS or failure.no_money or failure.no_model:
        return _declined(failure, about, words)
    cost = about.cost(MAYBE_BILLED)
    if failure.untrusted:
        remedy = "Have its authority added to those that this system trusts (SSL_CERT_FILE)."
        return f"The certificate of {where} isn't trusted{words}; nothing was sent. {remedy}"
    if failure.kind is Kind.UNREACHED:
        remedy = "Check that it is running and that the base URL is right."
        return f"{where} can't be reached{words}; nothing was sent. {remedy}"
    if failure.kind is Kind.REPORTED:
        return f"{where} failed{words}{_often(about)}{cost}. Try again later."
    if failure.kind is Kind.LATE:
        return f"{where} didn't answer in time{cost}. Try a larger budget."
    if failure.kind is Kind.LOST:
        broke = f"The connection to {where} broke{words}{_often(about)}"
        return f"{broke}{cost}. Try again, or see what the server logged."
    remedy = "Check that the base URL is that of an OpenAI-compatible API."
    return f"{where} sent something that doesn't follow OpenAI's API{words}{cost}. {remedy}"


def _declined(failure: Failure, about: Circumstances, words: str) -> str:
    status, where = failure.status, about.where
    asked = asked_seconds(failure.retry_after, lambda: about.now)
    happened, remedy = _happened(failure, about)
    if asked is not None and failure.transient and asked > about.left_seconds:
        wait, left = units.seconds(asked), units.seconds(max(about.left_seconds, 0.0))
        happened += f" and asks to wait {wait}, longer than the {left} left"
        remedy = "Try again after that, or use another model."
    elif failure.transient:
        happened += _often(about)
    cost = about.cost(MAYBE_BILLED if status >= 500 else NOT_BILLED)
    http = f": HTTP {status}" if status else ""
    return f"{where} {happened}{http}{words}{cost}. {remedy}"


def _happened(failure: Failure, about: Circumstances) -> tuple[str, str]:
    status, model, env = failure.status, about.target.model, about.target.api_key_env
    if failure.redirected:
        there = f" to {failure.location}" if failure.location else " elsewhere"
        return f"redirects{there}, which isn't followed", "Give the final address with --base-url."
    if failure.no_money:
        return "has no credit left for this key", "Add credit there, or use another model."
    if failure.no_model:
        return f"has no model {model!r}", "`%perf models` lists what it offers."
    if status == 401:
        if not about.has_key:
            if not env:  # on this machine, where no key is sent unless a variable is named
                return "wants a key", "Name the variable that holds it with --api-key-env NAME."
            return "wants a key", f"Set the environment variable {env} before the kernel starts."
        return f"refused the key in {env}", "Check the key, and that it belongs to this endpoint."
    if status == 403:
        return "doesn't permit this", "Check what the key, the project and the region may use."
    if status in (404, 405):
        return "doesn't know this address", "Check the base URL: it usually ends in /v1."
    if failure.too_long or status == 413:
        return "was sent more than it takes", "Use a smaller cell, or a model with more context."
    if status == 429:
        return "limits how often it may be asked", "Try again later, or with fewer samples."
    if status >= 500 or failure.transient:
        return "couldn't serve the request", "Try again later, or use another model."
    return "rejected the request", "Another model or `--api` may do."


def _often(about: Circumstances) -> str:
    return f", {about.tries} times" if about.tries > 1 else ""
