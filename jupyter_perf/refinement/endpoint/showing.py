"""A provider that sends nothing: for those who want to see first what would be sent."""

from __future__ import annotations

import threading
from collections.abc import Callable

from .exchange import Answer, Ended, Prompt
from .target import CallLimits


class Showing:
    """Answers that it was only shown; the conversation then keeps the request and ends."""

    def ask(
        self,
        prompt: Prompt,
        limits: CallLimits,
        cancelled: threading.Event,
        hear: Callable[[int], None],
    ) -> Answer:
        why = "only shown (--show-prompt): nothing was sent"
        return Answer(ended=Ended.NOT_ASKED, trouble=why, fatal=True, attempts=0)

    def models(self, seconds: float) -> list[str]:
        return []

    def close(self) -> None:
        """There is nothing to end."""
