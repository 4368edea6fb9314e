"""The places that are shipped, and how a name becomes one.

Prices of what nobody rents out are worked out from what it costs to buy and to feed:

    usd/hour = purchase / (3 years) + watts × usage effectiveness × usd/kWh

with the accelerator and its part of the computer around it; the drive itself stores data anyway.
Peaks of the designs in storage are those of stated sizes: the paper's own were not published as a
table that could be copied here, so every such row has low confidence.
"""

from __future__ import annotations

import difflib
from functools import cache

from ...core import targets
from ...core.ranges import Range
from ...core.targets import Target
from ...errors import UsageError
from ..energy import DATA_CENTRE, SHARES
from ..models.efficiency import ACCELERATOR, CPU
from .place import STORAGE, WAITING_SHARE, Place, of_target, with_host

LIFETIME_H = 3 * 365.25 * 24
USD_PER_KWH = Range(0.10, 0.06, 0.20)
NODE_W = Range(15.0, 5.0, 40.0)
"""The part of a storage node's power that an invocation holds. An assumption."""
SERVER_USD = Range(1500.0, 800.0, 3000.0)
NODE_USD = Range(300.0, 150.0, 800.0)
"""The parts of a server's and a storage node's purchase. Assumptions."""
DRIVE_LINK = Range(3.0e9, 2.0e9, 3.5e9)
"""From the flash to what computes beside it: PCI Express 3.0 ×4."""
DRIVE_S = Range(100e-6, 50e-6, 300e-6)
DSCS_URL = "https://arxiv.org/abs/2303.03483"

RTX_2080_TI = Target(
    "rtx-2080-ti",
    "GeForce RTX 2080 Ti",
    "NVIDIA",
    memory_gb=11,
    bandwidth_gb_per_s=616,
    dense_tflops={"fp32": 13.4, "fp16": 53.8, "int8": 215.2},
    tdp_w=250,
    source="NVIDIA Turing GPU architecture white paper",
    source_url="https://images.nvidia.com/aem-dam/en-zz/Solutions/design-visualization/technologies/turing-architecture/NVIDIA-Turing-Architecture-Whitepaper.pdf",
    confidence="medium",
    compute_capability=7.5,
)
DSA = Target(
    "dsa-in-storage",
    "Accelerator of 15 W in a drive",
    kind="accelerator",
    memory_gb=4,
    bandwidth_gb_per_s=38.4,
    dense_tflops={"fp32": 0.256, "int8": 32.8},
    tdp_w=15,
    source="DSCS-Serverless (15 W); 128 × 128 multiply-adds and 128 lanes at 1 GHz are assumed",
    source_url=DSCS_URL,
    note="one channel of DDR5-4800",
    confidence="low",
)
ARM = Target(
    "arm-in-storage",
    "Quad-core ARM Cortex-A57 in a drive",
    "ARM",
    kind="cpu",
    cores=4,
    memory_gb=4,
    bandwidth_gb_per_s=25.6,
    dense_tflops={"fp32": 0.061, "int8": 0.122},
    tdp_w=10,
    source="NVIDIA Jetson TX1 and Nano modules, which have the same processor",
    source_url="https://developer.nvidia.com/embedded/jetson-nano",
    note="4 cores × 1.9 GHz × 8 operations a cycle (NEON), 16 of 8 bits by widening multiply-adds",
    confidence="low",
)
FPGA = Target(
    "fpga-in-storage",
    "Kintex UltraScale+ KU15P in a drive (SmartSSD)",
    "AMD Xilinx",
    kind="accelerator",
    memory_gb=4,
    bandwidth_gb_per_s=19.2,
    dense_tflops={"fp32": 0.3, "int8": 2.36},
    tdp_w=20,
    source="AMD UltraScale+ product tables: 1,968 DSP slices; one channel of DDR4-2400",
    source_url="https://docs.amd.com/v/u/en-US/ds922-kintex-ultrascale-plus",
    note="two 8-bit multiply-adds a slice at 300 MHz, four slices for one of 32 bits: assumed",
    confidence="low",
)


def owned(purchase_usd: Range, watts: Range) -> Range:
    """US dollars for an hour of what is bought for `purchase_usd` and draws `watts`."""

    def at(end: str) -> float:
        feed = getattr(watts, end) * getattr(DATA_CENTRE, end) * getattr(USD_PER_KWH, end) / 1000
        return float(getattr(purchase_usd, end) / LIFETIME_H + feed)

    return Range(at("value"), at("low"), at("high"))


def _gpu() -> Place:
    found = of_target(RTX_2080_TI)
    card = Range(1100.0, 900.0, 1300.0)
    assert found.active_w is not None
    return found.but(
        usd_per_hour=owned(_both(card, SERVER_USD), found.active_w),
        price_basis="owned",
        date="2018-09",
        note="launched at $999 to $1,199; its server is bought and powered with it",
    )


def _in_storage(target: Target, purchase_usd: Range) -> Place:
    made_for = target.tdp_w or 0.0
    active = with_host(SHARES["compute"], made_for, NODE_W)
    return Place(
        target.name,
        target,
        CPU if target.kind == "cpu" else ACCELERATOR,
        at=STORAGE,
        link_bytes_per_s=DRIVE_LINK,
        link_s=DRIVE_S,
        active_w=active,
        waiting_w=with_host(WAITING_SHARE, made_for, NODE_W),
        usd_per_hour=owned(_both(purchase_usd, NODE_USD), active),
        price_basis="owned",
        source=target.source,
        source_url=target.source_url,
        date="2023-03",
        confidence=target.confidence,
        note=target.note,
    )


def _both(one: Range, other: Range) -> Range:
    return Range(one.value + other.value, one.low + other.low, one.high + other.high)


@cache
def shipped() -> tuple[Place, ...]:
    """All rows, a processor first."""
    return (
        of_target(targets.get("xeon-ice-lake")).but(name="cpu"),
        _gpu(),
        _in_storage(DSA, Range(150.0, 60.0, 400.0)),
        _in_storage(ARM, Range(80.0, 40.0, 200.0)),
        _in_storage(FPGA, Range(600.0, 300.0, 1500.0)),
    )


SHIPPED = ("cpu", "rtx-2080-ti", "dsa-in-storage", "arm-in-storage", "fpga-in-storage")


def place(given: str | Target | Place) -> Place:
    """By a name of `SHIPPED` or of `%perf targets`, or what is one already.

    Raises UsageError with the names that are near.
    """
    if isinstance(given, Place):
        return given
    if isinstance(given, Target):
        return of_target(given)
    if not isinstance(given, str):
        raise UsageError(f"a place is a name or a `Place`, not {given!r}")
    name = given.strip().lower().replace("_", "-").replace(" ", "-")
    known = {each.name: each for each in shipped()}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, [*SHIPPED, *targets.names()], n=3, cutoff=0.5)
    try:
        return of_target(targets.get(name))
    except UsageError:
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(SHIPPED)}"
        raise UsageError(
            f"no place named {given[:40]!r}: {hint}; `%perf targets` lists what can be one"
        ) from None
