"""Between a search that asks and the desk that has it answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..sandbox.client import Client
from .endpoint.exchange import Answer, Prompt

if TYPE_CHECKING:
    from .endpoint.desk import Desk


def serve(desk: Desk, client: Client, number: int, question: dict[str, Any]) -> None:
    """Have one question of the search answered; returns at once."""

    def reply(answer: Answer) -> None:
        client.answer(number, answer.to_json())

    desk.ask(Prompt.from_json(question["prompt"]), reply)
