"""nbgrader: the exercises as notebooks, and grading them without a kernel."""
