import sys
from collections import Counter


def main():
    counts = {}
    for line, number in Counter(sys.stdin.read().split("\n")).items():
        name = line.strip()
        if name:
            counts[name] = counts.get(name, 0) + number
    total = sum(counts.values())
    said = []
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        number = counts[name]
        said.append(f"{name:<20}{number:>6} {100 * number / total:6.2f}%\n")
    said.append(f"{total} valid ballots\n")
    sys.stdout.write("".join(said))


main()
