"""What went wrong with one request, as plain data, whichever version of `openai` raised it.

A connection that breaks in mid-stream is an `APIConnectionError` from version 3 on, and an error of
the transport library before. That library is httpx or httpx2 and is never imported here, so its
errors are known by the module that they come from.
"""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Mapping

from ...errors import PerfError
from .staying import base_of
from .watching import Packed
from .wording import plain, said, shown

_TRANSPORTS = {"httpx", "httpx2", "httpcore", "httpcore2", "h11", "ssl"}
_NEVER_SENT = {
    "ConnectError",
    "ConnectTimeout",
    "PoolTimeout",
    "ProxyError",
    "UnsupportedProtocol",
    "InvalidURL",
    "LocalProtocolError",
}
_TIMEOUTS = {"ReadTimeout", "WriteTimeout", "TimeoutError"}
_NO_MONEY = {
    "insufficient_quota",
    "billing_hard_limit_reached",
    "billing_not_active",
    "insufficient_balance",
}
_NO_MODEL = re.compile(
    r"\bmodel\b[^.]{0,200}\b(?:not found|(?:does not|doesn.t|not) exist|is unknown|not loaded)"
    r"|\b(?:unknown|no such|invalid) model\b",
    re.IGNORECASE,
)
_TOO_LONG = re.compile(
    r"context.?(?:length|window|size)|too (?:long|many tokens)|maximum.{0,20}tokens", re.IGNORECASE
)
_TRANSIENT_STATUS = {408, 409, 425, 429}
_TRANSIENT_WORDS = re.compile(
    r"server_error|overloaded|rate_limit|too_many_requests|timeout|unavailable|internal",
    re.IGNORECASE,
)


class Kind(enum.Enum):
    """At which point a request failed."""

    UNREACHED = "unreached"
    """Nothing was sent."""
    STATUS = "status"
    """The endpoint declined with an HTTP status."""
    REPORTED = "reported"
    """The endpoint began to answer, and then said that it failed."""
    LOST = "lost"
    """The connection broke."""
    LATE = "late"
    """Nothing came in time."""
    UNREADABLE = "unreadable"
    """Something came that isn't what the protocol says."""


class ToldToFail(Exception):
    """The endpoint reported a failure in an event of a stream; `body` is what it said."""

    def __init__(self, body: object) -> None:
        super().__init__("reported in the stream")
        self.body = body


@dataclasses.dataclass(frozen=True)
class Failure:
    """One failed request. All texts but one are masked and may be shown."""

    kind: Kind
    status: int = 0
    """HTTP status; 0 where there was none."""
    words: str = ""
    """The endpoint's or the system's own, in one line."""
    all_words: str = dataclasses.field(default="", repr=False)
    """The same, longer and not masked: to be searched, never shown."""
    code: str = ""
    param: str = ""
    location: str = ""
    """The base URL that a redirect leads to, where it says so."""
    retry_after: str = ""
    """As the header says it: seconds, or a date."""
    may_retry: bool = True
    """False where the endpoint says that a retry is no use."""

    def names(self, parameter: str) -> bool:
        """Whether the refusal is about `parameter`."""
        if self.param:
            return parameter in re.split(r"[^\w]+", self.param)
        return re.search(rf"(?<!\w){re.escape(parameter)}(?!\w)", self.all_words) is not None

    @property
    def redirected(self) -> bool:
        return 300 <= self.status < 400

    @property
    def no_model(self) -> bool:
        if self.code == "model_not_found":
            return True
        return self.status in (400, 404, 422) and _NO_MODEL.search(self.all_words) is not None

    @property
    def no_money(self) -> bool:
        return self.status == 402 or self.code in _NO_MONEY

    @property
    def too_long(self) -> bool:
        if self.status not in (400, 413, 422):
            return False
        return (
            self.code == "context_length_exceeded" or _TOO_LONG.search(self.all_words) is not None
        )

    @property
    def untrusted(self) -> bool:
        """Whether the endpoint couldn't show that it is whom the address names."""
        return self.kind is Kind.UNREACHED and "certificate" in self.all_words.lower()

    @property
    def transient(self) -> bool:
        """Whether the same request may well succeed a little later."""
        if self.no_money or self.no_model or self.untrusted or not self.may_retry:
            return False
        if self.status:
            return self.status in _TRANSIENT_STATUS or self.status >= 500
        if self.kind is Kind.REPORTED:
            return _TRANSIENT_WORDS.search(self.code) is not None
        return self.kind in (Kind.UNREACHED, Kind.LOST)

    @property
    def fatal(self) -> bool:
        """Whether another request would fail as well."""
        if self.no_money or self.no_model or self.redirected or self.kind is Kind.UNREACHED:
            return True
        return self.status in (401, 403, 404, 405)


def failure_of(error: BaseException, key: str = "") -> Failure:
    """What `error`, raised by the `openai` package or below it, means; `key` is masked.

    One of ours means nothing about the endpoint, and is raised again.
    """
    import openai

    if isinstance(error, PerfError):
        raise error
    if isinstance(error, Packed) or isinstance(error.__cause__, Packed):
        return Failure(Kind.UNREADABLE, words="compressed, which wasn't asked for")

    if isinstance(error, openai.APIStatusError):
        return _declined(error, key)
    if isinstance(error, openai.APIConnectionError):
        return _unconnected(error.__cause__ or error, key)
    if isinstance(error, openai.APIResponseValidationError):
        return Failure(Kind.UNREADABLE)
    if isinstance(error, ToldToFail | openai.APIError):
        return _reported(error.body, key)
    if type(error).__module__.partition(".")[0] in _TRANSPORTS or isinstance(error, OSError):
        return _unconnected(error, key)
    # Bad JSON, bytes that aren't UTF-8, or a shape on which the package itself stumbles.
    return Failure(Kind.UNREADABLE)


def _declined(error: object, key: str) -> Failure:
    status = getattr(error, "status_code", 0)
    response = getattr(error, "response", None)
    headers: Mapping[str, str] = getattr(response, "headers", None) or {}
    milliseconds = headers.get("retry-after-ms", "")
    seconds = str(float(milliseconds) / 1000) if _is_number(milliseconds) else ""
    body = getattr(error, "body", None)
    return Failure(
        Kind.STATUS,
        status if isinstance(status, int) else 0,
        *_words(body, key),
        *_codes(body, key),
        location=base_of(headers.get("location", ""), str(getattr(response, "url", "")), key),
        retry_after=seconds or headers.get("retry-after", ""),
        may_retry=headers.get("x-should-retry", "").lower() != "false",
    )


def _reported(body: object, key: str) -> Failure:
    code, param = _codes(body, key)
    status = int(code) if code.isascii() and code.isdigit() and 400 <= int(code) < 600 else 0
    return Failure(Kind.REPORTED, status, *_words(body, key), code, param)


def _unconnected(error: BaseException, key: str) -> Failure:
    name = type(error).__name__
    if name in _NEVER_SENT or isinstance(error, ConnectionRefusedError):
        return Failure(Kind.UNREACHED, 0, *_words(str(error), key))
    if name in _TIMEOUTS:
        return Failure(Kind.LATE)
    return Failure(Kind.LOST, words=shown(str(error), key))


def _words(body: object, key: str) -> tuple[str, str]:
    text = said(body)
    return shown(text, key), plain(text)


def _codes(body: object, key: str) -> tuple[str, str]:
    """What the error is called, by its code or else its type, and the parameter it is about."""
    body = body[0] if isinstance(body, list) and body else body
    if not isinstance(body, Mapping):
        return "", ""
    inner = body.get("error")
    entry = inner if isinstance(inner, Mapping) else body
    quota = entry.get("type") if entry.get("type") in _NO_MONEY else None
    code = quota or entry.get("code") or entry.get("type")
    texts = (shown(str(each), key, 80) if each else "" for each in (code, entry.get("param")))
    return next(texts), next(texts)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?", text.strip()) is not None
