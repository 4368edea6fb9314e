"""The kernel's preparations for a conversation: whom to ask, how, and how much it may cost."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..core.policy import policy
from ..errors import UsageError
from . import talk_checks
from .conversation.settings import Settings
from .endpoint.target import Target
from .talk_settings import settings_of

if TYPE_CHECKING:
    from .endpoint.desk import Desk
    from .endpoint.prices import Price

ENGINES = ("rules", "llm", "all")
_DEFAULT_USD = 1.0


@dataclasses.dataclass(frozen=True)
class TalkOptions:
    """What the user chose for a conversation with a model; None is the default.

    `said` is what the user asks for in words; `part` names a function, or lines `A-B`, that is to
    be refined alone; `start` is code to go on from; `examples` are verified edits of the user's own
    (`slow`, `fast`, `ratio`, `title`). `max_usd` and `max_tokens` are for the whole run.
    """

    model: str | None = None
    base_url: str | None = None
    api_key_env: str | None = None
    api: str | None = None
    rounds: int = 3
    samples: int = 4
    strategy: str = "rewrite"
    said: tuple[str, ...] = ()
    concise: bool = False
    share_values: bool = False
    max_usd: float | None = None
    max_usd_given: bool = False
    """Whether `max_usd` is the user's own word: it then holds for unknown prices too."""
    max_tokens: int | None = 200_000
    context_tokens: int | None = None
    prompts_folder: str | None = None
    part: str | None = None
    start: str = ""
    examples: tuple[Mapping[str, Any], ...] = ()
    unsafe: bool = False
    show_prompt: bool = False


@dataclasses.dataclass(frozen=True)
class Order:
    """What a desk is opened with: plain data, so that a worker of an executor can open its own."""

    target: Target
    price: Price | None
    max_usd: float | None
    usd_is_required: bool
    max_tokens: int | None
    show: bool = False

    def open(self, seconds: float) -> Desk:
        """A desk that answers for `seconds` from now."""
        from .endpoint.desk import Desk
        from .endpoint.showing import Showing
        from .endpoint.spending import Budget

        budget = Budget(self.max_usd, self.max_tokens, self.price, asked=self.usd_is_required)
        provider = Showing() if self.show else None
        return Desk(self.target, budget, time.monotonic() + seconds, provider)

    def warnings(self) -> list[str]:
        """What the user should know before anything is sent."""
        from .endpoint import settings

        said = settings.warnings(self.target)
        if self.price is None and self.max_usd is not None and not self.usd_is_required:
            said.append(
                f"the price of {self.target.name} isn't known: --max-tokens is the limit, and no"
                " sum of money; prices.toml can tell it (`%perf models` says where)"
            )
        return said

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Order:
        from .endpoint.prices import Price

        price = None if data["price"] is None else Price(**data["price"])
        return cls(**{**data, "target": Target(**data["target"]), "price": price})


def options_of(
    engine: str, model: str | None, rounds: int, samples: int, more: Mapping[str, Any] | None
) -> TalkOptions | None:
    """Those of `jp.refine`; None where no model is asked. Raises UsageError."""
    if engine == "rules":
        if model is not None or more:
            raise UsageError("a model is asked with engine='llm' or engine='all'; this is 'rules'")
        return None
    known = {field.name for field in dataclasses.fields(TalkOptions)}
    if not isinstance(more, Mapping | None):
        raise UsageError(f"model_options is a dictionary, not {type(more).__name__}")
    given = dict(more or {})
    if unknown := sorted(map(str, set(given) - known)):
        raise UsageError(f"model_options: no {unknown[0]!r}; there are {', '.join(sorted(known))}")
    given["said"] = talk_checks.texts(given.get("said", ()))
    given["examples"] = talk_checks.several(given.get("examples", ()))
    given.setdefault("max_usd_given", given.get("max_usd") is not None)
    given.setdefault("max_usd", _DEFAULT_USD)
    return TalkOptions(**{"model": model, "rounds": rounds, "samples": samples} | given)


def check_engine(engine: str) -> None:
    """Raises UsageError and PolicyError."""
    if engine not in ENGINES:
        raise UsageError(f"no engine {engine!r}: there is {', '.join(ENGINES)}")
    if engine != "llm":
        policy().require_provider("rules")


def checked(options: TalkOptions, engine: str = "llm") -> Target:
    """Whom to ask, where the options make sense together. Raises UsageError and PolicyError."""
    from .endpoint import settings

    talk_checks.check(options)
    talk_checks.check_with(engine, options)
    target = settings.resolve(
        options.model,
        base_url=options.base_url,
        api_key_env=options.api_key_env,
        api=options.api,
    )
    settings.require_allowed(target, policy())
    Settings(
        model=target.name,
        rounds=options.rounds,
        samples=options.samples,
        strategy=options.strategy,
        said=options.said,
    )
    return target


def ordered(options: TalkOptions, source: str, engine: str = "llm") -> tuple[Settings, Order]:
    """How to lead the conversation, and whom to ask.

    Raises UsageError and PolicyError, before anything is sent.
    """
    from ..core.model_prices import own_prices
    from .endpoint import prices

    target = checked(options, engine)
    price = prices.price_of(target, own_prices())
    order = Order(
        target,
        price,
        options.max_usd,
        options.max_usd_given,
        options.max_tokens,
        options.show_prompt,
    )
    return settings_of(options, target, price, source), order
