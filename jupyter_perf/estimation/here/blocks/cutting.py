"""Which blocks a machine is calibrated with: cut from the libraries that this process has loaded.

They need no data, and they are what numeric Python spends its time in.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ....errors import UsageError
from ...blocks.reading.elf import text_sections
from ...blocks.reading.flow import Flow, flow_of
from ...models.granite.decoding import iced_x86

LENGTHS = ((1, 2), (3, 4), (5, 8), (9, 16), (17, 64))
"""Instructions: as many blocks of each row are taken, where there are so many."""
_WINDOW_BYTES = 1 << 15
_FROM_ONE_WINDOW = 300
_MOST_WINDOWS = 100
_MAPS = Path("/proc/self/maps")
Place = tuple[Path, int, int]
"""A file, the number of one of its sections with code, and that one's bytes."""


def sampled(count: int, seed: int = 0, files: Sequence[Path] | None = None) -> list[bytes]:
    """At most `count` different blocks of `files` (default: `libraries()`), by `LENGTHS`.

    The same seed and files give the same blocks. Their bytes are as they stand there: offsets to
    data stay, which the harness maps. Raises MissingExtra.
    """
    choice = random.Random(seed)
    taken: dict[bytes, None] = {}
    left = [-(-count // len(LENGTHS))] * len(LENGTHS)
    for window in _windows(libraries() if files is None else files, choice):
        for block in window:
            row = row_of(block[1])
            if row is not None and left[row] > 0 and block[0] not in taken:
                taken[block[0]] = None
                left[row] -= 1
        if not any(left):
            break
    found = list(taken)
    choice.shuffle(found)
    return found[:count]


def row_of(instructions: int) -> int | None:
    """Which of `LENGTHS` a block of so many instructions belongs to."""
    rows = (row for row, (low, high) in enumerate(LENGTHS) if low <= instructions <= high)
    return next(rows, None)


def libraries(maps: Path = _MAPS) -> list[Path]:
    """Files with code that this process has mapped, sorted; none where that can't be read."""
    try:
        lines = maps.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    found = {line.split(maxsplit=5)[5] for line in lines if "x" in line.split()[1] and "/" in line}
    return sorted(Path(each) for each in found if Path(each).is_file())


def blocks_of(code: bytes, address: int = 0) -> list[tuple[bytes, int]]:
    """The basic blocks in `code`, without the branches that end them: bytes and instructions.

    What can't be timed is left out: privileged instructions, and those that the system or a
    hypervisor may answer instead of the processor. So are blocks of nothing but padding.
    """
    flow = flow_of(code, address)
    found = []
    for piece in flow.pieces:
        for body in _runs(flow.instructions[piece.first : piece.end]):
            if not all(map(_is_padding, body)):
                found.append((_bytes_of(flow, body), len(body)))
    return found


def _runs(instructions: Sequence[Any]) -> Iterator[list[Any]]:
    """What stands between instructions that end a block or can't be timed; nothing of what holds
    bytes that are no instruction, which is hardly code."""
    if any(each.is_invalid for each in instructions):
        return
    for timeable, run in itertools.groupby(instructions, _is_timeable):
        if timeable:
            yield list(run)


def _bytes_of(flow: Flow, body: Sequence[Any]) -> bytes:
    begin, end = body[0].ip - flow.address, body[-1].next_ip - flow.address
    return flow.code[begin:end]


def _is_timeable(instruction: Any) -> bool:
    iced = iced_x86()
    if instruction.flow_control != iced.FlowControl.NEXT:
        return False
    asks = (iced.Mnemonic.CPUID, iced.Mnemonic.XGETBV, iced.Mnemonic.RDPMC)
    return not instruction.is_privileged and instruction.mnemonic not in asks


def _is_padding(instruction: Any) -> bool:
    return bool(instruction.mnemonic == iced_x86().Mnemonic.NOP)


def _windows(files: Iterable[Path], choice: random.Random) -> Iterator[list[tuple[bytes, int]]]:
    """Blocks of one stretch of code after another, each file as often as any other."""
    places = [found for file in files if (found := _places(file))]
    for _ in range(_MOST_WINDOWS if places else 0):
        sections = choice.choice(places)
        weights = [size for _, _, size in sections]
        file, number, size = choice.choices(sections, weights)[0]
        begin = choice.randrange(max(1, size - _WINDOW_BYTES))
        address, code = text_sections(file)[number]
        window = code[begin : begin + _WINDOW_BYTES]
        # The first may begin in the middle of an instruction, the last end there.
        blocks = blocks_of(window, address + begin)[2:-1]
        choice.shuffle(blocks)
        yield blocks[:_FROM_ONE_WINDOW]


def _places(file: Path) -> list[Place]:
    """Its sections with code; none where it is no library of x86-64 that can be read."""
    try:
        return [(file, n, len(code)) for n, (_, code) in enumerate(text_sections(file))]
    except (OSError, UsageError):
        return []
