"""Build the notes' site: both languages, and a first page that chooses one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from autograder.errors import CourseError
from autograder.text import LANGUAGES, _

FIRST_PAGE = """<!doctype html>
<meta charset="utf-8">
<title>MNIST</title>
<script>
const language = navigator.language.startsWith("ko") ? "ko" : "en";
window.location.replace(language + "/start.html");
</script>
<p><a href="en/start.html">English</a> · <a href="ko/start.html" lang="ko">한국어</a></p>
"""


def build_site(root: Path, out: Path, repository: str = "") -> Path:
    """Execute the pages and write the site.

    Args:
        root: the course's folder.
        out: the folder for the site; what an earlier build left there is replaced.
        repository: ``OWNER/NAME`` on GitHub, where the site is published on the branch
            ``gh-pages``; the pages' Colab links then open their notebooks from there.

    Returns:
        The site's first page.

    Raises:
        CourseError: Sphinx is not installed, a page's code fails, or a page is not in order.
    """
    for language in LANGUAGES:
        built = root / "build" / "site" / language
        _run_sphinx(root / "course" / language, built, repository)
        place = out / language
        try:
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(built / "html", place, ignore=shutil.ignore_patterns(".*"))
        except OSError as error:
            raise CourseError(
                _("Cannot write to {path}: {why}.").format(path=out, why=error.strerror or error)
            ) from None
    first = out / "index.html"
    first.write_text(FIRST_PAGE, encoding="utf-8")
    return first


def _run_sphinx(source: Path, built: Path, repository: str) -> None:
    command = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--quiet"]
    command += ["-d", str(built / "doctrees"), "-D", f"notes_repository={repository}"]
    command += [str(source), str(built / "html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "No module named" in done.stderr and done.returncode:
        raise CourseError(
            _("The site is built by packages that are not installed: pip install -e '.[notes]'.")
        )
    if done.returncode:
        raise CourseError(
            _("The notes in {source} cannot be built:\n{said}").format(
                source=source, said=done.stderr.strip()
            )
        )
