"""Whether a model is still what it was before the student's function had it."""

from __future__ import annotations

import numpy as np

from autograder import expect
from autograder.records.kinds import Model
from autograder.text import _


def expect_unchanged(before: Model, after: Model, function: str) -> None:
    """Expect the same weights, settings and compiled state in two records of the same model.

    Args:
        before: `Student.state` of the model before the call.
        after: and after it.
        function: the student's function that was called in between.
    """
    changed = ""
    old, new = (
        [array for layer in one.layers for array in layer.weights] for one in (before, after)
    )
    if len(old) != len(new) or not all(map(np.array_equal, old, new)):
        changed = _("its weights are not what they were")
    elif [layer.config for layer in before.layers] != [layer.config for layer in after.layers]:
        changed = _("its layers are not set as they were")
    elif before.compiled != after.compiled:
        changed = _("it has been compiled anew")
    expect.that(
        not changed,
        _("`{function}` changes the model").format(function=function),
        got=changed,
        promised=_("the model as it was"),
        kind="changed",
        evidence=("model", function, changed),
    )
