"""Give submissions to judges until all are graded; each result is in the journal at once."""

from __future__ import annotations

import contextlib
import selectors
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.batch.handed_in import HandedIn
from autograder.batch.journal import Journal
from autograder.batch.judges import Judge, Nursery
from autograder.batch.record import Graded, Usage
from autograder.batch.settings import Settings
from autograder.batch.work import Work, outstanding
from autograder.errors import CourseError
from autograder.report import result_from_dict
from autograder.text import _

Finished = Callable[[Graded | None], None]
_MAX_FALSE_STARTS = 3  # in a row, without a result in between
PATIENCE = 240.0  # seconds beyond a check's own limit; the first judge has TensorFlow to import


@dataclass(frozen=True)
class Batch:
    """One run of the grader over a class.

    Attributes:
        handed: the submissions.
        settings: how they are graded.
        jobs: how many are graded at once.
        regrade: students whose submissions are graded anew in any case.
    """

    handed: list[HandedIn]
    settings: Settings
    jobs: int
    regrade: Collection[str] = ()


def run(batch: Batch, journal: Journal, place: Path, finished: Finished, nursery: Nursery) -> None:
    """Grade what is not graded yet and add each record to the journal.

    Args:
        batch: what to grade, and how.
        journal: where finished submissions are noted.
        place: an existing, empty folder for the submissions' modules.
        finished: called with each record, or with None for a submission that needed no grading.
        nursery: where judges come from.

    Raises:
        CourseError: nothing can be graded on this machine, or the journal cannot be written.
    """
    works = _worth_judging(
        outstanding(batch.handed, journal, batch.settings, batch.regrade, place), journal, finished
    )
    with selectors.DefaultSelector() as selector:
        bench = Bench(nursery, selector, batch.settings.limits.seconds + PATIENCE)
        try:
            waiting = True
            while waiting or bench.at_work:
                while waiting and len(bench.at_work) < batch.jobs:
                    work = next(works, None)
                    waiting = work is not None
                    if work is not None:
                        bench.give(work)
                for graded, work in bench.wait():
                    journal.append(graded)
                    work.remove()
                    finished(graded)
        finally:
            bench.close()


@dataclass
class Bench:
    """The judges that are at work or could be.

    Attributes:
        nursery: where new ones come from.
        selector: wakes when one of them has something to say.
        patience: seconds of silence after which one is taken to hang.
        at_work: each busy judge with what it judges.
        idle: those that wait for a job.
    """

    nursery: Nursery
    selector: selectors.BaseSelector
    patience: float
    at_work: dict[Judge, Work] = field(default_factory=dict)
    idle: list[Judge] = field(default_factory=list)
    false_starts: int = 0

    def give(self, work: Work) -> None:
        """Let a judge begin with `work`."""
        judge = self.idle.pop() if self.idle else self._new()
        self.at_work[judge] = work
        with contextlib.suppress(OSError):  # gone meanwhile: `wait` will see it
            judge.give(work.job)

    def judged(self, work: Work) -> Graded:
        """Have `work` judged, alone, and return the record."""
        self.give(work)
        while True:
            for graded, _work in self.wait():
                return graded

    def wait(self) -> list[tuple[Graded, Work]]:
        """Wait until some judge has something to say; return what is finished."""
        finished = []
        for key, _events in self.selector.select(timeout=1.0):
            if key.data in self.at_work or key.data in self.idle:  # not ended meanwhile
                graded = self._hear(key.data)
                if graded is not None:
                    finished.append(graded)
        for judge in list(self.at_work):
            if time.monotonic() - judge.silent_since > self.patience:
                finished += self._lost(judge)
        return finished

    def _hear(self, judge: Judge) -> tuple[Graded, Work] | None:
        try:
            messages = judge.receive()
        except EOFError:
            return next(iter(self._lost(judge)), None)
        for kind, *content in messages:
            if kind == "ready":
                judge.pid = content[0]
            elif kind == "problem":
                raise CourseError(content[0])
            elif kind == "stranded":
                self._start_over(content[0])
                return None
            elif kind == "begin":
                self.at_work[judge].current = (content[0], content[1])
            elif kind == "result":
                self.false_starts = 0
                self.at_work[judge].keep(content[0], result_from_dict(content[1]))
            elif kind == "done":
                work = self.at_work.pop(judge)
                self._rest(judge)
                return work.graded("stopped" if content[1] else "graded", Usage(**content[0])), work
        return None

    def _rest(self, judge: Judge) -> None:
        if judge.jobs_left:
            self.idle.append(judge)
        else:
            self._dismiss(judge)

    def _lost(self, judge: Judge) -> list[tuple[Graded, Work]]:
        """Put another in the place of a judge that ended or hangs; return its work if given up."""
        work = self.at_work.pop(judge, None)
        if judge in self.idle:
            self.idle.remove(judge)
        if judge.pid == 0:
            self.false_starts += 1
            if self.false_starts >= _MAX_FALSE_STARTS:
                raise CourseError(self._cannot_start())
        self._dismiss(judge)
        if work is None:
            return []
        if judge.pid == 0 or work.crashed():
            self.give(work)
            return []
        return [(work.graded("stopped", Usage()), work)]

    def _start_over(self, why: str) -> None:
        """Start nursery and zygote anew, and go on with everybody's work where it was."""
        self.false_starts += 1
        if self.false_starts >= _MAX_FALSE_STARTS:
            raise CourseError(why)
        works = list(self.at_work.values())
        self.close()
        self.nursery.close()
        for work in works:
            self.give(work)

    def _cannot_start(self) -> str:
        why = self.nursery.last_words()
        return _("the grader's own process cannot be started: {why}").format(why=why)

    def _new(self) -> Judge:
        judge = self.nursery.new_judge()
        self.selector.register(judge.channel, selectors.EVENT_READ, judge)
        return judge

    def _dismiss(self, judge: Judge) -> None:
        self.selector.unregister(judge.channel)
        judge.end()

    def close(self) -> None:
        """End all of them."""
        for judge in [*self.at_work, *self.idle]:
            self._dismiss(judge)
        self.at_work.clear()
        self.idle.clear()


def _worth_judging(
    works: Iterator[Work | None], journal: Journal, finished: Finished
) -> Iterator[Work]:
    """Yield what needs a judge; finish the rest."""
    for work in works:
        if work is None:
            finished(None)
        elif work.is_unreadable or not work.settings.exercises:
            graded = work.graded("unreadable" if work.is_unreadable else "graded", Usage())
            journal.append(graded)
            work.remove()
            finished(graded)
        else:
            yield work
