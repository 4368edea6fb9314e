CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([4],)]
# %% a part that begins elsewhere [function sums]
def sums(nums):
    found = []
    for i in range(len(nums)):
        for j in range(i, len(nums)):
            p = 1
            for k in range(0, j + 1):
                p *= nums[k]
            found.append(p)
    return found
# %% elements change [function sums]
def sums(nums):
    nums = list(nums)
    found = []
    for i in range(len(nums)):
        for j in range(i, len(nums)):
            p = 1
            for k in range(i, j + 1):
                p *= nums[k]
            nums[j] = 1
            found.append(p)
    return found
# %% a round that goes on before [function sums]
def sums(nums):
    found = []
    for j in range(len(nums)):
        if nums[j] == 3:
            continue
        p = 1
        for k in range(j + 1):
            p *= nums[k]
        found.append(p)
    return found
# %% a list that is kept [function parts]
def parts(nums):
    found = []
    for j in range(len(nums)):
        p = []
        for k in range(j + 1):
            p += [nums[k]]
        found.append(p)
    return found
# %% what is added hangs on the end [function sums]
def sums(nums):
    found = []
    for j in range(len(nums)):
        p = 0
        for k in range(j + 1):
            p += nums[k] * j
        found.append(p)
    return found
# %% the variable is read afterwards [function sums]
def sums(nums):
    found, k = [], 0
    for j in range(len(nums)):
        p = 0
        for k in range(j + 1):
            p += nums[k]
        found.append(p + k)
    return found
# %% it grows by two [function sums]
def sums(nums):
    found = []
    for j in range(len(nums) // 2):
        p = 0
        for k in range(j + j + 1):
            p += nums[k]
        found.append(p)
    return found
# %% rows of an array [function sums]
def sums(nums):
    import numpy as np

    table = np.array([nums, nums])
    found = []
    for j in range(2):
        p = 0
        for k in range(j + 1):
            p += table[k]
        found.append(p)
    return found
