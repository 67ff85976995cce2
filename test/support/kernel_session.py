"""Drives one kernel for a test, by JSON lines on standard input; answers each with one JSON line.

{"execute": CODE, "interruptAfter": SECONDS or null} → {"status": …, "outputs": […], "seconds": …}
{"restart": true} → {}
Each output is an iopub message: {"type", "content", "at"}, with the seconds since the cell was sent.
"""

import json
import os
import subprocess
import sys
import threading
import time

os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")  # jupyter_core warns otherwise

from jupyter_client.manager import KernelManager

CELL_TIMEOUT_S = 120
# tslab refuses every request that arrives within 200 ms after a failed cell.
PAUSE_AFTER_ERROR_S = 0.4


def execute(manager, client, code, interrupt_after):
    start = time.monotonic()
    outputs = []

    def keep(message):
        if message["msg_type"] not in ("status", "execute_input"):
            at = time.monotonic() - start
            outputs.append({"type": message["msg_type"], "content": message["content"], "at": at})

    if interrupt_after is not None:
        threading.Timer(interrupt_after, manager.interrupt_kernel).start()
    reply = client.execute_interactive(code, output_hook=keep, timeout=CELL_TIMEOUT_S, allow_stdin=False)
    seconds = time.monotonic() - start
    status = reply["content"]["status"]
    if status != "ok":
        time.sleep(PAUSE_AFTER_ERROR_S)
    return {"status": status, "outputs": outputs, "seconds": seconds}


def main(kernel, folder):
    manager = KernelManager(kernel_name=kernel)
    # The kernel must not inherit our standard output: Node makes it non-blocking, and long answers would be cut.
    manager.start_kernel(cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=CELL_TIMEOUT_S)
        print(json.dumps({"ready": True}), flush=True)
        for line in sys.stdin:
            command = json.loads(line)
            if "restart" in command:
                manager.restart_kernel(now=True)
                client.wait_for_ready(timeout=CELL_TIMEOUT_S)
                answer = {}
            else:
                answer = execute(manager, client, command["execute"], command["interruptAfter"])
            print(json.dumps(answer), flush=True)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


main(*sys.argv[1:])
