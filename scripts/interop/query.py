"""The values of queries are those of Quarry; its times are judged by astropy."""

from astropy.time import Time
from checks import check, client, given, is_missing, same

c = client()
epoch = Time("1977-01-01T00:00:00", scale="tai")
sentinels = {
    "missing": {"MISSING"},
    "invalid-key": {"Invalid KeyLink", "InvalidSegName"},
    "invalid-link": {"Invalid_Link", "BadSegLink"},
    "offline": {"NoDataDirectory"},
}


def seconds_of(text):
    """Seconds of TAI since 1977, by astropy's own leap seconds."""
    scale = "tai" if text.endswith("_TAI") else "utc"
    plain = text.removesuffix("_TAI").removesuffix("_UTC").removesuffix("Z").replace("_", "T")
    date, _, clock = plain.partition("T")
    clock = clock if clock.count(":") == 2 else f"{clock or '00:00'}:00"
    return (Time(f"{date.replace('.', '-')}T{clock}", scale=scale).tai - epoch).sec


def compare_cell(kind, found, expected, state):
    if state != "ok":
        if kind in ("text", "time"):
            if found not in sentinels[state] and not (state == "missing" and found.startswith("-4712")):
                raise AssertionError(f"{found!r} is not {state}")
        elif not is_missing(float(found)):
            raise AssertionError(f"{found!r} is not {state}")
    elif kind == "time":
        if abs(seconds_of(found) - expected) > 2e-6:
            raise AssertionError(f"{found} is {seconds_of(found)}, not {expected}")
    elif kind == "longlong":
        same(int(found), int(expected), "64-bit integer")
    elif kind == "text":
        same(found, expected, "text")
    elif is_missing(expected):
        if not is_missing(float(found)):
            raise AssertionError(f"{found!r} is a number")
    else:
        same(float(found), float(expected), "number")


def compare_table(found, expected):
    same(list(found.columns), [column["name"] for column in expected], "columns")
    for column in expected:
        cells = list(found[column["name"]])
        same(len(cells), len(column["values"]), f"rows of {column['name']}")
        for row, (cell, value, state) in enumerate(zip(cells, column["values"], column["states"])):
            try:
                compare_cell(column["kind"], cell, value, state)
            except AssertionError as error:
                raise AssertionError(f"{column['name']} in row {row}: {error}") from None


def query(case):
    def work():
        for kind in ("key", "seg", "link"):
            if kind in case["wishes"]:
                n = case["wishes"].get("n")
                found = c.query(case["recordSet"], n=n, **{kind: case["wishes"][kind]})
                compare_table(found, case["tables"][kind])
        if "names" in case:
            found = c.query(case["recordSet"], key="**ALL**", rec_index=True)
            same(list(found.index), case["names"], "record index")

    return work


for case in given["queries"]:
    check(f"query: {case['recordSet']}", query(case))
