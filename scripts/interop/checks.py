"""What all programs of this folder share: the description of the demo, and how results are told."""

import json
import logging
import math
import sys
import traceback
import warnings

import drms

# Which file it is downloading is of no interest here.
logging.getLogger("drms").setLevel(logging.WARNING)
# What is wrong with a file or a table comes as a warning from astropy.
warnings.simplefilter("error")

with open(sys.argv[1], encoding="utf-8") as file:
    given = json.load(file)


def client(email=None):
    return drms.Client(server=drms.ServerConfig(config=given["config"]), email=email)


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


def is_missing(value):
    return value is None or (isinstance(value, float) and math.isnan(value))
