"""What MediaPipe's tasks have in common here."""

from __future__ import annotations

from typing import TypeVar

Task = TypeVar("Task")


def never_closed(task: type[Task]) -> type[Task]:
    """The class of a task that lives as long as the process.

    MediaPipe's own closes a task when it is collected; at the interpreter's end the threads that
    this needs are gone, and it prints a trace instead. The system frees what is left.
    """
    return type(task.__name__, (task,), {"__del__": lambda self: None})
