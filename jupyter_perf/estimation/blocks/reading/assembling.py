"""Assembles statements of x86-64 into an object file, by LLVM as llvmlite brings it."""

from __future__ import annotations

import importlib.util
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ....errors import MissingExtra, SandboxError, UsageError
from ....sandbox.environment import clean_environment
from . import elf
from .symbols import pending_in, symbols_of

_MOST_SECONDS = 30
_TRIPLE = "x86_64-unknown-linux-gnu"
_LABEL = "jupyter_perf.statement."
_COMPLAINT = re.compile(r"<inline asm>:(\d+):(\d+): error: (.*)|<inline asm>:(\d+):(\d+): (.*)")
_MOST_COMPLAINTS = 3
_HEADER = {True: ".intel_syntax noprefix", False: ".att_syntax prefix"}


class Statement(NamedTuple):
    """One instruction, label or directive."""

    line: int
    """Of the user's text."""
    text: str


class Assembled(NamedTuple):
    """Machine code from text."""

    code: bytes
    pending: tuple[int, ...]
    """Offsets of what names something that isn't in the text."""
    lines: tuple[tuple[int, int], ...]
    """(Offset, line) of each statement, by offset."""


class Unassemblable(UsageError):
    """The assembler doesn't understand it; the message has its own words."""


def assemble(statements: Sequence[Statement], intel: bool) -> Assembled:
    """The machine code of `statements`, in Intel's syntax or AT&T's.

    Raises Unassemblable, MissingExtra without llvmlite, and UsageError where this machine's LLVM
    has no assembler of x86-64.
    """
    if importlib.util.find_spec("llvmlite") is None:
        raise MissingExtra("llvmlite", "numba")
    if platform.machine().lower() not in ("x86_64", "amd64"):
        raise UsageError(
            f"assembly of x86-64 can't be assembled on {platform.machine()}: give its bytes in "
            "hexadecimal digits"
        )
    built = _run(_module(statements, intel))
    if built.returncode or not built.stdout:
        raise Unassemblable(_why(built.stderr.decode("utf-8", "replace"), statements))
    image = elf.image(built.stdout, "the assembled text")
    (text,) = (each for each in image.sections if each.name == ".text")
    code = image.contents(text)
    places = [
        (each.address, statements[int(each.name.removeprefix(_LABEL))].line)
        for each in symbols_of(image)
        if each.name.startswith(_LABEL)
    ]
    return Assembled(code, pending_in(image, text, 0, len(code)), tuple(sorted(places)))


def _module(statements: Sequence[Statement], intel: bool) -> str:
    """LLVM IR with nothing but assembly: a line for the syntax, then a label and each statement."""
    lines = [_HEADER[intel]]
    for index, each in enumerate(statements):
        lines += [f"{_LABEL}{index}:", each.text]
    body = "\n".join(f'module asm "{_escaped(each)}"' for each in lines)
    return f'target triple = "{_TRIPLE}"\n{body}\n'


def _escaped(text: str) -> str:
    plain = {each for each in map(chr, range(32, 127)) if each not in '"\\'}
    return "".join(each if each in plain else f"\\{ord(each):02X}" for each in text)


def _run(module: str) -> subprocess.CompletedProcess[bytes]:
    folders = [each for each in sys.path if each.endswith(("site-packages", "dist-packages"))]
    script = str(Path(__file__).with_name("_assembler.py"))
    try:
        return subprocess.run(
            [sys.executable, "-I", script, *folders],
            input=module.encode("ascii"),
            capture_output=True,
            env=clean_environment(),
            cwd="/",
            timeout=_MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unassemblable("assembling it takes too long: give the loop alone") from None
    except OSError as error:
        raise SandboxError(f"no process can be started to assemble in: {error}") from error


def _why(complaints: str, statements: Sequence[Statement]) -> str:
    """The first complaints, with the user's lines in place of LLVM's."""
    said: dict[str, None] = {}
    for found in _COMPLAINT.finditer(complaints):
        line, _, message = (each for each in found.groups() if each is not None)
        index = (int(line) - 2) // 2
        if 0 <= index < len(statements):
            statement = statements[index]
            said[f"line {statement.line}: {message.strip()}: `{statement.text.strip()[:100]}`"] = (
                None
            )
    if said:
        return "; ".join(list(said)[:_MOST_COMPLAINTS])
    last = [each for each in complaints.splitlines() if each.strip()][-1:] or ["it gave no reason"]
    return f"the assembler failed: {last[0][:200]}"
