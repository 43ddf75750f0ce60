"""What is said under one story of the demo, for tests that add to it."""

from __future__ import annotations

PLANT = """
from masthead.articles.models import ArticlePage
from masthead.comments.models import Comment, Status
from masthead.comments.text import render
from masthead.comments.thread import attach
page = ArticlePage.objects.get(slug="last-crane")
for text in {texts!r}:
    attach(Comment(page=page, status=Status.{status}, author_name={name!r},
                   text=text, html=render(text)))
"""
BAKE = """
from masthead.bake import work
work.bake("/harbour/last-crane/")
work.bake("/harbour/last-crane/comments.json")
"""
LAST = """
from masthead.comments.models import Comment
print(Comment.objects.latest("pk").pk)
"""
CLEAR = """
from masthead.comments.models import Comment
Comment.objects.filter(pk__gt={last}).order_by("-pk").delete()
"""
