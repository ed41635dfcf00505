"""The list and the structures of series are those that Quarry reads."""

from checks import check, client, given, same

c = client()


def list_of_series():
    same(list(c.series()), [series["name"] for series in given["series"]], "names")
    same(list(c.series(r"hmi\.")), given["filtered"], "names of hmi")
    full = c.series(full=True)
    same(list(full.note), [series["note"] for series in given["series"]], "notes")


def columns_of(table, names):
    """Rows with the index first; of lists, as linkinfo is one, the only member."""
    plain = lambda value: value[0] if isinstance(value, list) else value
    return [tuple(plain(value) for value in row) for row in table[names].itertuples(name=None)]


def structure(expected):
    def work():
        info = c.info(expected["name"])
        same([key for key in info.primekeys if key is not None], expected["primekeys"], "prime keys")
        same(info.note, expected["note"], "note")
        names = ["type", "recscope", "defval", "units", "note", "linkinfo", "is_time", "is_integer", "is_real"]
        same(columns_of(info.keywords, names), [tuple(row) for row in expected["keywords"]], "keywords")
        if expected["segments"]:
            names = ["type", "units", "protocol", "dims", "note"]
            same(columns_of(info.segments, names), [tuple(row) for row in expected["segments"]], "segments")
        if expected["links"]:
            same(columns_of(info.links, ["target", "kind", "note"]), [tuple(row) for row in expected["links"]], "links")

    return work


check("series: list", list_of_series)
for expected in given["structures"]:
    check(f"info: {expected['name']}", structure(expected))
