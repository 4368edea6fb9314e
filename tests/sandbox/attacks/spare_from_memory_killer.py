"""Ask not to be ended when memory runs out."""


def attack(target):
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("-1000")
    return "spared"
