"""A student looks for pairs of locker codes where one is the other one read backwards.

expect: faster
about: all pairs with the reversed text built letter by letter each time; a Counter of codes
"""

# %% program
def backwards(s):
    result = ""
    for letter in s:
        result = letter + result
    return result


def main():
    n = int(input())
    codes = []
    for i in range(n):
        codes.append(input().strip())
    pairs = 0
    first = None
    same = 0
    for i in range(n):
        if codes[i] == backwards(codes[i]):
            same += 1
        for j in range(i + 1, n):
            if codes[i] == backwards(codes[j]):
                pairs += 1
                if first is None:
                    first = (i + 1, j + 1)
    print(pairs, same)
    if first is None:
        print("none")
    else:
        print(first[0], first[1])


main()

# %% inputs
import random

r = random.Random(26)


def lockers(n, letters, k):
    return f"{n}\n" + "".join("".join(r.choices(letters, k=k)) + "\n" for _ in range(n))


INPUTS = [lockers(3, "ab", 2), lockers(0, "a", 1), lockers(1, "xy", 3), lockers(90, "01ö", 4), lockers(1500, "ABC12", 6)]
