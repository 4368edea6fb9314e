"""Admin digs through a web server log for failing visitors.

expect: faster
about: pattern compiled in a helper for every line, membership tests and counts on growing lists
"""
# %% setup
import random
import re

random.seed(1111)
with open("access.log", "w", encoding="utf-8") as fh:
    for k in range(30000):
        ip = f"10.{random.randint(0, 9)}.{random.randint(0, 15)}.{random.randint(1, 30)}"
        code = random.choices([200, 301, 404, 500], [80, 8, 9, 3])[0]
        page = random.choice(["/", "/shop", "/shop/käse", "/login", "/img/logo.png", "/api/v2/items"])
        if k % 701 == 0:
            fh.write("--- rotated ---\n")
        fh.write(f'{ip} - - [{k % 28 + 1:02d}/Mar/2024] "GET {page} HTTP/1.1" {code} {random.randint(100, 9999)}\n')
# %% cell
def parse(line):
    pattern = re.compile(r'^(\S+) - - \[([^\]]+)\] "(\w+) (\S+) [^"]*" (\d{3}) (\d+)$')
    m = pattern.match(line)
    if m is None:
        return None
    return m.groups()

bad_ips = []
all_ips = []
volume = 0
skipped = 0
with open("access.log", encoding="utf-8") as fh:
    for line in fh.readlines():
        rec = parse(line.strip())
        if rec is None:
            skipped += 1
            continue
        ip, day, verb, page, code, size = rec
        volume += int(size)
        if ip not in all_ips:
            all_ips.append(ip)
        if int(code) >= 400:
            if ip not in bad_ips:
                bad_ips.append(ip)
never_bad = []
for ip in all_ips:
    if ip not in bad_ips:
        never_bad.append(ip)
print(f"{len(all_ips)} visitors, {len(bad_ips)} with errors, {skipped} lines skipped")
print(volume)
never_bad[:5]
