"""Whether a file is on a disk of this machine: SQLite's write-ahead log needs shared memory."""

from __future__ import annotations

import os
from pathlib import Path

_LOCAL = {
    "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "bcachefs", "f2fs", "jfs", "reiserfs",
    "tmpfs", "ramfs", "overlay", "overlayfs", "apfs", "hfs", "ufs", "ntfs", "ntfs3", "exfat",
    "vfat",
}  # fmt: skip


def is_local(file: Path) -> bool:
    """False on a network's file system, and on one that isn't known: what is slower is safe."""
    return file_system_of(file) in _LOCAL


def file_system_of(file: Path) -> str:
    """The type of the file system that holds `file`, such as `ext4` or `nfs4`; "" if unknown."""
    import psutil

    place = os.path.realpath(file)
    found, longest = "", -1
    for mount in psutil.disk_partitions(all=True):
        point = mount.mountpoint
        holds = place == point or place.startswith(point.rstrip(os.sep) + os.sep)
        # Of two at the same place, the later hides the earlier.
        if holds and len(point) >= longest:
            found, longest = mount.fstype.lower(), len(point)
    return found
