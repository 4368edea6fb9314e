"""The options of `%%refine` that concern a model: from a line of text to values that make sense."""

from __future__ import annotations

import dataclasses
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from IPython.core import magic_arguments as ipython_arguments

from ..errors import UsageError

if TYPE_CHECKING:
    from ..refinement.talking import TalkOptions

argument: Any = ipython_arguments.argument

ARGUMENTS = (
    argument("--model", metavar="ID", help="the model to ask, as `%%perf models` lists them"),
    argument("--base-url", metavar="URL", help="the endpoint's address, ending in /v1 mostly"),
    argument(
        "--api-key-env",
        metavar="NAME",
        help="the environment variable that holds the key (OPENAI_API_KEY)",
    ),
    argument("--api", metavar="A", help="the interface to speak: auto, chat or responses (auto)"),
    argument("--rounds", type=int, metavar="N", help="rounds of rewriting and feedback (3)"),
    argument("--samples", type=int, metavar="N", help="answers asked for in each round (4)"),
    argument(
        "--strategy",
        metavar="S",
        help="rewrite; explore: algorithms first; edit: small precise changes (rewrite)",
    ),
    argument("--say", action="append", metavar="TEXT", help="what the model should heed"),
    argument("--part", metavar="P", help="refine this alone: lines A-B, or a function's name"),
    argument("--concise", action="store_true", default=None, help="shorter prompts, fewer tokens"),
    argument("--max-usd", type=float, metavar="USD", help="spend at most this (1.0)"),
    argument("--max-tokens", type=int, metavar="N", help="tokens in and out in all (200000)"),
    argument(
        "--share-values",
        action="store_true",
        default=None,
        help="let the model see values from your data, not only types and shapes",
    ),
    argument(
        "--share-edits",
        action="store_true",
        default=None,
        help="let it see edits that you accepted in other notebooks, as examples",
    ),
    argument(
        "--show-prompt",
        action="store_true",
        help="print what would be sent, and send nothing; runs nothing in the kernel",
    ),
    argument(
        "--unsafe-no-sandbox",
        action="store_true",
        help="run a model's code even where nothing isolates it",
    ),
)
_FLAGS = (
    "model", "base_url", "api_key_env", "api", "rounds", "samples", "strategy", "say", "part",
    "concise", "max_usd", "max_tokens", "share_values", "share_edits", "show_prompt",
    "unsafe_no_sandbox",
)  # fmt: skip


def read_talk(given: Namespace, engine: str, chosen: Callable[[str], Any]) -> TalkOptions | None:
    """How to talk to a model; None where the engine asks none. Raises UsageError."""
    if engine == "rules":
        _refuse_without_model(given)
        return None
    if engine == "llm" and (given.only or given.skip):
        raise UsageError("--only and --skip choose rules, and --engine llm asks none of them")
    from ..refinement.talking import TalkOptions, checked

    options = TalkOptions(
        model=chosen("model") or None,
        base_url=chosen("base_url") or None,
        api_key_env=chosen("api_key_env") or None,
        api=chosen("api"),
        rounds=chosen("rounds"),
        samples=chosen("samples"),
        strategy=chosen("strategy"),
        said=tuple(given.say or ()),
        concise=chosen("concise"),
        share_values=chosen("share_values"),
        max_usd=_positive("--max-usd", chosen("max_usd")),
        max_usd_given=given.max_usd is not None,
        max_tokens=_positive("--max-tokens", chosen("max_tokens")),
        context_tokens=chosen("context_tokens"),
        prompts_folder=chosen("prompts_folder"),
        part=given.part,
        unsafe=given.unsafe_no_sandbox,
        show_prompt=given.show_prompt,
    )
    target = checked(options, engine)
    examples = _own_examples(chosen("share_edits"))
    # By its whole name, wherever that was chosen: it is what is recorded and added up.
    return dataclasses.replace(options, model=target.name, examples=examples)


def _own_examples(share_edits: bool) -> tuple[dict[str, Any], ...]:
    """Edits that the user accepted: of this notebook, of others where they are shared."""
    from .edits import own_pairs

    return tuple(pair.to_json() for pair in own_pairs(share_edits))


def _refuse_without_model(given: Namespace) -> None:
    """An option that does nothing is a mistake somewhere."""
    for name in _FLAGS:
        if getattr(given, name) is not None and getattr(given, name) is not False:
            option = "--" + name.replace("_", "-")
            raise UsageError(f"{option} is for a model: add --engine llm or --engine all")


def _positive(option: str, value: Any) -> Any:
    if value is not None and not value > 0:
        raise UsageError(f"{option} is more than 0, not {value:g}")
    return value
