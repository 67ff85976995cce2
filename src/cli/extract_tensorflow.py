"""Takes the two libraries and the headers of TensorFlow out of its wheel.

    python extract_tensorflow.py WHEEL FOLDER    writes FOLDER/lib and FOLDER/include
"""

import shutil
import sys
import zipfile
from pathlib import Path

LIBRARIES = ("tensorflow/libtensorflow_cc.so.2", "tensorflow/libtensorflow_framework.so.2")
HEADERS = "tensorflow/include/"


def main(wheel, folder):
    folder = Path(folder)
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            if entry.filename in LIBRARIES:
                target = folder / "lib" / Path(entry.filename).name
            elif entry.filename.startswith(HEADERS):
                target = folder / "include" / entry.filename[len(HEADERS) :]
            else:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as source, open(target, "wb") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)


main(*sys.argv[1:])
