"""Why something could not be fetched. Each text is one sentence for a person."""

from http import HTTPStatus


class FetchError(Exception):
    """Nothing usable came. The subclasses say whose fault it was."""


class BadAddressError(FetchError):
    """The address is none that can be asked: no web address, a password in it, a strange port."""


class ForbiddenError(FetchError):
    """The address leads, or may lead, into a network that is not public."""


class UnreachableError(FetchError):
    """The host has no address, does not answer, or cannot prove who it is."""


class TooSlowError(FetchError):
    """The host took longer than it had."""


class TooLargeError(FetchError):
    """More came than is taken."""


class BrokenAnswerError(FetchError):
    """What came is no whole answer: broken off, no HTTP, redirects without end."""


class AnsweredError(FetchError):
    """The host answered, but not with what was asked for."""

    def __init__(self, host: str, status: int, wait: float = 0) -> None:
        """`wait` is how many seconds the host asked to be left alone, 0 if it did not say."""
        self.status = status
        self.wait = wait
        try:
            words = HTTPStatus(status).phrase.lower()
        except ValueError:
            words = "no known status"
        super().__init__(f"{host} answered {status} ({words}).")
