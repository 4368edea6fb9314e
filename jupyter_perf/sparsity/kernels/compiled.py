"""Kernels in C, compiled for this processor and one pattern, where a compiler is there.

What was compiled lies in a folder of the user's, named by a hash of the source, the flags, the
compiler and the processor, so that nothing stale or of another machine is ever loaded. Each process
writes a file of its own and renames it, so that several may build at once.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import hashlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

from ...core import folders
from ...core.machine import this_machine
from .calling import NotBuilt
from .layout import place_bits

SOURCE = Path(__file__).with_name("nm.c")
FLAGS = ("-O3", "-march=native", "-shared", "-fPIC", "-std=gnu11")
TIMEOUT_SECONDS = 60.0
_loaded: dict[Path, ctypes.CDLL] = {}


def address(n: int, m: int, levels: bool) -> int:
    """Of `work`, compiled for n:m; `levels` for int8. Raises NotBuilt, at once where it did so."""
    found = _built(n, m, levels, str(folders.data_folder()))
    if isinstance(found, str):
        raise NotBuilt(found)
    return found


@functools.cache
def _built(n: int, m: int, levels: bool, home: str) -> int | str:
    """The address, or why there is none: what failed once isn't tried again."""
    try:
        file = _file(n, m, levels, Path(home) / "kernels")
        library = _loaded.setdefault(file, ctypes.CDLL(str(file)))
        return ctypes.cast(library.work, ctypes.c_void_p).value or 0
    except NotBuilt as error:
        return str(error)
    except (OSError, AttributeError) as error:  # no such library, or one without `work`
        return f"what was compiled can't be loaded: {error}"


def _file(n: int, m: int, levels: bool, folder: Path) -> Path:
    compiler = _compiler()
    options = [*FLAGS, f"-DN={n}", f"-DM={m}", f"-DBITS={place_bits(m)}"]
    options += ["-DLEVELS"] if levels else []
    name = f"nm-{_key(compiler, tuple(options))}.so"
    for place in (folder, _scratch()):
        if _ours(place / name):
            return place / name
        with contextlib.suppress(OSError):  # a home that can't be written: the next place
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            _compile(compiler, options, place / name)
            return place / name
    raise NotBuilt(f"neither {folder} nor {_scratch()} can be written")


def _compile(compiler: str, options: list[str], target: Path) -> None:
    """Raises OSError where it can't be written there, NotBuilt where it doesn't compile."""
    handle, beside = tempfile.mkstemp(suffix=".so", dir=target.parent)
    os.close(handle)
    try:
        command = [compiler, *options, "-o", beside, str(SOURCE)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
        if done.returncode:
            raise NotBuilt(f"{compiler} failed: {(done.stderr.strip() or 'no message')[:500]}")
        os.replace(beside, target)
    except subprocess.TimeoutExpired:
        raise NotBuilt(f"{compiler} took over {TIMEOUT_SECONDS:.0f} seconds") from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(beside)


def _compiler() -> str:
    """`$CC`, or the first of the usual names."""
    for name in (os.environ.get("CC", ""), "cc", "gcc", "clang"):
        if name and (found := shutil.which(name)):
            return found
    raise NotBuilt("there is no C compiler (cc, gcc, clang)")


def _key(compiler: str, options: tuple[str, ...]) -> str:
    about = os.stat(compiler)
    parts = (SOURCE.read_text(encoding="utf-8"), compiler, about.st_mtime_ns, about.st_size)
    machine = (sys.platform, this_machine().cpu)
    return hashlib.sha256(repr((*parts, options, machine)).encode()).hexdigest()[:32]


def _scratch() -> Path:
    """Where a read-only home has no room: a folder of this user's alone."""
    user = os.getuid() if hasattr(os, "getuid") else os.getpid()
    return Path(tempfile.gettempdir()) / f"jupyter-perf-{user}"


def _ours(file: Path) -> bool:
    """Whether it is there and nobody else could have written it: it is going to be run."""
    try:
        facts = [os.lstat(each) for each in (file, file.parent)]
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return True
    safe = all(f.st_uid in (os.getuid(), 0) and not f.st_mode & stat.S_IWOTH for f in facts)
    return safe and stat.S_ISREG(facts[0].st_mode)
