"""Where answers come from, as the user chose it: provider, model, address, limits."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Target:
    """A model at an endpoint. Holds the name of the variable that holds the key, never the key."""

    provider: str
    """A name in `PROVIDERS`."""
    model: str
    base_url: str = ""
    """Empty: the provider's own."""
    api_key_env: str = "OPENAI_API_KEY"
    api: str = "auto"
    """`chat`, `responses`, or `auto`: responses where the endpoint is known to offer it."""

    @property
    def name(self) -> str:
        """`openai:gpt-5`: as it is shown, recorded and given to `--model`."""
        return f"{self.provider}:{self.model}"


@dataclasses.dataclass(frozen=True)
class CallLimits:
    """The limits of one call, retries and waiting included."""

    seconds: float
    """Wall seconds, in all: an endpoint that keeps the connection alive ends there too."""
    answer_bytes: int = 2_000_000
