bills = [{"id": 1, "amount": 5}, {"id": 2, "amount": 7}, {"id": 3, "amount": 5}, {"id": 4, "amount": 5}]
payments = [{"no": "a", "amount": 5}, {"no": "b", "amount": 9}, {"no": "c", "amount": 5}]
pairs = [(1, "x"), (2, "y"), (1, "x"), (3, "z")]
wanted = [1, 1, 1, 2, 9]
CALLS = [([3, 1, 3, 2], [3, 3, 4]), ([], [1]), ([1, 1], [1])]
# %% taken where it is found
paid = []
payments_by_key = {}
for place, sub_match in enumerate(payments):
    payments_by_key.setdefault(sub_match["amount"], []).append(place)
payments_taken = set()
for part in bills:
    for place in payments_by_key.get(part["amount"], ()):
        sub_match = payments[place]
        if sub_match["amount"] == part["amount"]:
            paid.append((part["id"], sub_match["no"]))
            payments_by_key[part["amount"]].remove(place)
            payments_taken.add(place)
            break
payments[:] = [sub_match for place, sub_match in enumerate(payments) if place not in payments_taken]
# %% a name tells whether there is one
left = list(payments)
paid = []
open_ones = []
left_by_key = {}
for place, sub_match in enumerate(left):
    left_by_key.setdefault(sub_match["amount"], []).append(place)
left_taken = set()
for part in bills:
    hit = None
    for place in left_by_key.get(part["amount"], ()):
        sub_match = left[place]
        if sub_match["amount"] == part["amount"] and sub_match["no"] != "c":
            hit = sub_match
            break
    if hit is not None:
        paid.append((part["id"], hit["no"]))
        left_by_key[part["amount"]].remove(place)
        left_taken.add(place)
    else:
        open_ones.append(part["id"])
left[:] = [sub_match for place, sub_match in enumerate(left) if place not in left_taken]
# %% tuples, of which some are equal
left = pairs[:]
found = []
left_by_key = {}
for place, sub_match in enumerate(left):
    left_by_key.setdefault(sub_match[0], []).append(place)
left_taken = set()
for x in wanted:
    for place in left_by_key.get(x, ()):
        sub_match = left[place]
        if sub_match[0] == x:
            found.append(sub_match)
            left_by_key[x].remove(place)
            left_taken.add(place)
            break
    else:
        found.append(None)
left[:] = [sub_match for place, sub_match in enumerate(left) if place not in left_taken]
# %% in a function [function matched]
def matched(items, wanted):
    rest = [(item, n) for n, item in enumerate(items)]
    found = []
    rest_by_key = {}
    for place, one in enumerate(rest):
        rest_by_key.setdefault(one[0], []).append(place)
    rest_taken = set()
    for w in wanted:
        best = None
        for place in rest_by_key.get(w, ()):
            one = rest[place]
            if one[0] == w:
                best = one
                break
        if best is None:
            found.append(-1)
        else:
            rest_by_key[w].remove(place)
            rest_taken.add(place)
            found.append(best[1])
    rest[:] = [one for place, one in enumerate(rest) if place not in rest_taken]
    return found, rest
