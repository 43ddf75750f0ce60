"""What readers say under a story, and what moderators did about it."""

from .comment import Comment, CommentQuerySet, Edited, Source, Status
from .desk import Ban, Report, ThreadLock
from .mail import About, Follower, MailCount
from .mention import Mention
from .rules import CommentRules
from .trace import CommentRevision, ModerationEntry

__all__ = [
    "About",
    "Ban",
    "Comment",
    "CommentQuerySet",
    "CommentRevision",
    "CommentRules",
    "Edited",
    "Follower",
    "MailCount",
    "Mention",
    "ModerationEntry",
    "Report",
    "Source",
    "Status",
    "ThreadLock",
]
