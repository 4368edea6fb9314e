def ways(step):
    # Goes as deep as it always did: a stair that is too high for that stays so.
    if step in known:
        return known[step]
    if step == n:
        return 1
    if step > n or step in broken:
        return 0
    found = known[step] = ways(step + 1) + ways(step + 2) + ways(step + 3)
    return found


t = int(input())
for case in range(1, t + 1):
    n, m = map(int, input().split())
    broken = set(map(int, input().split()))
    known = {}
    print("Case #%d: %d" % (case, ways(0)))
