"""Assembly text: to machine code, with the user's line of each instruction."""

from __future__ import annotations

from collections.abc import Sequence

from ....errors import UsageError
from . import dialects
from .assembling import Assembled, Unassemblable, assemble
from .texts import Line, check_ascii


def assembled(lines: Sequence[Line]) -> Assembled:
    """The machine code of `lines`. Raises UsageError with the line that isn't understood."""
    check_ascii([Line(each.number, each.text.partition(";")[0]) for each in lines])
    dialects.check_is_x86(lines)
    plain = dialects.without_addresses(lines)
    intel = dialects.is_intel(plain)
    # `;` begins a comment for some assemblers and another statement for others.
    if dialects.may_separate(plain):
        try:
            return assemble(dialects.statements_of(plain, semicolons_separate=True), intel)
        except Unassemblable:
            pass
    statements = dialects.statements_of(plain, semicolons_separate=False)
    if not any(dialects.is_mnemonic(each.text.split()[0]) for each in statements):
        first = statements[0].text[:60] if statements else ""
        said = f"`{first}` is no instruction of x86-64" if first else "there is nothing to read"
        raise UsageError(f"{said}: {FORMS}")
    return assemble(statements, intel)


FORMS = (
    "give the instructions of a loop (assembly, Intel's syntax or AT&T's), their bytes in "
    "hexadecimal digits, a function compiled by numba, bytes, or path/to/library.so:function"
)
