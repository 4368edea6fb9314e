levels = [(i * 7919) % 101 / 2 for i in range(90)]
CALLS = [(levels, 20)]
STDIN = ["40 18\n"]
# %% floats [function peaks]
def peaks(heights, width):
    return [max(heights[i:i + width]) for i in range(len(heights) - width + 1)]
# %% a list that changes [program]
n, k = map(int, input().split())
temps = [(i * 37) % 23 - 11 for i in range(n)]
for i in range(n - k + 1):
    temps[i] = max(temps[i:i + k])
print(temps)
# %% a width that changes [program]
n, k = map(int, input().split())
temps = [(i * 37) % 23 - 11 for i in range(n)]
for i in range(10):
    print(max(temps[i:i + k]))
    k -= 1
# %% few elements [program]
n, k = map(int, input().split())
temps = [(i * 37) % 23 - 11 for i in range(n)]
print([max(temps[i:i + 3]) for i in range(n - 2)])
# %% from the start [program]
n, k = map(int, input().split())
temps = [(i * 37) % 23 - 11 for i in range(n)]
print([max(temps[:i]) for i in range(1, n)])
# %% once [program]
n, k = map(int, input().split())
temps = [(i * 37) % 23 - 11 for i in range(n)]
print(max(temps[n - k:n]))
