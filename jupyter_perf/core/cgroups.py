"""The control groups that this process is in (versions 1 and 2), as folders of files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
MOUNT = Path("/sys/fs/cgroup")


def folders(controller: str, proc: Path = PROC, mount: Path = MOUNT) -> Iterator[tuple[int, Path]]:
    """(version, folder) of each group that limits `controller` ("memory", "cpu"), inside out.

    `proc` and `mount` are where those file systems are mounted. A folder may not exist: in a
    container a group's path isn't always the one that is seen from inside.
    """
    for line in text_of(proc / "self" / "cgroup").splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers == "":
            version, roots = 2, [mount, mount / "unified"]
        elif controller in controllers.split(","):
            version, roots = 1, [mount / controller, mount / controllers]
        else:
            continue
        for root in dict.fromkeys(roots):
            for folder in _upwards(root, path):
                yield version, folder


def text_of(path: Path) -> str:
    """What the file holds; empty where it can't be read."""
    try:
        return path.read_text()
    except OSError:
        return ""


def number_in(path: Path) -> int | None:
    """The number in the file; None where it holds another word ("max") or can't be read."""
    text = text_of(path).strip()
    return int(text) if text.isdigit() else None


def _upwards(root: Path, path: str) -> Iterator[Path]:
    """The group's folder and those around it; in a container `path` may not exist inside."""
    inner = root / path.strip("/")
    if inner != root and ".." not in inner.parts:
        yield inner
        yield from (p for p in inner.parents if p.is_relative_to(root) and p != root)
    yield root
