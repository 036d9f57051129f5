"""Execute pages some at a time before Sphinx reads them: it then finds them in myst-nb's cache."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn, JupyterCacheAbstract
from jupyter_cache.executors.utils import ExecutionResult, single_nb_execution
from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook
from nbformat.notebooknode import NotebookNode
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

AT_ONCE = 2  # each is a process with TensorFlow, of about a gigabyte


def execute_ahead(app: Sphinx, env: BuildEnvironment, pages: Sequence[str]) -> None:
    """Execute those pages that are not in the cache, and put them there.

    A page whose code fails is left to myst-nb, which executes it again and says what is wrong.
    """
    cache = get_cache(app.config.nb_execution_cache_path)
    notebooks = {str(env.doc2path(page)): _read(Path(env.doc2path(page)), env) for page in pages}
    waiting = {
        path: notebook
        for path, notebook in notebooks.items()
        if notebook is not None and not _is_known(cache, notebook)
    }

    def execute(notebook: NotebookNode) -> ExecutionResult:
        with tempfile.TemporaryDirectory() as folder:
            timeout = app.config.nb_execution_timeout
            return single_nb_execution(notebook, folder, timeout, allow_errors=False)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for path, done in zip(waiting, pool.map(execute, waiting.values()), strict=True):
            if done.err is None:
                about = {"execution_seconds": done.time}
                bundle = CacheBundleIn(done.nb, path, data=about)
                cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)


def _read(path: Path, env: BuildEnvironment) -> NotebookNode | None:
    text = path.read_text(encoding="utf-8")
    if not is_myst_markdown_notebook(text):
        return None
    config = env.myst_config  # type: ignore[attr-defined]  # with it, the cache knows it again
    return read_myst_markdown_notebook(text, config=config, add_source_map=True, path=str(path))


def _is_known(cache: JupyterCacheAbstract, notebook: NotebookNode) -> bool:
    try:
        cache.match_cache_notebook(notebook)
    except KeyError:
        return False
    return True
