"""Club treasurer prints an aligned member statement into one string.

expect: faster
about: column widths are recomputed over all rows for each cell; only the widths need hoisting
"""
# %% function
def column_width(rows, col):
    w = 0
    for r in rows:
        if len(str(r[col])) > w:
            w = len(str(r[col]))
    return w


def render(rows, header):
    text = ""
    all_rows = [header] + rows
    for row in all_rows:
        line = "|"
        for col in range(len(header)):
            cell = str(row[col])
            while len(cell) < column_width(all_rows, col):
                cell = cell + " "
            line += " " + cell + " |"
        text += line + "\n"
    return text

# %% calls
import random
_r = random.Random(68)


def _rows(n):
    return [[i, _r.choice(["Łukasz", "Bo", "Marie-Claire"]), round(_r.uniform(-20, 90), 2), None] for i in range(n)]


_h = ["no", "name", "balance", "note"]
ENTRY = "render"
CALLS = [(_rows(5), _h), (_rows(50), _h), (_rows(90), _h), ([], _h)]
