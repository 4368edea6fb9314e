"""Inputs that don't fit: samples taken in the kernel, and how much memory a run may use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..errors import TooLarge

SAMPLE_BYTES = 200 << 20
_LEAST_LIMIT = 1 << 30
_SHARE_OF_FREE = 0.7


def sample_of(
    namespace: Mapping[str, object], names: Iterable[str]
) -> tuple[dict[str, object], str]:
    """A sample of what the cell reads, small enough to copy, and how it was taken.

    Raises TooLarge where nothing could be cut down.
    """
    from ..measure.scaling import sample
    from ..sandbox.snapshot import estimated_bytes

    values = {name: namespace[name] for name in names}
    total = sum(estimated_bytes(value) for value in values.values())
    smaller, words = sample(values, SAMPLE_BYTES / max(total, SAMPLE_BYTES), 0)
    if not words:
        raise TooLarge(f"the inputs take {total >> 20} MB and can't be sampled: use --big")
    return smaller, words


def memory_limit() -> int:
    """Bytes that one run may add: most of what is free, at least a gigabyte."""
    from ..core.memory import free_bytes

    return max(_LEAST_LIMIT, int(free_bytes() * _SHARE_OF_FREE))
