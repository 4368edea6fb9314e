def best_value(items, capacity):
    # The most that can be had for each capacity that may be left over.
    best = {capacity: 0}
    for name, weight, value in items:
        after = best.copy()
        for left, had in best.items():
            if weight > left:
                continue
            left -= weight
            had += value
            if left not in after or had > after[left]:
                after[left] = had
        best = after
    return max(best.values())
