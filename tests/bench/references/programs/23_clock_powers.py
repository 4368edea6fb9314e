def power_mod(a, b, m):
    if b < 0:
        p = a ** b
        return p % m
    return pow(a, b, m) if m else a % m


n = int(input())
for i in range(n):
    a, b, m = map(int, input().split())
    r = power_mod(a, b, m)
    own = (a * a) % m == 1 % m
    print(r, "self-inverse" if own else "-")
