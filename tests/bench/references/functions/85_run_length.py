import re

_RUN = re.compile(r"(.)\1*", re.DOTALL)


def encode(row):
    pieces = []
    for run in _RUN.finditer(row):
        start, end = run.span()
        pieces.append(f"{end - start}{row[start]}")
    return "".join(pieces)


def encode_image(rows):
    out = [encode(row) for row in rows]
    ratio = round(sum(map(len, out)) / max(1, sum(map(len, rows))), 4)
    return out, ratio
