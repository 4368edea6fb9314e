STDIN = ["5\n2\n3\n4\n9\n97\n", "0\n", "2\n1\n-4\n"]
CALLS = [([1, 5, 2, 5], 5), ([], 5), ([3, 4], 4), ([7, 7], 0)]
# %% a divisor [program]
for _ in range(int(input())):
    n = int(input())
    prime = n > 1
    for d in range(2, n):
        if n % d == 0:  # a divisor
            prime = False
    print(n, prime)
# %% a member [function contains]
def contains(items, wanted):
    found = False
    for x in items:
        if x == wanted:
            found = True
    return found
# %% an order [function rising]
def rising(items, limit):
    fine, kind = 1, "rising"
    for i in range(len(items) - 1):
        if items[i] > items[i + 1] or items[i] + 1 > limit * 2:
            fine = 0
            kind = "other"
    return fine, kind
