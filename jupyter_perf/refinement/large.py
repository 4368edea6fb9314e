"""Inputs that don't fit: samples of them, taken in the kernel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..errors import TooLarge

SAMPLE_BYTES = 200 << 20


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
