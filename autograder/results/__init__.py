"""What an instructor gets of a batch: files made from its records, and from nothing else.

Each file is a pure function of the records; `write` puts them all into a folder.
"""

from autograder.results.writing import write

__all__ = ["write"]
