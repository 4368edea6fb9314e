"""Leave a message for another process under a name."""


def attack(target):
    target.syscall("mq_open", target.token.encode(), 0o102, 0o600, 0)
    target.syscall("mq_unlink", target.token.encode())
    return "created a message queue"
