"""astropy reads the same pixels, cells and cards as our reader, and accepts the headers that we write."""

import math
import warnings
from pathlib import Path

import numpy as np
from astropy.io import fits
from telling import check, given, same

# What is wrong with a file comes as a warning.
warnings.simplefilter("error")


def plain(value):
    if isinstance(value, np.ndarray):
        return [plain(one) for one in value.ravel()]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, (int, np.integer)):
        return int(value) if abs(int(value)) <= 2**53 else str(int(value))
    return str(value)


def close(found, expected):
    if isinstance(found, float) and isinstance(expected, (int, float)):
        return abs(found - expected) <= 1e-12 * abs(expected)
    return found == expected


def compare(found, expected, what):
    same(len(found), len(expected), f"number of {what}")
    for place, (one, other) in enumerate(zip(found, expected)):
        if isinstance(one, list):
            compare(one, other, f"{what} of row {place}")
        elif not close(one, other):
            raise AssertionError(f"{what} {place}: {one!r} is not {other!r}")


def content(case):
    def work():
        with fits.open(case["path"], checksum=True) as units:
            data = units[case["hdu"]].data
            if "pixels" in case:
                same(list(data.shape), case["shape"], "shape")
                compare([plain(value) for value in np.asarray(data, dtype="f8").ravel()], case["pixels"], "pixels")
                return
            for column in case["columns"]:
                missing = units[case["hdu"]].columns[column["name"]].null
                found = [None if missing is not None and value == missing else plain(value) for value in data[column["name"]]]
                compare(found, column["cells"], column["name"])

    return work


def header(case):
    def work():
        with fits.open(case["withCards"], checksum=True) as units:
            units.verify("exception")
            found = units[case["hdu"]].header
            for card in given["cards"]:
                value = found[card["name"]]
                same(None if isinstance(value, fits.card.Undefined) else value, card["value"], card["name"])
                same(found.comments[card["name"]], card["comment"], f"comment of {card['name']}")
            before = fits.getdata(case["path"], case["hdu"])
            same(units[case["hdu"]].data.tobytes() == before.tobytes(), True, "data as before")

    return work


for case in given["files"]:
    name = "/".join(Path(case["path"]).parts[-2:])
    check(f"FITS content: {name}", content(case))
    check(f"FITS header of ours: {name}", header(case))
