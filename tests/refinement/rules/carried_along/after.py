CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([4],), ([0.1, 0.2, 0.3, -0.7],)]
STDIN = ["4\n1 2 3 4\n", "1\n5\n", "0\n\n", "3\n1 2\n"]
# %% products of all parts [function best]
def best(nums):
    most = 0
    for i in range(len(nums)):
        p_so_far = 1
        for j in range(i, len(nums)):
            p_so_far *= nums[j]
            # once more
            p = p_so_far
            most = max(most, p)
    return most
# %% sums of floats, up to an end [function closest]
def closest(nums):
    found = []
    for i in range(len(nums)):
        total_so_far = 0.0
        for end in range(i + 1, len(nums) + 1):
            total_so_far += nums[end - 1] * 2
            total = total_so_far
            found.append(total)
    return found
# %% from the first one on; raises [program]
n = int(input())
values = input().split()
text_so_far = ""
for end in range(1, n + 1):
    text_so_far += values[end - 1] + ","
    text = text_so_far
    print(text)
