"""Checks the charts of executed notebooks with Plotly's own schema.

    python validate_figures.py NOTEBOOK …    prints one line per wrong chart; ends with code 1 if there is one
"""

import json
import sys

import plotly.graph_objects as go

MIME = "application/vnd.plotly.v1+json"


def charts(path):
    with open(path, encoding="utf-8") as file:
        for cell in json.load(file)["cells"]:
            for output in cell.get("outputs", []):
                if MIME in output.get("data", {}):
                    yield cell["id"], output["data"][MIME]


wrong = 0
checked = 0
for path in sys.argv[1:]:
    for cell, chart in charts(path):
        checked += 1
        try:
            go.Figure({key: chart[key] for key in ("data", "layout", "frames") if key in chart})
        except ValueError as error:
            wrong += 1
            print(f"{path}, cell {cell}: {' '.join(str(error).split())[:400]}")
print(f"{checked} charts checked")
sys.exit(1 if wrong else 0)
