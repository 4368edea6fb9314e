words = ["red", "blue", "green", "of", "hills", "home"]

CALLS = [("a  b   c",), ("",), ("   ",), ("abc def",)]
# %% a text [function squeezed]
def squeezed(text):
    out = []
    i = 0
    len_text = len(text)
    while i < len_text:
        if text[i] == " ":
            while i + 1 < len_text and text[i + 1] == " ":
                i += 1
        out.append(text[i])
        i += 1
    return "".join(out)
# %% a condition
def neighbours(row, reach):
    n = 0
    len_row = len(row)
    for i in range(len_row):
        for d in range(-reach, reach + 1):
            if i + d >= 0 and i + d < len_row:
                n += row[i + d]
    return n


answer = neighbours([3, 1, 4, 1, 5], 3)
# %% elements are set
def doubled(numbers):
    new = list(numbers)
    i = 0
    len_new = len(new)
    while i < len_new:
        new[i] = new[i] * 2
        i += 1
    return new


answer = doubled([1, 2, 3])
