CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([4],), ([0.1, 0.2, 0.3, -0.7],)]
STDIN = ["4\n1 2 3 4\n", "1\n5\n", "0\n\n", "3\n1 2\n"]
# %% products of all parts [function best]
def best(nums):
    most = 0
    for i in range(len(nums)):
        for j in range(i, len(nums)):
            p = 1
            for k in range(i, j + 1):
                p *= nums[k]  # once more
            most = max(most, p)
    return most
# %% sums of floats, up to an end [function closest]
def closest(nums):
    found = []
    for i in range(len(nums)):
        for end in range(i + 1, len(nums) + 1):
            total = 0.0
            for k in range(i, end):
                total = total + nums[k] * 2
            found.append(total)
    return found
# %% from the first one on; raises [program]
n = int(input())
values = input().split()
for end in range(1, n + 1):
    text = ""
    for i in range(end):
        text += values[i] + ","
    print(text)
