"""Environment variables under which student code runs: quiet, without GPU, without windows."""

from __future__ import annotations

import os

QUIET = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "MPLBACKEND": "agg",
}
# A thread that exists before a fork does not exist after it: OpenBLAS would start some.
SINGLE_THREADED = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def be_quiet() -> None:
    """Set them in this process, where nobody has set them otherwise."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
