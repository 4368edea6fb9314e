import sys


def main():
    lines = sys.stdin.read().split("\n")
    number_of_lines = int(lines[0])
    if not lines[-1]:
        lines.pop()
    badges = list(map(str.strip, lines[1:max(number_of_lines, 0) + 1]))
    if len(badges) < number_of_lines:
        raise EOFError("a badge is missing")
    seen = set()
    add = seen.add
    again = [badge for badge in badges if badge in seen or add(badge)]
    print("\n".join([f"first time: {len(seen)}", *dict.fromkeys(again)]))


main()
