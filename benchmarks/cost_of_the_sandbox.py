"""What it costs to seal student code off: processor time of a solved submission, both ways.

The same checks of all ten exercises are run sealed off, in a worker forked for the submission, and
unsealed, in this warm process; by turns, so that whatever else the machine does hits both.

    python benchmarks/cost_of_the_sandbox.py --rounds 5
"""

from __future__ import annotations

import argparse
import contextlib
import io
import statistics
import time
from pathlib import Path

from autograder.grade import Grading
from autograder.report import Level
from autograder.submission import find_modules
from autograder.worker.crew import Crew
from autograder.worker.environment import be_quiet
from autograder.worker.process import ZYGOTE

SOLUTIONS = Path(__file__).parents[1] / "solutions"
AT_MOST = 1.3
SECONDS_AT_MOST = 6.0


def cost(isolation: Level) -> tuple[float, dict[str, float]]:
    """Return the seconds of processor time of a solved submission; the judge's by exercise."""
    parts = {}
    with Crew(SOLUTIONS, isolation) as crew, contextlib.redirect_stdout(io.StringIO()):
        for path in find_modules(SOLUTIONS):
            started = time.process_time()
            grading = Grading(path, crew)
            results = [grading.run(check) for check in grading.checks]
            assert all(found.status == "passed" for found in results), path.name
            parts[path.stem] = time.process_time() - started
    return sum(parts.values()) + crew.used.cpu_seconds, parts


def main() -> None:
    """Measure, print, and say whether the sandbox is as cheap as it should be."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    be_quiet()
    cost("in-process"), cost("sandbox")  # the first time imports TensorFlow, here and there
    sealed, unsealed, judge = [], [], []
    for _round in range(rounds):
        total, parts = cost("sandbox")
        sealed.append(total)
        judge.append(sum(parts.values()))
        total, by_exercise = cost("in-process")
        unsealed.append(total)
    ZYGOTE.close()
    medians = [statistics.median(values) for values in (sealed, unsealed, judge)]
    ratio = medians[0] / medians[1]
    print(f"sealed:   {medians[0]:.2f} s of processor time, {medians[2]:.2f} s of it the judge's")
    print(f"unsealed: {medians[1]:.2f} s; by exercise, in the last round:")
    for name, seconds in sorted(by_exercise.items(), key=lambda item: -item[1]):
        print(f"  {name:20} {seconds:.2f} s")
    print(f"ratio of the medians: {ratio:.2f} (should be at most {AT_MOST})")
    print(f"a solved submission:  {medians[0]:.2f} s (should be at most {SECONDS_AT_MOST:g} s)")


if __name__ == "__main__":
    main()
