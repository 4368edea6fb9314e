def lcs(a, b):
    # Row i of the table of lengths is one integer: bit j is 0 where the length grows from
    # column j to column j + 1 (Hyyrö, Bit-parallel LCS-length computation revisited, 2004).
    places = {}
    for j, ch in enumerate(b):
        places[ch] = places.get(ch, 0) | 1 << j
    full = (1 << len(b)) - 1
    row = full
    rows = [row]
    for ch in a:
        common = row & places.get(ch, 0)
        row = ((row + common) | (row - common)) & full
        rows.append(row)
    # Walk back; up is preferred where it is as long, as in the table.
    i, j = len(a), len(b)
    length = j - row.bit_count()
    backwards = []
    while length:
        if a[i - 1] == b[j - 1]:
            backwards.append(a[i - 1])
            i -= 1
            j -= 1
            length -= 1
        elif j - (rows[i - 1] & ((1 << j) - 1)).bit_count() == length:
            i -= 1
        else:
            j -= 1
    return "".join(reversed(backwards))
