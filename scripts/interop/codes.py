"""Runs the Python texts of “Copy as code” as they are; the demo answers in the place of JSOC."""

import logging
import os
import warnings
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import drms
from telling import check, given, same

warnings.simplefilter("ignore")
logging.disable(logging.INFO)

folder = Path(given["folder"])
config = drms.ServerConfig(config=given["config"])
open_client = drms.Client.__init__


def open_demo(self, server="jsoc", **more):
    open_client(self, server=config, **more)


drms.Client.__init__ = open_demo


def run(text, kind, name):
    place = folder / f"{kind}-{name}"
    place.mkdir()
    os.chdir(place)
    names = {}
    # What they print is for people.
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        exec(compile(text, f"{kind} for {name}", "exec"), names)
    return names


def query(name):
    def work():
        names = run(given["query"][name], "query", name)
        answer = names["keys"] if name == "drms" else names["result"]["jsoc"]
        same(len(answer), given["records"], "records")

    return work


def export(name):
    def work():
        run(given["export"][name], "export", name)
        same(len(list(Path("files").glob("*.fits"))), given["files"], "files")

    return work


for name in ("drms", "sunpy"):
    check(f"query for {name}", query(name))
    check(f"export for {name}", export(name))
