"""Exports, waits, downloads, and opens every FITS file with astropy. What came of it goes to the file of the second argument."""

import json
import sys
from pathlib import Path

from astropy.io import fits
from checks import check, client, given, same

c = client(email=given["email"])
results = []


def open_fits(path, with_keywords):
    with fits.open(path, checksum=True) as units:
        units.verify("exception")
        images = [unit for unit in units if unit.data is not None]
        if not images:
            raise AssertionError(f"{path.name} has no data")
        if with_keywords:
            same("DRMS_ID" in images[-1].header or "RECNUM" in images[-1].header, True, f"record number in {path.name}")


def export(case):
    def work():
        request = c.export(case["recordSet"], **case["arguments"])
        if not request.wait(sleep=0.2, timeout=20):
            raise AssertionError("it was not finished in time")
        folder = Path(given["folder"]) / case["name"]
        folder.mkdir()
        files = request.download(str(folder))
        paths = [Path(path) for path in files.download]
        same(len(paths), case["files"], "number of files")
        for path in paths:
            if path.stat().st_size == 0:
                raise AssertionError(f"{path.name} is empty")
            if path.suffix == ".fits":
                open_fits(path, case["arguments"]["protocol"] == "fits")
        urls = request.urls
        results.append(
            {
                "name": case["name"],
                "id": request.id,
                "protocol": request.protocol,
                "rows": [[record, filename, url] for record, filename, url in zip(urls.record, urls.filename, urls.url)],
                "paths": [str(path) for path in paths],
            }
        )

    return work


def address(text, expected):
    return lambda: same(c.check_email(text), expected, text)


check("e-mail: registered", address(given["email"], True))
check("e-mail: with a plus", address(given["emailWithPlus"], True))
check("e-mail: not registered", address("nobody@example.com", False))
for case in given["exports"]:
    check(f"export: {case['name']}", export(case))
Path(sys.argv[2]).write_text(json.dumps(results), encoding="utf-8")
