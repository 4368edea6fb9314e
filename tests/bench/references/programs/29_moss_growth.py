def read(h):
    return [input() for _ in range(h)]


def grow(lines, w, t):
    """The whole grid is one integer, a bit a cell: a day is a handful of operations on it."""
    h = len(lines)
    bits = "".join(["1" if c == "*" else "0" for c in reversed("".join(lines))])
    state = int(bits, 2)
    full = (1 << h * w) - 1
    first = sum([1 << i * w for i in range(h)])
    last = first << w - 1
    inner = full ^ last
    round_rows = w * (h - 1)
    for day in range(1, t + 1):
        east = (state >> 1) & inner | (state & first) << w - 1
        west = (state & inner) << 1 | (state & last) >> w - 1
        beside, both = east ^ west, east & west
        ones, twos = beside ^ state, both | beside & state
        up_ones = (ones << w) & full | ones >> round_rows
        up_twos = (twos << w) & full | twos >> round_rows
        down_ones = ones >> w | (ones << round_rows) & full
        down_twos = twos >> w | (twos << round_rows) & full
        # Neighbours: odd + 2 × (how many of four are set); moss needs that to be one.
        some = up_ones ^ down_ones
        odd = some ^ beside
        carry = up_ones & down_ones | some & beside
        left, right = up_twos ^ down_twos, both ^ carry
        one = left & ~(both | carry) | right & ~(up_twos | down_twos)
        state = one & (odd | state)
        print(day, state.bit_count())
    text = f"{state:0{h * w}b}"[::-1].replace("1", "*").replace("0", ".")
    for i in range(min(h, 3)):
        print(text[i * w:i * w + w])


def grow_ragged(lines, w, t):
    """Lines that aren't as long as is said: cell by cell."""
    h = len(lines)
    grid = [[1 if c == "*" else 0 for c in line] for line in lines]
    for day in range(t):
        new = [row[:] for row in grid]
        for i in range(h):
            for j in range(w):
                s = 0
                for di in [-1, 0, 1]:
                    for dj in [-1, 0, 1]:
                        if di or dj:
                            s += grid[(i + di) % h][(j + dj) % w]
                if grid[i][j] == 0 and s == 3:
                    new[i][j] = 1
                elif grid[i][j] == 1 and not (s == 2 or s == 3):
                    new[i][j] = 0
        grid = new
        print(day + 1, sum(sum(r) for r in grid))
    for r in grid[:3]:
        print("".join("*" if v else "." for v in r))


h, w, t = map(int, input().split())
lines = read(h)
if h > 0 and w > 0 and all(len(line) == w for line in lines):
    grow(lines, w, t)
else:
    grow_ragged(lines, w, t)
