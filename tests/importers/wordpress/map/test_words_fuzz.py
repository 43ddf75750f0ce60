"""Whatever is thrown together: the words before are the words after."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.importers.wordpress.words import after, before

from .texts import UPLOADS, convert

IMG = f'<img class="wp-image-5" src="{UPLOADS}/boat.jpg" alt="x">'
OPEN = (
    "p div section ul ol li blockquote cite h2 h5 strong em span a table tbody tr td th figure "
    "figcaption pre code dl dt dd details summary abbr q center u address"
).split()
PARTS = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in OPEN]),
    st.sampled_from([f"</{tag}>" for tag in OPEN]),
    st.sampled_from(
        ["one", "two ", " three", " ", "\n", "\n\n", "<br>", "<hr>", "&amp;", "&nbsp;"]
    ),
    st.sampled_from([IMG, f"[caption]{IMG} four[/caption]", '<ol start="3">', "<td colspan=2>"]),
)


def letters(found: list[str]) -> str:
    # A quotation mark is made for each <q>, and browsers mend broken ones in their own way.
    return re.sub("[“”]", "", "".join(found))


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS, max_size=25))
def test_no_word_is_lost_of_any_classic_text(parts: list[str]) -> None:
    content = "".join(parts)
    made, typed = letters(after(convert(content))), letters(before(content, lambda _: []))
    if re.search("<(?:table|tbody|tr|td|th)", content):
        # Words that stand between the parts of a table are shown before it.
        assert sorted(made) == sorted(typed)
    else:
        assert made == typed
