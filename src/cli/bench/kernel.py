"""Measures Jupyter kernels side by side: each figure for each kernel in turn, repeated, medians.

    python kernel.py SYSTEMS_AS_JSON REPEATS [JSON_FILE]
"""

import json
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from queue import Empty

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

# Each cell with what it has to show, so that a kernel that fails is not taken for a quick one.
CODE = {
    "typescript": {
        "first": ("const greeting: string = 'hello'; greeting.length", "5"),
        "trivial": ("1 + 1", "2"),
        "declare": "const value{k}: number = {k}; function double{k}(x: number): number {{ return 2 * x + value{k}; }} double{k}({k})",
        "print": "for (let i = 0; i < 20000; i++) console.log(`line ${i}`);",
        "keep": ("const keep: number = 41; keep", "41"),
        "spin": "while (true) {}",
        "kept": "console.log(keep + 1)",
        "wrong": "console.log('ran'); const wrong: number = 'text';",
    },
    "python": {
        "first": ("greeting = 'hello'; len(greeting)", "5"),
        "trivial": ("1 + 1", "2"),
        "declare": "value{k} = {k}\ndef double{k}(x): return 2 * x + value{k}\ndouble{k}({k})",
        "print": "for i in range(20000): print(f'line {i}')",
        "keep": ("keep = 41\nkeep", "41"),
        "spin": "while True: pass",
        "kept": "print(keep + 1)",
        "wrong": "print('ran'); wrong: int = 'text'",
    },
}
# Until what a kernel does after a cell is done.
SETTLE_S = 1
NEVER = float("nan")
# Of the issue that asked for this kernel: at most so many times the other's figure, or at most so much.
GOALS = [
    ("start until ready", "deno", 0.7, ""),
    ("launch until first cell", "deno", 1, ""),
    ("trivial cell, p50", "deno", 1.5, ""),
    ("declaring cell, after 150", None, 10, "ms"),
    ("20,000 printed lines, time", None, 1, "s"),
    ("Stop on an endless loop", None, 0.2, "s"),
    ("memory after one cell", "tslab", 1, ""),
]


class Kernel:
    def __init__(self, folder, name):
        manager = KernelSpecManager(kernel_dirs=[str(folder)], ensure_native_kernel=False)
        self.manager = KernelManager(kernel_name=name, kernel_spec_manager=manager)
        self.started = time.perf_counter()
        with open(os.devnull, "w") as nothing:
            self.manager.start_kernel(stdout=nothing, stderr=nothing, cwd=str(folder))
        self.client = self.manager.client()
        self.client.start_channels()
        try:
            self.client.wait_for_ready(timeout=60)
        except RuntimeError:
            self.close()
            raise
        self.ready = time.perf_counter() - self.started

    def run(self, code, timeout=60):
        """Returns (seconds until idle, outputs); nan seconds if the cell never ended."""
        start = time.perf_counter()
        return self.collect(self.client.execute(code), start, timeout)

    def expect(self, code, shown):
        """Returns the seconds until the kernel is idle and has shown that text; some show it later than they are idle."""
        start = time.perf_counter()
        request = self.client.execute(code)
        seconds, outputs = self.collect(request, start, 60, lambda outputs: text(outputs).strip() == shown)
        if math.isnan(seconds):
            raise RuntimeError(f"{code!r} should show {shown!r}, and showed {text(outputs)!r}")
        return seconds

    def collect(self, request, start, timeout, is_enough=lambda _: True):
        outputs = []
        is_idle = False
        while not (is_idle and is_enough(outputs)):
            left = (2 if is_idle else timeout) - (time.perf_counter() - start)
            try:
                if left <= 0:
                    raise Empty
                message = self.client.get_iopub_msg(timeout=left)
            except Empty:
                return NEVER, outputs
            if message["parent_header"].get("msg_id") != request:
                continue
            outputs.append(message)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                is_idle = True
        return time.perf_counter() - start, outputs

    def memory(self):
        """Megabytes of all processes of the kernel together, as if nothing else ran: what they share is counted once."""
        private = 0
        shared = {}
        for pid in tree(self.manager.provisioner.pid):
            try:
                mappings = Path(f"/proc/{pid}/smaps").read_text()
            except OSError:
                shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True)
                private += int(shown.stdout.strip() or 0)
                continue
            for lines in re.split(r"\n(?=[0-9a-f]+-[0-9a-f]+ )", mappings):
                address, _, offset, device, inode, *_ = lines.split(maxsplit=5)
                size = {name: int(kilobytes) for name, kilobytes in re.findall(r"^(\w+): +(\d+) kB", lines, re.M)}
                own = size["Private_Clean"] + size["Private_Dirty"]
                private += own
                key = (device, inode, offset) if inode != "0" else (pid, address)
                shared[key] = max(shared.get(key, 0), size["Rss"] - own)
        return (private + sum(shared.values())) / 1024

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def tree(pid):
    shown = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True).stdout
    parents = [tuple(map(int, line.split())) for line in shown.splitlines()]
    found = [pid]
    for each in found:
        found.extend(child for child, parent in parents if parent == each)
    return found


def text(outputs):
    """What a cell showed, without colours: some show results in streams."""
    shown = ""
    for message in outputs:
        if message["msg_type"] == "stream":
            shown += message["content"]["text"]
        elif message["msg_type"] == "execute_result":
            shown += message["content"]["data"].get("text/plain", "")
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


def start_figures(kernel, code):
    kernel.expect(*code["first"])
    first = time.perf_counter() - kernel.started
    time.sleep(SETTLE_S)
    return {
        "start until ready": (kernel.ready, "s"),
        "launch until first cell": (first, "s"),
        "memory after one cell": (kernel.memory(), "MB"),
    }


def cell_figures(kernel, code):
    for _ in range(10):
        kernel.expect(*code["trivial"])
    trivial = [kernel.expect(*code["trivial"]) for _ in range(60)]
    declared = [kernel.expect(code["declare"].format(k=k), str(3 * k)) for k in range(170)]
    _, outputs = kernel.run(code["wrong"])
    return {
        "trivial cell, p50": (1000 * statistics.median(trivial), "ms"),
        "declaring cell, first 20": (1000 * statistics.median(declared[:20]), "ms"),
        "declaring cell, after 150": (1000 * statistics.median(declared[150:]), "ms"),
        "types are checked": (0.0 if text(outputs).startswith("ran") else 1.0, "yes or no"),
    }


def print_figures(kernel, code):
    kernel.expect(*code["trivial"])
    took, outputs = kernel.run(code["print"], timeout=15)
    lines = text(outputs).split("\n")[:-1]
    in_order = lines == [f"line {i}" for i in range(len(lines))]
    return {
        "20,000 printed lines, arrived": (len(lines), "lines"),
        "printed lines in order": (1.0 if in_order else 0.0, "yes or no"),
        "20,000 printed lines, time": (took if len(lines) == 20000 else NEVER, "s"),
    }


def stop_figures(kernel, code):
    kernel.expect(*code["keep"])
    request = kernel.client.execute(code["spin"])
    time.sleep(1)
    start = time.perf_counter()
    kernel.manager.interrupt_kernel()
    took, _ = kernel.collect(request, start, 5)
    try:
        _, outputs = kernel.run(code["kept"], timeout=5)
        kept = "42" in text(outputs)
    except RuntimeError:
        kept = False
    return {
        "Stop on an endless loop": (took, "s"),
        "state kept after Stop": (1.0 if kept else 0.0, "yes or no"),
    }


def measure(figures, folder, name, code):
    """A kernel that cannot do what is measured has no figure, and it is said why."""
    kernel = None
    try:
        kernel = Kernel(folder, name)
        return figures(kernel, code)
    except RuntimeError as error:
        print(f"{name}: {error}", flush=True)
        return {}
    finally:
        if kernel:
            kernel.close()


def median(values):
    return NEVER if not values or any(map(math.isnan, values)) else statistics.median(values)


def shown_value(value, unit):
    if math.isnan(value):
        return "never"
    if unit == "yes or no":
        return "yes" if value else "no"
    return f"{value:.0f} {unit}" if unit == "lines" else f"{value:.4g} {unit}"


def main(systems, repeats, json_file):
    results = {}
    names = list(systems)
    with tempfile.TemporaryDirectory() as root:
        for name, spec in systems.items():
            folder = Path(root, name)
            folder.mkdir()
            mode = {"interrupt_mode": spec["interrupt_mode"]} if "interrupt_mode" in spec else {}
            content = {"argv": spec["argv"], "display_name": name, "language": spec["language"], **mode}
            (folder / "kernel.json").write_text(json.dumps(content))
        for figures in (start_figures, cell_figures, print_figures, stop_figures):
            for repeat in range(repeats if figures is start_figures else max(1, repeats // 2)):
                # In turn, and none always after the same other one.
                for name in names[repeat % len(names) :] + names[: repeat % len(names)]:
                    measured = measure(figures, Path(root), name, CODE[systems[name]["language"]])
                    for figure, value in measured.items():
                        results.setdefault(figure, {}).setdefault(name, []).append(value)
    rows = []
    medians = {}
    print(f"{'':32}" + "".join(f"{name:>22}" for name in names))
    for figure, by_system in results.items():
        unit = next(iter(by_system.values()))[0][1]
        for name in names:
            value = median([value for value, _ in by_system.get(name, [])])
            medians[figure, name] = value
            rows.append({"figure": figure, "system": name, "value": None if math.isnan(value) else value, "unit": unit})
        own = medians[figure, names[0]]
        cells = []
        for name in names:
            value = medians[figure, name]
            ratio = value / own if own and unit in ("s", "ms", "MB") else NEVER
            cells.append(shown_value(value, unit) + ("" if name == names[0] or math.isnan(ratio) else f" (×{ratio:.2g})"))
        print(f"{figure:32}" + "".join(f"{cell:>22}" for cell in cells))
    print_goals(medians, names)
    if json_file:
        Path(json_file).write_text(json.dumps(rows, indent=1) + "\n")


def print_goals(medians, names):
    if names[0] != "reseed":
        return
    print()
    for figure, other, most, unit in GOALS:
        own = medians.get((figure, "reseed"), NEVER)
        beside = medians.get((figure, other), NEVER) if other else 1
        ratio = own / beside if beside else NEVER
        if math.isnan(ratio) and not math.isnan(own):
            continue
        what = f"{ratio:.3g} of {other}'s" if other else f"{own:.3g} {unit}"
        print(f"{'✓' if ratio <= most else '✗'} {figure}: {what}, wanted at most {most}")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
