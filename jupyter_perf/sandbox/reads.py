"""What sandboxed code may read: the interpreter, `sys.path`, the notebook's folder, `--read`."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..core.folders import home_folder
from ..errors import UsageError

SYSTEM = (
    "/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib",
    "/usr/libexec", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d",
    "/etc/ld.so.preload", "/etc/localtime", "/etc/timezone", "/usr/share/zoneinfo",
    "/usr/lib/locale", "/usr/share/locale", "/etc/fonts", "/usr/share/fonts",
    "/usr/local/share/fonts", "/usr/share/fontconfig",
    "/var/cache/fontconfig", "/etc/mime.types", "/usr/share/mime", "/etc/matplotlibrc",
    "/nix/store", "/System/Library", "/usr/share/icu",
)  # fmt: skip
"""Shared libraries, time zones, locales and fonts."""
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
HARDWARE = (
    "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/loadavg", "/proc/version",
    "/proc/filesystems", "/proc/sys/kernel/osrelease", "/proc/sys/vm/overcommit_memory",
    "/sys/devices/system/cpu", "/sys/devices/system/node", "/sys/kernel/mm/transparent_hugepage",
)  # fmt: skip
"""What numeric libraries look at to count cores and caches. `/proc/self` isn't here: a rule made
for it would hold for one process only, and one for `/proc` would show every other."""
SECRETS = (
    ".ssh", ".gnupg", ".aws", ".azure", ".kube", ".docker", ".netrc", ".pgpass", ".git-credentials",
    ".config", ".jupyter", ".password-store", ".mozilla", ".huggingface", ".openai", ".env",
)  # fmt: skip
"""Names in the home folder that nothing but `--read` opens."""


def allowed_paths(
    cwd: str | os.PathLike[str],
    sys_path: Iterable[str],
    extra: Iterable[str] = (),
    home: str | os.PathLike[str] | None = None,
) -> tuple[str, ...]:
    """Files and folders (with all that is in them) to allow reading; links are resolved.

    `cwd` is the notebook's folder. Where it or an entry of `sys_path` is the home folder or lies
    above it, only the files directly in it that aren't hidden are allowed. Raises UsageError for a
    path in `extra` that doesn't exist or that would open the whole home.
    """
    house = Path(home if home is not None else home_folder()).resolve()
    wanted = [*_interpreter(), *SYSTEM, *DEVICES, *HARDWARE]
    entries = [entry if entry else os.fspath(cwd) for entry in sys_path]
    paths = [path for name in [*wanted, *entries, os.fspath(cwd)] for path in _open(name, house)]
    paths += [_asked_for(name, cwd, house) for name in extra]
    return tuple(_without_nested(paths))


def _interpreter() -> list[str]:
    """Folders of the running Python: its own, its base's and its libraries'."""
    places = [sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix]
    places += [p for p in sysconfig.get_paths().values() if p]
    library = sysconfig.get_config_var("LIBDIR")
    binary = os.path.realpath(sys.executable) if sys.executable else ""
    # A system Python's prefix is /usr or /usr/local: its libraries are enough, and named anyway.
    whole = [p for p in places if os.path.realpath(p) not in ("/", "/usr", "/usr/local")]
    return [*whole, binary, *([library] if library else []), *_editable_roots()]


def _editable_roots() -> list[str]:
    """Where this package itself lies, which may be a checkout."""
    return [str(Path(__file__).resolve().parent.parent)]


def _open(name: str, house: Path) -> Iterator[Path]:
    """What of a folder (or file) may be read."""
    if not name:
        return
    path = Path(name).resolve()
    if not path.exists() or _is_secret(path, house):
        return
    if house == path or house.is_relative_to(path):
        yield from _plain_files(path)
    else:
        yield path


def _plain_files(folder: Path) -> Iterator[Path]:
    """Files directly in a folder that aren't hidden, and aren't links to elsewhere."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False):
            yield Path(entry.path)


def _is_secret(path: Path, house: Path) -> bool:
    if not path.is_relative_to(house) or path == house:
        return False
    return path.relative_to(house).parts[0] in SECRETS


def _asked_for(name: str, cwd: str | os.PathLike[str], house: Path) -> Path:
    path = (Path(cwd) / Path(name).expanduser()).resolve()
    if not path.exists():
        raise UsageError(f"--read {name}: there is no such file or folder")
    if house == path or house.is_relative_to(path):
        raise UsageError(f"--read {name}: that holds your whole home; name a folder inside it")
    return path


def _without_nested(paths: Iterable[Path]) -> list[str]:
    """The paths without those that lie in another one of them, in a stable order."""
    kept: list[Path] = []
    for path in sorted(set(paths), key=lambda p: (len(p.parts), str(p))):
        if not any(path.is_relative_to(folder) for folder in kept):
            kept.append(path)
    return [str(path) for path in kept]
