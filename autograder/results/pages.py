"""Templates of HTML pages, and what they all may use."""

from __future__ import annotations

import base64
import functools
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from autograder.results import figures
from autograder.results.grey_image import grey_png
from autograder.results.names import shown
from autograder.text import _, language, plural

PACKAGES = ("autograder.results", "autograder.quality")


def page(template: str, **values: Any) -> str:
    """Return the page that the template makes of `values`, in the reader's language."""
    return _environment().get_template(template).render(language=language(), **values)


def png_url(png: bytes) -> str:
    """Return a PNG file as a URL that holds all of it."""
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package, ".") for package in PACKAGES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(_=_, plural=plural)
    environment.filters.update(
        points=figures.points,
        percent=figures.percent,
        correlation=figures.correlation,
        seconds=figures.seconds,
        megabytes=figures.megabytes,
        shown=shown,
        grey_png=grey_png,
        png_url=png_url,
    )
    return environment
