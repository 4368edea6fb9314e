"""macOS: a Seatbelt profile for `sandbox-exec`, applied when the zygote is started.

Untested: written from Apple's profile language and never yet run on a Mac. The level that users see
comes from canaries, so a profile that doesn't hold shows as S0.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

_SANDBOX_EXEC = "/usr/bin/sandbox-exec"
# What the dynamic linker, the C library and the interpreter's start-up read.
_SYSTEM = (
    "/usr/lib",
    "/usr/share",
    "/System",
    "/Library/Frameworks",
    "/Library/Preferences/Logging",
    "/private/var/db/dyld",
    "/private/var/db/timezone",
    "/private/etc/localtime",
    "/dev/null",
    "/dev/zero",
    "/dev/random",
    "/dev/urandom",
)
_RULES = """\
(version 1)
(deny default)
(allow process-fork)
(allow signal (target self))
(allow process-info* (target self))
(allow sysctl-read)
(allow file-read-metadata)
(allow file-write-data (literal "/dev/null"))
"""


def profile(read: Iterable[str], write: Iterable[str] = (), program: str = "") -> str:
    """The profile text; `program` is the only one that may be executed (the interpreter)."""
    lines = [_RULES.rstrip()]
    if program:
        lines.append(f"(allow process-exec (literal {_quote(os.path.realpath(program))}))")
    lines += [f"(allow file-read* (subpath {_quote(path)}))" for path in _real([*_SYSTEM, *read])]
    lines += [f"(allow file-write* (subpath {_quote(path)}))" for path in _real(write)]
    return "\n".join(lines) + "\n"


def wrap(command: Sequence[str], read: Iterable[str], write: Iterable[str] = ()) -> list[str]:
    """`command`, an argument list with an absolute program, to be run under the profile."""
    return [_SANDBOX_EXEC, "-p", profile(read, write, command[0]), *command]


def _real(paths: Iterable[str]) -> list[str]:
    """Seatbelt compares real paths: /tmp and /etc are links into /private on macOS."""
    return list(dict.fromkeys(os.path.realpath(path) for path in paths))


def _quote(path: str) -> str:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
