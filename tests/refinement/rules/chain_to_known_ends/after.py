limit = 60
# %% chains of a cell
longest = 0
lengths = {}
known_n = {}
for start in range(1, limit):
    n = start
    steps = 1
    n_first, steps_first = n, steps
    while n != 1:
        if n in known_n:
            n, steps_gained = known_n[n]
            steps += steps_gained
            break
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps += 1
    known_n[n_first] = n, steps - steps_first
    lengths[start] = steps
    longest = max(longest, steps)
# %% a function that is called for many
known_n = {}


def chain(n):
    count = 0
    n_first, count_first = n, count
    while n > 1:
        if n in known_n:
            n, count_gained = known_n[n]
            count += count_gained
            break
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        count = count + 1
    known_n[n_first] = n, count - count_first
    return count

counts = [chain(k) for k in range(-3, limit)]
# %% two counters, and what the number is at last
last = []
known_m = {}
for k in range(limit):
    m = k
    odd = 0
    even = 5
    m_first, odd_first, even_first = m, odd, even
    while m > 2:
        if m in known_m:
            m, odd_gained, even_gained = known_m[m]
            odd += odd_gained
            even += even_gained
            break
        if m % 2:
            odd += m % 5
            m = m * 3 + 1
        else:
            even += 1
            m //= 2
    known_m[m_first] = m, odd - odd_first, even - even_first
    last.append((m, odd, even))
