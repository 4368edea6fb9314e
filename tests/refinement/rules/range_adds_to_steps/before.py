STDIN = ["5 3\n1 3 10\n2 5 7\n4 4 -2\n", "3 0\n", "4 2\n1 9 5\n", "4 2\n0 2 5\n", "1 1\n1 1 1\n", "4 1\n3 2 8\n"]
CALLS = [([(0, 3, 2), (2, 5, 1), (4, 4, 9), (3, 1, 7)], 6), ([], 3), ([(0, 9, 1)], 4), ([(-2, 2, 1)], 4), ([(1, 2, 3)], 0)]
# %% updates, then the greatest [program]
n, m = map(int, input().split())
values = [0] * n
for _ in range(m):
    first, last, amount = map(int, input().split())
    for i in range(first - 1, last):
        values[i] += amount
print(max(values), values)
# %% how many are there on each day; raises [function guests]
def guests(bookings, days):
    there = [0] * days
    for first, last, size in bookings:
        for day in range(first, last):
            # each of them
            there[day] = there[day] + size * 2
    return there
# %% taken away, by one, from the start; raises [function left]
def left(bookings, days):
    stock = [day % 3 for day in range(days)]
    for first, last, _ in bookings:
        if first > 3:
            break
        for day in range(last):
            stock[day] -= 1
    return [level for level in stock if level < 0]
# %% read as they are needed; raises [program]
n = int(input().split()[0])
rooms = []
for _ in range(n):
    rooms.append(0)
for _ in range(3):
    parts = input().split()
    for night in range(int(parts[0]) - 1, int(parts[1])):
        rooms[night] += int(parts[2])
print(rooms)
