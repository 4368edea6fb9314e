CALLS = [([1.5, 2.5, 3.0], 4.0), ([], 3.0)]
STDIN = ["5 4\n1 2 3 0 4\n", "3 3\n1 1 1\n"]
# %% floats [function pairs]
def pairs(nums, target):
    count = 0
    for i in range(len(nums)):
        for j in range(i + 1, len(nums)):
            if nums[i] + nums[j] == target:
                count += 1
    return count
# %% the place is used, too [program]
n, target = map(int, input().split())
nums = list(map(int, input().split()))
found = 0
for i in range(n):
    for j in range(i + 1, n):
        if nums[i] + nums[j] == j:
            found += 1
print(found)
# %% the last place is read [program]
n, target = map(int, input().split())
nums = list(map(int, input().split()))
found = 0
for j in range(n):
    if nums[j] + 1 == target:
        found += 1
print(found, j)
# %% the element twice [program]
n, target = map(int, input().split())
nums = list(map(int, input().split()))
found = 0
for j in range(n):
    if nums[j] + nums[j] == target:
        found += 1
print(found)
# %% what is looked for is counted [program]
n, target = map(int, input().split())
nums = list(map(int, input().split()))
found = 0
for j in range(n):
    if nums[j] + 1 == found:
        found += 1
print(found)
# %% the list may be another's [program]
n, target = map(int, input().split())
nums = list(map(int, input().split()))
found = 0
for x in nums:
    if x * 2 == target:
        found += 1
print(found)
# %% texts [program]
n, target = map(int, input().split())
words = input().split()
found = 0
for j in range(n):
    if words[j] + "0" == "10":
        found += 1
print(found)
