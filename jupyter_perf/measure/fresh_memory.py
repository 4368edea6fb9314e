"""What memory costs that nothing on this machine has used for a while.

A virtual machine gives freed memory back to its host; who touches it next waits until the host has
found other memory. That can take longer than the work done on it, and short runs never see it: they
get what the run before has just freed.
"""

from __future__ import annotations

import contextlib
import json
import math
import mmap
import statistics
import time
from collections.abc import Iterator, Sequence

from ..core import folders, memory
from ..core.machine import this_machine

LOOKED_AT_BYTES = 4 << 30
LOOKED_AT_SECONDS = 0.5
_CHUNK = 8 << 20
_PAGE = 4096
_LEAST_FREE = 4
"""Times as much must be free as is looked at."""
_CLEARLY_SLOWER = 3.0
_LEAST_CHUNKS, _LEAST_SHARE = 4, 0.25
"""That are slow, before they are believed: a few are by chance."""
_LAST_CHUNKS = 8
"""What was in use a moment ago is had first: the last ones tell of all that comes after them."""
_KNOWN_FOR_SECONDS = 7 * 24 * 3600.0
_NOTHING_KNOWN_FOR_SECONDS = 600.0
"""Where no slow memory was met: it may all have been in use a moment ago."""
_FILE = "fresh-memory.json"


def seconds_per_byte() -> float:
    """How much longer the first touch takes than that of memory just freed; 0.0 where no longer.

    Takes up to a second at the first call; kept for a week, or for ten minutes where nothing slow
    was met.
    """
    name = this_machine().cpu
    known = _known(name)
    if known is None:
        first = _touched(_at_most(LOOKED_AT_BYTES))
        # What was freed just now is had again at once.
        known = extra(first, _touched(_LEAST_CHUNKS * _CHUNK))
        _keep(name, known)
    return known


def slow_share(used: int, peak: int, cost: float) -> float | None:
    """Of the memory beyond `used` bytes, that were in use a moment ago, and up to `peak`: how much
    of it is slow.

    `cost` is what `seconds_per_byte` gave. None where too little memory is free to look.
    """
    taken = _touched(_at_most(max(peak, used + _LAST_CHUNKS * _CHUNK)))
    beyond = taken[-(-used // _CHUNK) :]
    if len(beyond) < _LEAST_CHUNKS:
        return None
    quick = min(_touched(_LEAST_CHUNKS * _CHUNK), default=0.0)
    slow = [each > quick + cost * _CHUNK / 2 for each in beyond]
    unseen = max(0, (peak - used) // _CHUNK - len(beyond))
    last = slow[-_LAST_CHUNKS:]
    return (sum(slow) + unseen * sum(last) / len(last)) / (len(beyond) + unseen)


def touch(wanted: int, seconds: float) -> int:
    """Have so many bytes and give them back, so that whoever asks for them next gets them at once.

    Returns how many it were in the `seconds` that there are; none where they can't be had.
    """
    ends, had = time.perf_counter() + seconds, 0
    got_none = (OSError, ValueError, OverflowError, MemoryError)
    with contextlib.suppress(*got_none), _block(wanted) as block:
        while had < wanted and time.perf_counter() < ends:
            chunk = range(had, min(had + _CHUNK, wanted), _PAGE)
            for place in chunk:
                block[place] = 1
            had = min(had + _CHUNK, wanted)
    return had


def extra(first: Sequence[float], again: Sequence[float]) -> float:
    """Seconds by byte, from those that each chunk took at first and when it was just freed: what
    the slow ones, if there are some, took beyond the quick ones."""
    if len(again) < _LEAST_CHUNKS:
        return 0.0
    quick = min(again)
    slow = [taken for taken in first if taken > _CLEARLY_SLOWER * quick]
    last = sum(taken > _CLEARLY_SLOWER * quick for taken in first[-_LAST_CHUNKS:])
    enough = len(slow) >= max(_LEAST_CHUNKS, _LEAST_SHARE * len(first))
    enough = enough or last > _LAST_CHUNKS // 2
    return (statistics.median(slow) - quick) / _CHUNK if enough else 0.0


def _at_most(wanted: int) -> int:
    """So much of it that enough stays free."""
    return min(wanted, memory.free_bytes() // (_LEAST_FREE + 1))


def _touched(wanted: int) -> Sequence[float]:
    """Seconds to touch each chunk of a new block, for a limited time."""
    taken: list[float] = []
    if memory.free_bytes() < _LEAST_FREE * wanted:
        return taken
    chunks = max(1, wanted // _CHUNK)
    with _block(chunks * _CHUNK) as block:
        for begin in range(0, chunks * _CHUNK, _CHUNK):
            begun = time.perf_counter()
            for place in range(begin, begin + _CHUNK, _PAGE):
                block[place] = 1
            taken.append(time.perf_counter() - begun)
            if sum(taken) > LOOKED_AT_SECONDS:
                break
    return taken


@contextlib.contextmanager
def _block(wanted: int) -> Iterator[mmap.mmap]:
    """New memory of this process alone, where the system tells that apart."""
    flags = {"flags": mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS} if hasattr(mmap, "MAP_PRIVATE") else {}
    with mmap.mmap(-1, wanted, **flags) as block:
        # As NumPy asks for its large arrays; other systems and kernels go by 4 KB pages.
        with contextlib.suppress(AttributeError, OSError, ValueError):
            block.madvise(mmap.MADV_HUGEPAGE)
        yield block


def _known(name: str) -> float | None:
    try:
        told = json.loads((folders.data_folder() / "machines" / _FILE).read_text("utf-8"))
        known = float(told["seconds_per_byte"])
        holds = _KNOWN_FOR_SECONDS if known > 0 else _NOTHING_KNOWN_FOR_SECONDS
        recent = 0 <= time.time() - float(told["at"]) < holds
        usable = told["machine"] == name and recent and math.isfinite(known) and known >= 0
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return known if usable else None


def _keep(name: str, known: float) -> None:
    told = {"machine": name, "at": time.time(), "seconds_per_byte": known}
    # Where nothing can be written, it is measured again.
    with contextlib.suppress(OSError):
        folders.write_text(folders.data_folder() / "machines" / _FILE, json.dumps(told))
