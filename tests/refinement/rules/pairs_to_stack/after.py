text = "(([]{}))([)]x()"
CALLS = [("(([]{}))([)]x()",), ("",), ("()",), ("abcab(",), (")(" * 5,)]
STDIN = ["3\n()[]\n([)]\n{[()]}\n", "0\n"]
# %% counted by length [program]
def without_pairs(text, pairs):
    left = []
    for character in text:
        if left and left[-1] + character in pairs:
            left.pop()
        else:
            left.append(character)
    return "".join(left)


for _ in range(int(input())):
    s = input()
    pairs = 0
    while "()" in s or "[]" in s or "{}" in s:
        before = len(s)
        s = without_pairs(s, {"()", "[]", "{}"})
        pairs += (before - len(s)) // 2
    print(len(s), s[:30], pairs)
# %% until nothing changes [function balanced]
def without_pairs(text, pairs):
    left = []
    for character in text:
        if left and left[-1] + character in pairs:
            left.pop()
        else:
            left.append(character)
    return "".join(left)


def balanced(line):
    old = None
    while old != line:
        old = line
        line = without_pairs(line, {"()", "[]"})
    return line == "", old
# %% one kind, in a cell
def without_pairs(text, pairs):
    left = []
    for character in text:
        if left and left[-1] + character in pairs:
            left.pop()
        else:
            left.append(character)
    return "".join(left)


while "()" in text:
    text = without_pairs(text, {"()"})
