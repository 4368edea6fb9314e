"""A system administrator counts rejects and delays in a mail server's log.

expect: nothing
about: one pass with a compiled expression and counters
"""

# %% setup
import numpy as np

rng = np.random.default_rng(324)
hosts = ["mx1.example.org", "mail.würzburg.example", "smtp.uni.example", "relay7.example.net"]
log_lines = []
for k in range(120_000):
    u = rng.random()
    stamp = f"Mar {k // 12000 + 1:2d} {k // 1200 % 24:02d}:{k // 20 % 60:02d}:{k % 60:02d} mx1 postfix/"
    q = f"{int(rng.integers(16**5, 16**6)):X}"
    host = hosts[int(rng.integers(0, 4))]
    if u < 0.55:
        log_lines.append(f"{stamp}smtp[{k % 999}]: {q}: to=<a{k % 77}@{host}>, relay={host}[10.0.0.{k % 250}]:25, "
                         f"delay={rng.gamma(1, 3):.2f}, status=sent (250 ok)")
    elif u < 0.65:
        log_lines.append(f"{stamp}smtpd[{k % 999}]: NOQUEUE: reject: RCPT from unknown[10.1.{k % 9}.{k % 250}]: 554 5.7.1")
    else:
        log_lines.append(f"{stamp}qmgr[88]: {q}: removed")

# %% cell
import re
from collections import Counter, defaultdict

line_re = re.compile(
    r"(?P<day>\w{3}\s+\d+) (?P<hour>\d\d):\d\d:\d\d \S+ postfix/\w+\[\d+\]: "
    r"(?:NOQUEUE: reject: RCPT from (?P<bad>\S+): (?P<code>\d{3})"
    r"|\w+: to=<[^@]*@(?P<domain>[^>]+)>, relay=\S+, delay=(?P<delay>[\d.]+), status=(?P<status>\w+))"
)
rejects = Counter()
by_hour = Counter()
delays = defaultdict(list)
for line in log_lines:
    m = line_re.match(line)
    if m is None:
        continue
    by_hour[m["hour"]] += 1
    if m["bad"]:
        rejects[m["bad"].rpartition(".")[0] + ".*"] += 1
    else:
        delays[m["domain"]].append(float(m["delay"]))

for domain in sorted(delays):
    d = sorted(delays[domain])
    print(f"{domain:25s} n={len(d)} median={d[len(d) // 2]:.2f} p95={d[int(len(d) * 0.95)]:.2f}")
print(rejects.most_common(3), max(by_hour.items(), key=lambda kv: (kv[1], kv[0])))
