"""The Korean notes, for Sphinx."""

from autograder.site.configuration import configure

globals().update(configure("ko"))
