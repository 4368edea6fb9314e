def parse_table(text):
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    strip = str.strip
    return [list(map(strip, line.split(";"))) for line in lines]
