"""Taking out what a model thought aloud before its answer."""

from __future__ import annotations

import re

_TAG = r"(?:think|thinking|thought|reasoning|reflection)"
# At the start of a line only: elsewhere the words may stand in a string of the code.
_OPENING = re.compile(rf"^[ \t]*<{_TAG}>", re.MULTILINE | re.IGNORECASE)
_CLOSING = re.compile(rf"</{_TAG}>", re.IGNORECASE)
_LONE_CLOSING = re.compile(rf"^[ \t]*</{_TAG}>|</{_TAG}>[ \t]*$", re.MULTILINE | re.IGNORECASE)


def without_thinking(text: str) -> str:
    """`text` without `<think>…</think>`; one that isn't closed takes all that follows.

    Where only the closing tag came (the opening one stood in the server's template), all before it
    was thinking.
    """
    kept, position = [], 0
    while opening := _OPENING.search(text, position):
        kept.append(text[position : opening.start()])
        closing = _CLOSING.search(text, opening.end())
        if closing is None:
            position = len(text)
            break
        position = closing.end()
    kept.append(text[position:])
    answer = "".join(kept)
    closings = [closing.end() for closing in _LONE_CLOSING.finditer(answer)]
    return answer[closings[-1] :] if closings else answer
