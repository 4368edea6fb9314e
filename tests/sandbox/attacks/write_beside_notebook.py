"""Create a file in the working directory."""


def attack(target):
    open(f"{target.notebook}/{target.token}", "w").close()
    return "created a file beside the notebook"
