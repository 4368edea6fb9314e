from heapq import heapify, heappop, heapreplace


def glue(planks):
    """Costs of all steps, where no plank is shorter than nothing: what is glued only grows."""
    planks.sort()
    glued = []
    plank = piece = 0
    n = len(planks)
    for _ in range(n - 1):
        cost = 0
        for _ in (1, 2):
            if piece < len(glued) and (plank == n or glued[piece] < planks[plank]):
                cost += glued[piece]
                piece += 1
            else:
                cost += planks[plank]
                plank += 1
        glued.append(cost)
    return glued


def glue_any(planks):
    heapify(planks)
    costs = []
    while len(planks) > 1:
        cost = heappop(planks) + planks[0]
        costs.append(cost)
        heapreplace(planks, cost)
    return costs


n = int(input())
planks = list(map(int, input().split()))
costs = glue(planks) if min(planks, default=0) >= 0 else glue_any(planks)
print(sum(costs))
print(max([0, *costs]))
