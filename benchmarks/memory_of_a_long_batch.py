"""Whether the grader's memory stays flat: five hundred submissions in one batch.

Every submission is one module, so that it takes minutes; the memory is that of the command itself
and of the processes it keeps, sampled after each submission, without what they share.

    python benchmarks/memory_of_a_long_batch.py --submissions 500
"""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
from pathlib import Path

from autograder.batch import grade_many
from autograder.batch.judges import Nursery
from autograder.batch.record import Graded
from autograder.batch.settings import Settings

SOLUTIONS = Path(__file__).parents[1] / "solutions"
FROM, WITHIN = 50, 0.05


class Sampler:
    """Notes the grader's memory after every submission."""

    def __init__(self) -> None:
        self.samples: list[int] = []

    def begin(self, submissions: int) -> None:
        """Nothing is noted before the first is finished."""

    def finished(self, graded: Graded | None) -> None:
        """Note the memory of this process, of the judges, and of the process they come from."""
        self.samples.append(sum(map(_own_bytes, [str(os.getpid()), *_judges(str(os.getpid()))])))


def _judges(pid: str) -> list[str]:
    """Return the descendants of a process that are no workers and no zygote."""
    found = []
    with contextlib.suppress(OSError):  # it may end meanwhile
        for child in Path("/proc", pid, "task", pid, "children").read_text().split():
            if b"autograder.worker" not in Path("/proc", child, "cmdline").read_bytes():
                found += [child, *_judges(child)]
    return found


def _own_bytes(pid: str) -> int:
    """Return a process's memory; what it shares with others counts in parts."""
    lines = []
    with contextlib.suppress(OSError):
        lines = Path("/proc", pid, "smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def main() -> None:
    """Grade, print the memory every fifty submissions, and how far it strays."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--submissions", type=int, default=500)
    parser.add_argument("--exercise", default="build_mlp")
    options = parser.parse_args()
    sampler = Sampler()
    with tempfile.TemporaryDirectory() as place, Nursery() as nursery:
        source = (SOLUTIONS / f"{options.exercise}.py").read_text(encoding="utf-8")
        for n in range(options.submissions):
            folder = Path(place, "class", f"{n:04d}")
            folder.mkdir(parents=True)
            (folder / f"{options.exercise}.py").write_text(f"{source}\n# {n}\n", encoding="utf-8")
        settings = Settings(exercises=(options.exercise,))
        results = Path(place, "results")
        grade_many(Path(place, "class"), results, settings, jobs=2, watch=sampler, nursery=nursery)
    samples = sampler.samples
    averages = [
        sum(samples[n : n + 50]) / len(samples[n : n + 50]) for n in range(0, len(samples), 50)
    ]
    for n, average in enumerate(averages):
        print(f"submissions {50 * n + 1:4}–{50 * n + 50:4}: {average / 2**20:7.0f} MB")
    later = averages[FROM // 50 :]
    if later:
        strays = max(abs(average / later[0] - 1) for average in later)
        print(f"from the {FROM}th on it strays by {strays:.1%} (should be at most {WITHIN:.0%})")


if __name__ == "__main__":
    main()
