STDIN = ["3\n", "0\n", "5\n"]
words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
# %% one value a line
for x in data:
    print(x)
# %% several values, none, and a list
for x in data:
    if x > 4:
        print(x, x / 2)  # half of it
        print()
    print(*words[:x])
# %% text in a program [program]
n = int(input())
i = 0
while i < n:
    print(f"line {i}")
    i += 1
print("end")
