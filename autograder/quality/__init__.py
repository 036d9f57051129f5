"""The grader measured: right work that it refuses, wrong work that it pays, mistakes it names.

`specimens` are the modules that it is tried on, `mutants` those that a machine makes; `trial`
grades them, `measured` counts, and `screen` and `page` show what came of it.
"""
