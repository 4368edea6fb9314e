import sys
from itertools import accumulate


def main():
    n, q = map(int, input().split())
    rain = list(map(int, input().split()))
    until = [0, *accumulate(rain)]
    total = until[-1]
    days = len(rain)
    asked = list(map(int, sys.stdin.read().split()))
    said = []
    for a, b in zip(asked[:2 * max(q, 0):2], asked[1::2]):
        if 1 <= a <= b <= days:
            s = until[b] - until[a - 1]
        else:
            start, stop, _ = slice(a - 1, b).indices(days)
            s = until[stop] - until[start] if stop > start else 0
        said.append(f"{s} wet\n" if s * n > total * (b - a + 1) else f"{s} dry\n")
    sys.stdout.write("".join(said))
    if len(said) < q:
        raise EOFError("a question is missing")


main()
