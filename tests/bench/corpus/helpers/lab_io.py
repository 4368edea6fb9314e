"""Reading what the lab instruments write."""


def read_rows(path, sep=";"):
    """Yield each data line of a file as a list of cells, comments skipped."""
    with open(path, encoding="utf-8") as fh:
        for line in fh:
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            yield line.split(sep)


def parse_number(cell):
    """Float with a decimal comma, None where the cell is empty or a dash."""
    cell = cell.strip()
    if cell in ("", "-", "n/a"):
        return None
    return float(cell.replace(",", "."))
