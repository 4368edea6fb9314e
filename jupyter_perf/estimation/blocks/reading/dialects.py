"""Assembly as people have it, from lines to the statements that LLVM's assembler takes.

Intel's syntax or AT&T's; as compilers write it, as NASM's users do, as debuggers list it.
Directives that don't make code in a text section are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ....errors import UsageError
from ...models.granite.decoding import iced_x86
from .assembling import Statement
from .texts import Line

_LONGEST_LINE = 20_000
_LABEL = re.compile(r"\s*([A-Za-z_.$@?][\w.$@?]*|\d+)\s*:(?!:)")
_PREFIXES = {"lock", "rep", "repe", "repz", "repne", "repnz", "notrack", "bnd", "data16", "addr32"}
_KEPT_DIRECTIVES = {
    ".byte", ".short", ".word", ".value", ".2byte", ".long", ".int", ".4byte", ".quad", ".8byte",
    ".set", ".equ",
}  # fmt: skip
_CODE_SECTIONS = re.compile(r"\.text\b|\.init\b|\.fini\b|\.ltext\b|__TEXT\s*,\s*__text")
_OTHER_SECTIONS = {".data", ".bss", ".rodata"}
_TOO_POWERFUL = {
    ".macro", ".altmacro", ".rept", ".irp", ".irpc", ".include", ".incbin", ".if", ".ifdef",
    ".ifndef",
}  # fmt: skip
_BARE_DIRECTIVES = {
    "section", "segment", "global", "globl", "extern", "align", "bits", "default", "public", "end",
    "title", "proc", "endp",
}  # fmt: skip
_WIDTHS = re.compile(r"\b(byte|[dqo]?word|tbyte|[xyz]mmword)\s+(?=\[)", re.IGNORECASE)
_WIDENING = re.compile(r"\bmovsx(\s+r\w+\s*,\s*(?:e[a-ds][xip]|r\d+d|dword\b))", re.IGNORECASE)
_RELATIVE = re.compile(r"\[\s*rel\s+", re.IGNORECASE)
_ATT = re.compile(
    r"%(?:[er]?[abcd]x|[er]?[sd]i|[er]?[sb]p|[abcd][lh]|r\d|[xyz]mm\d|k[0-7]|st|[c-gs]s)",
    re.IGNORECASE,
)
_X86_REGISTER = re.compile(
    r"\b(?:[er]?[abcd]x|[er]?[sd]i|[er][sb]p|[abcd][lh]|r(?:[89]|1[0-5])[dwb]?|[xyz]mm\d+|k[1-7])\b",
    re.IGNORECASE,
)
_ARM_REGISTER = re.compile(
    r"(?:\b[xw](?:[12]?\d|30)|\bv\d+\.\d*[bhsd]|\br(?:[0-7]|1[0-5])|\b[xw]zr)\b", re.IGNORECASE
)
_LOCAL_NAME = re.compile(r"(?<![\w.$])\.(L[\w.$]*)(?!.*:$)")
_LISTED = re.compile(
    r"\s*(?:=>)?\s*(?:0x)?(?P<address>[0-9a-fA-F]{1,16})\s*(?:<[^>]*>)?:\s+(?P<rest>\S.*)"
)
_NAMED_PLACE = re.compile(r"\s*<[^>]*>")
_JUMP_TO_NUMBER = re.compile(r"(\s*(?:j\w+|loop\w*)\s+)(?:0x)?([0-9a-fA-F]+)\s*$", re.IGNORECASE)


def is_intel(lines: Sequence[Line]) -> bool:
    """Whether registers stand without `%`."""
    return not any(_ATT.search(each.text) for each in lines)


def check_is_x86(lines: Sequence[Line]) -> None:
    """Raise UsageError for what is plainly another processor's assembly."""
    text = "\n".join(each.text for each in lines)
    if _ARM_REGISTER.search(text) and not _X86_REGISTER.search(text):
        raise UsageError("this looks like assembly of ARM: only 64-bit x86 is predicted")


def without_addresses(lines: Sequence[Line]) -> list[Line]:
    """Of a listing with addresses: jumps to numbers become jumps to labels; else as it is."""
    filled = [each for each in lines if each.text.strip()]
    listed = [found for each in filled if (found := _LISTED.fullmatch(each.text))]
    if not listed or len(listed) < len(filled):
        return list(lines)
    known = {int(each["address"], 16) for each in listed}
    return [
        Line(each.number, _labelled(found, known))
        for each, found in zip(filled, listed, strict=True)
    ]


def _labelled(found: re.Match[str], known: set[int]) -> str:
    def to_label(jump: re.Match[str]) -> str:
        target = int(jump[2], 16)
        return f"{jump[1]}.Lat_{target:x}" if target in known else jump[0]

    rest = _JUMP_TO_NUMBER.sub(to_label, _NAMED_PLACE.sub("", found["rest"]))
    return f".Lat_{int(found['address'], 16):x}: {rest}"


def statements_of(lines: Sequence[Line], semicolons_separate: bool) -> list[Statement]:
    """Instructions, labels and data of the text sections.

    What follows a `;` is another statement, or a comment. Raises UsageError for macros and other
    directives that make a text mean more than it says.
    """
    found: list[Statement] = []
    in_code = True
    for line in lines:
        if len(line.text) > _LONGEST_LINE:
            raise UsageError(f"line {line.number} is too long to be assembly: {line.text[:60]}…")
        pieces = line.text.split(";") if semicolons_separate else [line.text.partition(";")[0]]
        for piece in pieces:
            for text in _labels_apart(piece):
                word = text.split(None, 1)[0].lower()
                if (section := _section(text, word)) is not None:
                    in_code = section
                elif in_code and _is_wanted(line.number, text, word):
                    found.append(Statement(line.number, _adapted(text)))
    return _with_outer_names(found)


def _with_outer_names(statements: list[Statement]) -> list[Statement]:
    """Local names that the text uses and doesn't define (constants in another section, the label
    above a pasted loop) as names from elsewhere, which the assembler takes."""
    defined = {each.text[:-1] for each in statements if each.text.endswith(":")}

    def outer(found: re.Match[str]) -> str:
        return found[0] if found[0] in defined else f"outer.{found[1]}"

    return [Statement(each.line, _LOCAL_NAME.sub(outer, each.text)) for each in statements]


def may_separate(lines: Sequence[Line]) -> bool:
    """Whether each `;` is followed by what looks like a statement, rather than a comment."""
    pieces = [piece for each in lines for piece in each.text.split(";")[1:] if piece.strip()]
    words = [text.split()[0].lower() for piece in pieces for text in _labels_apart(piece)]
    return bool(words) and all(
        each.endswith(":") or each.startswith(".") or is_mnemonic(each) for each in words
    )


def is_mnemonic(word: str) -> bool:
    """Whether an instruction is called so, in either syntax."""
    low = word.lower()
    return low in _mnemonics() or low[:-1] in _mnemonics() or low in _PREFIXES


@lru_cache(maxsize=1)
def _mnemonics() -> frozenset[str]:
    return frozenset(each.lower() for each in dir(iced_x86().Mnemonic) if each.isupper())


def _labels_apart(text: str) -> Iterator[str]:
    while found := _LABEL.match(text):
        yield f"{found[1]}:"
        text = text[found.end() :]
    if text.strip():
        yield text.strip()


def _section(text: str, word: str) -> bool | None:
    """Whether what follows is code; None where this isn't the start of a section."""
    if word == ".text":
        return True
    if word in _OTHER_SECTIONS:
        return False
    if word in (".section", "section", "segment", ".pushsection"):
        return bool(_CODE_SECTIONS.search(text))
    return None


def _is_wanted(line: int, text: str, word: str) -> bool:
    if word in _TOO_POWERFUL or word.startswith("%"):
        raise UsageError(
            f"line {line}: {text[:60]}: macros, conditions and other files aren't read; give what "
            "they expand to"
        )
    if word.endswith(":"):
        return True
    if word.startswith("."):
        return word in _KEPT_DIRECTIVES
    return word not in _BARE_DIRECTIVES and text.split()[1:2] not in (["PROC"], ["ENDP"])


def _adapted(text: str) -> str:
    """NASM's and GCC's ways of saying it in those of LLVM."""
    return _RELATIVE.sub("[rip + ", _WIDTHS.sub(r"\1 ptr ", _WIDENING.sub(r"movsxd\1", text)))
