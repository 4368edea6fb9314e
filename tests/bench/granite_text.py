"""Blocks as assembly text that llvm-mca and OSACA read: AT&T syntax."""

from __future__ import annotations

from jupyter_perf.estimation.models.granite.decoding import decode, iced_x86


def assembly(code: bytes) -> list[str]:
    """One line for each instruction. Raises Undecodable."""
    iced = iced_x86()
    formatter = iced.Formatter(iced.FormatterSyntax.GAS)
    formatter.rip_relative_addresses = True
    return [str(formatter.format(each)) for each in decode(code)]
