"""Texts that say nothing, the same for the same number."""

from __future__ import annotations

from random import Random

WORDS = (
    "harbour council ferry winter the of a in on and said after before quay price fishing crew "
    "storm report board vote budget mayor island school bridge night morning water open closed "
    "plan residents company engine wharf light north south years first new old public"
).split()
WORDS_OF_PARAGRAPH = 60


def text_of(number: int, paragraphs: int) -> str:
    """Return the HTML of a story's text."""
    chance = Random(number)  # noqa: S311 - nothing is secret
    texts = (" ".join(chance.choices(WORDS, k=WORDS_OF_PARAGRAPH)) for _ in range(paragraphs))
    return "".join(f"<p>{text.capitalize()}.</p>" for text in texts)


def title_of(number: int) -> str:
    """Return a headline."""
    chance = Random(-number - 1)  # noqa: S311 - nothing is secret
    return " ".join(chance.sample(WORDS, k=7)).capitalize()
