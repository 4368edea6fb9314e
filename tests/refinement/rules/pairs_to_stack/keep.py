text = "(([]{}))([)]x()"
CALLS = [("(([]{}))([)]x()",), ("",), ("()",), ("abcab(",), (")(" * 5,)]
# %% pairs that may overlap
while "ab" in text or "ba" in text:
    text = text.replace("ab", "")
    text = text.replace("ba", "")
# %% rounds are counted [function rounds]
def rounds(line):
    n = 0
    while "()" in line:
        line = line.replace("()", "")
        n += 1
    return n
# %% another kind is removed too [function more]
def more(line):
    while "()" in line:
        line = line.replace("()", "").replace("[]", "")
    return line
# %% something else in their place [function stars]
def stars(line):
    while "()" in line:
        line = line.replace("()", "*")
    return line
# %% the length is read afterwards [function last]
def last(line):
    before = 0
    while "()" in line:
        before = len(line)
        line = line.replace("()", "")
    return before
# %% three characters [function three]
def three(line):
    while "(x)" in line:
        line = line.replace("(x)", "")
    return line
