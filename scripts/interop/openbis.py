"""The reference client of openBIS against the demo server: log in, browse, search, download, upload, log out."""

import binascii
import os
import re
from contextlib import redirect_stdout

from pybis import Openbis
from telling import check, given, same

os.chdir(given["folder"])
special = given["special"]
is_old = given["apiVersion"] == "3.5"
date_form = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
allow_http = {"allow_http_but_do_not_use_this_in_production_and_only_within_safe_networks": True}
openbis = Openbis(given["url"], **allow_http)


def refused(work, message):
    try:
        work()
    except Exception as error:
        if message not in str(error):
            raise AssertionError(f"It says {error!r}, not {message!r}.") from error
    else:
        raise AssertionError(f"It was not refused with {message!r}.")


def write(path, data):
    if os.path.dirname(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def plain_http():
    refused(lambda: Openbis(given["url"]), "https")


def log_in():
    token = openbis.login("demo", "demo")
    if not re.fullmatch(r"demo-\d{15}x[0-9A-F]{32}", token):
        raise AssertionError(f"The token has another form: {token!r}")
    same(openbis.is_token_valid(token), True, "is_token_valid")
    same(openbis.is_session_active(), True, "is_session_active")
    same(openbis.get_server_information().api_version, given["apiVersion"], "API version")


def wrong_password():
    refused(lambda: openbis.login("demo", "wrong"), "login to openBIS failed")
    same(openbis.is_session_active(), True, "the session before")


def browse():
    same(list(openbis.get_spaces().df["code"]), ["DEFAULT", "LAB", "MATERIALS"], "spaces")
    same(list(openbis.get_projects(space="LAB").df["identifier"]), ["/LAB/PROJ", "/LAB/SOLAR_CELLS"], "projects")
    same(len(openbis.get_experiments(project="/LAB/SOLAR_CELLS")), 6, "collections of a project")
    same(len(openbis.get_samples(experiment="/LAB/SOLAR_CELLS/SILICON")), 25, "objects of a collection")
    cell = openbis.get_sample("/LAB/SOLAR_CELLS/PEROVSKITE-001")
    same(cell.type.code, "SOLAR_CELL", "type")
    same(cell.props.color, "GREEN", "colour")
    same("/LAB/PROJ/S1" in cell.parents, True, "its parent")
    same(openbis.get_sample(cell.permId).identifier, cell.identifier, "the same by permId")
    same(cell.identifier in openbis.get_sample("/LAB/PROJ/S1").children, True, "the child of its parent")
    same(openbis.get_sample("/LAB/LOOSE1").identifier, "/LAB/LOOSE1", "identifier of an object in a space")
    same([one.identifier for one in openbis.get_samples(space="LAB", count=2)][0], "/LAB/PROJ/S1", "objects one by one")


def ids():
    for perm_id in [openbis.create_permId(), *openbis.gen_permId(2)]:
        if not re.fullmatch(r"\d{17}-\d+", perm_id):
            raise AssertionError(f"The permId has another form: {perm_id!r}")


def page():
    one = openbis.get_datasets(count=1)
    next_one = openbis.get_datasets(start_with=1, count=1)
    same((len(one), len(next_one)), (1, 1), "lengths of pages")
    same(one.totalCount > 70, True, "number of all")
    same(one.df["permId"][0] != next_one.df["permId"][0], True, "another dataset on another page")
    same(len(openbis.get_experiments(count=1)), 1, "collections of a page")


def search():
    thick = openbis.get_samples(type="SOLAR_CELL", where={"THICKNESS": "> 190"}, props="thickness").df
    same(all(float(value) > 190 for value in thick["THICKNESS"]) and len(thick) > 0, True, "thicknesses")
    same(len(openbis.get_samples(where={"$NAME": "cigs*"})), 25, "names that begin so")
    same(len(openbis.get_samples(withParents="/LAB/PROJ/S1")), 1, "children of an object")
    same(list(openbis.get_datasets(status="ARCHIVED").df["permId"]), [special["archived"]], "archived datasets")
    everything = ["parents", "children", "tags", "sample.identifier", "registrator", "kind"]
    found = openbis.get_datasets(type="RAW_DATA", attrs=everything, props="$name").df
    same(special["parent"] in found["parents"][0], True, "the parent in a table")
    same(len(openbis.get_datasets(project="/LAB/SOLAR_CELLS")) >= 70, True, "datasets of a project")


def types():
    same({one.code: len(one.get_property_assignments()) for one in openbis.get_dataset_types()}["UNKNOWN"], 0, "empty")
    assigned = openbis.get_dataset_type("MEASUREMENT").get_property_assignments().df
    same(list(assigned[assigned["mandatory"]]["code"]), ["METHOD", "INSTRUMENT"], "mandatory properties")
    terms = openbis.get_vocabulary("INSTRUMENTS").get_terms().df
    same(list(terms["code"]), ["XRD", "SEM", "RAMAN", "IV", "LAB_CAMERA"], "terms")


def look():
    parent = openbis.get_dataset(special["parent"])
    same((parent.type.code, parent.kind), ("PROCESSED_DATA", "PHYSICAL"), "type and kind")
    same(parent.sample.identifier, "/LAB/LOOSE1", "object")
    same(parent.registrator, "demo", "registrator")
    same(bool(date_form.fullmatch(parent.registrationDate)), True, "form of the date")
    same(len(parent.children), 2, "children")
    same(openbis.get_dataset(special["linked"]).kind, "LINK", "kind of a linked dataset")
    refused(lambda: openbis.get_dataset("20200101000000000-1"), "no such dataset")


def fetch(perm_id, wanted=lambda path: True):
    """Downloads and compares sizes and checksums with the file list."""
    dataset = openbis.get_dataset(perm_id)
    lines = dataset.get_files()
    lines = lines[lines["isDirectory"] == False]  # noqa: E712
    lines = lines[lines["pathInDataSet"].map(wanted)]
    folder = dataset.download(files=list(lines["pathInDataSet"]), destination="downloads")
    for path, size, checksum in zip(lines["pathInDataSet"], lines["fileSize"], lines["crc32Checksum"]):
        data = read(os.path.join(folder, path))
        same((len(data), "%x" % binascii.crc32(data)), (size, checksum), path)
    return len(lines)


def is_manageable(path):
    """The client breaks names by itself: at quotes, at question marks, and at commas with the first protocol."""
    broken = {"3.5": "?", "3.6": "'\",", "3.7": "'\"\\"}[given["apiVersion"]]
    return not any(character in path for character in broken)


def upload(files, type="RAW_DATA", **more):
    dataset = openbis.new_dataset(type=type, files=files, **more)
    dataset.save()
    return openbis.get_dataset(dataset.permId)


def upload_files():
    write("single.txt", b"hello")
    write("empty.txt", b"")
    write("folder/sub/two words.txt", "ü".encode())
    write("folder/x.bin", os.urandom(1000))
    single = upload("single.txt", sample="/LAB/PROJ/S1")
    same(single.file_list, ["original/single.txt"], "a single file")
    if not is_old:
        same(single.get_file_list(start_folder="/")[0]["pathInDataSet"], "original", "the older file list")
    same(upload("empty.txt", sample="/LAB/PROJ/S1").file_list, ["original/empty.txt"], "an empty file")
    several = "original/DEFAULT" if is_old else "original/default"
    both = upload(["single.txt", "empty.txt"], experiment="/LAB/PROJ/EXP1")
    same(sorted(both.file_list), [f"{several}/empty.txt", f"{several}/single.txt"], "two files")
    folder = "original/DEFAULT/folder" if is_old else "original/folder"
    whole = upload("folder", sample="/LAB/PROJ/S1")
    same(sorted(whole.file_list), [f"{folder}/sub/two words.txt", f"{folder}/x.bin"], "a folder")
    same(fetch(whole.permId), 2, "files that came back")


def upload_large():
    data = os.urandom(23_000_000)
    write("large.bin", data)
    dataset = upload("large.bin", sample="/LAB/PROJ/S1")
    same(fetch(dataset.permId), 1, "files that came back")
    same(read(f"downloads/{dataset.permId}/original/large.bin") == data, True, "the same bytes")


def upload_described():
    values = {"$name": "run 12", "notes": "two\nlines", "instrument": "XRD", "repetitions": 3}
    dataset = upload("single.txt", sample="/LAB/PROJ/S1", parents=[special["parent"]], props=values)
    same((dataset.type.code, dataset.kind), ("RAW_DATA", "PHYSICAL"), "type and kind")
    same(dataset.sample.identifier, "/LAB/PROJ/S1", "object")
    same(dataset.experiment.identifier, "/LAB/PROJ/EXP1", "collection, by way of the object")
    same((dataset.props["$name"], dataset.props["notes"]), ("run 12", "two\nlines"), "name and notes")
    same((dataset.props["instrument"], dataset.props["repetitions"]), ("XRD", "3"), "instrument and repetitions")
    same(dataset.parents, [special["parent"]], "parents")
    same(dataset.permId in openbis.get_dataset(special["parent"]).children, True, "the child of its parent")


def upload_measurement():
    values = {
        "method": "sweep",
        "instrument": "SEM",
        "measured_on": "2023-05-18T11:17:03",
        "channels": [3, 2, 1],
        "labels": ["aa", "bb", "cc"],
        "times": ["2023-05-18T11:17:03", "2023-05-18T11:17:04", "2023-05-18T11:17:05"],
        "settings": '{"gain": 2}',
    }
    dataset = upload("single.txt", "MEASUREMENT", sample="/LAB/PROJ/S1", props=values)
    same(dataset.props["measured_on"], "2023-05-18 11:17:03", "a time in ISO form")
    same(dataset.props["channels"].replace(" ", ""), "3,2,1", "whole numbers")
    same(dataset.props["labels"].replace(" ", ""), "aa,bb,cc", "texts")
    same(dataset.props["times"].count("2023-05-18 11:17:0"), 3, "times")
    same(dataset.props["settings"], '{"gain": 2}', "JSON")


def upload_refused():
    same_owner = {"sample": "/LAB/PROJ/S1"}
    refused(lambda: upload([], **same_owner), "provide at least one file")
    refused(lambda: upload("single.txt", "NO_SUCH_TYPE", **same_owner), "NO_SUCH_TYPE")
    refused(lambda: upload("single.txt", "MEASUREMENT", **same_owner), "mandatory")
    refused(lambda: upload("single.txt", props={"unheard_of": "x"}, **same_owner), "unheard_of")


def update():
    dataset = openbis.get_dataset(special["parent"])
    dataset.props["$name"] = "another name"
    dataset.save()
    again = openbis.get_dataset(special["parent"])
    same((again.props["$name"], again.props["temperature"]), ("another name", "298.15"), "properties")
    same(len(again.children) >= 2, True, "children, which were not fetched")


def container():
    new = openbis.new_dataset(
        type="UNKNOWN", kind="CONTAINER", code="MY-CONTAINER", sample="/LAB/PROJ/S1", components=[special["parent"]]
    )
    new.save()
    same(new.permId, "MY-CONTAINER", "permId")
    same(openbis.get_dataset("MY-CONTAINER").components, [special["parent"]], "components")


def delete():
    dataset = upload("single.txt", sample="/LAB/PROJ/S1")
    dataset.delete("no longer needed", True)
    refused(lambda: openbis.get_dataset(dataset.permId), "no such dataset")
    same(len(openbis.get_deletions()), 0, "what is in the trash")


def access_token():
    token = openbis.get_or_create_personal_access_token("interop")
    same((token.sessionName, token.owner), ("interop", "demo"), "session name and owner")
    same(openbis.get_or_create_personal_access_token("interop").permId, token.permId, "the same token again")
    for form in [token, token.permId]:
        other = Openbis(given["url"], token=form, **allow_http)
        same((other.is_session_active(), len(other.get_spaces())), (True, 3), "a session by token")


def copied(name):
    def work():
        place = os.path.join(given["folder"], "copied-" + name)
        os.mkdir(place)
        os.chdir(place)
        os.environ["OPENBIS_PASSWORD"] = "demo"
        names = {}
        try:
            # What it prints is for people.
            with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
                exec(compile(given["codes"][name], name, "exec"), names)
        finally:
            os.chdir(given["folder"])
        same(names["openbis"].is_session_active(), False, "the session afterwards")
        if name == "openbis-data-set":
            same(sum(len(files) for _, _, files in os.walk(place)), 2, "files")

    return work


def log_out():
    token = openbis.token
    openbis.logout()
    same(openbis.is_token_valid(token), False, "the token afterwards")
    same(openbis.is_session_active(), False, "is_session_active")


check("refuses plain http", plain_http)
check("log in", log_in)
check("wrong password", wrong_password)
check("browse", browse)
check("new ids", ids)
check("pages", page)
check("search", search)
check("types and terms", types)
check("facts of datasets", look)
check("download", lambda: same(fetch(special["parent"]), 2, "files"))
check("download a series", lambda: same(fetch(special["series"]), 500, "files"))
check("download odd names", lambda: same(fetch(special["oddNames"], is_manageable) > 15, True, "enough files"))
check("download a container", lambda: same(fetch(special["container"]), 3, "files"))
check("upload files and folders", upload_files)
check("upload a large file", upload_large)
check("upload with parents and properties", upload_described)
check("upload with times, lists and JSON", upload_measurement)
check("refused uploads", upload_refused)
check("update", update)
check("container", container)
check("delete", delete)
if not is_old:
    check("access token", access_token)
check("log out", log_out)
for name in given["codes"]:
    check(f"copied as code: {name}", copied(name))
