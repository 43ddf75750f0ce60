"""Article objects, and the entries that they contradict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.record.held import (
    Case,
    association,
    dateless,
    main_body,
    picture,
    signed,
    story,
    values,
    whole,
)

from masthead.record import canonical

OBJECTS: dict[str, Callable[[], Case]] = {
    # The article object.
    "another object": lambda: replace(
        whole(), data=canonical.write(story().values | {"language": "de"})
    ),
    "an object of another story": lambda: replace(
        whole(), data=canonical.write(story().values | {"uri": "urn:uuid:0"})
    ),
    "no object": lambda: replace(whole(), data=b""),
    "an object that is no JSON": lambda: signed(b"{"),
    "an object that is not UTF-8": lambda: signed(b"{\xff}"),
    "an object that is not canonical": lambda: signed(story().object.replace(b":", b": ", 1)),
    "a name twice": lambda: signed(story().object.replace(b'{"', b'{"a":1,"a":2,"', 1)),
    "half of a letter": lambda: signed(story().object[:-1] + b',"zz":"\\ud800"}'),
    "a number that readers round": lambda: signed(story().object[:-1] + b',"zz":9007199254740992}'),
    "a great number": lambda: signed(story().object[:-1] + b',"zz":1e+21}'),
    "an object that is decomposed": lambda: signed(story().object[:-1] + b',"zz":"e\xcc\x81"}'),
    "an unknown status": lambda: values(pubStatus="public"),
    "a text that is withheld": lambda: values(pubStatus="withheld"),
    "a version with a zero": lambda: values(version="02"),
    "a version that is a number": lambda: values(version=2),
    "version nought": lambda: values(version="0"),
    "a time with a fraction": lambda: values(firstCreated="2026-11-25T11:00:00.5Z"),
    "an hour with one digit": lambda: values(firstCreated="2026-11-25T1:00:00Z"),
    "no time": lambda: values(firstCreated=None),
    "no address": lambda: values(uri=None),
    "no headline": lambda: values(headlines=[]),
    "no date": lambda: values(descriptions=dateless()),
    "no body": lambda: values(bodies=None),
    "two bodies": lambda: values(bodies=main_body("x", *main_body("y"))),
    "an article in the body": lambda: values(bodies=main_body("<article>x</article>")),
    "a carriage return in the body": lambda: values(bodies=main_body("x\r")),
    "a body that is no text": lambda: values(bodies=[{"role": "main", "value": 1}]),
    "a role that is no text": lambda: values(
        descriptions=[*story().values["descriptions"], {"role": None, "value": "x"}]
    ),
    "a byline that is no text": lambda: values(by=1),
    "headlines that are no list": lambda: values(headlines={}),
    "a headline without a role": lambda: values(headlines=[{"value": "Ferry late"}]),
    "one name for two pictures": lambda: association(name="illustration"),
    "a picture without a name": lambda: association(name=None),
    "a picture without files": lambda: association(renditions=None),
    "a file without its digest": lambda: picture(name="lead.avif"),
    "a file with half a digest": lambda: picture(name="ni:///sha-256;AAAA"),
    "a file without a size": lambda: picture(sizeInBytes="22"),
    "a file smaller than nothing": lambda: picture(sizeInBytes=-1),
    "a file without an address": lambda: picture(href=None),
    # The entry against its object.
    "the entry of another revision": lambda: signed(rev=3),
    "the entry of another time": lambda: signed(time="2026-11-25T11:30:01Z"),
    "the entry of another story": lambda: signed(id="00000000-0000-4000-8000-000000000000"),
}
