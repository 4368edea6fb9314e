import sys


def main():
    n = int(input())
    totals = {}
    leader = None
    most = 0
    said = []
    try:
        for _ in range(n):
            parts = input().split(";")
            name = parts[0].strip()
            amount = int(parts[1])
            total = totals[name] = totals.get(name, 0) + amount
            if name == leader and amount < 0:
                leader = min(totals, key=lambda name: (-totals[name], name))
                most = totals[leader]
            elif leader is None or total > most or (total == most and name < leader):
                leader = name
                most = total
            said.append(f"{leader} {most}\n")
    finally:
        # What was known before something went wrong is printed as well.
        sys.stdout.write("".join(said))


main()
