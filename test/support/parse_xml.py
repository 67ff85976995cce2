"""Parses the XML documents in the JSON list on standard input, and writes each as {tag, attributes, text, children}."""

import json
import sys
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def plain(element):
    assert element.tag.startswith(SVG), f"{element.tag} is not in the namespace of SVG"
    return {
        "tag": element.tag.removeprefix(SVG),
        "attributes": element.attrib,
        "text": "".join(element.itertext()),
        "children": [plain(child) for child in element],
    }


documents = json.load(sys.stdin)
json.dump([plain(ElementTree.fromstring(document)) for document in documents], sys.stdout)
