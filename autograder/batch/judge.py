"""A process that judges submissions, one after the other: jobs in, results out, check by check.

It runs nothing of a student's: that happens in workers. What it has said before it ends for
whatever reason is not lost: the next judge is told the results that there are already.
"""

from __future__ import annotations

import os
import resource
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import msgpack

from autograder.batch.settings import Settings, settings_from_dict, settings_to_dict
from autograder.report import CheckResult, result_from_dict, to_dict
from autograder.worker.frames import framed, read_frame

Known = dict[str, dict[str, CheckResult]]  # exercise → check's id → result


@dataclass(frozen=True)
class Job:
    """One submission to be judged.

    Attributes:
        folder: its modules.
        settings: how it is graded.
        known: results that there are already.
    """

    folder: Path
    settings: Settings
    known: Known


def packed_job(job: Job) -> bytes:
    """Return the job as bytes."""
    known = {
        exercise: {check: to_dict(result) for check, result in results.items()}
        for exercise, results in job.known.items()
    }
    data = [str(job.folder), settings_to_dict(job.settings), known]
    return msgpack.packb(data)


def unpacked_job(data: bytes) -> Job:
    """Return the job that `packed_job` made `data` of."""
    folder, settings, known = msgpack.unpackb(data)
    results = {
        exercise: {check: result_from_dict(result) for check, result in results.items()}
        for exercise, results in known.items()
    }
    return Job(Path(folder), settings_from_dict(settings), results)


def judge_all(channel: int) -> NoReturn:
    """Judge what comes from the socket `channel` until nothing more comes; do not return.

    For every job there come messages: ``begin`` with an exercise and a check's id, ``result`` with
    an exercise and a result, and at the end ``done`` with what it took, or ``problem`` with a
    sentence, if nothing can be graded on this machine, or ``stranded`` with one, if the process
    that workers come from is gone.
    """
    status = 1
    try:
        with socket.socket(fileno=channel) as manager:
            _say(manager, "ready", os.getpid())
            while (data := read_frame(manager)) is not None:
                _judge(unpacked_job(data), manager)
        status = 0
    finally:
        os._exit(status)


def _judge(job: Job, manager: socket.socket) -> None:
    from autograder.errors import CourseError
    from autograder.grade import Grading
    from autograder.worker.crew import Crew
    from autograder.worker.process import NoProcess

    started, cpu_before = time.monotonic(), _cpu_seconds()
    settings = job.settings
    try:
        with Crew(job.folder, settings.isolation, settings.limits) as crew:
            for name in settings.exercises:
                grading = Grading(
                    job.folder / f"{name}.py",
                    crew,
                    seed=settings.seed,
                    hidden=settings.hidden,
                    known=job.known.get(name),
                )
                for check in grading.checks:
                    _say(manager, "begin", name, check.id)
                    _say(manager, "result", name, to_dict(grading.run(check)))
            out_of_time = crew.out_of_time
    except NoProcess as error:
        _say(manager, "stranded", str(error))
        return
    except CourseError as error:
        _say(manager, "problem", str(error))
        return
    usage = {
        "seconds": time.monotonic() - started,
        "cpu_seconds": _cpu_seconds() - cpu_before + crew.used.cpu_seconds,
        "peak_memory": crew.used.memory,
    }
    _say(manager, "done", usage, out_of_time)


def _say(manager: socket.socket, *message: Any) -> None:
    manager.sendall(framed(msgpack.packb(message)))


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
