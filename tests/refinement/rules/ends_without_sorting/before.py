CALLS = [([("a", [5, 3, 9]), ("b", []), ("c", [4]), ("d", [2, 2])],), ([],)]
STDIN = ["3\n4 1 3\n2 2\n\n", "1\n7\n"]
# %% the first two [function margins]
def margins(races):
    found = []
    for name, times in races:
        ranked = sorted(times)
        if not ranked:
            found.append((name, None))
        elif len(ranked) == 1:
            found.append((name, ranked[0]))
        else:
            found.append((name, ranked[1] - ranked[0]))
    return found
# %% in place, from the end [function best]
def best(races):
    found = []
    for name, times in races:
        options = []
        for at, time in enumerate(times):
            options.append((time, at))
        options.sort(reverse=True)
        if len(options) > 1:
            found.append((name, options[0][1], options[1][0]))
    return found
# %% by a key [function most_frequent]
def most_frequent(races):
    found = []
    for name, times in races:
        counts = {}
        for time in times:
            counts[time] = counts.get(time, 0) + 1
        ranking = sorted(counts.items(), key=lambda item: item[1], reverse=True)
        found.append((name, ranking[:2]))
        if ranking and ranking[0][1] > 1:
            found.append(ranking[0][0])
    return found
# %% a program [program]
for _ in range(int(input())):
    numbers = [int(word) for word in input().split()]
    numbers.sort()
    print(numbers[0] if numbers else "none")
