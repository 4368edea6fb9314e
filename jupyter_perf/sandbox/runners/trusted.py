"""Call an importable function of ours with the user's values at hand (how rules read types)."""

from __future__ import annotations

import importlib
from typing import Any

from ..work import Work


class TrustedRunner:
    """`f(namespace, payload)`; the returned plain data goes to the supervisor as JSON."""

    def __init__(self, work: Work, namespace: dict[str, object]) -> None:
        self.work = work
        self.namespace = namespace
        self.value: Any = None

    def act(self) -> None:
        module, _, name = self.work.code.partition(":")
        self.value = getattr(importlib.import_module(module), name)(
            self.namespace, self.work.payload
        )

    def sections(self) -> dict[str, dict[str, object]]:
        return {}

    def facts(self) -> dict[str, Any]:
        return {"value": self.value}


def make(work: Work, namespace: dict[str, object]) -> TrustedRunner:
    return TrustedRunner(work, namespace)
