"""Which paths sandboxed code may read beside those it was given."""

from __future__ import annotations

import os
import pwd
import sys
from collections.abc import Iterable, Iterator

_SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/timezone",
    "/etc/locale.alias",
    "/etc/mime.types",
    "/etc/fonts",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/sys/vm/overcommit_memory",
    "/sys/devices/system",
    "/sys/kernel/mm/transparent_hugepage",
)

LISTABLE = ("/proc/self/task",)


def system_paths() -> list[str]:
    """The interpreter, system libraries and what they ask about the machine."""
    interpreter = (sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix)
    # Where a distribution keeps the interpreter in /usr, it keeps nothing of the user's there.
    return list(dict.fromkeys((*_SYSTEM, *interpreter)))


def without_secrets(paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """Split `paths` into what may be read and which directories may only be listed.

    A notebook may live in the home directory itself (or the path given be one that holds it),
    where allowing the directory would expose keys and browser profiles. There, what is hidden
    (names that start with a dot) stays closed, at the price that its names can be listed.
    """
    readable: list[str] = []
    listable: list[str] = []
    home = os.path.realpath(_home())
    for path in paths:
        real = os.path.realpath(path)
        if home == "/" or not _is_within(home, real):
            readable.append(path)
        else:
            listable.append(real)
            readable.extend(_visible_along(real, home))
    return readable, listable


def _home() -> str:
    """As the system says it, whatever `$HOME` is; where it doesn't know the user, `$HOME`."""
    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        return os.environ.get("HOME", "/")


def _visible_along(start: str, home: str) -> Iterator[str]:
    """What isn't hidden in `start`, in `home` and in the directories between the two."""
    try:
        names = os.listdir(start)
    except OSError:
        return
    for name in sorted(names):
        path = os.path.join(start, name)
        real = os.path.realpath(path)
        if start != home and _is_within(home, path):
            yield from _visible_along(path, home)
        elif not name.startswith(".") and not _shows_hidden(real, home):
            yield path


def _shows_hidden(real: str, home: str) -> bool:
    """True where allowing `real`, what a visible link leads to, would open hidden places."""
    if not _is_within(real, home):
        return _is_within(home, real)
    return real == home or any(part.startswith(".") for part in real[len(home) :].split("/"))


def _is_within(path: str, directory: str) -> bool:
    return path == directory or path.startswith(directory.rstrip("/") + "/")
