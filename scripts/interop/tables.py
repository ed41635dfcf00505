"""Reads a table in every format that Quarry writes, and compares values, units and time scales with its JSON."""

import math
import warnings
from pathlib import Path

import numpy
import pandas
import pyarrow.feather
import pyarrow.parquet
from astropy.table import Table
from astropy.time import Time
from telling import check, given, same

# Units such as m/s are known to astropy; degrees it calls deg.
warnings.simplefilter("ignore")

folder = Path(given["folder"])
expected = given["columns"]
epoch = Time("1977-01-01T00:00:00", scale="tai")


def time_of(text):
    """2016.04.01_00:00:00_TAI"""
    date, clock, _ = text.split("_")
    return Time(f"{date.replace('.', '-')}T{clock}", scale="tai")


def expected_values(column):
    if column["type"] == "time":
        return [round((time_of(text) - epoch).sec, 3) for text in column["values"]]
    if column["type"] == "longlong" or column["name"] == "*recnum*":
        return [None if value is None else int(value) for value in column["values"]]
    return column["values"]


def plain(value):
    """A cell as Python has it; missing is None, which most readers cannot tell from NaN."""
    if value is None or value is numpy.ma.masked:
        return None
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and math.isnan(value) else value


def seconds(value):
    return round((Time(value, scale="tai") - epoch).sec, 3)


def compare(cells_of, as_text):
    """@param as_text Whether times are in ISO 8601 rather than seconds."""
    for column in expected:
        cells = [plain(cell) for cell in cells_of(column["name"])]
        if column["type"] == "time" and as_text:
            cells = [seconds(cell) for cell in cells]
        same(cells, expected_values(column), column["name"])


def astropy_file(name, form, as_text):
    def work():
        # Otherwise astropy makes identifiers out of the names.
        more = {"use_names_over_ids": True} if form == "votable" else {}
        table = Table.read(folder / name, format=form, **more)
        compare(lambda column: list(table[column]), as_text)
        same(str(table["DATAMEAN"].unit), "m / s", "unit")
        if form in ("ascii.ecsv", "parquet"):
            same(table["T_REC"].meta["timescale"], "TAI", "time scale")
            same(table.meta["recordSet"], "hmi.V_45s[2025.12.31_TAI/1h]", "record set")

    return work


def votable_systems():
    from astropy.io.votable import parse

    resource = parse(str(folder / "records.vot"), verify="exception").resources[0]
    field = next(field for field in resource.tables[0].fields if field.name == "T_REC")
    same([(system.ID, system.timescale) for system in resource.time_systems], [(field.ref, "TAI")], "time system")


def arrow_file(read, name):
    def work():
        table = read(folder / name)
        table.validate(full=True)
        compare(lambda column: table.column(column).to_pylist(), False)

    return work


def arrow_metadata():
    schema = pyarrow.feather.read_table(folder / "records.arrow").schema
    same(schema.field("DATAMEAN").metadata[b"unit"], b"m/s", "unit")
    same(schema.field("T_REC").metadata[b"timescale"], b"TAI", "time scale")


def csv_file():
    table = pandas.read_csv(folder / "records.csv")
    for column in expected:
        if column["type"] == "time":
            same(list(table[column["name"]]), column["values"], column["name"])
        else:
            same([plain(cell) for cell in table[column["name"]]], expected_values(column), column["name"])


check("ECSV by astropy", astropy_file("records.ecsv", "ascii.ecsv", True))
check("VOTable by astropy", astropy_file("records.vot", "votable", True))
check("VOTable: time system", votable_systems)
check("Parquet by astropy", astropy_file("records.parquet", "parquet", False))
check("Parquet by pyarrow", arrow_file(pyarrow.parquet.read_table, "records.parquet"))
check("Arrow by pyarrow", arrow_file(pyarrow.feather.read_table, "records.arrow"))
check("Arrow: units and time scales", arrow_metadata)
check("CSV by pandas", csv_file)
