"""The two kinds of failure that a user may meet."""


class InputError(ValueError):
    """The input cannot be used; the message is shown to the user as it is.

    A message says what came, what is allowed and what to do.
    """


class SetupError(RuntimeError):
    """Set-up is incomplete (a file, a tool, the network or disk space is missing).

    The message is one sentence that says what to do; the command line prints it and exits with 1.
    """


class Cancelled(RuntimeError):
    """The user cancelled a running job."""
