"""What can go wrong in the world or against a rule, each with the sentence the user reads."""

from __future__ import annotations


class PassageError(Exception):
    """An error of the world (file, disk, printer): its text is the French sentence to show."""


class UsageError(PassageError):
    """A command line that cannot be understood."""


class Refusal(PassageError):  # noqa: N818  a rule that says no is no error
    """An act a rule does not allow: its text is the reason, in French."""


class ReasonNeeded(Refusal):
    """An act that is allowed once it gives its reason."""
