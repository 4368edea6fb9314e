import numpy as np


def encode(row):
    return _encoded([row])[0]


def _encoded(rows):
    """All rows at once: where a sign differs from the one before it, or a row begins."""
    text = "".join(rows)
    if not text:
        return [""] * len(rows)
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.cumsum([len(row) for row in rows])
    first = np.ones(len(signs) + 1, dtype=bool)
    np.not_equal(signs[1:], signs[:-1], out=first[1:-1])
    first[ends] = True
    starts = np.flatnonzero(first[:-1])
    lengths = np.diff(starts, append=len(signs))
    pieces = [""] * (2 * len(starts))
    pieces[::2] = map(str, lengths.tolist())
    pieces[1::2] = map(text.__getitem__, starts.tolist())
    out = []
    begin = 0
    for end in (2 * starts.searchsorted(ends)).tolist():
        out.append("".join(pieces[begin:end]))
        begin = end
    return out


def encode_image(rows):
    out = _encoded(rows)
    ratio = round(sum([len(o) for o in out]) / max(1, sum([len(x) for x in rows])), 4)
    return out, ratio
