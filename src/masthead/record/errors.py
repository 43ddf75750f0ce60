"""The three ways in which evidence fails. The text of each says what and where."""


class RecordError(Exception):
    """Something of the record does not hold."""


class MalformedError(RecordError):
    """It cannot be read as what it claims to be: damaged, cut off or written by other rules."""


class UnprovenError(RecordError):
    """It can be read, and does not prove what it claims."""


class AlteredError(RecordError):
    """What is shown is not what was published."""
