bills = [{"id": 1, "amount": 5}, {"id": 2, "amount": 7}]
payments = [{"no": "a", "amount": 5}, {"no": "b", "amount": 9}, {"no": "c", "amount": 5}]
other = payments
CALLS = [([3, 1, 3, 2], [3, 3, 4]), ([], [1])]
# %% another name for it
for part in bills:
    for sub in payments:
        if sub["amount"] == part["amount"]:
            other.append(sub)
            payments.remove(sub)
            break
# %% used otherwise
left = list(payments)
for part in bills:
    for sub in left:
        if sub["amount"] == part["amount"]:
            left.remove(sub)
            print(len(left), left[:1])
            break
# %% no key
left = list(payments)
for part in bills:
    for sub in left:
        if sub["amount"] <= part["amount"]:
            left.remove(sub)
            break
# %% the amount changes
left = list(payments)
for part in bills:
    for sub in left:
        if sub["amount"] == part["amount"]:
            sub["amount"] = 0
            left.remove(sub)
            break
# %% it isn't the first that is taken
left = list(payments)
for part in bills:
    for sub in left:
        if sub["amount"] == part["amount"]:
            left.remove(left[0])
            break
# %% by who it is
left = list(payments)
for part in bills:
    for sub in left:
        if sub["amount"] == part["amount"] and sub is not payments[0]:
            left.remove(sub)
            break
# %% once [function once]
def once(items, wanted):
    rest = list(items)
    for one in rest:
        if one == 3:
            rest.remove(one)
            break
    return rest
