"""What both languages' ``conf.py`` have in common."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TITLES = {"en": "MNIST with a CNN, by hand", "ko": "손으로 만드는 MNIST CNN"}
SHOW_CODE = {"en": "Show the code", "ko": "코드 보기"}
HIDE_CODE = {"en": "Hide the code", "ko": "코드 접기"}
STILL_KERNEL = """
c.InteractiveShell.xmode = "Minimal"
c.HistoryManager.enabled = False
"""


def configure(language: str) -> dict[str, Any]:
    """Return Sphinx's settings for the notes in one language, ``"en"`` or ``"ko"``.

    What pages execute is kept in ``build/notes`` by its code alone, so pages with the same code in
    both languages are executed once.
    """
    _prepare_kernels()
    return {
        "project": TITLES[language],
        "author": "",
        "language": language,
        "root_doc": "start",
        "exclude_patterns": ["conf.py"],
        "extensions": ["myst_nb", "sphinx_design", "autograder.site.extension"],
        "templates_path": [str(HERE / "templates")],
        "html_static_path": [str(HERE / "static")],
        "html_css_files": ["notes.css"],
        "html_js_files": [("notes.js", {"priority": 300})],
        "html_theme": "sphinx_book_theme",
        "html_title": TITLES[language],
        "html_theme_options": {
            "article_header_end": ["page-tools.html", "article-header-buttons.html"],
            "footer_content_items": [],
            "home_page_in_toc": True,
            "show_toc_level": 2,
            "use_download_button": False,
            "use_fullscreen_button": False,
        },
        "html_context": {"default_mode": "auto"},
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_use_index": False,
        "pygments_style": "tango",
        "myst_enable_extensions": ["colon_fence", "attrs_inline"],
        "myst_heading_anchors": 0,
        "nb_execution_mode": "cache",
        "nb_execution_cache_path": str(ROOT / "build" / "notes"),
        "nb_execution_in_temp": True,
        "nb_execution_timeout": 300,
        "nb_execution_raise_on_error": True,
        "nb_execution_show_tb": True,
        "suppress_warnings": ["misc.highlighting_failure"],
        "nb_code_prompt_show": SHOW_CODE[language],
        "nb_code_prompt_hide": HIDE_CODE[language],
        "nb_merge_streams": True,
        "nb_output_stderr": "remove",
    }


def _prepare_kernels() -> None:
    """Set what the pages' kernels inherit: where the course is, and to be quiet about the rest."""
    ipython = Path(tempfile.mkdtemp(prefix="notes-"))
    atexit.register(shutil.rmtree, ipython, ignore_errors=True)
    profile = ipython / "profile_default"
    profile.mkdir()
    (profile / "ipython_config.py").write_text(STILL_KERNEL, encoding="utf-8")
    os.environ |= {
        "IPYTHONDIR": str(ipython),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "MATPLOTLIBRC": str(HERE / "matplotlibrc"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONPATH": str(ROOT),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_USE_LEGACY_KERAS": "0",
    }
