"""Misconceptions with further seeds: does each fail where it is said to, told from the others?

With the first seed each is a module of its own, graded whole, in a worker. What a check sees of it
there is what the judge sees when it looks for a name: so with further seeds that alone is asked.
The checks of other functions see the solution's, which are among the right work.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from autograder.catalogue import checks_for, misconceptions_for
from autograder.check import Check
from autograder.exercises import Exercise, exercise
from autograder.judge import evidence_of, named_by, result
from autograder.misconception import Misconception
from autograder.quality.specimens import Specimen
from autograder.quality.trial import Verdict
from autograder.report import CheckResult
from autograder.worker.environment import be_quiet, collect_garbage_rarely

_SEEDS_OF_ONE_POOL = 10  # Keras and TensorFlow keep a little of every model; new processes do not


def verdicts_apart(
    specimens: Sequence[Specimen], seeds: Sequence[int], jobs: int, finished: Callable[[], None]
) -> Iterator[Verdict]:
    """Yield what the checks in `caught_by` say of each misconception with each seed.

    Args:
        specimens: modules; those that are no misconception are passed over.
        seeds: with which to try.
        jobs: how many processes share the work.
        finished: is called for each exercise and seed; see `tasks`.
    """
    of_exercise: dict[str, dict[str, Specimen]] = {}
    for one in specimens:
        if one.misconception:
            of_exercise.setdefault(one.exercise, {})[one.misconception] = one
    be_quiet()  # handed on to the processes
    for first in range(0, len(seeds), _SEEDS_OF_ONE_POOL):
        some = seeds[first : first + _SEEDS_OF_ONE_POOL]
        with ProcessPoolExecutor(jobs, get_context("spawn"), _set_up) as pool:
            waiting = {
                pool.submit(_checked, name, seed): (name, seed)
                for seed in some
                for name in reversed(of_exercise)
            }
            try:
                for done in as_completed(waiting):
                    name, seed = waiting[done]
                    for wrong, checks in done.result().items():
                        yield Verdict(of_exercise[name][wrong], seed, checks)
                    finished()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def tasks(specimens: Sequence[Specimen], seeds: Sequence[int]) -> int:
    """Return how many pieces `verdicts_apart` divides the work into."""
    return len({one.exercise for one in specimens if one.misconception}) * len(seeds)


def _set_up() -> None:
    collect_garbage_rarely()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)  # what Keras has to say of wrong work


def _checked(name: str, seed: int) -> dict[str, tuple[CheckResult, ...]]:
    """Return for each misconception of an exercise what the checks that catch it say."""
    return {
        wrong.id: tuple(
            _said_by(check, exercise(name), wrong, seed)
            for check in checks_for(name)
            if check.id in wrong.caught_by
        )
        for wrong in misconceptions_for(name)
    }


def _said_by(check: Check, of: Exercise, wrong: Misconception, seed: int) -> CheckResult:
    """Return whether a check fails a misconception, and as what the judge would name it."""
    seen = evidence_of(check, wrong, of, seed)
    if seen is None:
        return result(check, "passed")
    named = named_by(check, seen, misconceptions_for(of.name), of, seed)
    return result(check, "failed", misconception=named.id if named else "")
