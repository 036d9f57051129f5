"""What students are given: stubs, the package without hidden checks, notes, and no solution."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from autograder.build import stub_of_file
from autograder.errors import CourseError
from autograder.exercises import NAMES
from autograder.text import _

Contents = dict[PurePosixPath, bytes]

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif")
LEFTOVERS = re.compile(r"\.|__pycache__|.*(\.pyc|\.bak\d*|~)$")
FOR_INSTRUCTORS = PurePosixPath("autograder/checks/hidden")
FOR_THE_PROJECT = ("[tool.ruff", "[tool.mypy", "[project.optional-dependencies]")
SHORTEST_TELLING_LINE = 25
_MARKED = re.compile(r"### BEGIN SOLUTION.*?\n(.*?)### END SOLUTION", re.DOTALL)


def release(root: Path, directory: Path) -> list[Path]:
    """Write what students are given, all of it or nothing.

    Args:
        root: the course's folder, with ``solutions/`` in it.
        directory: a folder that is empty or does not exist; where the name ends in ``.zip``, the
            zip file to write, with one folder of its own name in it.

    Returns:
        The files, relative to the folder, in order.

    Raises:
        CourseError: something is there already or cannot be written; a solution is missing or not
            in order; or a file would give a solution away.
    """
    contents = contents_for_students(root)
    expect_no_solution(contents, root)
    try:
        if directory.suffix == ".zip":
            _write_zip(contents, directory)
        else:
            _write_folder(contents, directory)
    except OSError as error:
        raise CourseError(
            _("Cannot write to {path}: {why}.").format(path=directory, why=error.strerror or error)
        ) from None
    return [Path(path) for path in contents]


def contents_for_students(root: Path) -> Contents:
    """Return the files that students are given, by their paths, in order.

    Raises:
        CourseError: a solution is missing or not in order.
        OSError: a file cannot be read.
    """
    given: Contents = {
        PurePosixPath(f"exercises/{name}.py"): stub_of_file(root, f"solutions/{name}.py").encode()
        for name in NAMES
    }
    given |= _files_below(root, "autograder", "")
    for notes in ("course/en", "course/ko"):
        given |= _files_below(root, notes, ".md", *PICTURES)
    given |= _files_below(root, "course/images", *PICTURES)
    for readme in sorted((root / "course" / "students").glob("README*.md")):
        given[PurePosixPath(readme.name)] = readme.read_bytes()
    given[PurePosixPath("LICENSE")] = (root / "LICENSE").read_bytes()
    settings = (root / "pyproject.toml").read_text(encoding="utf-8")
    given[PurePosixPath("pyproject.toml")] = _settings_for_students(settings).encode()
    return dict(sorted(given.items()))


def _files_below(root: Path, folder: str, *endings: str) -> Contents:
    """Return the files in a folder and below it that have one of these endings."""
    found = {}
    for file in (root / folder).rglob("*"):
        path = PurePosixPath(file.relative_to(root).as_posix())
        kept_back = FOR_INSTRUCTORS in path.parents or any(map(LEFTOVERS.match, path.parts))
        if file.name.endswith(endings) and file.is_file() and not kept_back:
            found[path] = file.read_bytes()
    return found


def _settings_for_students(pyproject: str) -> str:
    """Return ``pyproject.toml`` without what only the project's own development needs."""
    sections = re.split(r"(?m)^(?=\[)", pyproject)
    kept = "".join(part for part in sections if not part.startswith(FOR_THE_PROJECT))
    return kept.replace('testpaths = ["tests"]', 'testpaths = ["exercises"]')


def expect_no_solution(contents: Contents, root: Path) -> None:
    """Raise CourseError where a file has a line, or all the lines, that a student is to write.

    A line counts if it is long enough to be nothing that any code with these libraries has: with
    fewer than `SHORTEST_TELLING_LINE` characters it does not.
    """
    for name in NAMES:
        solution = (root / "solutions" / f"{name}.py").read_text(encoding="utf-8")
        regions = [region.split("\n") for region in _MARKED.findall(solution)]
        telling = {_bare(line) for region in regions for line in region}
        telling = {line for line in telling if len(line) >= SHORTEST_TELLING_LINE}
        wholes = [_joined(region) for region in regions]
        for path, data in contents.items():
            lines = data.decode("utf-8", "replace").split("\n")
            for number, line in enumerate(lines, start=1):
                if _bare(line) in telling:
                    raise _gives_away(f"{path}:{number}", name)
            text = _joined(lines)
            if any(whole in text for whole in wholes):
                raise _gives_away(str(path), name)


def _bare(line: str) -> str:
    return line.strip().rstrip(",")


def _joined(lines: list[str]) -> str:
    """Return the lines as one, without the space at their ends; lines stay told apart."""
    return "\n".join(["", *(_bare(line) for line in lines if line.strip()), ""])


def _gives_away(where: str, name: str) -> CourseError:
    return CourseError(
        _("{where} gives the solution of {name} away: write it otherwise.").format(
            where=where, name=name
        )
    )


def _write_folder(contents: Contents, folder: Path) -> None:
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise _is_there(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        whole = place / folder.name
        for path, data in contents.items():
            (whole / path).parent.mkdir(parents=True, exist_ok=True)
            (whole / path).write_bytes(data)
        if folder.exists():
            folder.rmdir()
        whole.rename(folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _write_zip(contents: Contents, file: Path) -> None:
    if file.exists():
        raise _is_there(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(dir=file.parent, prefix=f".{file.name}-"))
    try:
        with zipfile.ZipFile(place / file.name, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, data in contents.items():
                entry = zipfile.ZipInfo(str(file.stem / path))  # dated 1980: the same bytes always
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
        (place / file.name).rename(file)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _is_there(path: Path) -> CourseError:
    return CourseError(
        _("{path} is there already: name a folder that is empty, or a new one.").format(path=path)
    )
