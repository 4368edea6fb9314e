"""Latencies on Zen 4 that are known: of instructions, by what can stand in one chain with them."""

from __future__ import annotations

from dataclasses import dataclass, replace

ADD, MULTIPLY, FUSED, DIVIDE, SIMPLE, INTEGER_MULTIPLY, CHASE = (
    3.0,
    3.0,
    4.0,
    13.03,
    1.0,
    3.01,
    4.01,
)
"""Cycles. Measured on the core of the labels, in the harness that measured them, to set its clock
by (`addsd`, `vfmadd231sd`, `divsd`, `add`, `imul`, and a load through its own address); AMD's
Software Optimization Guide for Zen 4 has the same of these operations in every width."""


@dataclass(frozen=True)
class Family:
    """Instructions of one kind of register, by their names in iced-x86.

    `links` have their cycles; `load` fills a register that links may take an operand from, and
    `product` multiplies it before that ("": nothing does). `chained` are registers that a chain may
    go through, `free` those of what isn't in it; `constant` is one that nothing writes.
    """

    links: dict[str, float]
    load: str
    product: str
    chained: tuple[str, ...]
    free: tuple[str, ...]
    constant: str


def families() -> list[Family]:
    """All of them."""
    forms = (("sd", 64), ("ss", 32), ("pd", 128), ("ps", 128))
    return [
        _integers(64, ("RAX", "RDX", "R10"), ("R8", "R9", "R11"), "RBX"),
        _integers(32, ("EAX", "EDX", "R10D"), ("R8D", "R9D", "R11D"), "EBX"),
        *(_legacy(form, bits) for form, bits in forms),
        *(_vex(form, bits) for form, bits in (*forms, ("pd", 256), ("ps", 256))),
        _dividing("DIVSD_XMM_XMMM64", _legacy("sd", 64)),
        _dividing("VEX_VDIVSD_XMM_XMM_XMMM64", _vex("sd", 64)),
    ]


def _integers(bits: int, chained: tuple[str, ...], free: tuple[str, ...], constant: str) -> Family:
    form = f"R{bits}_RM{bits}"
    links = dict.fromkeys((f"{each}_{form}" for each in ("ADD", "SUB", "AND", "OR", "XOR")), SIMPLE)
    links[f"IMUL_{form}"] = INTEGER_MULTIPLY
    return Family(links, f"MOV_{form}", "", chained, free, constant)


def _legacy(form: str, bits: int) -> Family:
    end = f"{form.upper()}_XMM_XMMM{bits}"
    moves = {"sd": "MOVSD", "ss": "MOVSS", "pd": "MOVAPD", "ps": "MOVAPS"}
    return Family(
        {f"ADD{end}": ADD, f"SUB{end}": ADD, f"MUL{end}": MULTIPLY},
        f"{moves[form]}_XMM_XMMM{bits}", f"MUL{end}", *_vectors("XMM"),
    )  # fmt: skip


def _vex(form: str, bits: int) -> Family:
    register = "YMM" if bits == 256 else "XMM"
    memory = f"{register}M{bits}" if bits >= 128 else f"M{bits}"
    end = f"{form.upper()}_{register}_{register}_{register}M{bits}"
    links = {f"VEX_VADD{end}": ADD, f"VEX_VSUB{end}": ADD, f"VEX_VMUL{end}": MULTIPLY}
    links |= {f"VEX_VFMADD{order}{end}": FUSED for order in (132, 213, 231)}
    move = f"MOV{'U' if bits >= 128 else ''}{form.upper()}"
    return Family(links, f"VEX_V{move}_{register}_{memory}", f"VEX_VMUL{end}", *_vectors(register))


def _dividing(code: str, beside: Family) -> Family:
    """Quotients among sums and products, as `beside` has them; of numbers that are neither zero nor
    subnormal, which the measured blocks often divide."""
    links = {code: DIVIDE} | {name: each for name, each in beside.links.items() if each != FUSED}
    return replace(beside, links=links)


def _vectors(kind: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    def named(*numbers: int) -> tuple[str, ...]:
        return tuple(f"{kind}{each}" for each in numbers)

    return named(0, 3, 9), named(4, 5, 11), named(1)[0]
