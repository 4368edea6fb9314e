STDIN = ["3\n1 2\n3 4\n5 6\n", "0\n", "2\n7 7\n", "1\nx y\n", "", "4\n9 9\n9 1\n"]
# %% a plain script [program]
import sys


def main():
    # how many lines
    count = int(sys.stdin.readline())
    total = 0
    for _ in range(count):
        a, b = map(int, sys.stdin.readline().split())
        if a < b:
            total += a * b  # the larger second
    print(total)


main()
# %% a function reads one name and changes another [program]
"""Adds up."""
import sys

calls = 0


def scaled(value):
    global calls
    calls += 1
    total = value * factor
    return total


factor = 3


def main():
    global calls
    lines = sys.stdin.read().split("\n")
    total = 0
    for line in lines:
        calls += 0
        total = total + scaled(len(line))
    print(total, calls)


main()
# %% may be read before it is bound: it is the name's error that counts [program]
def main():
    global last
    numbers = list(map(int, input().split()))
    for number in numbers:
        if number > 0:
            last = number
        best = number
    print(last, numbers)


main()
# %% a builtin's name that is bound later [program]
def main():
    global max
    texts = input().split()
    longest = max(len(text) for text in texts)
    for text in texts:
        if len(text) == longest:
            print(max(text))
            max = min


main()
# %% strings over several lines, and a guard [program]
def halves(n):
    return [n // 2, n - n // 2]


def main():
    if __name__ == "__main__":
        n = int(input())
        parts = [n]
        while len(parts) < 10:
            parts = [part for whole in parts for part in halves(whole)]
        print("""parts:
  and so on""", f"""{len(parts)}
 {sum(parts)}""")


main()
# the end
# %% names bound in the middle of expressions [program]
def main():
    global last, size
    best = 0
    for part in input().split():
        if (size := len(part)) > best and (last := part):
            best = size
    print(best, size, last)


main()
