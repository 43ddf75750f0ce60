"""Things a newsroom has, made the way the newsroom makes them.

Pages are published through a revision, so they get their address as in real life.
The page tree has to stand first: the fixture ``outlet`` plants it.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import factory
from django.core.files.images import ImageFile
from factory.django import DjangoModelFactory
from PIL import Image as Pillow
from wagtail.rich_text import RichText

from masthead.articles import tree
from masthead.articles.models import (
    ArticlePage,
    Byline,
    FrontPick,
    SectionPage,
    StandardPage,
    TopicPage,
)
from masthead.articles.models.byline import Role
from masthead.comments.models import Comment, Status
from masthead.comments.thread import attach
from masthead.core.tasks import once_each
from masthead.media.models import Image
from masthead.people.models import Person, User


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"editor{n}")
    email = factory.LazyAttribute(lambda it: f"{it.username}@news.example")


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Alma Verne {n}")
    slug = factory.Sequence(lambda n: f"alma-verne-{n}")


class ImageFactory(DjangoModelFactory[Image]):
    """A picture of one colour; ``size`` in pixels."""

    class Meta:
        model = Image

    class Params:
        size = (800, 600)

    title = factory.Sequence(lambda n: f"harbour-{n}.png")
    alt_text = "Boats in the harbour at dawn"

    @factory.lazy_attribute
    def file(self) -> ImageFile:
        data = BytesIO()
        Pillow.new("RGB", self.size, "#35607a").save(data, "PNG")
        data.seek(0)
        return ImageFile(data, name=self.title)


class PageFactory(DjangoModelFactory[Any]):
    """``parent`` is a page, ``live=False`` leaves a draft, ``published_at`` dates it back."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Page {n}")

    @classmethod
    def _create(cls, model_class: Any, *_args: Any, **kwargs: Any) -> Any:
        parent = kwargs.pop("parent", None) or cls.usual_parent()
        publish = kwargs.pop("live", True)
        published_at: datetime | None = kwargs.pop("published_at", None)
        page = cls.make(model_class, **kwargs)
        page.live = False
        page.first_published_at = published_at
        with once_each():
            parent.add_child(instance=page)
            revision = page.save_revision()
            if publish:
                revision.publish()
        if published_at:
            model_class.objects.filter(pk=page.pk).update(last_published_at=published_at)
        return model_class.objects.get(pk=page.pk)

    @classmethod
    def usual_parent(cls) -> Any:
        return tree.front_page()

    @classmethod
    def make(cls, model_class: Any, **kwargs: Any) -> Any:
        """Return the page, not yet saved."""
        return model_class(**kwargs)


class SectionFactory(PageFactory):
    class Meta:
        model = SectionPage

    title = factory.Sequence(lambda n: f"Section {n}")


class StandardFactory(PageFactory):
    class Meta:
        model = StandardPage


class TopicFactory(PageFactory):
    class Meta:
        model = TopicPage

    title = factory.Sequence(lambda n: f"Topic {n}")

    @classmethod
    def usual_parent(cls) -> Any:
        return tree.topics_folder()


class ArticleFactory(PageFactory):
    """A story; ``by`` lists people or (person, role) pairs, ``about`` topics, ``also_in`` sections.

    ``words`` is a shorthand for a body of one paragraph.
    """

    class Meta:
        model = ArticlePage

    title = factory.Sequence(lambda n: f"Ferry number {n} arrives on time")
    standfirst = "The harbour office counts passengers anew."

    @classmethod
    def make(cls, model_class: Any, **kwargs: Any) -> ArticlePage:
        words = kwargs.pop("words", "The ferry came in at seven.")
        kwargs.setdefault("body", [("text", RichText(f"<p>{words}</p>"))])
        by, about, also_in = (kwargs.pop(name, ()) for name in ("by", "about", "also_in"))
        story: ArticlePage = model_class(**kwargs)
        story.bylines = [_line(place, entry) for place, entry in enumerate(by)]
        story.topics = list(about)
        story.other_sections = list(also_in)
        return story

    @classmethod
    def usual_parent(cls) -> Any:
        return tree.stories_folder()


class CommentFactory(DjangoModelFactory[Comment]):
    """An approved comment with the next number of its page, unless told otherwise."""

    class Meta:
        model = Comment

    page = factory.SubFactory(ArticleFactory)
    status = Status.APPROVED
    author_name = "Robin Field"
    text = "The seven o'clock ferry was late again."
    html = factory.LazyAttribute(lambda it: f"<p>{it.text}</p>")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Comment:
        return attach(model_class(*args, **kwargs))


def pick(front: Any, slot: str, article: ArticlePage) -> FrontPick:
    """Place a story on the front page by hand."""
    return FrontPick.objects.create(front=front, slot=slot, article=article)


def _line(place: int, entry: Person | tuple[Person, str]) -> Byline:
    person, role = entry if isinstance(entry, tuple) else (entry, Role.BY)
    return Byline(person=person, role=role, sort_order=place)
