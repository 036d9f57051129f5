"""What stands where nbgrader has ``Execute``: check cells get their outputs without a kernel."""

from __future__ import annotations

from typing import Any, cast

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets import Bool, Enum, Float, Integer, Unicode

from autograder.batch.record import Graded
from autograder.batch.settings import Settings
from autograder.nbgrader.judging import judged
from autograder.nbgrader.mend import take_notes
from autograder.notebook import CodeCell, checked_exercise, module_of
from autograder.report import ExerciseReport, Level
from autograder.results.in_notebook import cell_html, cell_text, graded_cell
from autograder.results.notes import NoteLink, into_site, no_link
from autograder.text import _
from autograder.worker.limits import Limits


class GradeCells(NbGraderPreprocessor):
    """Grades what stands before a check cell, and writes the Report into its outputs."""

    isolation = Enum(
        ["sandbox", "process"], "sandbox", help="where student code runs; process: limits only"
    ).tag(config=True)
    seed = Integer(0, help="decides every random choice of the checks").tag(config=True)
    hidden = Bool(False, help="whether hidden checks run too: they can only take points away").tag(
        config=True
    )
    cpu_seconds = Float(20.0, help="processor time for one check").tag(config=True)
    gigabytes = Float(4.0, help="memory for one submission").tag(config=True)
    notes = Unicode("", help="the address of the notes' site, for links to it").tag(config=True)

    def preprocess(
        self, nb: nbformat.NotebookNode, resources: Any
    ) -> tuple[nbformat.NotebookNode, Any]:
        """Return the notebook with the outputs of its check cells."""
        notes = take_notes(nb)
        for place, cell in enumerate(nb.cells):
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
            if not is_grade(cell) or is_solution(cell) or cell.cell_type != "code":
                continue
            exercise = checked_exercise(cell.source)
            if exercise is None:
                cell.outputs = [_cannot_be_graded()]
            else:
                graded = self._graded(exercise, nb.cells[:place], notes)
                cell.outputs = outputs_of(graded, into_site(self.notes))
        return nb, resources

    def _graded(
        self, exercise: str, before: list[nbformat.NotebookNode], notes: list[str]
    ) -> Graded:
        cells = [_code_cell(cell) for cell in before if cell.cell_type == "code"]
        module = module_of(cells)
        report = judged(exercise, module.source, self._settings())
        notes = [*notes, *module.notes]
        if _could_not_be_imported(report):
            module = module_of(cells, definitions_only=True)
            report = judged(exercise, module.source, self._settings())
            notes.append(
                _(
                    "Your cells took too long, or ended the grader's process, so only imports,"
                    " functions, classes and plain values were kept."
                )
            )
        return graded_cell(report, notes, cast("Level", self.isolation), self.seed)

    def _settings(self) -> Settings:
        limits = Limits.for_cpu_seconds(self.cpu_seconds, memory=int(self.gigabytes * 2**30))
        return Settings(
            seed=self.seed,
            isolation=cast("Level", self.isolation),
            limits=limits,
            hidden=self.hidden,
        )


def outputs_of(graded: Graded, link: NoteLink = no_link) -> list[nbformat.NotebookNode]:
    """Return the outputs of a check cell: the Report as text and as HTML, and the points."""
    points = float(graded.report.points)
    return [
        nbformat.v4.new_output("stream", name="stdout", text=cell_text(graded)),
        nbformat.v4.new_output(
            "display_data",
            data={"text/html": cell_html(graded, link), "text/plain": "<autograder report>"},
        ),
        nbformat.v4.new_output(
            "execute_result", data={"text/plain": repr(points)}, execution_count=1
        ),
    ]


def _code_cell(cell: nbformat.NotebookNode) -> CodeCell:
    about = cell.metadata.get("nbgrader", {})
    return CodeCell(cell.source, is_ours=bool(about.get("locked") and not about.get("solution")))


def _could_not_be_imported(report: ExerciseReport) -> bool:
    """Whether the module's own top level was ended from outside."""
    messages = [check.message for check in report.checks if check.message is not None]
    return any(message.kind == "import" and not message.lines for message in messages)


def _cannot_be_graded() -> nbformat.NotebookNode:
    sentence = _("This cell is no check of the course and cannot be graded without a kernel.")
    return nbformat.v4.new_output(
        "error", ename="CourseError", evalue=sentence, traceback=[sentence]
    )
