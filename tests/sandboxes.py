"""The mark of tests that need a machine that can seal student code off."""

from __future__ import annotations

import pytest

from autograder.worker.sandbox.support import missing

needs_sandbox = pytest.mark.skipif(bool(missing()), reason=missing() or "there is a sandbox")
