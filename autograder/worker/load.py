"""Import a student's module from its file, and forget it again."""

from __future__ import annotations

import sys
import tokenize
from pathlib import Path
from types import ModuleType


def load_module(path: Path) -> ModuleType:
    """Execute the Python file at `path` as a module named after it and return it.

    A neighbouring exercise may be imported by its name. Nothing is written beside the file.

    Raises:
        SyntaxError: it is not Python (also where it is not UTF-8 text).
        BaseException: whatever its top level raises.
    """
    with tokenize.open(path) as file:  # knows byte-order marks and coding lines
        source = file.read()
    code = compile(source, str(path), "exec", dont_inherit=True)
    module = ModuleType(path.stem)
    module.__file__ = str(path)
    if str(path.parent) not in sys.path:
        sys.path.append(str(path.parent))
    sys.modules[path.stem] = module
    write_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        exec(code, vars(module))
    finally:
        sys.dont_write_bytecode = write_bytecode
    return module


def forget_modules(folder: Path) -> None:
    """Drop every module that came from a file in `folder`, so that a changed one is read again."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and Path(file).parent == folder:
            del sys.modules[name]
    if str(folder) in sys.path:
        sys.path.remove(str(folder))
