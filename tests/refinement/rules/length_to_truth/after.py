STDIN = ["3\n1 2 3\n", "0\n\n", "1\n5\n", "4\n3 3 3 3\n", ""]
CALLS = [("(()())",), ("",), ("())(",), ("((((",)]
# %% a queue [program]
from collections import deque

n = int(input())
queue = deque(map(int, input().split()))
turns = 0
while queue:
    first = queue.popleft()
    turns += 1
    if first > 1:
        queue.append(first - 1)
print(turns)
# %% a stack [function balanced]
def balanced(text):
    stack = []
    for letter in text:
        if letter == "(":
            stack.append(letter)
        elif not stack or stack[-1] != "(":
            return False
        else:
            stack.pop()
    return len(stack) == 0
# %% the other way round, and as it is [program]
n = int(input())
left = [int(x) for x in input().split()]
right = left[:]
steps = 0
while left and right and not len(left) == 9:
    if left.pop() != 3:
        right.pop()
    steps += 1
print(steps, len(left), len(right))
