from heapq import nsmallest


def k_cheapest(fares, k):
    if k <= 0:
        return []
    if k * 16 < len(fares):
        return nsmallest(k, fares)
    return sorted(fares)[:k]
