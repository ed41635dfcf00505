"""Changed files of a folder as the remote client's crawler helper finds them (protocol 8.1): walk, stat, MD5 by an
external program for files with a new time. Prints seconds and counts as JSON; keeps its state in a pickle."""

import json
import os
import pickle
import re
import subprocess
import sys
import time

root, state_file, pattern = sys.argv[1], sys.argv[2], sys.argv[3]
start = time.perf_counter()
try:
    with open(state_file, "rb") as file:
        statuses, old_pattern = pickle.load(file)
except FileNotFoundError:
    statuses, old_pattern = {}, pattern
matches = re.compile(pattern, re.IGNORECASE).match
touched, found = [], set()
for folder, _, names in os.walk(root):
    for name in names:
        if matches(name):
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, root)
            mtime = os.stat(path).st_mtime
            found.add(relative)
            status = statuses.get(relative)
            if status is None or status[0] != mtime:
                touched.append((mtime, relative))
changed = []
if touched:
    listing = "\0".join(os.path.join(root, relative) for _, relative in touched)
    output = subprocess.run(["xargs", "-0", "md5sum"], input=listing, stdout=subprocess.PIPE, text=True, check=True)
    for (mtime, relative), line in zip(touched, output.stdout.splitlines()):
        digest = line.split()[0]
        if relative not in statuses or statuses[relative][1] != digest:
            changed.append((mtime, relative, digest))
changed.sort()
removed = set(statuses) - found
if changed or removed or pattern != old_pattern:
    for mtime, relative, digest in changed:
        statuses[relative] = [mtime, digest]
    for relative in removed:
        del statuses[relative]
    with open(state_file, "wb") as file:
        pickle.dump((statuses, pattern), file)
print(json.dumps({"ms": (time.perf_counter() - start) * 1000, "files": len(found), "changed": len(changed)}))
