"""Ordinary comments and planted campaigns for the benchmark, made anew from a seed.

Knows nothing of how campaigns are looked for. The words are invented, their frequencies are Zipf's;
sentences come from a small grammar; every story has words of its own, which its readers use; and
readers do what readers do: say "thank you" in the same words as everybody, quote the story and
each other, share the same link, and come in crowds when a story is widely read.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from random import Random

HOUR = 3600.0
KINDS = {"noun": 5000, "verb": 2000, "adj": 1500, "adv": 250, "name": 800}
TOPIC = {"noun": 25, "name": 6, "verb": 8, "adj": 8}
DROPPED, ADDED = 0.15, 0.3  # of the changed words; the others are put in other words
SYLLABLES = """
ba ce di fo gu ka le mi no pu ra se ti vo wu sha the bri clo dra
ster ling an or en ist ow ark
""".split()

SENTENCES = (
    "the {adj} {noun} of {name} was never {adj} enough for the {noun}",
    "i {verb} {adv} that the {noun} and the {noun} will {verb}",
    "why does nobody {verb} about the {noun} in {name}",
    "my {noun} used to {verb} the {noun} when we lived near {name}",
    "{name} should {verb} the {noun} before the {noun} is {adj}",
    "it is {adj} to {verb} a {noun} without any {noun}",
    "they {verb} us a {adj} {noun} and then {verb} the {noun} {adv}",
    "if {name} would {verb} there would be no {adj} {noun}",
    "we have {verb} for {noun} since the {adj} {noun} of {name}",
    "what about the {noun} and all the {adj} {noun} from {name}",
    "there is a {noun} behind every {adj} {noun} and {name} knows it",
    "you cannot {verb} {noun} with {adj} {noun} and call it {noun}",
    "{adv} the {noun} is not what {name} said but a {adj} {noun}",
    "the {noun} that {verb} our {noun} must {verb} its own {noun}",
    "nobody who has seen the {adj} {noun} would {verb} {name}",
    "last year {name} {verb} the same {noun} and {verb} it {adv}",
    "i have {verb} {noun} for twenty years and never {verb} such a {adj} {noun}",
    "{noun} {noun} and {noun} are what we {verb} here",
    "please {verb} more about {name} and the {noun}",
    "does anyone know how {name} {verb} the {adj} {noun}",
    "no {noun} no {noun} just {adj} {noun} as always",
    "at least {name} {verb} to {verb} the {noun} {adv}",
)

STOCK = (
    "thank you for this article",
    "thank you very much for this excellent article, keep up the good work",
    "thanks for reporting this",
    "i could not agree more",
    "i totally agree with you",
    "this is so true",
    "you are absolutely right",
    "great article as always, thank you",
    "first of all thank you for your work",
    "i have been reading this site for years and this is one of the best articles",
    "shame on them",
    "this is what happens when nobody is held responsible",
    "follow the money",
    "nothing will change anyway",
    "the comments here are better than the article",
    "can somebody explain this to me please",
    "well said",
    "what a surprise",
    "i am not surprised at all",
    "who is going to pay for all this",
    "we will see what happens",
    "with all due respect i do not agree with the author",
    "let us wait and see what the court says",
    "where are the sources for this claim",
    "greetings from abroad and keep up the good work",
    "this should be on the front page of every newspaper",
    "good morning to everybody here",
    "in my humble opinion",
    "at the end of the day it is always the same people who pay the bill",
    "sorry but this is simply not true",
    "please keep us informed about this",
)


@dataclass(frozen=True)
class Made:
    """One comment. ``at`` in seconds; ``campaign`` is the number of the one it belongs to."""

    pk: int
    page: int
    name: str
    sender: str
    at: float
    text: str
    parent: int | None = None
    campaign: int | None = None


@dataclass
class Story:
    """What readers comment on, the words it brings up, and the links readers find for it."""

    page: int
    at: float
    topic: dict[str, list[str]]
    text: str = ""
    links: list[str] = field(default_factory=list)


class World:
    """A vocabulary, its stories and their readers, all from one seed."""

    def __init__(self, seed: int, stories: int = 400, days: int = 28) -> None:
        self.random = Random(seed)  # noqa: S311 - no secret
        self.days = days
        self.words = {kind: self._invent(count) for kind, count in KINDS.items()}
        self.weights = {
            kind: list(itertools.accumulate(1 / (rank + 2) for rank in range(len(words))))
            for kind, words in self.words.items()
        }
        self.stories = [self._story(page) for page in range(1, stories + 1)]
        wide = [min(40.0, self.random.paretovariate(1.1)) for _ in self.stories]
        self.draw = list(itertools.accumulate(wide))
        self.readers = [f"{self._name()} {self._name()}" for _ in range(3000)]
        self.regular = list(itertools.accumulate(1 / (rank + 5) for rank in range(3000)))

    def ordinary(self, count: int) -> list[Made]:
        """That many comments of people who know nothing of each other, in order of time."""
        chosen = self.random.choices(self.stories, cum_weights=self.draw, k=count)
        moments = sorted((self._moment(story), story.page, story) for story in chosen)
        said: dict[int, list[Made]] = {}
        made = []
        for pk, (at, page, story) in enumerate(moments, start=1):
            before = said.setdefault(page, [])
            parent = self.random.choice(before[-20:]) if before and self._often(0.4) else None
            name, sender = self._reader()
            text = self.comment(story, parent)
            made.append(Made(pk, page, name, sender, at, text, parent and parent.pk))
            before.append(made[-1])
        return made

    def campaign(self, number: int, first_pk: int, share: float, accounts: int = 8) -> list[Made]:
        """One text, posted by many accounts, each with ``share`` of its words changed."""
        random = self.random
        story = random.choices(self.stories, cum_weights=self.draw)[0]
        places = [story, *random.sample(self.stories, random.choice((0, 0, 1, 2)))]
        words: list[str] = []
        while len(words) < random.randint(28, 60):
            words += self.sentence(story).split()
        start, span = self._moment(story), random.choice((1.0, 3.0, 8.0, 20.0)) * HOUR
        made = []
        for nth in range(accounts):
            name, sender = self._stranger() if self._often(0.75) else self._reader()
            text = " ".join(self.changed(words, share))
            at = start + random.random() * span
            page = random.choice(places).page
            made.append(Made(first_pk + nth, page, name, sender, at, text, None, number))
        return made

    def changed(self, words: list[str], share: float) -> list[str]:
        """The text with exactly that share of its words put in another way, dropped or added to."""
        result = []
        touched = set(self.random.sample(range(len(words)), round(share * len(words))))
        for place, word in enumerate(words):
            way = self.random.random() if place in touched else 1.0
            if way < DROPPED:
                continue
            result.append(self.word(self.random.choice(list(KINDS))) if way < 1.0 else word)
            if DROPPED <= way < ADDED:
                result.append(word)
        return result

    def comment(self, story: Story, parent: Made | None) -> str:
        """What one reader writes under a story."""
        parts = []
        if self._often(0.3):
            parts.append(
                self.random.choices(STOCK, weights=[1 / (n + 1) for n in range(len(STOCK))])[0]
            )
        if self._often(0.08):
            parts.append(f'"{self._passage(story.text)}"')
        if parent and self._often(0.15):
            parts.append(self.random.choice(("> ", "", '"')) + self._passage(parent.text) + "\n")
        length = min(9, 1 + int(self.random.expovariate(0.55)))
        parts += [self.sentence(story) for _ in range(length)]
        if self._often(0.05):
            parts.append(self.random.choice(story.links))
        if self._often(0.04):
            parts.append(f"#{self.random.choice(story.topic['noun'])}")
        return ". ".join(parts)

    def sentence(self, story: Story) -> str:
        """A sentence, half of its words the story's own."""
        pieces = self.random.choice(SENTENCES).split()
        return " ".join(self._fill(piece, story) for piece in pieces)

    def word(self, kind: str) -> str:
        return self.random.choices(self.words[kind], cum_weights=self.weights[kind])[0]

    def _fill(self, piece: str, story: Story) -> str:
        if piece[0] != "{":
            return piece
        kind = piece[1:-1]
        own = story.topic.get(kind)
        return self.random.choice(own) if own and self._often(0.5) else self.word(kind)

    def _story(self, page: int) -> Story:
        topic = {kind: [self.word(kind) for _ in range(n)] for kind, n in TOPIC.items()}
        story = Story(page, self.random.random() * self.days * 24 * HOUR, topic)
        story.text = ". ".join(self.sentence(story) for _ in range(35))
        story.links = [f"https://{self.word('noun')}.example/{self.word('noun')}" for _ in range(3)]
        return story

    def _moment(self, story: Story) -> float:
        """Most readers come within a day, some weeks later."""
        return story.at + self.random.lognormvariate(1.5, 1.2) * HOUR

    def _passage(self, text: str) -> str:
        words = text.split()
        start = self.random.randrange(max(1, len(words) - 8))
        return " ".join(words[start : start + self.random.randint(6, 25)])

    def _reader(self) -> tuple[str, str]:
        if self._often(0.35):
            return self._stranger()
        name = self.random.choices(self.readers, cum_weights=self.regular)[0]
        return name, f"of {name}"

    def _stranger(self) -> tuple[str, str]:
        name = f"{self._name()} {self._name()}"
        return name, f"of {name} {self.random.random()}"

    def _name(self) -> str:
        return "".join(self.random.sample(SYLLABLES, self.random.choice((2, 3)))).title()

    def _invent(self, count: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            found["".join(self.random.choices(SYLLABLES, k=self.random.choice((2, 3, 3, 4))))] = (
                None
            )
        return list(found)

    def _often(self, chance: float) -> bool:
        return self.random.random() < chance
