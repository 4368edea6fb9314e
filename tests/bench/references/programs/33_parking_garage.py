import sys
from heapq import heappop, heappush


def main():
    size, events = map(int, input().split())
    freed = []
    unused = 1
    parked = {}  # plate: its lots, the lowest first, each with the time since when
    turned_away = 0
    income = 0
    said = []
    try:
        for _ in range(events):
            kind, plate, time = input().split()
            time = int(time)
            if kind == "IN":
                if freed:
                    lot = heappop(freed)
                elif unused <= size:
                    lot = unused
                    unused += 1
                else:
                    turned_away += 1
                    continue
                heappush(parked.setdefault(plate, []), (lot, time))
            elif lots := parked.get(plate):
                lot, since = heappop(lots)
                heappush(freed, lot)
                fee = 50 + 2 * (time - since)
                income += fee
                said.append(f"{plate} {lot} {fee}\n")
        said.append(f"{income} {turned_away}\n")
    finally:
        # What was known before something went wrong is printed as well.
        sys.stdout.write("".join(said))


main()
