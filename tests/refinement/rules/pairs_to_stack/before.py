text = "(([]{}))([)]x()"
CALLS = [("(([]{}))([)]x()",), ("",), ("()",), ("abcab(",), (")(" * 5,)]
STDIN = ["3\n()[]\n([)]\n{[()]}\n", "0\n"]
# %% counted by length [program]
for _ in range(int(input())):
    s = input()
    pairs = 0
    while "()" in s or "[]" in s or "{}" in s:
        before = len(s)
        s = s.replace("()", "")
        s = s.replace("[]", "")
        s = s.replace("{}", "")
        pairs += (before - len(s)) // 2
    print(len(s), s[:30], pairs)
# %% until nothing changes [function balanced]
def balanced(line):
    old = None
    while old != line:
        old = line
        line = line.replace("()", "").replace("[]", "")
    return line == "", old
# %% one kind, in a cell
while "()" in text:
    text = text.replace("()", "")
