"""What instructions do, by their names: a noun for each, and which of them gather terms."""

from __future__ import annotations

import re

from ..estimation.blocks.result import Block, Instruction, Prediction

_KINDS = (
    (r"v?div|idiv|fdiv", "divide"),
    (r"v?sqrt|fsqrt", "square root"),
    (r"vfn?m(add|sub)", "multiply-add"),
    (r"v?p?mul|imul|fmul", "multiply"),
    (r"v?p?cmp|v?u?comi|test|v?ptest", "compare"),
    (r"v?cvt", "conversion"),
    (r"v?p?(gather|i?gather)", "gather"),
    (r"v?(perm|pshuf|shuf|p?unpck|insert|p?insr|extract|p?extr|p?blend|broadcast|p?broadcast)",
     "shuffle"),
    (r"v?p?add|add|inc|fadd", "add"),
    (r"v?p?sub|sub|dec|fsub", "subtract"),
)  # fmt: skip
_FAMILIES = (
    r"v?p?(add|sub)(ss|sd|ps|pd|b|w|d|q)?|vfn?m(add|sub)231(ss|sd|ps|pd)",
    r"v?p?i?mul(l[dqw])?(ss|sd|ps|pd)?",
    r"v?p?max(ss|sd|ps|pd|[su][bwdq])?",
    r"v?p?min(ss|sd|ps|pd|[su][bwdq])?",
    r"v?p?(and|or|xor)(ps|pd|d|q)?",
)
"""Instructions that gather terms into a register, and can do so into several in turn."""


def kind(line: Instruction) -> str:
    """What an instruction does, in a noun: `divide`, `load`; else `instruction`."""
    for pattern, noun in _KINDS:
        if re.match(pattern, line.mnemonic):
            return noun
    operands = line.text.partition(" ")[2]
    if re.match(r"v?(mov|lddqu|lea)", line.mnemonic) and "[" in operands:
        if line.mnemonic == "lea":
            return "address"
        return "store" if re.match(r"(\w+ ptr )?(\w+:)?\[", operands) else "load"
    return "instruction"


def plural(noun: str) -> str:
    """`divides`, `multiplies`, `addresses`."""
    if noun.endswith("y"):
        return noun.removesuffix("y") + "ies"
    return noun + ("es" if noun.endswith("s") else "s")


def accumulates(block: Block, found: Prediction) -> bool:
    """Whether the chain gathers terms of a sum, a product, an extreme. A counter, which adds a
    constant, gathers nothing; nor does a recurrence that multiplies what it hands on."""
    chain = [block.instructions[at] for at in sorted(set(found.path))]
    if any(_operands(line)[-1].lstrip("-")[:1].isdigit() for line in chain):
        return False
    for before, line in zip([*chain[-1:], *chain], chain, strict=False):
        if "fm" in line.mnemonic and _operands(before)[0] != _operands(line)[0]:
            return False  # it comes in as a factor
    names = {line.mnemonic for line in chain}
    return any(all(re.fullmatch(each, name) for name in names) for each in _FAMILIES)


def _operands(line: Instruction) -> list[str]:
    return [each.strip() for each in line.text.partition(" ")[2].split(",")]
