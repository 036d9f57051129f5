"""Where a student's code runs.

`host` executes one module's functions and answers with plain data; `in_process` keeps it in the
judge's own process, `process` in a child that is forked from `zygote`, watched by `keeper` and
killed from outside at its limits. All of them answer the same requests with the same bytes.
"""
