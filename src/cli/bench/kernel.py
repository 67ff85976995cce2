"""Measures Jupyter kernels side by side: each figure for each kernel in turn, repeated, medians.

    python kernel.py SYSTEMS_AS_JSON REPEATS [JSON_FILE]
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from queue import Empty

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

CODE = {
    "typescript": {
        "first": "const greeting: string = 'hello'; greeting.length",
        "trivial": "1 + 1",
        "declare": "const value{k}: number = {k}; function double{k}(x: number): number {{ return 2 * x + value{k}; }} double{k}({k})",
        "print": "for (let i = 0; i < 20000; i++) console.log(`line ${i}`);",
        "spin": "const keep = 41; while (true) {}",
        "kept": "console.log(keep + 1)",
    },
    "python": {
        "first": "greeting = 'hello'; len(greeting)",
        "trivial": "1 + 1",
        "declare": "value{k} = {k}\ndef double{k}(x): return 2 * x + value{k}\ndouble{k}({k})",
        "print": "for i in range(20000): print(f'line {i}')",
        "spin": "keep = 41\nwhile True: pass",
        "kept": "print(keep + 1)",
    },
}
# Two statements on one cell would make a kernel that declares before it runs lose the first one when stopped.
SETTLE_S = 0.3


class Kernel:
    def __init__(self, folder, name):
        manager = KernelSpecManager(kernel_dirs=[str(folder)], ensure_native_kernel=False)
        self.manager = KernelManager(kernel_name=name, kernel_spec_manager=manager)
        self.started = time.perf_counter()
        with open(os.devnull, "w") as nothing:
            self.manager.start_kernel(stdout=nothing, stderr=nothing, cwd=str(folder))
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.ready = time.perf_counter() - self.started

    def run(self, code, timeout=60):
        """Returns (seconds until idle, outputs), or None if the cell never ended."""
        start = time.perf_counter()
        request = self.client.execute(code)
        return self.collect(request, start, timeout)

    def collect(self, request, start, timeout):
        outputs = []
        while True:
            left = timeout - (time.perf_counter() - start)
            if left <= 0:
                return None, outputs
            try:
                message = self.client.get_iopub_msg(timeout=left)
            except Empty:
                return None, outputs
            if message["parent_header"].get("msg_id") != request:
                continue
            outputs.append(message)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return time.perf_counter() - start, outputs

    def memory(self):
        """Megabytes of all processes of the kernel; shared pages are divided among those that share them."""
        total = 0
        for pid in tree(self.manager.provisioner.pid):
            try:
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
                total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
            except (OSError, StopIteration):
                shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True)
                total += int(shown.stdout.strip() or 0)
        return total / 1024

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
    return "".join(m["content"]["text"] for m in outputs if m["msg_type"] == "stream")


def start_figures(folder, name, code):
    kernel = Kernel(folder, name)
    try:
        kernel.run(code["first"])
        first = time.perf_counter() - kernel.started
        time.sleep(SETTLE_S)
        return {"start until ready": (kernel.ready, "s"), "launch until first cell": (first, "s"), "memory after one cell": (kernel.memory(), "MB")}
    finally:
        kernel.close()


def cell_figures(folder, name, code):
    kernel = Kernel(folder, name)
    try:
        for _ in range(10):
            kernel.run(code["trivial"])
        trivial = [kernel.run(code["trivial"])[0] for _ in range(60)]
        declared = [kernel.run(code["declare"].format(k=k))[0] for k in range(170)]
        return {
            "trivial cell, p50": (1000 * statistics.median(trivial), "ms"),
            "declaring cell, first 20": (1000 * statistics.median(declared[:20]), "ms"),
            "declaring cell, after 150": (1000 * statistics.median(declared[150:]), "ms"),
        }
    finally:
        kernel.close()


def print_figures(folder, name, code):
    kernel = Kernel(folder, name)
    try:
        kernel.run(code["trivial"])
        took, outputs = kernel.run(code["print"], timeout=15)
        lines = text(outputs).split("\n")[:-1]
        in_order = lines == [f"line {i}" for i in range(len(lines))]
        return {
            "20,000 printed lines, arrived": (len(lines), "lines" if in_order else "lines, out of order"),
            "20,000 printed lines, time": (took if took is not None else float("nan"), "s"),
        }
    finally:
        kernel.close()


def stop_figures(folder, name, code):
    kernel = Kernel(folder, name)
    try:
        kernel.run(code["trivial"])
        request = kernel.client.execute(code["spin"])
        time.sleep(1)
        start = time.perf_counter()
        kernel.manager.interrupt_kernel()
        took, _ = kernel.collect(request, start, 5)
        _, outputs = kernel.run(code["kept"], timeout=5)
        kept = "42" in text(outputs)
        return {
            "Stop on an endless loop": (took if took is not None else float("nan"), "s"),
            "state kept after Stop": (1.0 if kept else 0.0, "yes" if kept else "no"),
        }
    except RuntimeError:
        return {"Stop on an endless loop": (float("nan"), "s"), "state kept after Stop": (0.0, "no")}
    finally:
        kernel.close()


def main(systems, repeats, json_file):
    with tempfile.TemporaryDirectory() as root:
        for name, spec in systems.items():
            folder = Path(root, name)
            folder.mkdir()
            mode = {"interrupt_mode": spec["interrupt_mode"]} if "interrupt_mode" in spec else {}
            content = {"argv": spec["argv"], "display_name": name, "language": spec["language"], **mode}
            (folder / "kernel.json").write_text(json.dumps(content))
        results = {}
        for figures in (start_figures, cell_figures, print_figures, stop_figures):
            for _ in range(repeats if figures is start_figures else 1 + repeats // 3):
                for name, spec in systems.items():
                    for figure, value in figures(Path(root), name, CODE[spec["language"]]).items():
                        results.setdefault(figure, {}).setdefault(name, []).append(value)
        rows = []
        names = list(systems)
        print(f"{'':32}" + "".join(f"{name:>14}" for name in names))
        for figure, by_system in results.items():
            shown = []
            for name in names:
                values = [value for value, _ in by_system[name]]
                unit = by_system[name][-1][1]
                median = statistics.median(values) if not any(v != v for v in values) else float("nan")
                rows.append({"figure": figure, "system": name, "value": None if median != median else median, "unit": unit})
                shown.append("never" if median != median else unit if unit in ("yes", "no") else f"{median:.4g} {unit}")
            print(f"{figure:32}" + "".join(f"{cell:>14}" for cell in shown))
        if json_file:
            Path(json_file).write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
