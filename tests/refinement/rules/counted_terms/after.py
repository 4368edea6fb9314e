CALLS = [([1, 2, 3, 4, -2, 0, 2], 5), ([], 3), ([1], 1), ([2, 2, 2], 6), ([0, 0, 0, 0], 0)]
STDIN = ["5 4\n1 2 3 0 4\n", "0 1\n\n", "3 3\n1 1 1\n", "4 2\n1 1\n", "1 7\n7 8 9\n"]
# %% triples [function triples]
def triples(nums, target):
    n = len(nums)
    count = 0
    for i in range(n):
        for j in range(i + 1, n):
            if 0 <= j + 1 < n <= len(nums):
                count += nums[j + 1:n].count(target - (nums[i] + nums[j]))
            else:
                for k in range(j + 1, n):
                    if nums[i] + nums[j] + nums[k] == target:  # found one
                        count += 1
    return count
# %% elements and a difference; raises [program]
n, target = map(int, input().split())
nums = list(map(int, input().split()))
found = 0
for i in range(n):
    if 0 < n <= len(nums):
        found += nums[:n].count(target - (nums[i] * 2))
    else:
        for j in range(0, n):
            if target - nums[j] == nums[i] * 2:
                found = found + 1
print(found)
# %% all of a list, without places [program]
n, target = map(int, input().split())
nums = [int(x) for x in input().split()]
pairs = 0
for a in nums:
    pairs += nums.count(target - a)
print(pairs)
