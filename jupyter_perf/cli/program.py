"""A program's file: read as Python reads it, written back as it was."""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import UsageError
from . import files

_HIDDEN = "."
_WHERE_FROM = "--stdin DIR names a folder, each file of which is one input"


@dataclass(frozen=True)
class Program:
    """`text` has plain line ends, whatever the file has."""

    original: files.Original
    text: str
    encoding: str

    @property
    def path(self) -> Path:
        return self.original.path

    def with_text(self, text: str) -> bytes:
        """The file's bytes with another text: encoding, line ends and the last one are kept.

        Raises UsageError where the file's encoding lacks a character of it.
        """
        end = self.text[len(self.text.rstrip("\n")) :]
        text = text.rstrip("\n") + end
        if b"\r\n" in self.original.data:
            text = text.replace("\n", "\r\n")
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError as error:
            raise UsageError(f"{self.path} is in {self.encoding}: {error}") from None


def read(path: Path) -> Program:
    """Raises UsageError where it can't be read as text."""
    original = files.read(path)
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(original.data).readline)
        text = original.data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} can't be read as Python: {error}") from None
    return Program(original, text.replace("\r\n", "\n").replace("\r", "\n"), encoding)


def without_input(program: Program) -> str | None:
    """What to say where it asks for its standard input and no folder of inputs was given."""
    try:
        nodes = list(ast.walk(ast.parse(program.text)))
    except (SyntaxError, ValueError, RecursionError):
        return None
    said = f"{program.path} reads its standard input, and none is given: {_WHERE_FROM}"
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name("input")) | ast.Attribute(ast.Name("sys"), "stdin"):
                return said
            case ast.ImportFrom("sys", names) if any(each.name == "stdin" for each in names):
                return said
    return None


def inputs_of(folder: Path | None) -> list[str]:
    """The texts of the files in `folder`: each is one input. One empty one without a folder.

    Raises UsageError where there are none, or one isn't UTF-8.
    """
    return [""] if folder is None else list(named_inputs_of(folder).values())


def named_inputs_of(folder: Path) -> dict[str, str]:
    """Name → text of the files in `folder`, in the order of their names. Raises as `inputs_of`."""
    if not folder.is_dir():
        raise UsageError(f"--stdin {folder}: there is no such folder")
    found = [
        each
        for each in sorted(folder.iterdir())
        if each.is_file() and not each.name.startswith(_HIDDEN)
    ]
    if not found:
        raise UsageError(f"--stdin {folder}: the folder holds no file")
    return {each.name: _text(each) for each in found}


def calls_of(file: Path) -> list[tuple[Any, ...]]:
    """The calls in `file`: a Python (or JSON) list of lists of arguments. Raises UsageError."""
    said = f"--calls {file}: a list of tuples of arguments was expected, such as [(3, 'a'), (4,)]"
    try:
        found = ast.literal_eval(_text(file).strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        raise UsageError(said) from None
    if not isinstance(found, list) or not all(isinstance(each, list | tuple) for each in found):
        raise UsageError(said)
    return [tuple(each) for each in found]


def _text(file: Path) -> str:
    try:
        return files.read(file).data.decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} isn't UTF-8: {error}") from None
