"""Prints what Python feedparser sees in each file below a folder, one JSON line a file.

Used by `npm run -s bench -- corpus`; reads one path a line from standard input. A file of feedparser's own suite may say
in its first comment with which Content-Type it was served; every parser of the comparison is given that header.
"""
import json
import re
import sys

sys.setrecursionlimit(5000)
import feedparser  # noqa: E402

HEADER = re.compile(rb"^\s*Header:\s*content-type:\s*(\S.*?)\s*$", re.I | re.M)


def content_type(data):
    found = HEADER.search(data[:2000])
    return found.group(1).decode("latin-1") if found else None


def look(path):
    with open(path, "rb") as file:
        data = file.read()
    served = content_type(data)
    line = {"file": path, "contentType": served, "version": "", "items": []}
    try:
        seen = feedparser.parse(data, response_headers={"content-type": served or "application/xml"})
    except Exception as error:  # a reference that falls over says nothing
        return {**line, "error": type(error).__name__}
    return {
        **line,
        "version": seen.get("version", ""),
        "items": [[entry.get("title"), entry.get("link")] for entry in seen.entries],
    }


for name in sys.stdin:
    print(json.dumps(look(name.rstrip("\n"))), flush=True)
