"""A notebook as one HTML page that needs no network: formulas become MathML, which browsers draw by themselves.
A link to another notebook leads to its page."""

import re
from pathlib import Path

from latex2mathml.converter import convert
from nbconvert import HTMLExporter
from nbconvert.exporters import html as html_exporter


class PageRenderer(html_exporter.IPythonRenderer):
    """Markdown to HTML, with formulas as MathML, and pages in place of the notebooks beside this one."""

    def block_math(self, body):
        return f"<p>{convert(body.strip('$ '), display='block')}</p>"

    def inline_math(self, body):
        return convert(body.strip("$ "))

    def link(self, text, url, title=None):
        return super().link(text, NOTEBOOK_HERE.sub(r"\1.html", url), title)


# A name without folders, perhaps with a place inside.
NOTEBOOK_HERE = re.compile(r"^([^/:]+)\.ipynb(?=$|#)")


def html_page(nb, name):
    """Returns the page; `name` becomes its title."""
    html_exporter.IPythonRenderer = PageRenderer
    exporter = HTMLExporter(
        template_name="page", extra_template_basedirs=[str(Path(__file__).parent)], language_code="en"
    )
    page, _ = exporter.from_notebook_node(nb, resources={"metadata": {"name": name}})
    return page
