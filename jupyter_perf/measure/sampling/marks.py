"""A number for each key of a column, the same for the same key: what groups rows quickly.

Texts in Arrow's layout get theirs from their length and their first and last bytes, without making
an object of any: for samples of whole groups it doesn't matter that two texts that differ only
between these are taken together.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_WORD = 8
_TIMES = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd numbers without a pattern, for multiplicative hashing."""


def marks(keys: pd.Series[Any]) -> tuple[np.ndarray, np.ndarray]:
    """(rows,) uint64, and (rows,) bool where a key is missing (its number is then 0)."""
    import numpy as np
    import pandas as pd

    missing = np.asarray(keys.isna())
    if str(keys.dtype) == "category":
        found, _ = marks(pd.Series(keys.cat.categories))
        codes = keys.cat.codes.to_numpy()
        return np.where(missing, np.uint64(0), np.append(found, np.uint64(0))[codes]), missing
    keys = _typed(keys, missing)
    if keys.dtype.kind in "iu" and not pd.api.types.is_extension_array_dtype(keys.dtype):
        return np.where(missing, np.uint64(0), _mixed(keys.to_numpy().astype(np.uint64))), missing
    chunks = _arrow_chunks(keys)
    if chunks is None:
        return np.where(missing, np.uint64(0), _hashed(keys.to_numpy(dtype=object))), missing
    parts = [_of_texts(chunk) for chunk in chunks]
    found = np.concatenate(parts) if parts else np.zeros(0, np.uint64)
    return np.where(missing, np.uint64(0), found), missing


def _hashed(objects: np.ndarray) -> np.ndarray:
    import numpy as np
    import pandas as pd

    try:
        return pd.util.hash_array(objects, categorize=False)
    except UnicodeEncodeError:  # a text with half of a pair of surrogates
        plain = np.empty(len(objects), dtype=object)
        plain[:] = [x.encode("utf-8", "surrogatepass") if type(x) is str else x for x in objects]
        return pd.util.hash_array(plain, categorize=False)


def _typed(keys: pd.Series[Any], missing: np.ndarray) -> pd.Series[Any]:
    """Python's own integers and texts as columns hold them, so that both have the same numbers."""
    import pandas as pd

    if keys.dtype != object:
        return keys
    kind = pd.api.types.infer_dtype(keys, skipna=True)
    # Integers that are too long for a column, and texts that aren't valid, stay objects.
    with contextlib.suppress(OverflowError, UnicodeError):
        if kind == "integer":
            return (keys.where(~missing, 0) if missing.any() else keys).astype("int64")
        if kind == "string":
            return keys.astype("str")
    return keys


def _arrow_chunks(keys: pd.Series[Any]) -> list[Any] | None:
    """Of a column of texts that Arrow holds; None for any other."""
    held = getattr(keys.array, "_pa_array", None)
    if held is None or str(held.type) not in ("string", "large_string"):
        return None
    return list(held.chunks)


def _of_texts(chunk: Any) -> np.ndarray:
    """(length of the chunk,) uint64."""
    import numpy as np

    if not len(chunk):
        return np.zeros(0, np.uint64)
    _, offsets_buffer, data_buffer = chunk.buffers()
    kind = np.int64 if str(chunk.type) == "large_string" else np.int32
    offsets = np.frombuffer(offsets_buffer, kind)[chunk.offset : chunk.offset + len(chunk) + 1]
    begin, end = offsets[:-1], offsets[1:]
    data = b"" if data_buffer is None else data_buffer
    # A word before and after, so that one can be read at any place.
    padded = np.concatenate(
        [
            np.zeros(_WORD, np.uint8),
            np.frombuffer(data, np.uint8)[begin[0] : end[-1]],
            np.zeros(_WORD, np.uint8),
        ]
    )
    words = np.ndarray(len(padded) - _WORD + 1, "<u8", padded.data, 0, (1,))
    place: np.ndarray = np.subtract(begin, begin[0]).astype(np.int64) + _WORD
    length = np.subtract(end, begin).astype(np.uint64)
    short = np.minimum(length, np.uint64(_WORD)) * np.uint64(8)
    first, last = words[place], words[place + length.astype(np.int64) - _WORD]
    # What a text shorter than a word leaves of it belongs to its neighbours.
    unused = np.uint64(64) - short
    first = np.where(short == 0, np.uint64(0), first << np.minimum(unused, np.uint64(63)))
    last = np.where(short == 0, np.uint64(0), last >> np.minimum(unused, np.uint64(63)))
    return _mixed(first ^ (last * np.uint64(_TIMES[1])) ^ (length * np.uint64(_TIMES[2])))


def _mixed(numbers: np.ndarray) -> np.ndarray:
    """Each number's own, without the order that the numbers have."""
    import numpy as np

    spread = (numbers ^ (numbers >> np.uint64(29))) * np.uint64(_TIMES[0])
    mixed: np.ndarray = spread ^ (spread >> np.uint64(32))
    return mixed
