"""What all programs of this folder share: what they were given, and how results are told."""

import json
import sys
import traceback

with open(sys.argv[1], encoding="utf-8") as file:
    given = json.load(file)


def check(name, work):
    """Runs one check and tells how it went, in the form that scripts/interop.ts counts."""
    try:
        work()
    except Exception as error:
        print(f"FAIL {name}: {type(error).__name__}: {error}")
        traceback.print_exc(file=sys.stderr)
    else:
        print(f"ok {name}")


def same(found, expected, what):
    if found != expected:
        raise AssertionError(f"{what}: {found!r} is not {expected!r}")
