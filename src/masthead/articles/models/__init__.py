"""The kinds of page an outlet has."""

from masthead.articles.kinds import Kind

from .article import ArticlePage, RelatedArticle
from .byline import Byline
from .folders import StoriesFolder, TopicsFolder
from .front import FrontPage, FrontPick, FrontSection, Slot
from .section import SectionPage
from .standing import StandardPage, TopicPage

__all__ = [
    "ArticlePage",
    "Byline",
    "FrontPage",
    "FrontPick",
    "FrontSection",
    "Kind",
    "RelatedArticle",
    "SectionPage",
    "Slot",
    "StandardPage",
    "StoriesFolder",
    "TopicPage",
    "TopicsFolder",
]
