"""Chains of one instruction whose cycles are known: what a latency is.

Compiled programs hardly ever hang on one instruction alone, so that some latencies can't be told
from them. These were measured on the core of the labels, Zen 4, in the harness that measured them,
to set its clock by; AMD's Software Optimization Guide for Zen 4 has the same.
"""

from __future__ import annotations

import numpy as np

from .data import Measured

LINKS = {
    "4801d8": 1.0,  # add rax,rbx
    "4801ca": 1.0,  # add rdx,rcx
    "480fafc3": 3.01,  # imul rax,rbx
    "480fafd1": 3.01,  # imul rdx,rcx
    "f20f58c1": 3.0,  # addsd xmm0,xmm1
    "c5fb58c1": 3.0,  # vaddsd xmm0,xmm0,xmm1
    "c4e2f1b8c2": 4.0,  # vfmadd231sd xmm0,xmm1,xmm2
    "c4e2f198c2": 4.0,  # vfmadd132sd xmm0,xmm1,xmm2
    "c4e2f1a8c2": 4.0,  # vfmadd213sd xmm0,xmm1,xmm2
    "f20f5ec1": 13.03,  # divsd xmm0,xmm1
    "c5fb5ec1": 13.03,  # vdivsd xmm0,xmm0,xmm1
    "488b00": 4.01,  # mov rax,[rax]
    "488b09": 4.01,  # mov rcx,[rcx]
}
"""Code → cycles."""
TARGET = "zen4"
_TIMES = (1, 2, 3, 4, 6, 8, 12, 16)
_WEIGHT = 4
"""Blocks that each counts as: few, beside a hundred thousand."""


def with_anchors(measured: Measured) -> Measured:
    """`measured` with chains of 1 to 16 links, labelled for TARGET only."""
    if TARGET not in measured.targets:
        return measured
    head = measured.targets.index(TARGET)
    codes, cycles = list(measured.codes), [measured.cycles]
    for link, latency in LINKS.items():
        for times in _TIMES:
            row = np.full((1, len(measured.targets)), np.nan)
            row[0, head] = latency * times
            codes += [bytes.fromhex(link) * times] * _WEIGHT
            cycles += [row] * _WEIGHT
    return Measured(measured.targets, tuple(codes), np.concatenate(cycles))
