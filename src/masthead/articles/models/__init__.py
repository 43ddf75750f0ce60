"""The kinds of page an outlet has."""

from masthead.articles.kinds import Kind

from .article import ArticlePage, RelatedArticle
from .byline import Byline
from .correction import Correction
from .folders import StoriesFolder, TopicsFolder
from .front import FrontPage, FrontPick, FrontSection, Slot
from .listing import Listing
from .section import SectionPage
from .standing import StandardPage, TopicPage

__all__ = [
    "ArticlePage",
    "Byline",
    "Correction",
    "FrontPage",
    "FrontPick",
    "FrontSection",
    "Kind",
    "Listing",
    "RelatedArticle",
    "SectionPage",
    "Slot",
    "StandardPage",
    "StoriesFolder",
    "TopicPage",
    "TopicsFolder",
]
