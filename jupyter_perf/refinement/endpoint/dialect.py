"""What an endpoint understands of what we could send: found out by refusals, and remembered."""

from __future__ import annotations

import dataclasses
import enum
import re

from .failures import Failure

_DROPPABLE = ("stream_options", "temperature", "store", "stream")
"""Without these a request still means the same; `stream` is refused to unverified organizations."""
_LIMIT_NAMES = ("max_completion_tokens", "max_tokens", "")
_UNSTRUCTURED_STATUS = (400, 422, 500, 501)
_NO_SUCH_ROUTE = (404, 405, 501)


class Structured(enum.Enum):
    """How an answer's structure is asked for. Whoever asks checks the answer in every case."""

    STRICT = "json_schema"
    OBJECT = "json_object"
    PROMPT = "prompt"


@dataclasses.dataclass(frozen=True)
class Dialect:
    """One way of asking; the next simpler one comes of `simpler`."""

    api: str = "chat"
    """`chat` or `responses`."""
    structured: Structured = Structured.STRICT
    limit_name: str = "max_completion_tokens"
    """What the limit of tokens is called in chat; empty where none can be given."""
    dropped: frozenset[str] = frozenset()
    unstored: bool = False
    """Whether to ask a chat endpoint not to keep the texts: only some know the parameter."""

    def takes(self, parameter: str) -> bool:
        return parameter not in self.dropped

    @property
    def limited(self) -> bool:
        """Whether the endpoint is told the limit of tokens."""
        if self.api == "responses":
            return self.takes("max_output_tokens")
        return bool(self.limit_name)

    def simpler(self, failure: Failure, structured: bool) -> Dialect | None:
        """What to try after `failure`; None where asking in another way is no remedy.

        `structured`: whether the request asked for a schema.
        """
        if self.api == "responses" and failure.status in _NO_SUCH_ROUTE and not failure.no_model:
            return dataclasses.replace(self, api="chat", dropped=frozenset())
        if failure.status in (400, 422):
            other = self._without_named(failure)
            if other is not None:
                return other
        if failure.too_long and self.api == "chat" and "completion" in failure.all_words:
            # What was asked for together with the prompt is more than fits.
            return dataclasses.replace(self, limit_name="") if self.limit_name else None
        if structured and failure.status in _UNSTRUCTURED_STATUS and not failure.too_long:
            return self._less_structured()
        return None

    def _without_named(self, failure: Failure) -> Dialect | None:
        """Without the parameter that the refusal names."""
        if self.api == "responses":
            if failure.names("store"):  # without it the texts would be kept; chat keeps nothing
                return dataclasses.replace(self, api="chat", dropped=frozenset())
            if failure.names("max_output_tokens") and self.takes("max_output_tokens"):
                return self._without("max_output_tokens")
        elif self.limit_name and failure.names(self.limit_name):
            later = _LIMIT_NAMES[_LIMIT_NAMES.index(self.limit_name) + 1]
            return dataclasses.replace(self, limit_name=later)
        for name in _DROPPABLE:
            if self.takes(name) and failure.names(name):
                return self._without(name)
        return None

    def _without(self, parameter: str) -> Dialect:
        return dataclasses.replace(self, dropped=self.dropped | {parameter})

    def _less_structured(self) -> Dialect | None:
        ways = list(Structured)
        after = ways[ways.index(self.structured) + 1 :]
        return dataclasses.replace(self, structured=after[0]) if after else None


def own_of_openai(base_url: str) -> bool:
    """Whether `base_url` is OpenAI's own, in any of its regions."""
    address = re.match(r"https://([a-z0-9.-]+)(?::443)?(?:/|$)", base_url.lower())
    host = address[1] if address else ""
    return host == "api.openai.com" or host.endswith(".api.openai.com")
