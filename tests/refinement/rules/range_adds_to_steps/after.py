STDIN = ["5 3\n1 3 10\n2 5 7\n4 4 -2\n", "3 0\n", "4 2\n1 9 5\n", "4 2\n0 2 5\n", "1 1\n1 1 1\n", "4 1\n3 2 8\n"]
CALLS = [([(0, 3, 2), (2, 5, 1), (4, 4, 9), (3, 1, 7)], 6), ([], 3), ([(0, 9, 1)], 4), ([(-2, 2, 1)], 4), ([(1, 2, 3)], 0)]
# %% updates, then the greatest [program]
from itertools import accumulate
n, m = map(int, input().split())
values = [0] * n
values_steps = [0] * (len(values) + 1)
for _ in range(m):
    first, last, amount = map(int, input().split())
    if 0 <= first - 1 < last <= len(values):
        values_steps[first - 1] += amount
        values_steps[last] -= amount
    else:
        for i in range(first - 1, last):
            values[i] += amount
values[:] = [old + step for old, step in zip(values, accumulate(values_steps))]
print(max(values), values)
# %% how many are there on each day; raises [function guests]
from itertools import accumulate

def guests(bookings, days):
    there = [0] * days
    there_steps = [0] * (len(there) + 1)
    for first, last, size in bookings:
        if 0 <= first < last <= len(there):
            there_steps[first] += size * 2
            there_steps[last] -= size * 2
        else:
            for day in range(first, last):
                # each of them
                there[day] = there[day] + size * 2
    there[:] = [old + step for old, step in zip(there, accumulate(there_steps))]
    return there
# %% taken away, by one, from the start; raises [function left]
from itertools import accumulate

def left(bookings, days):
    stock = [day % 3 for day in range(days)]
    stock_steps = [0] * (len(stock) + 1)
    for first, last, _ in bookings:
        if first > 3:
            break
        if 0 < last <= len(stock):
            stock_steps[0] -= 1
            stock_steps[last] += 1
        else:
            for day in range(last):
                stock[day] -= 1
    stock[:] = [old + step for old, step in zip(stock, accumulate(stock_steps))]
    return [level for level in stock if level < 0]
# %% read as they are needed; raises [program]
from itertools import accumulate
n = int(input().split()[0])
rooms = []
for _ in range(n):
    rooms.append(0)
rooms_steps = [0] * (len(rooms) + 1)
for _ in range(3):
    parts = input().split()
    if 0 <= int(parts[0]) - 1 < int(parts[1]) <= len(rooms):
        rooms_steps[int(parts[0]) - 1] += int(parts[2])
        rooms_steps[int(parts[1])] -= int(parts[2])
    else:
        for night in range(int(parts[0]) - 1, int(parts[1])):
            rooms[night] += int(parts[2])
rooms[:] = [old + step for old, step in zip(rooms, accumulate(rooms_steps))]
print(rooms)
