"""Energy of processors, as Linux tells it: the `powercap` folder (Intel's RAPL, and AMD's)."""

from __future__ import annotations

import re
from pathlib import Path

from ...core.cgroups import number_in, text_of
from .counter import Counter, Unreadable

POWERCAP = Path("/sys/class/powercap")
_DOMAIN = re.compile(r"intel-rapl:\d+(:\d+)?")
"""Others, such as `intel-rapl-mmio`, count the same again."""
_JOULES = 1e-6
_NAMES = {"package": "processor package", "dram": "memory"}
"""Cores and graphics are parts of a package; `psys` holds packages and more."""


def counters(powercap: Path = POWERCAP) -> list[Counter]:
    """Of each package, and of memory where it is counted apart. Raises Unreadable."""
    domains = [each for each in _folders(powercap) if _named(each) in _NAMES]
    if not domains:
        raise Unreadable("this system has no energy counters of its processor (no RAPL)")
    return [_counter(folder) for folder in domains]


def _folders(powercap: Path) -> list[Path]:
    try:
        return sorted(each for each in powercap.iterdir() if _DOMAIN.fullmatch(each.name))
    except OSError:
        return []


def _named(folder: Path) -> str:
    """`package` of `package-0`."""
    return text_of(folder / "name").strip().split("-")[0]


def _counter(folder: Path) -> Counter:
    file = folder / "energy_uj"

    def read() -> int:
        try:
            return int(file.read_text())
        except PermissionError:
            # CVE-2020-8694: fine-grained power tells other users' secrets.
            raise Unreadable(
                "only root may read the processor's energy counters (Linux since 5.10):"
                f" an administrator can allow it with `chmod a+r {folder}/energy_uj`"
            ) from None
        except (OSError, ValueError) as error:
            raise Unreadable(f"{file} can't be read: {error}") from None

    read()
    return Counter(_NAMES[_named(folder)], read, _JOULES, number_in(folder / "max_energy_range_uj"))
