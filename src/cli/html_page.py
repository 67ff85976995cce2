"""A notebook as one HTML page that needs no network: formulas become MathML, which browsers draw by themselves."""

from pathlib import Path

from latex2mathml.converter import convert
from nbconvert import HTMLExporter
from nbconvert.exporters import html as html_exporter


class MathMLRenderer(html_exporter.IPythonRenderer):
    """Markdown to HTML, with formulas as MathML."""

    def block_math(self, body):
        return f"<p>{convert(body.strip('$ '), display='block')}</p>"

    def inline_math(self, body):
        return convert(body.strip("$ "))


def html_page(nb, name):
    """Returns the page; `name` becomes its title."""
    html_exporter.IPythonRenderer = MathMLRenderer
    exporter = HTMLExporter(
        template_name="page", extra_template_basedirs=[str(Path(__file__).parent)], language_code="en"
    )
    page, _ = exporter.from_notebook_node(nb, resources={"metadata": {"name": name}})
    return page
