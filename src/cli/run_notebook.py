"""Runs one notebook and writes it, executed, as .ipynb and .html.

    python run_notebook.py NOTEBOOK OUT_FOLDER PARAMETERS_AS_JSON [KERNEL]

Says what happens in JSON lines on standard output: {"cell": 3, "of": 12} before each code cell, then either
{"seconds": 12.3} or {"failed": {"cell": 3, "error": "…"}}. Cells are counted as "Run All" numbers them: code
cells only, the first is 1, and the injected parameters do not count.
"""

import json
import os
import re
import signal
import sys
import time
from pathlib import Path

os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")  # jupyter_core warns otherwise

import nbformat
from html_page import html_page
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.parameterize import parameterize_notebook
from papermill.translators import Translator, papermill_translators

CELL_TIMEOUT_S = 1800
# tslab refuses every request that arrives within 200 ms after a failed cell.
PAUSE_AFTER_ERROR_S = 0.4
COLOURS = re.compile("\x1b\\[[0-9;]*m")


class TypeScriptTranslator(Translator):
    """Writes parameters as constants with wide types: with the literal type "full", a later comparison with
    "quick" would not pass the type check."""

    @classmethod
    def translate_str(cls, val):
        return json.dumps(val)

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}"

    @classmethod
    def assign(cls, name, str_val):
        kind = "string" if str_val.startswith('"') else "number"
        return f"const {name}: {kind} = {str_val};"


class CellFailed(Exception):
    """A cell failed and was not allowed to."""


def say(**event):
    print(json.dumps(event), flush=True)


def error_text(cell):
    """What the cell said about its error: a traceback, or (tslab) only text on stderr."""
    outputs = cell.get("outputs", [])
    errors = [COLOURS.sub("", "\n".join(o.traceback)) for o in outputs if o.output_type == "error"]
    stderr = ["".join(o.text) for o in outputs if o.output_type == "stream" and o.name == "stderr"]
    lines = "\n".join(errors or stderr).strip().split("\n")
    # The kernel's own stack frames say nothing to the author of the cell.
    own = [line for line in lines if "node:vm:" not in line and "/tslab/dist/" not in line.replace("\\", "/")]
    return "\n".join(own).strip() or "the kernel reported a failure without a text"


def end_kernel_when_stopped(client):
    """A kernel that computes does not hear a polite request, and would go on alone."""

    def stop(signum, frame):
        provisioner = client.km and client.km.provisioner
        if provisioner and provisioner.pgid:
            os.killpg(provisioner.pgid, signal.SIGKILL)
            provisioner.process.wait()
            client.km.cleanup_connection_file()
        os._exit(128 + signum)

    if os.name == "posix":
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, stop)


def run(nb, folder, kernel):
    """Executes the cells in order. Returns the sum of their times in seconds; raises CellFailed."""
    numbers = {}
    for cell in nb.cells:
        if cell.cell_type == "code" and "injected-parameters" not in cell.metadata.get("tags", []):
            numbers[cell.id] = len(numbers) + 1
    seconds = 0.0
    number = 0
    replies = {}

    def executed(cell, cell_index, execute_reply):
        replies[cell_index] = execute_reply["content"]["status"]

    client = NotebookClient(
        nb,
        timeout=CELL_TIMEOUT_S,
        kernel_name=kernel,
        allow_errors=True,  # decided below: nbclient takes tslab's "abort" for success
        resources={"metadata": {"path": str(folder)}},
        on_cell_executed=executed,
    )
    end_kernel_when_stopped(client)
    with client.setup_kernel():
        for index, cell in enumerate(nb.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            number = numbers.get(cell.id, number)
            say(cell=number, of=len(numbers))
            start = time.monotonic()
            try:
                client.execute_cell(cell, index)
            except (CellTimeoutError, DeadKernelError, CellExecutionError) as error:
                raise CellFailed(number, f"{error} {error_text(cell)}".strip()) from error
            took = time.monotonic() - start
            cell.metadata["seconds"] = round(took, 3)
            seconds += took
            status = replies.get(index)
            if status == "ok":
                continue
            if status == "error" and "raises-exception" in cell.metadata.get("tags", []):
                time.sleep(PAUSE_AFTER_ERROR_S)
                continue
            raise CellFailed(number, error_text(cell))
    return seconds


def write(nb, out, name):
    out.mkdir(parents=True, exist_ok=True)
    nbformat.write(nb, out / f"{name}.ipynb")
    (out / f"{name}.html").write_text(html_page(nb, name), encoding="utf-8")


def main(notebook, out, parameters, kernel=None):
    notebook, out, parameters = Path(notebook), Path(out), json.loads(parameters)
    nb = nbformat.v4.upgrade(nbformat.read(notebook, as_version=4))
    kernel = kernel or nb.metadata.get("kernelspec", {}).get("name", "reseed")
    try:
        spec = KernelSpecManager().get_kernel_spec(kernel)
    except NoSuchKernel:
        known = ", ".join(sorted(KernelSpecManager().find_kernel_specs())) or "none"
        say(unknownKernel=kernel, known=known)
        return 1
    nb.metadata["kernelspec"] = {"name": kernel, "display_name": spec.display_name, "language": spec.language}
    for cell in nb.cells:
        cell.metadata.setdefault("tags", [])  # papermill wants them everywhere
    if parameters:
        papermill_translators.register(spec.language, TypeScriptTranslator)
        nb.metadata.setdefault("papermill", {})
        nb = parameterize_notebook(nb, parameters, kernel_name=kernel, language=spec.language)
    failed = None
    try:
        nb.metadata["seconds"] = round(run(nb, notebook.parent, kernel), 3)
    except CellFailed as error:
        failed = {"cell": error.args[0], "error": error.args[1]}
    # A failed notebook is written too: its outputs up to the failing cell help to find the cause.
    write(nb, out, notebook.stem)
    if failed:
        say(failed=failed)
        return 1
    say(seconds=nb.metadata["seconds"])
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
