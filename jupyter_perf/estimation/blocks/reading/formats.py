"""What a file is that should be an ELF of x86-64 and isn't: said in a line, with what to do."""

from __future__ import annotations

import struct

from ....errors import UsageError
from .raw import Raw

_OTHER_FILES = (
    (b"MZ", "a Windows program or library (PE)"),
    (b"\xcf\xfa\xed\xfe", "a Mach-O file of macOS"),
    (b"\xce\xfa\xed\xfe", "a 32-bit Mach-O file of macOS"),
    (b"\xfe\xed\xfa", "a Mach-O file of macOS"),
    (b"\xca\xfe\xba\xbe", "a universal Mach-O file of macOS, or a class of Java"),
    (b"\0asm", "WebAssembly"),
    (b"BC\xc0\xde", "LLVM bitcode, which isn't compiled yet"),
    (b"!<thin>\n", "a thin archive, which only names its members: name one of these files"),
    (b"\x1f\x8b", "compressed (gzip): unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd): unpack it first"),
    (b"PK\x03\x04", "a zip archive or a wheel: unpack it first"),
)
_MACHINES = {
    2: "SPARC", 3: "32-bit x86", 8: "MIPS", 20: "32-bit PowerPC", 21: "PowerPC", 22: "IBM Z",
    40: "32-bit ARM", 43: "SPARC", 50: "Itanium", 183: "64-bit ARM (AArch64)", 190: "CUDA",
    224: "AMD GPUs", 243: "RISC-V", 247: "BPF", 258: "LoongArch",
}  # fmt: skip
_X86_64 = 62
HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
"""The header of a 64-bit little-endian ELF."""


def elf_header(raw: Raw) -> tuple[int, ...]:
    """The fields of an x86-64 ELF's header after `e_ident`. Raises UsageError for other files."""
    start = raw.read(0, min(raw.size, HEADER.size), "the header")
    if start[:4] != b"\x7fELF":
        raise UsageError(f"{raw.name} is no ELF file: it is {_kind(start)}")
    if len(start) < HEADER.size:
        raise UsageError(f"{raw.name} is cut short: its header ends after {len(start)} bytes")
    wide, order = start[4], start[5]
    (machine,) = struct.unpack_from("<H" if order == 1 else ">H", start, 18)
    if wide == 1:
        which = "x32" if machine == _X86_64 else _MACHINES.get(machine, f"machine {machine}")
        raise UsageError(f"{raw.name} is 32-bit code ({which}): only 64-bit x86 is predicted")
    if order != 1 or machine != _X86_64:
        which = _MACHINES.get(machine, f"machine {machine}")
        raise UsageError(f"{raw.name} is code for {which}: only 64-bit x86 is predicted")
    if wide != 2:
        raise UsageError(f"{raw.name} is damaged: its header names no word size")
    fields: tuple[int, ...] = HEADER.unpack(start)[1:]
    return fields


def _kind(start: bytes) -> str:
    if not start:
        return "empty"
    for magic, kind in _OTHER_FILES:
        if start.startswith(magic):
            return kind
    if all(each >= 32 or each in b"\t\n\r\f" for each in start):
        return "text (a linker script names the real library; a source has to be compiled)"
    return f"something else (it begins with {start[:4].hex(' ')})"
