#!/usr/bin/env python3
"""Opens other programs' files, and says of each what was read, what was said about it, what would be lost if it were
written again in its own format, and how long that took.

    benches/foreign.py [--program PATH] [FILE...]

Without files, those of ../shared/data are taken. The time is processor time of the whole program that opens the file
and writes it as a map, the least of five runs, in ms. A file that is refused is a row, too.
"""

import argparse
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

RECORDS = ("organisations", "flows", "groups", "notes")
WRITTEN_ONLY_AS = {".tsv": "csv", ".txt": "csv"}


def counted(text):
    """How many records of each sort a map has: a record begins with its id, one step in from its list."""
    counts, name = dict.fromkeys(RECORDS, 0), None
    for line in text.splitlines():
        opened = re.match(r"^ {4}(\w+): \[", line)
        if opened:
            name = opened.group(1)
        elif name in counts and re.match(r"^ {8}\(", line):
            counts[name] += 1
    return counts


def run(*command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done, took * 1000


def said(words):
    found = re.findall(r"^ecomap: (?:[\d:]+ )?warning: (.*)$", words, re.MULTILINE)
    return "; ".join(line.split("; the first")[0] for line in found) or "-"


def lost(words):
    found = re.findall(r"^ecomap:   (.*)$", words, re.MULTILINE)
    return "; ".join(found) or "-"


def row(program, path, folder):
    own = folder / "map.ron"
    done, took = min((run(program, "convert", path, own) for _ in range(5)), key=lambda it: it[1])
    if done.returncode:
        reason = done.stderr.strip().splitlines()[0].removeprefix("ecomap: ")
        return f"| {path.name} | refused | | | | {reason} | | {took:.0f} |"
    counts = counted(own.read_text(encoding="utf-8"))
    kind = WRITTEN_ONLY_AS.get(path.suffix, path.suffix[1:])
    again, _ = run(program, "convert", own, folder / f"again.{kind}", "--to", kind)
    loss = lost(again.stderr) if again.returncode == 0 else again.stderr.strip().splitlines()[-1]
    numbers = " | ".join(str(counts[name]) for name in RECORDS)
    return f"| {path.name} | {numbers} | {said(done.stderr)} | {loss} | {took:.0f} |"


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=root / "target/release/ecomap", type=pathlib.Path)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    if not os.access(options.program, os.X_OK):
        sys.exit(f"{options.program} is not there: build it with `cargo build --release`, or say --program")
    data = root.parent / "shared/data"
    files = options.files or sorted(path for path in data.glob("*/*") if path.is_file())
    if not files:
        sys.exit(f"there are no files in {data}: name some")
    print("| file | organisations | flows | groups | notes | said | lost when written again | ms |")
    print("|---|---:|---:|---:|---:|---|---|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            print(row(options.program, path, pathlib.Path(folder)), flush=True)


if __name__ == "__main__":
    main()
