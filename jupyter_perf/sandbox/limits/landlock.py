"""Landlock: what a process may open, connect to and signal, given up for good.

No privilege is needed. The restriction holds for the calling thread and all that it starts later,
not for threads that are running already.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterable, Sequence

from . import kernel

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1

_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _IOCTL_DEV = 1 << 14, 1 << 15
_ALL_OF_ABI_1 = (1 << 13) - 1
_ADDED_FILE_RIGHTS = {2: 1 << 13, 3: _TRUNCATE, 5: _IOCTL_DEV}
"""ABI in which a right appeared: moving files between directories, truncating, device ioctls."""

_RIGHTS_ON_FILES = 1 | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_READ = _READ_FILE | _READ_DIR
_USE_DEVICE = _READ_FILE | _WRITE_FILE | _TRUNCATE | _IOCTL_DEV
_TCP_BIND_AND_CONNECT = 3
_ABSTRACT_SOCKETS_AND_SIGNALS = 3

_READABLE_DEVICES = ("/dev/zero", "/dev/urandom", "/dev/random")


def abi() -> int:
    """The version of Landlock that is running, 0 where there is none."""
    try:
        return kernel.syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    except OSError:
        return 0


def restrict(read: Sequence[str], write: Sequence[str] = (), names: Sequence[str] = ()) -> int:
    """Leave this thread only `read` and `write`, paths of files or of directories with all below.

    Everything else that the running ABI can refuse is refused: other files, TCP, abstract sockets
    and signals to processes outside. `names` are directories whose listing may be read, and that
    of all below, but no file. Paths that don't exist are skipped; /dev/null and the random devices
    always work. Returns the ABI, or 0 where there is no Landlock and nothing was done; raises
    OSError where a rule is refused.
    """
    version = abi()
    if not version:
        return 0
    ruleset = _create_ruleset(version)
    try:
        every_right = file_rights(version)
        _add_rules(ruleset, read, _READ)
        _add_rules(ruleset, names, _READ_DIR)
        _add_rules(ruleset, write, every_right & ~_IOCTL_DEV & ~1)
        _add_rules(ruleset, _READABLE_DEVICES, _READ_FILE | _IOCTL_DEV & every_right)
        _add_rules(ruleset, ["/dev/null"], _USE_DEVICE & every_right)
        kernel.no_new_privileges()
        kernel.syscall(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)
    return version


def file_rights(version: int) -> int:
    """All file rights that an ABI can refuse, as a mask."""
    added = (right for since, right in _ADDED_FILE_RIGHTS.items() if version >= since)
    return _ALL_OF_ABI_1 | sum(added)


def _create_ruleset(version: int) -> int:
    fields = [file_rights(version)]
    if version >= 4:
        fields.append(_TCP_BIND_AND_CONNECT)
    if version >= 6:
        fields.append(_ABSTRACT_SOCKETS_AND_SIGNALS)
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    return kernel.syscall(_CREATE_RULESET, attributes, len(attributes), 0)


def _add_rules(ruleset: int, paths: Iterable[str], rights: int) -> None:
    for path in paths:
        try:
            descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            is_directory = stat.S_ISDIR(os.fstat(descriptor).st_mode)
            allowed = rights if is_directory else rights & _RIGHTS_ON_FILES
            if allowed:
                rule = struct.pack("=Qi", allowed, descriptor)
                kernel.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)
        finally:
            os.close(descriptor)
