events = [("login", "ann"), ("login", "bob"), ("logout", "ann"), ("login", "ann"), ("logout", "cy")]
CALLS = [([3, 1, 3, 2, 5, 1, 4, 3], 3), ([], 2), ([1, 1], 1), ([2, 9, 2, 9, 4, 7, 9], 2)]
STDIN = ["4\n3\n2\n2\n9\n", "2\n6\n1\n1\n2\n2\n2\n1\n", "0\n1\n1\n"]
# %% who is there
online = []
peak = 0
for action, name in events:
    if action == "login" and name not in online:
        online.append(name)
    elif action == "logout" and name in online:
        online.remove(name)
    peak = max(peak, len(online))
# %% all of a range at first [function sieve]
def sieve(numbers, k):
    n = 10 * k
    left = list(range(2, n + 1))
    p = 2
    while p * p <= n:
        if p in left:
            m = p * 2
            while m <= n:
                if m in left:
                    left.remove(m)
                m += p
        p += 1
    return left
# %% gone through, and left early [function first]
def first(rooms, most):
    free = [r for r in range(9)]
    for room in rooms:
        if room not in free:
            free.append(room)
            continue
        free.remove(room)
        total = 0
        for other in free:
            total += other
        if total < 20 or not free:
            return room, len(free), sum(free)
    return None
# %% the least recently used goes [function misses]
def misses(pages, capacity):
    cache = []
    count = 0
    for page in pages:
        if page in cache:
            cache.remove(page)
            cache.append(page)
        else:
            count += 1
            if len(cache) >= capacity:
                cache.pop(0)
            cache.append(page)
    return count, cache
# %% the first is looked at too [program]
n = int(input())
seats = list(range(1, n + 1))
for _ in range(int(input())):
    wish = int(input())
    if wish in seats:
        seats.remove(wish)
        print("ok", wish)
    elif seats:
        print("instead", seats[0], seats[:2], *seats)
        seats.pop(0)
    else:
        print(seats)
# %% two lists, between which members move [function moved]
def moved(books, most):
    refused = 0
    shelf = []
    lent = []
    for book in books:
        if book in shelf or book in lent:
            if book in shelf and most > 2:
                shelf.remove(book)
                if not book in lent:
                    lent.append(book)
            elif book in lent:
                lent.remove(book)
            refused += 1
        else:
            shelf.append(book)
    return lent, refused
# %% a queue, in which nothing waits twice [function reached]
def reached(starts, most):
    waiting = []
    other = []
    order = []
    for s in starts:
        if s not in waiting:
            waiting.append(s)
        if s not in other:
            other.append(s)
        if len(waiting) > most:
            order.append(waiting.pop(0))
            order.append(other[0])
    return order, waiting
