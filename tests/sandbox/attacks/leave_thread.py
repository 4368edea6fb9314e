"""Leave a thread running at the end."""

import threading
import time


def attack(target):
    threading.Thread(target=time.sleep, args=(600,)).start()
    return None
