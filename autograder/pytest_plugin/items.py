"""What pytest collects: a file for each exercise, an item for each of its checks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import pytest

from autograder.check import Check
from autograder.errors import CourseError
from autograder.exercises import NAMES
from autograder.pytest_plugin.asked import checks_asked_for
from autograder.pytest_plugin.options import options_of
from autograder.pytest_plugin.places import module_path
from autograder.pytest_plugin.printed import shortened, without_tensorflow_s_greeting
from autograder.report import CheckResult
from autograder.submission import look_at
from autograder.terminal.wording import headline
from autograder.text import _
from autograder.worker.limits import Limits

if TYPE_CHECKING:
    from autograder.grade import Grading
    from autograder.worker.crew import Crew

# Warnings about the libraries' insides, and those of the grader's own lines, help no student.
_UNHELPFUL_WARNINGS = (
    r"ignore:::autograder\.",
    "ignore::DeprecationWarning",
    "ignore::PendingDeprecationWarning",
    r"ignore::UserWarning:keras\.",
)


class ExerciseFile(pytest.File):
    """An exercise's module, and the `Grading` that its checks share while they are run."""

    grading: Grading | None = None
    crew: Crew | None = None

    def collect(self) -> Iterator[CheckItem]:
        """Yield an item for each check of the exercise."""
        self.module = look_at(module_path(self.path))
        for check in checks_asked_for(self.path.stem, self.config):
            yield CheckItem.from_parent(self, name=check.id, check=check)

    def setup(self) -> None:
        """Open the grading, before the first of its checks."""
        from autograder.grade import Grading
        from autograder.worker.crew import Crew

        options = options_of(self.config)
        path = module_path(self.path)
        self.crew = Crew(path.parent, options.isolation, Limits.for_cpu_seconds(options.time_limit))
        self.grading = Grading(path, self.crew, seed=options.seed)

    def teardown(self) -> None:
        """Close the grading, after the last of its checks."""
        if self.crew is not None:
            self.crew.close()
        self.grading = self.crew = None


class CheckItem(pytest.Item):
    """One check of one exercise.

    Attributes:
        check: the check.
        result: what became of it, once it has run.
        raised: what the student's code raised, if that is why it failed, with their frames only.
    """

    parent: ExerciseFile

    def __init__(self, *, check: Check, **node: Any) -> None:
        super().__init__(**node)
        self.check = check
        self.result: CheckResult | None = None
        self.raised: pytest.ExceptionInfo[BaseException] | None = None
        self.extra_keyword_matches.update(check.functions)
        for unhelpful in _UNHELPFUL_WARNINGS:
            self.add_marker(pytest.mark.filterwarnings(unhelpful))

    @property
    def needs_worker(self) -> bool:
        """Whether there is anything of the student's to run for it."""
        module = self.parent.module
        return not module.problem and not module.untouched.intersection(self.check.functions)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Return the file, no line, and the heading that stands above the check's failure."""
        return self.path, None, headline(self.check.id, self.check.points, self.check.hidden)

    def runtest(self) -> None:
        """Run the check and keep its result, and what the student's code raised."""
        __tracebackhide__ = True
        grading = self.parent.grading
        assert grading is not None
        try:
            result = grading.run(self.check)
        except KeyboardInterrupt as interrupt:
            raise interrupt.with_traceback(_own_frames(interrupt, grading.path)) from None
        except CourseError as machine:  # no fault of the module's: no check is judged by it
            pytest.exit(str(machine), returncode=2)
        finally:
            self._keep_printed_short()
        error = grading.student_exception
        if isinstance(error, pytest.exit.Exception):  # somebody left the debugger by `quit`
            raise error
        self.result = result
        self.user_properties += [("points", result.points), ("out_of", result.out_of)]
        self.add_report_section("call", "stdout", shortened(result.printed))
        raised = result.message is not None and result.message.kind in ("raised", "import")
        frames = _own_frames(error, grading.path) if error and raised else None
        if error and frames:
            self.raised = pytest.ExceptionInfo.from_exception(error.with_traceback(frames))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_args: Any) -> Any:
        """Return one sentence for Ctrl-C, which comes here where a debugger would catch it."""
        if isinstance(excinfo.value, KeyboardInterrupt):
            return _("stopped by Ctrl-C")
        return super().repr_failure(excinfo)

    def _keep_printed_short(self) -> None:
        """Take what was printed before pytest does, so that it keeps no more than is shown."""
        capture = self.config.pluginmanager.getplugin("capturemanager")
        if capture is not None:
            for name, text in zip(("stdout", "stderr"), capture.read_global_capture(), strict=True):
                own = without_tensorflow_s_greeting(text)
                self.add_report_section("call", name, shortened(own))


def in_course_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return `items` with the checks in the course's order, each folder's together."""
    checks = [item for item in items if isinstance(item, CheckItem)]
    folders = list(dict.fromkeys(item.path.parent for item in checks))
    ordered = iter(
        sorted(
            checks,
            key=lambda item: (folders.index(item.path.parent), NAMES.index(item.path.stem)),
        )
    )
    return [next(ordered) if isinstance(item, CheckItem) else item for item in items]


def _own_frames(error: BaseException, path: Path) -> TracebackType | None:
    """Return the part of the traceback from the student's first frame to their last."""
    entries = []
    entry = error.__traceback__
    while entry is not None:
        entries.append(entry)
        entry = entry.tb_next
    own = [
        index
        for index, entry in enumerate(entries)
        if Path(entry.tb_frame.f_code.co_filename).parent == path.parent
    ]
    part = None
    for entry in reversed(entries[own[0] : own[-1] + 1] if own else []):
        part = TracebackType(part, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return part
