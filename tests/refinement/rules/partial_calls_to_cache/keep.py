HEIGHTS = [[5, 4, 6], [3, 1, 2], [9, 8, 1]]
CALLS = [(HEIGHTS,), ([],), ([[1]],)]
# %% each place once [function alive]
def around(board, r, c):
    return sum(board[y][x] for y in (r - 1, r) for x in (c - 1, c))


def alive(board):
    found = []
    for r in range(len(board)):
        for c in range(len(board[r])):
            found.append(around(board, r, c))
    return found
# %% the table changes [function settle]
def lowest(heights, r):
    return sum(heights[r])


def settle(heights):
    for _ in range(3):
        for r in range(len(heights)):
            if lowest(heights, r) > 3:
                heights[r][0] -= 1
    return heights
# %% a row of it changes, by another name [function wear]
def total(heights, r):
    return sum(heights[r])


def wear(heights):
    found = []
    for _ in range(3):
        for row in heights:
            row[0] += 1
        for r in range(len(heights)):
            found.append(total(heights, r))
    return found
# %% by the name of a list that may be the same [function copy_into]
def copied(heights, r):
    return sum(heights[r])


def copy_into(heights, target=HEIGHTS):
    found = []
    for _ in range(3):
        for r in range(len(heights)):
            found.append(copied(heights, r))
            target[r][0] = 7
    return found
# %% what it gives is changed [function grow]
def places(heights, r):
    return [h for h in heights[r] if h > 1]


def grow(heights):
    found = []
    for _ in range(2):
        for r in range(len(heights)):
            mine = places(heights, r)
            mine.append(0)
            found.append(mine)
    return found
# %% floats as keys [function near]
def near(heights, limit):
    return sum(1 for row in heights for h in row if h < limit)


def near_all(heights):
    found = []
    for _ in range(2):
        for limit in (1.0, 2.0, 3.5):
            found.append(near(heights, limit))
    return found
# %% it tells [function told]
def tell(heights, r):
    for h in heights[r]:
        print(h)
    return r


def told(heights):
    for _ in range(2):
        for r in range(len(heights)):
            tell(heights, r)
# %% a generator is used up [function drawn]
def drawn_from(heights, r):
    for h in heights[r]:
        yield h


def drawn(heights):
    found = []
    for _ in range(2):
        for r in range(len(heights)):
            for h in drawn_from(heights, r):
                found.append(h)
    return found
# %% the same object [function same]
def pair(heights, r):
    return (r, sum(heights[r]))


def same(heights):
    found = []
    for _ in range(2):
        for r in range(len(heights)):
            one, two = pair(heights, r), pair(heights, 0)
            found.append(one is two)
    return found
