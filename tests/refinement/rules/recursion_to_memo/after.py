prices = [5, 3, 9, 1, 5, 7]
weights = [2, 1, 3, 2, 4, 5]
CALLS = [([5, 3, 2, 8], 10), ([1, 2, 3, 4, 5, 6], 9), ([], 0)]
# %% lists by slices [function count]
def count(coupons, budget):
    """How many subsets
    add up."""
    # nothing left
    count_memo = {}

    def count_inner(coupons, budget):
        count_key = (coupons, budget)
        if count_key in count_memo:
            return count_memo[count_key]
        if len(coupons) == 0:
            if budget == 0:
                return 1
            return 0
        first = coupons[0]
        rest = coupons[1:]
        return count_memo.setdefault(count_key, count_inner(rest, budget) + count_inner(rest, budget - first))

    return count_inner(tuple(coupons), budget)
# %% lists handed on
def best(w, v, n, left):
    best_memo = {}

    def best_inner(n, left):
        best_key = (n, left)
        if best_key in best_memo:
            return best_memo[best_key]
        if n == 0 or left == 0:
            return 0
        if w[n - 1] > left:
            return best_memo.setdefault(best_key, best_inner(n - 1, left))
        take = v[n - 1] + best_inner(n - 1, left - w[n - 1])
        return best_memo.setdefault(best_key, max(take, best_inner(n - 1, left)))

    return best_inner(n, left)


found = best(weights, prices, len(prices), 9)
# %% a nested function
def best(items, capacity):
    def go(i, left):
        go_memo = {}

        def go_inner(i, left):
            go_key = (i, left)
            if go_key in go_memo:
                return go_memo[go_key]
            if i == len(items):
                return 0
            skip = go_inner(i + 1, left)
            if items[i] > left:
                return go_memo.setdefault(go_key, skip)
            return go_memo.setdefault(go_key, max(skip, items[i] + go_inner(i + 1, left - items[i])))

        return go_inner(i, left)

    return go(0, capacity)


found = best(weights, 8)
# %% a global that changes
def ways(step):
    ways_memo = {}

    def ways_inner(step):
        ways_key = step
        if ways_key in ways_memo:
            return ways_memo[ways_key]
        if step >= n:
            return ways_memo.setdefault(ways_key, int(step == n))
        return ways_memo.setdefault(ways_key, ways_inner(step + 1) + ways_inner(step + 2))

    return ways_inner(step)


answers = []
for n in range(3, 8):
    answers.append(ways(0))
# %% a method
def climb(sizes, n):
    class Stairs:
        def __init__(self, sizes):
            self.sizes = sizes

        def ways(self, n):
            ways_memo = {}

            def ways_inner(n):
                ways_key = n
                if ways_key in ways_memo:
                    return ways_memo[ways_key]
                if n <= 0:
                    return ways_memo.setdefault(ways_key, int(n == 0))
                return ways_memo.setdefault(ways_key, sum(ways_inner(n - s) for s in self.sizes))

            return ways_inner(n)

    return Stairs(sizes).ways(n)


found = climb([1, 2, 3], 9)
# %% an empty list in a comparison
def total(xs, k):
    total_memo = {}

    def total_inner(xs, k):
        total_key = (xs, k)
        if total_key in total_memo:
            return total_memo[total_key]
        if xs == () or k == 0:
            return 0
        return total_memo.setdefault(total_key, max(total_inner(xs[1:], k), xs[0] + total_inner(xs[1:], k - 1)))

    return total_inner(tuple(xs), k)


found = total(prices, 3)
# %% a list that is copied and changed
def wins(piles):
    wins_memo = {}

    def wins_inner(piles):
        wins_key = tuple(piles)
        if wins_key in wins_memo:
            return wins_memo[wins_key]
        if sum(piles) == 0:
            return False
        for i in range(len(piles)):
            if piles[i] == 0:
                continue
            rest = piles[:]
            rest[i] = rest[i] // 2
            if not wins_inner(rest):
                return wins_memo.setdefault(wins_key, True)
        return wins_memo.setdefault(wins_key, False)

    return wins_inner(piles)


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
    det_memo = {}

    def det_inner(rows):
        det_key = tuple(map(tuple, rows))
        if det_key in det_memo:
            return det_memo[det_key]
        if not rows:
            return 1
        total = 0
        for c in range(len(rows)):
            total += (-1) ** c * rows[0][c] * det_inner(without(rows, c))
        return det_memo.setdefault(det_key, total)

    return det_inner(rows)


found = det([[2, 0, 1], [1, 3, 2], [4, 1, 5]])
# %% the list is compared with another
def count(xs, k):
    count_memo = {}

    def count_inner(xs, k):
        count_key = (tuple(xs), k)
        if count_key in count_memo:
            return count_memo[count_key]
        if xs == prices[:1] or not xs:
            return count_memo.setdefault(count_key, int(k == 0))
        return count_memo.setdefault(count_key, count_inner(xs[1:], k) + count_inner(xs[1:], k - xs[0]))

    return count_inner(xs, k)


found = count(prices, 9)
