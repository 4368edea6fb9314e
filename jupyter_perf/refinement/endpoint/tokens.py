"""How many tokens a text is, without a tokenizer: each model has its own, most aren't published.

Limits are held against this number before a call, so it errs on the high side: source code, prose
in English and tracebacks come to 1.1 to 1.6 times what five published vocabularies count (cl100k,
o200k, and those of Claude 2, DeepSeek and Mistral Nemo). Those differ by more elsewhere: in other
alphabets and emoji it is 0.7 to 3 times their counts, in long numbers 0.9 to 2.3 times.
`tests/refinement/endpoint/test_tokens.py` keeps the counts. Some makers' latest vocabularies use
about 30% more tokens than their older ones, which this margin covers for most code.
"""

from __future__ import annotations

import json
import math
import re

from .exchange import Prompt

# Each match is about one token: the count is all that is needed, and counting is fast.
_TOKEN = re.compile(
    r"[A-Z]?[a-z]{1,5}|[A-Z]{1,3}"  # a part of a word: common words of six letters and more are one
    r"|[0-9]"  # some vocabularies group three digits, some none
    r"|(?:\r?\n)+|[ \t]{2,8}|\t"  # ends of lines, indentation; one space belongs to a word
    r"|([!-/:-@\[-`{-~])\1{0,3}"  # a mark, or a line of the same one
    r"|[\x00-\x08\x0b-\x1f\x7f]"
)
_FAR = re.compile(r"[\U00010000-\U0010ffff]")
_TOKENS_OF_FAR = 3
"""An emoji, or a rare character, is 1 to 4 tokens."""
_BYTES_OF_OTHERS = 2.2
"""UTF-8 bytes a token outside of ASCII: a Chinese character (3) is a half to 1 and a half tokens, a
letter of Greek or Cyrillic (2) a third to 1."""
_MESSAGE_TOKENS = 8
"""Role and separators around each message, and the start of the answer."""


def estimate(text: str) -> int:
    """Tokens of `text`, rather too many than too few; 0 for none. Time is linear in its length."""
    left, tokens = _TOKEN.subn("", text)
    if left.isascii():
        return tokens
    left, far = _FAR.subn("", left)
    others = len(left.replace(" ", "").encode("utf-8", "surrogatepass"))
    return tokens + _TOKENS_OF_FAR * far + math.ceil(others / _BYTES_OF_OTHERS)


def estimate_prompt(prompt: Prompt) -> int:
    """Tokens of a whole request: its messages, what separates them, and the schema."""
    texts = [text for message in prompt.messages for text in (message.role, message.content)]
    if prompt.schema is not None:
        texts.append(json.dumps(prompt.schema, default=str))
    return sum(map(estimate, texts)) + _MESSAGE_TOKENS * (len(prompt.messages) + 1)
