"""`masthead verify`: whether what somebody holds is what an outlet published. Needs no outlet."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from masthead.cli.holding import Holding, HoldingError, from_files, from_folder, from_web
from masthead.record.errors import RecordError
from masthead.record.policy import Policy
from masthead.record.timestamp import authorities
from masthead.record.verify.__main__ import EXIT
from masthead.record.verify.finding import Finding, Verdict

WORST_FIRST = [1, 5, 4, 3, 0]
WRONG_USE = 2


@click.command()
@click.argument("things", metavar="URL|FILE|FOLDER", nargs=-1, required=True)
@click.option(
    "--policy",
    "policy_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Whom to trust: a tlog-policy file. Without it, a site's own keys, which proves less.",
)
@click.option(
    "--timestamp-ca",
    "ca_file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Whom to trust for time stamps: certificates in PEM.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def verify(
    things: tuple[str, ...], policy_file: Path | None, ca_file: Path | None, *, as_json: bool
) -> None:
    """Check pages, article objects, proofs and time stamps, a mirror in a folder, a page at a URL.

    Exit status: 0 genuine, 1 altered or unknown, 2 wrong use, 3 superseded, 4 withdrawn,
    5 cannot tell; the worst of them where there are several.
    """
    try:
        held = hold(things)
        policy = read_policy(policy_file, held)
        trusted = authorities(ca_file.read_bytes()) if ca_file else []
    except (HoldingError, OSError, RecordError) as error:
        click.echo(str(error), err=True)
        sys.exit(WRONG_USE)
    findings: dict[str, Finding] = {}
    for one in held:
        findings |= one.findings(policy, trusted)
    show(findings, as_json=as_json)
    statuses = {EXIT[found.verdict] for found in findings.values()} or {EXIT[Verdict.CANNOT_TELL]}
    sys.exit(next(status for status in WORST_FIRST if status in statuses))


def hold(things: tuple[str, ...]) -> list[Holding]:
    """Read everything that was named. Raises HoldingError."""
    addresses = [thing for thing in things if thing.startswith(("http://", "https://"))]
    paths = [Path(thing) for thing in things if thing not in addresses]
    for path in paths:
        if not path.exists():
            raise HoldingError(f"{path} is not there")
    held = [from_web(address) for address in addresses]
    held += [from_folder(path) for path in paths if path.is_dir()]
    files = [path for path in paths if not path.is_dir()]
    return [*held, *([from_files(files)] if files else [])]


def read_policy(file: Path | None, held: list[Holding]) -> Policy:
    """Read the policy, else take the one that came with what is held. Raises HoldingError."""
    if file:
        return Policy.parse(file.read_bytes())
    own = next((one.policy for one in held if one.policy), None)
    if own is None:
        raise HoldingError("say whom to trust: --policy FILE (the outlet's is at /record/policy)")
    click.echo(
        "Trusting the keys that came with it: this shows that a copy agrees with its own record,"
        " not whose record that is. Better take --policy from somebody you trust.",
        err=True,
    )
    return Policy.parse(own)


def show(findings: dict[str, Finding], *, as_json: bool) -> None:
    """Print the findings."""
    if as_json:
        found = [{"file": name} | one.as_json() for name, one in findings.items()]
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    for name, one in findings.items():
        click.echo(f"{name}: {one}")
        if one.reason and one.reason not in str(one):
            click.echo(f"  {one.reason}")
