"""From what is known to a request: the templates, filled in, and made to fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import prompts
from ..answers.edits import EDITS_SCHEMA
from ..endpoint.exchange import Message, Prompt
from ..endpoint.tokens import estimate_prompt
from .replies import ALGORITHMS_SCHEMA, CRITIQUE_SCHEMA
from .settings import Settings
from .situation import Situation

_VARIED = 0.7
"""Temperature where several samples are asked for: they should differ (PIE, section 4)."""
_SPARED = ("examples", "attempts", "memory", "growth", "inputs", "critique")
"""What a request that is too long does without, in this order; the code itself stays."""
_SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "edit": EDITS_SCHEMA,
    "explore": ALGORITHMS_SCHEMA,
    "critique": CRITIQUE_SCHEMA,
}
_PURPOSES = {"explore": "explore", "critique": "critique"}


class Briefing:
    """Writes the requests of one conversation."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def prompt(self, name: str, situation: Situation, algorithm: str = "") -> Prompt:
        """The request by the template `name`; `algorithm` is what `implement` is about."""
        return self._fitting(name, situation, algorithm, self._form)

    def sizes(self, name: str, situation: Situation) -> tuple[int, int]:
        """Estimated tokens of the same request in the full and in the concise form."""
        full, concise = (
            estimate_prompt(self._fitting(name, situation, "", form)) for form in prompts.FORMS
        )
        return full, concise

    def room(self) -> int:
        """Tokens that the code may take: half of what is left beside the answer."""
        return max(500, (self.settings.context_tokens - self._answer_tokens()) // 2)

    @property
    def _form(self) -> str:
        return "concise" if self.settings.concise else "full"

    def _answer_tokens(self) -> int:
        return min(self.settings.answer_tokens, self.settings.context_tokens // 2)

    def _fitting(self, name: str, situation: Situation, algorithm: str, form: str) -> Prompt:
        values = situation.values(self.settings, algorithm, concise=form == "concise")
        most = self.settings.context_tokens - self._answer_tokens()
        prompt = self._filled(name, values, form)
        for spared in _SPARED:
            if estimate_prompt(prompt) <= most:
                break
            prompt = self._filled(name, values := {**values, spared: ""}, form)
        return prompt

    def _filled(self, name: str, values: Mapping[str, str], form: str) -> Prompt:
        written = self.settings.templates
        system, user = (
            prompts.filled(written[f"{form}/{which}"], values) for which in ("system", name)
        )
        several = self.settings.samples > 1 and name not in _PURPOSES
        return Prompt(
            messages=(Message("system", system), Message("user", user)),
            purpose=_PURPOSES.get(name, "rewrite"),
            schema=_SCHEMAS.get(name),
            temperature=_VARIED if several else None,
            max_output_tokens=self._answer_tokens(),
        )
