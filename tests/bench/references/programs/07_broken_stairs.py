def ways(n, broken):
    """In how many ways step n is reached from the ground."""
    if n < 0:
        return 0
    one, two, three = 1, 0, 0  # from the next step, the one after it, the third
    for step in range(n - 1, -1, -1):
        here = 0 if step in broken else one + two + three
        one, two, three = here, one, two
    return one


t = int(input())
for case in range(1, t + 1):
    n, m = map(int, input().split())
    broken = set(map(int, input().split()))
    print("Case #%d: %d" % (case, ways(n, broken)))
