"""Brings `cases/open.yaml` up to date: `python -m tests.pipeline.reopen` takes passing cases off, `--add` adds failing ones."""

import sys

from tests.pipeline.case_files import OPEN, read_cases, read_open
from tests.pipeline.test_cases import test_the_case_is_read_as_a_careful_person_would as judge


def reason(failure: str) -> str:
    """The failure in a few words: what was found instead, or which field differs."""
    lines = [line.strip() for line in failure.splitlines()]
    if "the companies differ" not in lines:
        return lines[-1]
    found = next(line for line in lines if line.startswith("found: "))
    return "finds " + found.removeprefix("found: ").split(" (as written")[0]


def main(adding: bool) -> None:
    """Prints what changed; a case with a reason of its own keeps it."""
    before, after = read_open(), {}
    for case in read_cases():
        try:
            judge(case)
        except AssertionError as failure:
            if case.id in before or adding:
                after[case.id] = before.get(case.id) or reason(str(failure).split("\nassert ")[0])
            else:
                print(f"fails, not on the list: {case.id}")
    head = "# Cases that still fail, each with the reason. A case that passes must leave this list.\n"
    rows = [f"- {{id: {name}, reason: {quoted(why)}}}\n" for name, why in sorted(after.items())]
    OPEN.write_text(head + ("".join(rows) or "[]\n"), encoding="utf-8")
    print(f"open: {len(before)} before, {len(after)} now")


def quoted(text: str) -> str:
    """A YAML single-quoted scalar."""
    return "'" + text.replace("'", "''") + "'"


if __name__ == "__main__":
    main(adding="--add" in sys.argv[1:])
