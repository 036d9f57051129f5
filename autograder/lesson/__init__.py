"""The whole lesson, done once with the reference solutions: ``autograder lesson``."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from autograder.lesson import steps
from autograder.lesson.narration import Narration
from autograder.lesson.quiet import import_tensorflow, no_advice, no_windows
from autograder.lesson.report import write_report
from autograder.lesson.result import LessonError, LessonResult, ModelResult, Restored
from autograder.lesson.settings import settings_for
from autograder.lesson.solutions import load_solutions
from autograder.mnist import Mnist, find_mnist
from autograder.text import _

__all__ = ["LessonError", "LessonResult", "ModelResult", "Restored", "run"]


def run(
    data: str | Path | None = None,
    epochs: int | None = None,
    out: str | Path = "lesson",
    seed: int = 0,
) -> LessonResult:
    """Give the lesson: train an MLP and a CNN, save, restore and test them, and write a report.

    Each step prints what it found. The best epoch of each model is chosen on validation data held
    out of the training images; the test images are looked at once, at the end.

    Args:
        data: an ``mnist.npz``; without it `autograder.mnist.find_mnist` finds the images.
        epochs: how long both models are trained; without it, what suits the number of images.
        out: the folder for ``report.html``, ``result.json``, ``figures/`` and ``models/``. What an
            earlier lesson left there is overwritten.
        seed: what all randomness starts from, 0 to 4294967295.

    Raises:
        LessonError: an argument is wrong, or `out` cannot be written to.
        autograder.errors.CourseError: the reference solutions are not there.
        autograder.mnist.MnistError: the data cannot be used.
    """
    if epochs is not None and epochs < 1:
        raise LessonError(
            _("{epochs} epochs are none at all: give --epochs 1 or more.").format(epochs=epochs)
        )
    if not 0 <= seed < 2**32:
        raise LessonError(
            _("The seed {seed} is out of range: give --seed from 0 to 4294967295.").format(
                seed=seed
            )
        )
    try:
        return _run(data, epochs, Path(out), seed)
    except OSError as error:
        raise LessonError(
            _("{out} cannot be written to ({reason}): name another folder with --out.").format(
                out=out, reason=error.strerror or error
            )
        ) from error


def _run(data: str | Path | None, epochs: int | None, out: Path, seed: int) -> LessonResult:
    mnist = find_mnist(data)
    for folder in (out / "figures", out / "models"):
        folder.mkdir(parents=True, exist_ok=True)
    no_windows()
    narration = Narration(Console(), out / "figures")
    steps.load(narration, mnist)
    import_tensorflow()
    with no_advice():
        result = _teach(narration, mnist, epochs, out, seed)
    (out / "result.json").write_text(result.to_json(), encoding="utf-8")
    write_report(result, narration.steps)
    narration.console.print()
    narration.console.print(
        _("The report: {path}").format(path=result.report), markup=False, highlight=False
    )
    return result


def _teach(
    narration: Narration, mnist: Mnist, epochs: int | None, out: Path, seed: int
) -> LessonResult:
    import keras

    keras.utils.set_random_seed(seed)
    solutions, models = load_solutions(), out / "models"
    images, labels = steps.preprocess(narration, solutions, mnist)
    learning, validating = steps.hold_out(narration, images, labels, seed)
    settings = settings_for(len(learning[0]), epochs)
    datasets = steps.make_datasets(
        narration, solutions, learning, validating, settings["CNN"].batch_size
    )
    trained = {
        name: steps.train(
            narration, solutions, name, model, datasets, settings[name], models / name.lower()
        )
        for name, model in steps.build(narration, solutions).items()
    }
    scores = steps.load_best_and_latest(narration, solutions, trained, datasets[1])
    restored = steps.save_and_restore(narration, solutions, trained, validating[0], models)
    tested = steps.test(narration, solutions, trained, mnist)
    winner = next(iter(tested))
    steps.show_errors(narration, solutions, trained[winner].best, winner, mnist)

    return LessonResult(
        source=mnist.source,
        training_images=len(learning[0]),
        validation_images=len(validating[0]),
        test_images=len(mnist.test[0]),
        seed=seed,
        versions=steps.versions(),
        models={
            name: ModelResult(
                parameters=int(numbers["parameters"]),
                epochs=trained[name].epochs,
                best_epoch=trained[name].best_epoch,
                seconds=round(trained[name].seconds, 1),
                validation_accuracy=scores[name],
                test_loss=numbers["loss"],
                test_accuracy=numbers["accuracy"],
            )
            for name, numbers in tested.items()
        },
        restored=tuple(restored),
        out=out,
    )
