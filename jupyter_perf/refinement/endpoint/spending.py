"""What a search may spend on a model, held before each call and settled after it.

A call is let through when its worst case fits: the estimated tokens of what is sent, and as many
as the answer may have, at the model's price. That much is held until the call is settled, so that
calls side by side can't spend the same money. An endpoint that ignores the limit of an answer's
length can exceed it once; what it counted is then missing for the next call.
"""

from __future__ import annotations

import dataclasses
import threading
from dataclasses import dataclass

from ...core import units
from .exchange import Prompt, Usage
from .prices import Price
from .tokens import estimate_prompt

SHORTEST_ANSWER = 1024
"""Tokens: an answer that may be no longer than this isn't worth its price."""


@dataclass(frozen=True)
class Reservation:
    """What a call may spend: it is to be settled, whatever becomes of the call."""

    number: int
    prompt: Prompt
    """What to send: its answer may have to be shorter than was wanted."""
    input_tokens: int
    """Estimated."""
    usd: float | None
    """The worst case; None where the price isn't known."""

    @property
    def max_output_tokens(self) -> int:
        return self.prompt.max_output_tokens

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.max_output_tokens


@dataclass(frozen=True)
class Spent:
    """Totals of the calls that are settled."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    usd: float | None = None
    """None where the price isn't known."""
    counted: bool = True
    """False where a part is estimated, since the endpoint didn't say."""

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.output_tokens

    def words(self) -> str:
        """`3 calls, 12,300 tokens, $0.042`, as it is shown."""
        parts = [units.counted(self.calls, "call"), units.counted(self.tokens, "token")]
        parts.append("price unknown" if self.usd is None else units.usd(self.usd))
        return ", ".join(parts) + ("" if self.counted else " (partly estimated)")


class Budget:
    """A ledger for one search; safe to use from several threads.

    `max_usd` and `max_tokens` None are no limit. `asked` says whether the user set `max_usd`: with
    a price that isn't known, a limit that was asked for refuses every call, a default one holds
    nothing back, and `max_tokens` is what is left.
    """

    def __init__(
        self,
        max_usd: float | None,
        max_tokens: int | None,
        price: Price | None,
        *,
        asked: bool = True,
    ) -> None:
        self.max_usd = max_usd
        self.max_tokens = max_tokens
        self.price = price
        self.asked = asked
        self._changed = threading.Condition()
        self._held: dict[int, Reservation] = {}
        self._begun = 0
        self._spent = Spent(usd=None if price is None else 0.0)

    @property
    def spent(self) -> Spent:
        """What was spent so far; calls under way aren't in it."""
        with self._changed:
            return self._spent

    def reserve(self, prompt: Prompt, patience: float = 0.0) -> Reservation | str:
        """Hold what a call may cost, or say in words why it can't be made: nothing is sent then.

        Where calls under way hold what this one needs, `patience` is how many seconds to wait for
        them; then a shorter answer (`SHORTEST_ANSWER` tokens and more) may be offered instead.
        """
        if self.price is None and self.max_usd is not None and self.asked:
            return _UNPRICED
        wanted = prompt.max_output_tokens
        sent = estimate_prompt(prompt)
        with self._changed:
            self._changed.wait_for(
                lambda: not self._held or self._room(sent, wanted) >= wanted, patience
            )
            room = self._room(sent, wanted)
            least = min(wanted, SHORTEST_ANSWER)
            if room < least:
                return self._refusal(sent, least)
            self._begun += 1
            shorter = dataclasses.replace(prompt, max_output_tokens=room)
            held = Reservation(self._begun, shorter, sent, self._cost(sent, room))
            self._held[held.number] = held
            return held

    def settle(self, reservation: Reservation, usage: Usage | None) -> float | None:
        """Put what was used in the place of what was held; returns its US dollars, if known.

        None is a call that was never sent. To settle twice changes nothing.
        """
        used = usage or Usage()
        usd = self._cost(used.input_tokens, used.output_tokens)
        with self._changed:
            if self._held.pop(reservation.number, None) is None or usage is None:
                self._changed.notify_all()
                return usd
            before = self._spent
            self._spent = Spent(
                calls=before.calls + 1,
                input_tokens=before.input_tokens + used.input_tokens,
                output_tokens=before.output_tokens + used.output_tokens,
                usd=None if usd is None else (before.usd or 0.0) + usd,
                counted=before.counted and used.counted,
            )
            self._changed.notify_all()
            return usd

    def _room(self, sent: int, wanted: int) -> int:
        """How many tokens the answer to `sent` tokens may have, `wanted` at most."""
        return min(wanted, self._room_by_tokens(sent, wanted), self._room_by_money(sent, wanted))

    def _room_by_tokens(self, sent: int, wanted: int) -> int:
        return wanted if self.max_tokens is None else self.max_tokens - self._tokens_taken() - sent

    def _room_by_money(self, sent: int, wanted: int) -> int:
        if self.price is None or self.max_usd is None:
            return wanted
        left = self.max_usd - self._usd_taken()
        unanswered, worst = self.price.usd(sent, 0), self.price.usd(sent, wanted)
        if worst <= left:
            return wanted
        a_token = (worst - unanswered) / wanted
        return int((left - unanswered) / a_token) if a_token else -1

    def _cost(self, sent: int, answered: int) -> float | None:
        return None if self.price is None else self.price.usd(sent, answered)

    def _tokens_taken(self) -> int:
        return self._spent.tokens + sum(each.tokens for each in self._held.values())

    def _usd_taken(self) -> float:
        return (self._spent.usd or 0.0) + sum(each.usd or 0.0 for each in self._held.values())

    def _refusal(self, sent: int, least: int) -> str:
        """Which limit it is, how far it is used up, and what to do."""
        limits = []
        if self.max_usd is not None and self._room_by_money(sent, least) < least:
            taken = f"{units.usd(self._usd_taken())} of {units.usd(self.max_usd)}"
            limits.append(f"{taken} (--max-usd)")
        if self.max_tokens is not None and self._room_by_tokens(sent, least) < least:
            taken = f"{units.count(self._tokens_taken())} of {units.count(self.max_tokens)} tokens"
            limits.append(f"{taken} (--max-tokens)")
        return (
            f"a request of about {units.counted(sent, 'token')} and its answer could exceed what"
            f" may be spent: {' and '.join(limits)} are spent or held. Raise the limit to go on."
        )


_UNPRICED = (
    "the price of this model isn't known, so --max-usd can't be kept: give its price in prices.toml"
    " (`%perf models` says where that is), or leave --max-usd out and limit --max-tokens"
)
