"""The directive `alt`: what is to be seen on the next figure, for those who cannot see it.

It stands before the cell that draws the figure, and not in the cell's own metadata: by them, too,
myst-nb's cache knows a page, so a page would be executed for each language.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

logger = logging.getLogger(__name__)


class Described(nodes.Element, nodes.Invisible):
    """Where a description stands, until its figure is found."""


class Alt(SphinxDirective):
    """``{alt}``: its text is the description."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the place, with the description in it."""
        place = Described(text=" ".join(self.content))
        self.set_source_info(place)
        return [place]


def describe_figures(app: Sphinx, doctree: nodes.document) -> None:
    """Give every figure the description before it; warn of those that lack one or the other."""
    waiting: Described | None = None
    for node in list(doctree.findall(lambda node: isinstance(node, Described | nodes.image))):
        if isinstance(node, Described):
            if waiting is not None:
                logger.warning("a description without a figure", location=waiting)
            waiting = node
        elif waiting is not None:
            node["alt"] = waiting["text"]
            waiting = None
        elif not node.get("alt"):
            logger.warning("a figure without a description", location=node)
    if waiting is not None:
        logger.warning("a description without a figure", location=waiting)
    for place in list(doctree.findall(Described)):
        place.parent.remove(place)
