"""A copy of a story checked where readers check it: in the page that works offline, and from disk.

    python bench/bench_checker.py

Chromium, without a network, gets a page of some 40 KB, its article object, its proof (in a log of
300 entries, with three witnesses) and the policy. The exit status is 1 where a limit is missed.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright
from tests.record.logs import policy_text
from tests.record.stories import Published, ninjs

import outlet
from masthead.record.policy import Policy
from masthead.record.proof import Proof
from masthead.record.verify.files import Evidence

TIMES = 30
IN_BROWSER, FROM_DISK = 200, 2  # the limits, milliseconds
ASKED = """
async ([page, object, proof, policy, times]) => {
  const bytes = (text) => new TextEncoder().encode(text), taken = [];
  for (let n = 0; n < times; n += 1) {
    const begun = performance.now();
    const evidence = { pages: [], objects: [], proofs: [], failed: [] };
    for (const text of [page, object, proof]) take(evidence, "a file", bytes(text));
    const [{ verdict, said }] = await judgeAll(evidence, await readPolicy(bytes(policy)));
    if (verdict !== "genuine") throw new Error(tell(said));
    taken.push(performance.now() - begun);
  }
  return taken;
}
"""


def main() -> None:
    story = published()
    first, browser = in_browser(story)
    proof, whole = from_disk(story)
    lines = [
        ("a copy checked in Chromium, the first time, ms", first, IN_BROWSER),
        ("a copy checked in Chromium, ms", browser, IN_BROWSER),
        ("a proof read from disk and checked, ms of processor", proof, FROM_DISK),
        ("page, object and proof from disk, ms of processor", whole, None),
    ]
    for name, value, limit in lines:
        share = f"limit {limit}, {value / limit:.0%} of it" if limit else "no limit"
        print(f"{name:<54} {value:>8.2f}   {share}")
    sys.exit(any(limit and value > limit for _, value, limit in lines))


def published() -> Published:
    """A long story with a thread under it."""
    values = ninjs()
    sentence = "The ferry to the islands was three hours late, and nobody on the quay did mind. "
    values["bodies"][0]["value"] = f"<p>{sentence * 5}</p>" * 50
    story = Published(values)
    story.log.grow(b"{}" for _ in range(297))
    story.proof = story.proof_of(story.entry, 1, story.proof.salt)
    comments = f"<li><p>{sentence * 4}</p></li>" * 50
    story.page = story.page.replace("<li>Finally.</li>", comments)
    return story


def in_browser(story: Published) -> tuple[float, float]:
    """Milliseconds of the first check on a fresh page, and the median of more."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        saved = Path(folder) / "checker.html"
        outlet.open_new(Path(folder) / "outlet")
        from masthead.reader.record import checker  # noqa: PLC0415 - wants settings

        saved.write_text(checker.page("en"))
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        with playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"]) as browser:
            page = browser.new_context(offline=True).new_page()
            page.goto(saved.as_uri())
            given = [story.page, story.object.decode(), str(story.proof), policy_text().decode()]
            taken: list[float] = page.evaluate(ASKED, [*given, TIMES])
    return taken[0], median(taken[1:])


def from_disk(story: Published) -> tuple[float, float]:
    """Milliseconds for the proof alone, and for all that a reader holds."""
    with tempfile.TemporaryDirectory() as name:
        files = {
            "page.html": story.page.encode(),
            "object.json": story.object,
            "proof": str(story.proof).encode(),
            "policy": policy_text(),
        }
        folder = Path(name)
        for file, data in files.items():
            (folder / file).write_bytes(data)
        policy = Policy.parse((folder / "policy").read_bytes())
        held = [folder / file for file in files if file != "policy"]
        proof = processor(lambda: Proof.parse((folder / "proof").read_bytes()).check(policy))
        whole = processor(lambda: Evidence.read(held).findings(policy))
    return proof, whole


def processor(action: Callable[[], object]) -> float:
    """The median of many runs, in milliseconds of processor time."""
    taken = []
    for _ in range(TIMES * 5):
        started = time.process_time()
        action()
        taken.append(time.process_time() - started)
    return median(taken) * 1e3


if __name__ == "__main__":
    main()
