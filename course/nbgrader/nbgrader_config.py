"""nbgrader's configuration for this course: grading without a kernel, sealed off.

Everything else is nbgrader's own. Without this file the notebooks are graded by executing them,
with the same points, but nothing then keeps a submission from the gradebook.
"""

from pathlib import Path

from autograder.nbgrader.class_folder import in_the_source
from autograder.nbgrader.commands import command
from autograder.nbgrader.submitted import hand_in_nothing_else

c = get_config()  # noqa: F821 — Jupyter gives it

c.CourseDirectory.course_id = "mnist-cnn"
command("alembic")  # nbgrader calls it by its name, which fails where no environment is activated

# nbgrader would release every file in source/, and solutions are .py files.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", ".pytest_cache", "*.py"]

# Downloads of Moodle and Canvas, and folders or zips called after students.
c.ZipCollectApp.collector_plugin = "autograder.nbgrader.collect.LmsCollector"

c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}

# A notebook is read in whatever state it is, and its cells are made the assignment's own again.
c.Autograde.exporter_class = "autograder.nbgrader.submitted.SubmittedNotebook"
c.Autograde.pre_convert_hook = hand_in_nothing_else
c.Autograde.sanitize_preprocessors = [
    "autograder.nbgrader.mend.Mend",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# Where Execute stood, nothing of a submission runs in nbgrader's process, and no kernel is started.
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader.grade_cells.GradeCells",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# nbgrader would put the files of source/ in place of a student's of the same name.
c.Autograde.exclude_overwriting = in_the_source(Path(__file__).parent / "source")

# "sandbox" (Linux), or "process" where a machine cannot seal student code off.
c.GradeCells.isolation = "sandbox"
# Hidden checks can only take points away; what they look for is never shown.
c.GradeCells.hidden = False
# Where the notes' site is published (https://…), for feedback to link to it.
c.GradeCells.notes = ""
