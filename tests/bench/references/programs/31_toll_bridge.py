import sys


def prices(day):
    """What a vehicle pays, by the minute of the day."""
    return [2 * day if m < 6 * 60 or m >= 22 * 60 else day for m in range(24 * 60)]


def main():
    n = int(input())
    lines = sys.stdin.read().split("\n")
    if lines and not lines[-1]:
        lines.pop()
    car, other = prices(3), prices(11)
    money = 0
    until_free = 9
    said = []
    say = said.append
    try:
        for line in lines[:max(n, 0)]:
            if line == "ask":
                say(money)
                continue
            words = line.split()
            if words[0] == "ask":
                say(money)
                continue
            minute = int(words[1])
            if until_free:
                until_free -= 1
                money += (car if words[0] == "car" else other)[minute % 1440]
            else:
                until_free = 9
        if len(lines) < n:
            raise EOFError("an event is missing")
        said.append(f"total {money}")
    finally:
        # What was known before something went wrong is printed as well.
        sys.stdout.write("".join([f"{line}\n" for line in said]))


main()
