"""Student code sealed off on Linux, behind two walls that each hold alone.

The first wall is a room of its own (`namespaces`, `room`): no network, no other process, a root
file system with little in it. The second (`seal`: `landlock`, `seccomp`, limits) is put up by the
worker itself before it imports anything of the student's, and serves alone where user namespaces
are forbidden.
"""
