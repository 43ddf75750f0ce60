"""Which comments are found to belong together, and which are not."""

from __future__ import annotations

import gc
import random

import pytest
from tests.coordination.saying import SMALL_TALK, TEMPLATE, found, say, used_to

from masthead.coordination import memory as module
from masthead.coordination.memory import Memory
from masthead.coordination.phrases import known

TEXTS = {
    "English": TEMPLATE,
    "Persian": (
        "از خودتان بپرسید چه کسی از موج‌شکن تازه سود می‌برد، چون ماهیگیران کوچک روستای ما نیستند، "
        "و کمیته از ماه مارس درباره قرارداد ساکت است و هیچ‌کس پاسخ روشنی نمی‌دهد"
    ),
    "Arabic": (
        "اسألوا أنفسكم من يستفيد من كاسر الأمواج الجديد، فهم بالتأكيد ليسوا صيادي قريتنا الصغار، "
        "واللجنة صامتة بشأن العقد منذ شهر مارس ولا أحد يجيب بوضوح عن أسئلتنا"
    ),
    "Russian": (
        "Спросите себя, кому выгоден новый волнолом, ведь точно не мелким рыбакам нашей деревни, "
        "а комитет молчит о договоре с самого марта и никто не отвечает на наши вопросы"
    ),
    "Chinese": (
        "问问你们自己谁从新的防波堤中获利因为肯定不是我们村里的小渔民"
        "而委员会自三月以来对合同一直保持沉默也没有人回答我们"
    ),
    "emoji": "🚢🔥😡 " + TEMPLATE.replace(" ", " 🐟 ", 3) + " 🧊🪝🐙",
}


def reworded(text: str, share: float, seed: int) -> str:
    """The text with that share of its words replaced by others."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    words = text.split()
    for at in chance.sample(range(len(words)), round(share * len(words))):
        words[at] = "".join(chance.choices("abcdefghijklmnop", k=6))
    return " ".join(words)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_third_name_with_the_same_text_opens_a_case(text: str) -> None:
    groups = found(used_to(Memory()), [say(pk, text, hours=pk) for pk in range(1, 4)])
    assert [group.members for group in groups] == [(1, 2, 3)]


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5])
def test_texts_reworded_up_to_a_half_are_found(share: float) -> None:
    campaign = [say(pk, reworded(TEMPLATE, share, pk), hours=pk) for pk in range(1, 9)]
    groups = found(used_to(Memory(), 40), campaign)
    assert len({group.case for group in groups}) == 1
    assert len({pk for group in groups for pk in group.members}) >= 5


DISGUISES = {
    "Cyrillic look-alikes": TEMPLATE.replace("a", "а").replace("e", "е").replace("o", "о"),
    "zero-width spaces": "\u200b".join(TEMPLATE),
    "full width": "".join(chr(ord(it) + 0xFEE0) if it.isalpha() else it for it in TEMPLATE),
    "capitals": TEMPLATE.upper(),
    "spaced letters": " ".join(TEMPLATE),
    "words run together": TEMPLATE.replace(" ", ""),
    "another link": f"{TEMPLATE} https://one.example/abc",
}


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_a_disguise_does_not_hide_the_text(disguise: str) -> None:
    said = [say(1, TEMPLATE), say(2, disguise), say(3, TEMPLATE.replace(",", " –"))]
    assert [group.members for group in found(used_to(Memory()), said)] == [(1, 2, 3)]


def test_one_name_may_say_the_same_as_often_as_it_likes() -> None:
    assert not found(used_to(Memory()), [say(pk, TEMPLATE, name="Ada") for pk in range(1, 9)])


def test_two_names_make_no_case() -> None:
    said = [say(pk, TEMPLATE, name=f"Name {pk % 2}") for pk in range(1, 9)]
    assert not found(used_to(Memory()), said)


def test_a_short_text_makes_no_case() -> None:
    said = [say(pk, "Shame on the whole committee!") for pk in range(1, 9)]
    assert not found(used_to(Memory()), said)


def test_the_same_text_once_a_day_opens_no_case() -> None:
    said = [say(pk, TEMPLATE, hours=25 * pk) for pk in range(1, 4)]
    assert not found(used_to(Memory()), said)


def test_a_text_that_comes_back_within_the_week_joins_its_case() -> None:
    said = [say(pk, TEMPLATE, hours=pk) for pk in range(1, 4)] + [say(4, TEMPLATE, hours=140)]
    first, later = found(used_to(Memory()), said)
    assert (later.members, later.case) == ((4,), first.case)


def test_what_readers_quote_from_the_story_is_not_their_own() -> None:
    story = known(f"{TEMPLATE}. The minister did not answer.")
    said = [say(pk, f"“{TEMPLATE}” {SMALL_TALK[pk]}", story=story) for pk in range(1, 6)]
    assert not found(used_to(Memory()), said)


def test_what_readers_quote_from_whom_they_answer_is_not_their_own() -> None:
    said = [say(1, TEMPLATE)]
    said += [say(pk, f"{TEMPLATE}? {SMALL_TALK[pk]}", answers=1) for pk in range(2, 6)]
    assert not found(used_to(Memory()), said)
    quoted = [say(pk, f"> {TEMPLATE}\n{SMALL_TALK[pk]}") for pk in range(6)]
    assert not found(used_to(Memory()), quoted)


def test_a_phrase_that_everybody_uses_here_makes_no_case() -> None:
    memory = used_to(Memory())
    phrase = "Thank you very much for this excellent article and please keep up the good work!"
    for pk in range(1, 4):
        memory.learn(say(-1000 - pk, phrase))
    assert not found(memory, [say(pk, phrase) for pk in range(1, 9)])


def test_a_shared_sentence_in_otherwise_different_comments_makes_no_case() -> None:
    proverb = "the sea gives and the sea takes away"
    said = [
        say(pk, f"{SMALL_TALK[pk]} {proverb}. {SMALL_TALK[pk + 3]}", hours=pk) for pk in range(6)
    ]
    assert not found(used_to(Memory()), said)


def test_a_campaign_does_not_become_common_by_going_on() -> None:
    said = [say(pk, TEMPLATE, hours=pk) for pk in range(1, 150)]
    groups = found(used_to(Memory()), said)
    assert len({group.case for group in groups}) == 1
    assert {pk for group in groups for pk in group.members} == set(range(1, 150))


def test_new_names_that_share_an_unknown_tag_belong_together() -> None:
    said = [
        say(pk, f"{SMALL_TALK[pk]} #stopthebreakwater", hours=pk, first=True) for pk in range(6)
    ]
    assert [len(group.members) for group in found(used_to(Memory()), said)][:1] == [5]


def test_regular_readers_may_share_a_link() -> None:
    said = [say(pk, f"{SMALL_TALK[pk]} https://harbour.example/plan", hours=pk) for pk in range(8)]
    assert not found(used_to(Memory()), said)


def test_a_link_of_the_story_is_nobodys_own() -> None:
    story = known("The plan", "https://harbour.example/plan")
    link = "https://harbour.example/plan"
    said = [
        say(pk, f"{SMALL_TALK[pk]} {link}", hours=pk, story=story, first=True) for pk in range(8)
    ]
    assert not found(used_to(Memory()), said)


def test_the_collector_of_garbage_does_not_go_through_what_is_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "SETTLED", 2)
    memory = Memory()
    for number in range(2):
        memory.add(say(number, TEMPLATE))
    remembered = {id(kept) for kept in memory.kept.values()}
    assert len(remembered) == 2
    assert remembered.isdisjoint(map(id, gc.get_objects()))
    gc.unfreeze()
