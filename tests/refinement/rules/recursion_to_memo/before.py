prices = [5, 3, 9, 1, 5, 7]
weights = [2, 1, 3, 2, 4, 5]
CALLS = [([5, 3, 2, 8], 10), ([1, 2, 3, 4, 5, 6], 9), ([], 0)]
# %% lists by slices [function count]
def count(coupons, budget):
    """How many subsets
    add up."""
    # nothing left
    if len(coupons) == 0:
        if budget == 0:
            return 1
        return 0
    first = coupons[0]
    rest = coupons[1:]
    return count(rest, budget) + count(rest, budget - first)
# %% lists handed on
def best(w, v, n, left):
    if n == 0 or left == 0:
        return 0
    if w[n - 1] > left:
        return best(w, v, n - 1, left)
    take = v[n - 1] + best(w, v, n - 1, left - w[n - 1])
    return max(take, best(w, v, n - 1, left))


found = best(weights, prices, len(prices), 9)
# %% a nested function
def best(items, capacity):
    def go(i, left):
        if i == len(items):
            return 0
        skip = go(i + 1, left)
        if items[i] > left:
            return skip
        return max(skip, items[i] + go(i + 1, left - items[i]))

    return go(0, capacity)


found = best(weights, 8)
# %% a global that changes
def ways(step):
    if step >= n:
        return int(step == n)
    return ways(step + 1) + ways(step + 2)


answers = []
for n in range(3, 8):
    answers.append(ways(0))
# %% a method
def climb(sizes, n):
    class Stairs:
        def __init__(self, sizes):
            self.sizes = sizes

        def ways(self, n):
            if n <= 0:
                return int(n == 0)
            return sum(self.ways(n - s) for s in self.sizes)

    return Stairs(sizes).ways(n)


found = climb([1, 2, 3], 9)
# %% an empty list in a comparison
def total(xs, k):
    if xs == [] or k == 0:
        return 0
    return max(total(xs[1:], k), xs[0] + total(xs[1:], k - 1))


found = total(prices, 3)
# %% a list that is copied and changed
def wins(piles):
    if sum(piles) == 0:
        return False
    for i in range(len(piles)):
        if piles[i] == 0:
            continue
        rest = piles[:]
        rest[i] = rest[i] // 2
        if not wins(rest):
            return True
    return False


found = wins([3, 5, 2])
# %% a list of lists
def without(rows, at):
    rest = []
    for row in rows[1:]:
        line = row[:at]
        line.extend(row[at + 1 :])
        rest.append(line)
    return rest


def det(rows):
    if not rows:
        return 1
    total = 0
    for c in range(len(rows)):
        total += (-1) ** c * rows[0][c] * det(without(rows, c))
    return total


found = det([[2, 0, 1], [1, 3, 2], [4, 1, 5]])
# %% the list is compared with another
def count(xs, k):
    if xs == prices[:1] or not xs:
        return int(k == 0)
    return count(xs[1:], k) + count(xs[1:], k - xs[0])


found = count(prices, 9)
