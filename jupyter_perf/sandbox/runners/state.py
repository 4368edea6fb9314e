"""Process-wide state that a run may change: random generators and open figures."""

from __future__ import annotations

import hashlib
import random
import sys


class RandomWatch:
    """Remembers the global generators, and says which of them were used since."""

    def __init__(self) -> None:
        self.before = self._digests()

    def changed(self) -> dict[str, object]:
        """Digest of each generator's state, for those that moved (or were seeded)."""
        after = self._digests()
        return {
            name: digest
            for name, digest in after.items()
            if name in self.before and self.before[name] != digest
        }

    @staticmethod
    def _digests() -> dict[str, str]:
        states: dict[str, object] = {"random": random.getstate()}
        numpy_random = sys.modules.get("numpy.random")
        if numpy_random is not None:
            kind, keys, *rest = numpy_random.get_state()
            states["numpy.random"] = (kind, keys.tobytes(), *rest)
        return {
            name: hashlib.sha256(repr(state).encode()).hexdigest() for name, state in states.items()
        }


def open_figures() -> dict[str, object]:
    """The figures that pyplot holds open, by number; empty where pyplot was never imported."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return {}
    return {str(number): pyplot.figure(number) for number in pyplot.get_fignums()}
