"""Addresses of endpoints: checked before anything is sent, and told apart by their parts."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from ...errors import UsageError

OPENAI = "https://api.openai.com/v1"
_LONGEST = 2000


def checked(address: str) -> str:
    """`address` as it is used: an http(s) address without a slash at its end.

    Raises UsageError, which never quotes an address that holds a name and password or a query:
    both are where keys are written by mistake.
    """
    address = address.strip()
    parts = _parts(address)
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "the base URL holds a name or password: leave it out, and name the variable that holds"
            " the key with --api-key-env NAME"
        )
    if parts.query or parts.fragment or "?" in address or "#" in address:
        raise UsageError(
            "the base URL ends before `?` and `#`, such as https://models.example.org/v1"
        )
    return address.rstrip("/")


def host_of(address: str) -> str:
    """The host's name in lower case, without a dot at its end; empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_loopback(address: str) -> bool:
    """Whether `address` is on this machine by its own words: nothing is looked up."""
    host = host_of(address)
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_plain(address: str) -> bool:
    """Whether what is sent there can be read on the way: http to another machine."""
    return urlsplit(address).scheme == "http" and not is_loopback(address)


def _parts(address: str) -> SplitResult:
    wrong = UsageError(
        "the base URL must be an http or https address, such as http://127.0.0.1:11434/v1"
    )
    if len(address) > _LONGEST or any(char.isspace() or ord(char) < 32 for char in address):
        raise wrong
    if "\\" in address:  # which some programs read as a slash and others don't
        raise wrong
    try:
        parts = urlsplit(address)
        port_is_sound = parts.port != 0
    except ValueError:
        raise wrong from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_sound:
        raise wrong
    if any(segment in (".", "..") for segment in parts.path.split("/")):
        raise wrong
    return parts
