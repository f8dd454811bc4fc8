"""What can go wrong on the wire, each with a message that says what to do; never holds a token."""

# ruff: noqa: N818 - each name says what happened, as in the field

from __future__ import annotations


def brief(url: str) -> str:
    """An address as people can read it: without its query, which names dozens of keys and a cursor."""
    path, query, _ = url.partition("?")
    return f"{path}?…" if query else path


class HubError(Exception):
    """The Hub, or what answered in its place, could not be used; the message says why and what to do."""


class HubGaveUp(HubError):
    """One request kept failing for longer than allowed.

    Attributes: `url`, `attempts` made, `seconds` spent failing, `last_error` in words.
    """

    def __init__(self, url: str, attempts: int, seconds: float, last_error: str) -> None:
        self.url, self.attempts, self.seconds, self.last_error = url, attempts, seconds, last_error
        super().__init__(
            f"Gave up on {brief(url)} after {attempts} attempts in {seconds:.0f} s; the last one failed with: "
            f"{last_error}. What was stored so far is kept: start again later to go on from there."
        )


class WaitTooLong(HubGaveUp):
    """The Hub asks for a longer wait than anyone should sit through; `asked_s` seconds."""

    def __init__(self, url: str, attempts: int, seconds: float, asked_s: float, why: str) -> None:
        super().__init__(url, attempts, seconds, f"{why} asks to wait {asked_s:.0f} s in all")
        self.asked_s = asked_s


class HubRefused(HubError):
    """The Hub answered with something this client does not follow, such as a redirect to another host."""


class ForeignLink(HubError):
    """An answer points to an address outside the configured endpoint; it is not followed."""


class BadToken(HubError):
    """The token is not accepted, or cannot be sent at all."""


class AnswerTooLarge(HubError):
    """An answer is larger than the bound on one answer."""


class UnusableAnswer(HubError):
    """An answer is JSON, but not of the documented shape."""


class NotAnId(HubError, ValueError):
    """What was given as a repository's id is none, so the Hub was not asked."""


class StuckPaging(HubError):
    """A page names itself, or an earlier page, as the next one."""


class Stopped(Exception):
    """The caller's stop event was set while a request or a wait was under way."""
