#!/usr/bin/env python3
"""Holds the program against other programs, both ways round.

    benches/foreign.py [--program PATH] [FILE...]
        Opens other programs' files, and says of each what was read, what was said about it, what would be lost if it
        were written again in its own format, and how long that took. Without files, those of ../shared/data are taken.
        The time is processor time of the whole program that opens the file and writes it as a map, the least of five
        runs, in ms. A file that is refused is a row, too.

    benches/foreign.py --written [--program PATH] [MAP...]
        Writes each map in each format that other programs read, lets them read it, and holds every name, place and end
        of a flow, one by one, against the map itself. Without maps, the examples are taken. A row is a reader: on how
        many maps it found nothing otherwise, what it found there, and below the table what it found otherwise. Exit 1 where anything differs.
        Places are compared within a twentieth of a unit (Graphviz prints five digits) where the reader hands them on.

--written needs Python's networkx, igraph and openpyxl, Graphviz, and Node with the packages graphology and
graphology-gexf and graphology-graphml (NODE_PATH names the folder they are in). What is not installed is named and
left out.
"""

import argparse
import collections
import importlib.util
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

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


# What a map holds: its names and places, and the ends of its flows by name.
Told = collections.namedtuple("Told", "places flows")


def records(text, name):
    """The records of one list in a map that the program wrote: each field is a line, three steps in."""
    begun = text.split(f"\n    {name}: [\n", 1)
    if len(begun) == 1:
        return []
    body = re.split(r"^ {4}\],$", begun[1], maxsplit=1, flags=re.MULTILINE)[0]
    return [dict(re.findall(r"^ {12}(\w+): (.*),$", record, re.MULTILINE)) for record in re.split(r"^ {8}\),$", body, flags=re.MULTILINE) if record.strip()]


def told(text):
    """The truth: the map itself, names and places, and each flow with the way it goes."""
    names, places = {}, []
    for it in records(text, "organisations"):
        names[it["id"]] = json.loads(it["name"])
        places.append((json.loads(it["name"]), tuple(json.loads(f"[{it['position'][1:-1]}]"))))
    flows = [(names[it["from"]], names[it["to"]], it.get("direction", "forward")) for it in records(text, "flows")]
    return Told(places, flows)


def networkx_graphml(path):
    import networkx
    graph = networkx.read_graphml(path, force_multigraph=True)
    # It gives the corner of yEd's box as the place: half the box on, the centre.
    yed = "{http://www.yworks.com/xml/graphml}Geometry"
    halves = {}
    for node in xml.etree.ElementTree.parse(path).iter("{http://graphml.graphdrawing.org/xmlns}node"):
        box = next(node.iter(yed))
        halves[node.get("id")] = (float(box.get("width")) / 2, float(box.get("height")) / 2)
    place = lambda key, it: (float(it["x"]) + halves[key][0], float(it["y"]) + halves[key][1])
    return of_networkx(graph, lambda key, it: it["label"], place)


def of_networkx(graph, name, place):
    names = {key: name(key, it) for key, it in graph.nodes(data=True)}
    places = [(names[key], place(key, it)) for key, it in graph.nodes(data=True)]
    return Told(places, [(names[one], names[other]) for one, other in graph.edges()])


def networkx_gexf(path):
    import networkx
    centre = lambda _, it: (it["viz"]["position"]["x"], -it["viz"]["position"]["y"])
    return of_networkx(networkx.read_gexf(path), lambda _, it: it["label"], centre)


def networkx_gml(path):
    import networkx
    centre = lambda _, it: (it["graphics"]["x"], it["graphics"]["y"])
    return of_networkx(networkx.read_gml(path, label="id"), lambda _, it: it["label"], centre)


def networkx_pajek(path):
    import networkx
    # It takes the headings of relations for organisations: those have no place.
    place = lambda _, it: (float(it["x"]), float(it["y"])) if "x" in it else None
    return of_networkx(networkx.read_pajek(path), lambda key, _: key, place)


def of_igraph(graph, names, places):
    return Told(list(zip(names, places)), [(names[one], names[other]) for one, other in graph.get_edgelist()])


def igraph_graphml(path):
    import igraph
    graph = igraph.Graph.Read_GraphML(str(path))
    # Its y points up, as Gephi has it.
    return of_igraph(graph, graph.vs["label"], [(it["x"], -it["y"]) for it in graph.vs])


def igraph_gml(path):
    import igraph
    graph = igraph.Graph.Read_GML(str(path))
    # It leaves out what is nested, and with it the places.
    return of_igraph(graph, graph.vs["label"], [None] * graph.vcount())


def igraph_pajek(path):
    import igraph
    graph = igraph.Graph.Read_Pajek(str(path))
    return of_igraph(graph, graph.vs["name"], [(it["x"], it["y"]) for it in graph.vs])


GRAPHOLOGY = """
const [kind, path] = process.argv.slice(2);
const { MultiGraph } = require("graphology");
const graph = require(`graphology-${kind}`).parse(MultiGraph, require("fs").readFileSync(path, "utf8"));
const name = node => graph.getNodeAttribute(node, "label");
const places = graph.mapNodes((node, { x, y }) => [name(node), [x, -y]]);
console.log(JSON.stringify([places, graph.mapEdges((edge, _, from, to) => [name(from), name(to)])]));
"""


def graphology(kind):
    def read(path):
        script = path.with_name("graphology.cjs")
        script.write_text(GRAPHOLOGY, encoding="utf-8")
        return of_json(["node", script, kind, path])

    return read


def of_json(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise ValueError(next((line for line in done.stderr.splitlines() if "Error" in line), done.stderr.strip()))
    places, flows = json.loads(done.stdout)
    return Told([(name, tuple(place)) for name, place in places], [tuple(ends) for ends in flows])


def graphviz_dot(path):
    done = subprocess.run(["dot", "-Kneato", "-n2", "-Tjson", path], capture_output=True, text=True, check=True)
    drawn = json.loads(done.stdout)
    nodes = [it for it in drawn["objects"] if "pos" in it]
    names = {it["_gvid"]: it["label"].replace("\\n", " ") for it in nodes}
    centre = lambda x, y: (float(x), -float(y))
    places = [(names[it["_gvid"]], centre(*it["pos"].split(","))) for it in nodes]
    return Told(places, [(names[it["tail"]], names[it["head"]]) for it in drawn.get("edges", [])])


def openpyxl_xlsx(path):
    import openpyxl
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}
    said = lambda sheet: [dict(zip(rows[sheet][0], row)) for row in rows[sheet][1:]]
    places = [(it["Label"], (it["X"], it["Y"])) for it in said("Elements")]
    names = {it["ID"]: it["Label"] for it in said("Elements")}
    return Told(places, [(names[it["From"]], names[it["To"]]) for it in said("Connections")])


READERS = [
    # Reader, what must be installed for it, format, how the file's name ends, and how it is read.
    ("networkx", "networkx", "GraphML", "graphml", networkx_graphml),
    ("networkx", "networkx", "GEXF", "gexf", networkx_gexf),
    ("networkx", "networkx", "GML", "gml", networkx_gml),
    ("networkx", "networkx", "Pajek", "net", networkx_pajek),
    ("igraph", "igraph", "GraphML", "graphml", igraph_graphml),
    ("igraph", "igraph", "GML", "gml", igraph_gml),
    ("igraph", "igraph", "Pajek", "net", igraph_pajek),
    ("graphology", "node", "GEXF", "gexf", graphology("gexf")),
    ("graphology", "node", "GraphML", "graphml", graphology("graphml")),
    ("Graphviz", "dot", "DOT", "dot", graphviz_dot),
    ("openpyxl", "openpyxl", "XLSX", "xlsx", openpyxl_xlsx),
]


def expected(truth, ending, has_places):
    """What a reader of that format should find: Pajek has two arcs for both ways, and places between 0 and 1."""
    places, flows = truth.places, [(one, other) for one, other, _ in truth.flows]
    if ending == "net":
        flows += [(other, one) for one, other, way in truth.flows if way == "both"]
        left, top = (min(place[side] for _, place in places) for side in (0, 1))
        extent = max(max(x - left, y - top) for _, (x, y) in places) or 1
        places = [(name, ((x - left) / extent, (y - top) / extent)) for name, (x, y) in places]
    return Told([(name, place if has_places else None) for name, place in places], flows)


def shifted(found, wanted):
    """Graphviz moves the whole drawing: the uppermost and the leftmost place say how far."""
    least = lambda places, side: min(place[side] for _, place in places)
    by = [least(wanted.places, side) - least(found.places, side) for side in (0, 1)]
    return found._replace(places=[(name, (x + by[0], y + by[1])) for name, (x, y) in found.places])


def near(one, other):
    return one == other or one is not None and other is not None and all(abs(a - b) <= 0.05 for a, b in zip(one, other))


def differences(wanted, found, directed):
    """In words, what is not the same, one by one."""
    words = []
    wanted_places, found_places = sorted(wanted.places, key=str), sorted(found.places, key=str)
    if len(wanted_places) != len(found_places):
        words.append(f"{len(found_places)} organisations for {len(wanted_places)}")
    of_name = collections.defaultdict(list)
    for name, place in found_places:
        of_name[name].append(place)
    for name, place in wanted_places:
        if not of_name[name]:
            words.append(f"no “{name}”")
        elif not any(near(place, other) for other in of_name[name]):
            words.append(f"“{name}” at {of_name[name][0]}, not {place}")
    ends = lambda flows: collections.Counter(pair if directed else tuple(sorted(pair)) for pair in flows)
    missing, added = ends(wanted.flows) - ends(found.flows), ends(found.flows) - ends(wanted.flows)
    words += [f"no flow {one} to {other}" for one, other in missing.elements()]
    words += [f"a flow {one} to {other}" for one, other in added.elements()]
    return words


def is_installed(need):
    if need in ("node", "dot"):
        return shutil.which(need) is not None
    return importlib.util.find_spec(need) is not None


def written(program, maps, folder):
    """The table of those who read what the program writes."""
    truths = {}
    for path in maps:
        own = folder / "own.ron"
        run(program, "convert", path, own)
        truths[path] = told(own.read_text(encoding="utf-8"))
    print("| reader | format | maps the same | names | places | flows |\n|---|---|---:|---:|---:|---:|")
    remarks = []
    for reader, need, format_name, ending, read in READERS:
        if not is_installed(need):
            print(f"{need} is not installed: {reader} was left out", file=sys.stderr)
            continue
        counts = [0, 0, 0, 0]
        for path in maps:
            file = folder / f"map.{ending}"
            run(program, "convert", path, file)
            try:
                found = read(file)
            except Exception as error:  # whatever a reader of others says is what is reported
                remarks.append(f"{reader}, {format_name}, {path.name}: refused: {str(error).splitlines()[0]}")
                continue
            has_places = any(place is not None for _, place in found.places)
            wanted = expected(truths[path], ending, has_places)
            if ending == "dot":
                found = shifted(found, wanted)
            words = differences(wanted, found, ending != "net")
            remarks += [f"{reader}, {format_name}, {path.name}: {line}" for line in words]
            if words:
                continue
            counts = [sum(pair) for pair in zip(counts, (1, len(found.places), len(found.places) * has_places, len(found.flows)))]
        print(f"| {reader} | {format_name} | {counts[0]} of {len(maps)} | " + " | ".join(str(it or "-") for it in counts[1:]) + " |", flush=True)
    print("\n" + ("\n".join(remarks) or "Nothing differs."))
    return 1 if remarks else 0


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=root / "target/release/ecomap", type=pathlib.Path)
    parser.add_argument("--written", action="store_true", help="what other programs read in what we write")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    if not os.access(options.program, os.X_OK):
        sys.exit(f"{options.program} is not there: build it with `cargo build --release`, or say --program")
    if options.written:
        maps = options.files or sorted((root / "examples").glob("*.ron"))
        with tempfile.TemporaryDirectory() as folder:
            sys.exit(written(options.program.resolve(), maps, pathlib.Path(folder)))
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
