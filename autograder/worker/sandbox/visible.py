"""What student code may see of the file system: the interpreter, its packages, system libraries."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_SYSTEM = (
    "/lib",
    "/lib32",
    "/lib64",
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/share/fonts",
    "/usr/share/zoneinfo",
    "/usr/share/locale",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
    "/nix/store",
)
_SHARED_PREFIXES = (Path("/"), Path("/usr"), Path("/usr/local"))  # what is needed stands above


@dataclass(frozen=True)
class View:
    """Paths that may be read, and paths below them that may not; all of them real and absolute."""

    shown: tuple[Path, ...]
    hidden: tuple[Path, ...]

    def inner(self, path: Path) -> tuple[Path, ...]:
        """Return the hidden paths at or below `path`."""
        return tuple(hidden for hidden in self.hidden if hidden.is_relative_to(path))


def view() -> View:
    """Return what this interpreter's packages need, without the course and the grader itself."""
    grader = Path(__file__).resolve().parents[2]
    course = grader.parent
    prefixes = [Path(prefix).resolve() for prefix in (sys.prefix, sys.base_prefix)]
    packages = [Path(entry).resolve() for entry in sys.path if _is_packages(Path(entry))]
    wanted = [
        *(Path(path) for path in _SYSTEM),
        *(prefix for prefix in prefixes if prefix not in _SHARED_PREFIXES),
        *packages,
    ]
    shown: list[Path] = []
    for path in sorted({path.resolve() for path in wanted if path.exists()}):
        if not any(path.is_relative_to(other) for other in shown):
            shown.append(path)
    return View(tuple(shown), (grader if _is_packages(course) else course,))


def _is_packages(folder: Path) -> bool:
    """Whether installed packages lie here, and no course."""
    return folder.name in ("site-packages", "dist-packages")


def links() -> dict[str, str]:
    """Return the symbolic links at the root that system libraries are found by, with targets."""
    found = {}
    for name in ("lib", "lib32", "lib64"):
        path = Path("/", name)
        if path.is_symlink():
            found[str(path)] = str(path.readlink())
    return found
