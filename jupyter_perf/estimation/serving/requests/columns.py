"""Which column of a log holds what: the names that servers, gateways and published traces use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ....errors import UsageError

# Without case and signs, the likeliest first. Among them are the fields of OpenAI's `usage`, of
# OpenTelemetry (`gen_ai.usage.input_tokens`), of vLLM and SGLang, of Azure's traces
# (`ContextTokens`, `GeneratedTokens`), of BurstGPT (`Request tokens`) and of Mooncake.
KNOWN: Mapping[str, tuple[str, ...]] = {
    "input": (
        "prompttokens", "inputtokens", "contexttokens", "requesttokens", "numprompttokens",
        "numinputtokens", "nprompttokens", "ninputtokens", "prefilltokens", "numprefilltokens",
        "prompttokencount", "inputtokencount", "tokencountprompt", "promptlen", "inputlen",
        "promptlength", "inputlength", "contextlength", "tokensin", "input",
    ),
    "output": (
        "completiontokens", "outputtokens", "generatedtokens", "responsetokens",
        "numcompletiontokens", "numoutputtokens", "numgeneratedtokens", "ncompletiontokens",
        "noutputtokens", "generationtokens", "numgenerationtokens", "decodetokens",
        "numdecodetokens", "outputtokencount", "candidatestokencount", "tokencountcompletion",
        "completionlen", "outputlen", "generationlen", "responselen", "completionlength",
        "outputlength", "generationlength", "responselength", "tokensout", "output",
    ),
    "time": (
        "timestamp", "timestampms", "arrivaltime", "arrivaltimestamp", "arrivedat", "requesttime",
        "requestedat", "starttime", "startedat", "createdat", "created", "datetime", "time", "ts",
    ),
    "count": (
        "share", "count", "weight", "requests", "numrequests", "frequency", "proportion",
        "probability",
    ),
}  # fmt: skip
MOST_SHOWN = 12
"""Names of columns in a message."""


def find(
    names: Sequence[str], roles: Sequence[str], given: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Role (`input`, `output`, `time`, `count`) → position in `names`, for those that are there.

    `given` names the user's own columns by role. Raises UsageError where one of those isn't there.
    """
    given = given or {}
    if unknown := sorted(set(given) - set(KNOWN)):
        raise UsageError(f"columns can be named for {', '.join(KNOWN)}, not for {unknown[0]!r}")
    found = {}
    for role in roles:
        if role in given:
            found[role] = _named(names, given[role])
        elif (place := recognised(names, KNOWN[role])) is not None:
            found[role] = place
    return found


def recognised(names: Sequence[str], known: Sequence[str]) -> int | None:
    """Position of the first of `known` names, also as the end of a dotted one; None if none is."""
    endings: dict[str, int] = {}
    for place, name in enumerate(names):
        parts = name.split(".")
        for start in range(len(parts)):
            endings.setdefault(plain("".join(parts[start:])), place)
    return next((endings[each] for each in known if each in endings), None)


def plain(name: str) -> str:
    """`Request tokens`, `request_tokens` → `requesttokens`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def missing(roles: Sequence[str], names: Sequence[str], where: str) -> UsageError:
    """What to say where columns for `roles` weren't recognised."""
    words = {"input": "tokens of the prompt", "output": "tokens of the answer"}
    listed = ", ".join(repr(name[:40]) for name in names[:MOST_SHOWN]) or "none"
    more = ", …" if len(names) > MOST_SHOWN else ""
    wanted = " and ".join(words.get(role, role) for role in roles)
    example = ", ".join(f"{role!r}: 'NAME'" for role in roles)
    return UsageError(
        f"no column of {where} was recognised as {wanted}; there are: {listed}{more}; "
        f"name them, as in columns={{{example}}}"
    )


def _named(names: Sequence[str], wanted: str) -> int:
    if wanted in names:
        return list(names).index(wanted)
    listed = ", ".join(repr(name[:40]) for name in names[:MOST_SHOWN])
    raise UsageError(f"there is no column {wanted!r}; there are: {listed}")
