"""What an administrator allows: one file that users can't override.

    # /etc/jupyter-perf/policy.toml
    providers = ["rules"]                        # proposers that may be used; absent: any
    base_urls = ["https://models.example.org/"]  # model endpoints, by prefix; absent: any
    cpu_seconds = 600                            # upper end of any budget; absent: none
    history = false                              # keep no record of results; absent: true

The place is fixed, and neither an environment variable nor a setting moves it: whoever may not
write to `/etc` may not widen what it says. A file that can't be read forbids everything, because
what it would have allowed is unknown.

It holds in magics and in `jp.…` alike, and keeps from mistakes: whoever runs code in a kernel can
send what they like without this package. Rules for outgoing traffic are the boundary, not this.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import PolicyError

POLICY_FILE = Path("/etc/jupyter-perf/policy.toml")


@dataclass(frozen=True)
class Policy:
    """The file's content; None is "no limit"."""

    providers: tuple[str, ...] | None = None
    base_urls: tuple[str, ...] | None = None
    cpu_seconds: float | None = None
    history: bool = True
    file: Path = POLICY_FILE

    def require_provider(self, name: str) -> None:
        """Raises PolicyError where the proposer `name` isn't among those allowed."""
        if self.providers is not None and name not in self.providers:
            allowed = ", ".join(self.providers) or "none"
            raise PolicyError(f"`{name}` is not allowed by {self.file} (providers: {allowed})")

    def require_base_url(self, address: str) -> None:
        """Raises PolicyError where `address` is below none of the base URLs allowed.

        Scheme, host, port and whole segments of the path are compared: what only begins alike,
        names a user or climbs with `..` is not below. An empty address, of which only its provider
        knows where it sends to, isn't either.
        """
        if self.base_urls is None:
            return
        wanted = _parts(address)
        if wanted is None or not any(_is_below(wanted, _parts(each)) for each in self.base_urls):
            allowed = ", ".join(self.base_urls) or "none"
            raise PolicyError(
                f"this endpoint is not allowed by {self.file} (base_urls: {allowed}):"
                " choose another with --base-url"
            )

    def capped(self, budget_seconds: float) -> float:
        """`budget_seconds`, or the policy's limit where that is less."""
        return budget_seconds if self.cpu_seconds is None else min(budget_seconds, self.cpu_seconds)


def read_policy(file: Path) -> Policy:
    """The policy in `file`, or one without limits where there is no such file.

    Raises PolicyError where the file is there and can't be understood.
    """
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Policy(file=file)
    except (OSError, ValueError) as error:
        raise PolicyError(f"{file} can't be read, so nothing is allowed: {error}") from None
    unknown = sorted(set(data) - {"providers", "base_urls", "cpu_seconds", "history"})
    if unknown:
        raise PolicyError(f"{file} has a key that isn't known, so nothing is allowed: {unknown[0]}")
    return Policy(
        providers=_strings(data, "providers", file),
        base_urls=_strings(data, "base_urls", file),
        cpu_seconds=_seconds(data, file),
        history=_history(data, file),
        file=file,
    )


@functools.cache
def policy() -> Policy:
    """The policy of this machine, read once. Raises PolicyError as `read_policy` does."""
    return read_policy(POLICY_FILE)


_Parts = tuple[str, str, int | None, tuple[str, ...]]
_PORTS = {"http": 80, "https": 443}


def _parts(address: str) -> _Parts | None:
    """Scheme, host, port and segments, or None where programs may read the address differently."""
    if not address.isascii() or not address.isprintable() or set(address) & set(" \\%?#"):
        return None
    try:
        split = urlsplit(address)
        port = split.port or _PORTS.get(split.scheme)
    except ValueError:
        return None
    segments = tuple(segment for segment in split.path.split("/") if segment)
    if split.scheme not in _PORTS or not split.hostname or "@" in split.netloc:
        return None
    if "." in segments or ".." in segments:
        return None
    return split.scheme, split.hostname.rstrip("."), port, segments


def _is_below(wanted: _Parts, allowed: _Parts | None) -> bool:
    return (
        allowed is not None
        and wanted[:3] == allowed[:3]
        and wanted[3][: len(allowed[3])] == allowed[3]
    )


def _strings(data: dict[str, object], key: str, file: Path) -> tuple[str, ...] | None:
    value = data.get(key)
    if value is None:
        return None
    if not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        raise PolicyError(f"{file}: `{key}` must be a list of strings")
    return tuple(value)


def _seconds(data: dict[str, object], file: Path) -> float | None:
    value = data.get("cpu_seconds")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise PolicyError(f"{file}: `cpu_seconds` must be a positive number")
    return float(value)


def _history(data: dict[str, object], file: Path) -> bool:
    value = data.get("history", True)
    if not isinstance(value, bool):
        raise PolicyError(f"{file}: `history` must be true or false")
    return value
