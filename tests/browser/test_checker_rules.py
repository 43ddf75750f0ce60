"""Both checkers answer alike: what one looks at, the other looks at."""

from __future__ import annotations

import ast
import base64
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

import masthead.record
from masthead.reader.record import checker
from masthead.record.errors import RecordError
from masthead.record.policy import Policy
from masthead.record.verify.files import Evidence
from tests.browser.checking import SavedChecker
from tests.record.cases import CASES
from tests.record.held import Case

ASKED = """
async (cases) => {
  const bytes = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const nested = (values = {}) => Object.values(values).filter(Array.isArray);
  const inside = ([words, values]) => [words, ...nested(values).flatMap(inside)];
  const told = ({ name, said, reason = [""] }) => {
    return { name, sentence: tell(said), words: [...inside(said), ...inside(reason)] };
  };
  const found = [];
  for (const { policy, files } of cases) {
    const given = Object.entries(files).map(([name, text]) => new File([bytes(text)], name));
    const answers = await judged(new File([bytes(policy)], "policy"), given);
    found.push(answers.map(told));
  }
  return found;
}
"""
#: The modules whose rules a reader's check keeps, and what in them serves something else.
RULES = "verify/page verify/check article entry proof note policy checkpoint keys".split()
ELSEWHERE = {
    "open",  # for who asks witnesses: the quorum is judged by verify_proof
    "check_follows",  # two checkpoints, for witnesses and audits
    "__post_init__",  # an entry that is being made; what is read comes to it too
    "subtree_message",  # ML-DSA, which no browser knows
}
#: Parts of the page's script whose sentences are about evidence, and what no case brings about.
PARTS = "encoding note policy proof page object judge".split()
UNSAID = {
    "a browser that knows Ed25519; this one does not",
    "a checker that knows ML-DSA, such as “masthead verify”; this page does not",
}
#: What is filled in: names of roles, and of what is read.
VALUES = {
    "body", "headline", "byline", "standfirst", "published", "updated", "caption", "correction",
    "picture", "the note", "the proof", "the article object", "the extra data of the proof",
}  # fmt: skip


@pytest.fixture(scope="module")
def in_browser(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """What the page answers to each case, asked all at once."""
    saved = SavedChecker(browser, tmp_path_factory.mktemp("rules"))
    saved.open()
    told = [
        {
            "policy": _text(case.policy),
            "files": {name: _text(data) for name, data in case.files.items()},
        }
        for case in map(_case, CASES)
    ]
    yield dict(zip(CASES, saved.page.evaluate(ASKED, told), strict=True))
    saved.context.close()


@pytest.mark.parametrize("name", CASES)
def test_both_checkers_answer_alike(in_browser: Any, name: str) -> None:
    found = {one["name"]: _verdict(one["sentence"]) for one in in_browser[name]}
    assert found == {of: _verdict(said) for of, said in _in_python(name).items()}


def test_the_table_breaks_every_rule_of_the_checker_in_python() -> None:
    broken: set[tuple[str, int]] = set()

    def noting(self: RecordError, *_words: object) -> None:
        frame = sys._getframe(1)  # noqa: SLF001 - where the rule stands
        broken.add((frame.f_code.co_filename, frame.f_lineno))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RecordError, "__init__", noting)
        for name in CASES:
            _in_python(name)
    assert [rule for rule in _rules() if not _is_broken(rule, broken)] == []


def test_the_table_breaks_every_rule_of_the_page(in_browser: Any) -> None:
    said = {words for answers in in_browser.values() for one in answers for words in one["words"]}
    every = {
        words
        for part in PARTS
        for words in checker.marked((checker.FOLDER / f"{part}.js").read_text())
    }
    assert len(every) > 50
    assert every - said - UNSAID - VALUES == set()


@cache
def _case(name: str) -> Case:
    return CASES[name]()


def _in_python(name: str) -> dict[str, str]:
    case = _case(name)
    try:
        policy = Policy.parse(case.policy)
    except RecordError as error:
        return {"": f"cannot tell: {error}"}
    evidence = Evidence()
    for file, data in case.files.items():
        evidence.add(file, data)
    return {file: str(finding) for file, finding in evidence.findings(policy).items()}


def _verdict(sentence: str) -> str:
    """A sentence without its reason, which each checker says in its own words."""
    return sentence.partition(":")[0] if sentence.startswith(("altered", "cannot")) else sentence


def _rules() -> list[tuple[str, int, int]]:
    """Where each module of RULES refuses something: file, first and last line."""
    found = []
    for name in RULES:
        path = Path(masthead.record.__file__).parent / f"{name}.py"
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef) and function.name not in ELSEWHERE:
                refusals = [node for node in ast.walk(function) if _is_refusal(node)]
                found += [(str(path), node.lineno, node.end_lineno or 0) for node in refusals]
    return found


def _is_refusal(node: ast.AST) -> bool:
    named = getattr(getattr(node, "exc", None), "func", None)
    return isinstance(named, ast.Name) and named.id in {
        "MalformedError",
        "UnprovenError",
        "AlteredError",
    }


def _is_broken(rule: tuple[str, int, int], broken: set[tuple[str, int]]) -> bool:
    file, first, last = rule
    return any(name == file and first <= line <= last for name, line in broken)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
