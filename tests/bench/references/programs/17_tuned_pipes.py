from collections import Counter


def main():
    n, d = map(int, input().split())
    pipes = input().split()
    if n > 1 and n > len(pipes):
        raise IndexError("a pipe is missing")
    counts = {}
    for text, number in Counter(pipes[:max(n, 0)]).items():
        length = int(text)
        counts[length] = counts.get(length, 0) + number
    for text in pipes[max(n, 0):]:
        int(text)
    equal = sum(number * (number - 1) // 2 for number in counts.values())
    if d > 0:
        pairs = sum(number * counts.get(length + d, 0) for length, number in counts.items())
    else:
        pairs = equal if d == 0 else 0
    print(pairs, equal)


main()
