"""What the test server answers, by the name of the model that is asked for."""

from __future__ import annotations

from typing import Any

CODE = "def add(a, b):\n    return a + b\n"
FENCE = "```"
ANY_TEXT = f"Here it is:\n\n{FENCE}python\n{CODE}{FENCE}\n"
UNICODE = "π 日本 🎉 " * 3

TEXTS: dict[str, str] = {
    "ok": ANY_TEXT,
    "bare-code": CODE,
    "prose-only": "I don't know which code is meant. Could you say more?",
    "fence-py": f"{FENCE}py\n{CODE}{FENCE}",
    "fence-plain": f"{FENCE}\n{CODE}{FENCE}",
    "fence-tilde": f"~~~python\n{CODE}~~~",
    "fence-unclosed": f"{FENCE}python\n{CODE}",
    "fence-indented": f"1. Do this:\n   {FENCE}python\n   x = 1\n   {FENCE}\n",
    "fence-attrs": f'{FENCE}{{.python title="a.py"}}\n{CODE}{FENCE}',
    "fence-nested": f"{FENCE}`python\ns = '''\n{FENCE}js\nx\n{FENCE}\n'''\n{FENCE}`",
    "fence-ipython": f"{FENCE}ipython\n%timeit 1\n!ls\n{FENCE}",
    "multi-block": (
        f"{FENCE}bash\npip install x\n{FENCE}\nand then\n{FENCE}python\n{CODE}{FENCE}\n"
        f"which is used so:\n{FENCE}python\nadd(1, 2)\n{FENCE}"
    ),
    "wrong-lang": f"{FENCE}javascript\nconst x = 1;\n{FENCE}",
    "syntax-error": f"{FENCE}python\ndef f(:\n{FENCE}",
    "repl-prompts": f"{FENCE}python\n>>> 1 + 1\n2\n{FENCE}",
    "unicode-crlf": (
        f"{FENCE}python\r\nπ = 'naïve — 日本 🎉'\u2028\u00a0\r\nprint(π)\r\n{FENCE}\r\n"
    ),
    "think": (
        f"<think>Perhaps {FENCE}python\nbad()\n{FENCE}? No.</think>\n{FENCE}python\n{CODE}{FENCE}"
    ),
    "think-open": "<think>on and on and on",
    "empty-text": "",
    "invalid-json": '{"code": "x = 1", ',
    "json": '{"code": "x = 1\\n", "explanation": "shorter"}',
    "json-fenced": f'{FENCE}json\n{{"code": "x = 1"}}\n{FENCE}',
    "huge": "x = 1  # pad\n" * 400_000,
}
"""Scenarios that only differ in their text."""

ERRORS: dict[int, tuple[str, str | None]] = {
    400: ("invalid_request_error", "context_length_exceeded"),
    401: ("authentication_error", "invalid_api_key"),
    403: ("permission_error", None),
    404: ("invalid_request_error", "model_not_found"),
    409: ("conflict", None),
    422: ("invalid_request_error", None),
    429: ("requests", "rate_limit_exceeded"),
    500: ("server_error", None),
    503: ("server_error", "overloaded"),
}
"""Status → type and code of the error."""

WIRE = [
    "retry-429",
    "429-long",
    "quota",
    "500-then-ok",
    "html-502",
    "err-string",
    "stream-error",
    "truncated",
    "no-done",
    "malformed-sse",
    "sse-comments",
    "sse-id",
    "sse-split-utf8",
    "empty-choices",
    "null-content",
    "no-usage",
    "length",
    "content-filter",
    "refusal",
    "tool-only",
    "reasoning",
    "slow-drip",
    "ping-forever",
    "hang",
    "reset",
    "reset-mid",
    "bad-body",
    "not-sse",
    "wrong-shape",
] + [f"err-{status}" for status in ERRORS]
"""Scenarios that differ in what happens on the wire."""

OF_OURS = [
    "echo-key",
    "error-list",
    "html-page",
    "no-route",
    "no-stream-options",
    "no-max-completion-tokens",
    "no-limit-at-all",
    "no-temperature",
    "no-stream",
    "no-json-schema",
    "no-response-format",
    "500-on-schema",
    "retry-date",
    "retry-ms",
    "reasoning-only",
    "silent-end",
    "odd-finish",
    "odd-chunks",
    "usage-late",
    "silence",
    "endless-event",
]
"""More of them: refusals of parameters, odd shapes, other forms of Retry-After."""

NAMES = [*TEXTS, *WIRE, *OF_OURS]


def text_of(model: str) -> str | None:
    """The answer's text; None where the message has none."""
    if model in ("refusal", "null-content", "tool-only", "reasoning-only"):
        return None
    if model == "content-filter":
        return ""
    if model == "sse-split-utf8":
        return UNICODE
    return TEXTS["ok"][:30] if model == "length" else TEXTS.get(model, ANY_TEXT)


def finish_of(model: str) -> str:
    """Why the model stopped, in chat's words."""
    named = {
        "length": "length",
        "content-filter": "content_filter",
        "tool-only": "tool_calls",
        "odd-finish": "abort",
    }
    return named.get(model, "stop")


def extra_of(model: str) -> dict[str, Any]:
    """What a message has besides its text."""
    call = {"name": "run", "arguments": '{"code": "x = 1"}'}
    return {
        "refusal": {"refusal": "I can't help with that."},
        "reasoning": {"reasoning_content": "First I think."},
        "reasoning-only": {"reasoning_content": "I think, and that is all."},
        "tool-only": {
            "tool_calls": [{"index": 0, "id": "call_1", "type": "function", "function": call}]
        },
    }.get(model, {})


def refused_parameter(model: str, body: dict[str, Any]) -> tuple[int, str] | None:
    """Status and message, where this model's server declines something in the request."""
    kind = (body.get("response_format") or (body.get("text") or {}).get("format") or {}).get("type")
    refused = {
        "no-stream-options": ("stream_options",),
        "no-max-completion-tokens": ("max_completion_tokens",),
        "no-limit-at-all": ("max_completion_tokens", "max_tokens", "max_output_tokens"),
        "no-temperature": ("temperature",),
        "no-response-format": ("response_format",),
    }.get(model, ())
    for name in refused:
        if name in body:
            return 400, f"Unsupported parameter: {name!r} is not supported with this model."
    if model == "no-stream" and body.get("stream"):
        return 400, "Your organization must be verified to stream this model."
    if model == "no-json-schema" and kind == "json_schema":
        return 422, "Input should be 'text' or 'json_object'"
    if model == "500-on-schema" and kind is not None:
        return 500, "grammar"
    return None
