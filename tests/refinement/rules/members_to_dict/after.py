events = [("login", "ann"), ("login", "bob"), ("logout", "ann"), ("login", "ann"), ("logout", "cy")]
CALLS = [([3, 1, 3, 2, 5, 1, 4, 3], 3), ([], 2), ([1, 1], 1), ([2, 9, 2, 9, 4, 7, 9], 2)]
STDIN = ["4\n3\n2\n2\n9\n", "2\n6\n1\n1\n2\n2\n2\n1\n", "0\n1\n1\n"]
# %% who is there
online = []
peak = 0
online_members = dict.fromkeys(online)
for action, name in events:
    if action == "login" and name not in online_members:
        online_members[name] = None
    elif action == "logout" and name in online_members:
        del online_members[name]
    peak = max(peak, len(online_members))
online[:] = online_members
# %% all of a range at first [function sieve]
def sieve(numbers, k):
    n = 10 * k
    left = list(range(2, n + 1))
    p = 2
    left_members = dict.fromkeys(left)
    while p * p <= n:
        if p in left_members:
            m = p * 2
            while m <= n:
                if m in left_members:
                    del left_members[m]
                m += p
        p += 1
    left[:] = left_members
    return left
# %% gone through, and left early [function first]
def first(rooms, most):
    free = [r for r in range(9)]
    free_members = dict.fromkeys(free)
    for room in rooms:
        if room not in free_members:
            free_members[room] = None
            continue
        del free_members[room]
        total = 0
        for other in free_members:
            total += other
        if total < 20 or not free_members:
            return room, len(free_members), sum(free_members)
    free[:] = free_members
    return None
# %% the least recently used goes [function misses]
from collections import OrderedDict

def pop_first(members):
    for first in members:
        del members[first]
        return first
    raise IndexError("pop from empty list")


def misses(pages, capacity):
    cache = []
    count = 0
    cache_members = OrderedDict.fromkeys(cache)
    for page in pages:
        if page in cache_members:
            del cache_members[page]
            cache_members[page] = None
        else:
            count += 1
            if len(cache_members) >= capacity:
                pop_first(cache_members)
            cache_members[page] = None
    cache[:] = cache_members
    return count, cache
# %% the first is looked at too [program]
from collections import OrderedDict

def first_of(members):
    for first in members:
        return first
    raise IndexError("list index out of range")


def pop_first(members):
    for first in members:
        del members[first]
        return first
    raise IndexError("pop from empty list")


n = int(input())
seats = list(range(1, n + 1))
seats_members = OrderedDict.fromkeys(seats)
for _ in range(int(input())):
    wish = int(input())
    if wish in seats_members:
        del seats_members[wish]
        print("ok", wish)
    elif seats_members:
        print("instead", first_of(seats_members), list(seats_members)[:2], *seats_members)
        pop_first(seats_members)
    else:
        print(list(seats_members))
seats[:] = seats_members
# %% two lists, between which members move [function moved]
def moved(books, most):
    refused = 0
    shelf = []
    lent = []
    shelf_members = dict.fromkeys(shelf)
    lent_members = dict.fromkeys(lent)
    for book in books:
        if book in shelf_members or book in lent_members:
            if book in shelf_members and most > 2:
                del shelf_members[book]
                if not book in lent_members:
                    lent_members[book] = None
            elif book in lent_members:
                del lent_members[book]
            refused += 1
        else:
            shelf_members[book] = None
    shelf[:] = shelf_members
    lent[:] = lent_members
    return lent, refused
# %% a queue, in which nothing waits twice [function reached]
from collections import OrderedDict

def pop_first(members):
    for first in members:
        del members[first]
        return first
    raise IndexError("pop from empty list")


def reached(starts, most):
    waiting = []
    other = []
    order = []
    waiting_members = OrderedDict.fromkeys(waiting)
    for s in starts:
        if s not in waiting_members:
            waiting_members[s] = None
        if s not in other:
            other.append(s)
        if len(waiting_members) > most:
            order.append(pop_first(waiting_members))
            order.append(other[0])
    waiting[:] = waiting_members
    return order, waiting
