def ways(n, broken):
    """In how many ways step n is reached from the ground."""
    if n <= 0:
        return 1 if n == 0 else 0
    # Onto the step just reached, the one before it, the one before that.
    one, two, three = 0 if 0 in broken else 1, 0, 0
    for step in range(1, n + 1):
        here = one + two + three
        if not here:
            return 0
        one, two, three = here if step == n or step not in broken else 0, one, two
    return one


t = int(input())
for case in range(1, t + 1):
    n, m = map(int, input().split())
    broken = set(map(int, input().split()))
    print("Case #%d: %d" % (case, ways(n, broken)))
