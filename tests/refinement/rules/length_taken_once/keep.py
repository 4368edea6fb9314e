words = ["red", "blue", "green", "of", "hills", "home"]

CALLS = [("a  b   c",), ("",), ("   ",), ("abc def",)]
# %% the list grows
def grown(numbers):
    i = 0
    while i < len(numbers) and i < 9:
        numbers.append(numbers[i])
        i += 1
    return numbers


answer = grown([1, 2])
# %% the list grows by another name
def grown_by(numbers, others):
    i = 0
    while i < len(numbers) and i < 9:
        others.append(numbers[i])
        i += 1
    return others


same = [1, 2]
answer = grown_by(same, same)
# %% a part is replaced
def cut(numbers):
    i = 0
    while i < len(numbers):
        numbers[i:] = numbers[i + 1 :]
        i += 1
    return numbers


answer = cut([1, 2, 3])
# %% the name is bound again
def eaten(text):
    n = 0
    while len(text) > 0:
        text = text[1:]
        n += 1
    return n


answer = eaten("abc")
# %% asked once by the range
def total(numbers):
    n = 0
    for k in range(3):
        for i in range(len(numbers)):
            n += numbers[i]
    return n


answer = total([1, 2, 3])
# %% what a function may change
def popped(numbers):
    def take():
        numbers.pop()

    n = 0
    while len(numbers) > 1:
        take()
        n += 1
    return n


answer = popped([1, 2, 3])
# %% a dict
def held(table):
    i = 0
    while i < len(table):
        i += 1
    return i


answer = held({"a": 1})
# %% outside of functions
i = 0
while i < len(words):
    i += 2
