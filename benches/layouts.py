#!/usr/bin/env python3
"""Layouts here and elsewhere, side by side in one run.

    benches/layouts.py [--program target/release/ecomap] [--sizes 100 1000 10000] [--kinds silos hubs sectors]
                       [--longest 60] [--keep FOLDER] [--only ours sfdp ...]

Makes seeded maps of three kinds, twice as many flows as organisations, everyone joined:
  silos    eight communities, a few brokers between them
  hubs     who has many flows gets more (Barabasi, Albert 1999)
  sectors  four sectors by four scales, a few large organisations in each, flows mostly to the next scale
and lays each out: ours (network), Graphviz sfdp and neato, plain and with prism, igraph Fruchterman-Reingold and
DrL. Prints a table of

  CPU      processor time, user and system, seconds: the whole program with reading and writing, of igraph the layout
           alone
  MB       most memory in use at once (of igraph with Python and the graph)
  stress   normalised, at the best scale, weights one over distance squared, distance in flows (Gansner, Koren, North
           2004): of all pairs up to 1,000 organisations, above that from 200 of them to all
  kept     neighbourhood preservation: of up to 300 organisations, those within two flows, and as many that are
           nearest in the picture; what both have in common over what either has (Kruiger and others 2017)
  overlap  pairs of label boxes (120 x 40) that overlap, for each organisation: as drawn where the tool knows boxes,
           otherwise at a mean flow length of 150
  cross    crossings per flow, straight lines, of 1,000 flows with all
  side     of the picture's frame, the longer, in box widths

Only figures of one run may be compared. Needs numpy. A tool that is not installed, or that takes longer than
--longest seconds, is named and left out.
"""

import argparse
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

import numpy

BOX = (120, 40)
FLOW = 150
SECTORS = ["government", "industry", "universities", "third-sector"]
SCALES = ["local", "regional", "national", "international"]
KINDS = ["funding", "talent", "knowledge", "networking", "collaboration", "policy"]


def silos(count, chance):
    community = [number % 8 for number in range(count)]
    members = [[one for one in range(count) if community[one] == silo] for silo in range(8)]
    brokers = [chance.sample(group, max(1, len(group) // 20)) for group in members]

    def draw():
        if chance.random() < 0.03:
            one, other = chance.sample(range(8), 2)
            return chance.choice(brokers[one]), chance.choice(brokers[other])
        group = members[chance.randrange(8)]
        return chance.choice(group), chance.choice(group)

    return draw


def hubs(count, chance):
    ends = [0, 1]
    waiting = []

    def draw():
        # Two flows for each newcomer, to ends of flows drawn so far.
        if not waiting:
            newcomer = draw.next if draw.next < count else chance.randrange(count)
            draw.next += 1
            waiting.extend((newcomer, chance.choice(ends)) for _ in range(2))
        one, other = waiting.pop()
        ends.extend((one, other))
        return one, other

    draw.next = 2
    return draw


def sectors(count, chance):
    cells = {}
    for number in range(count):
        # Fewer organisations at larger scales.
        scale = min(int(4 * chance.random() ** 1.6), 3)
        cells.setdefault((chance.randrange(4), scale), []).append(number)
    keys = sorted(cells)

    def one_of(cell):
        # The first of a cell have the most flows.
        return cell[int(len(cell) * chance.random() ** 2.5)]

    def draw():
        sector, scale = keys[chance.randrange(len(keys))]
        luck = chance.random()
        to = (sector, scale) if luck < 0.35 else (sector, scale + 1) if luck < 0.75 else (chance.randrange(4), scale)
        return one_of(cells[(sector, scale)]), one_of(cells.get(to, cells[(sector, scale)]))

    return draw


def made(kind, count, seed=11):
    """Flows between organisations 0 to count - 1, each pair once, all of one piece."""
    chance = random.Random(f"{kind} {count} {seed}")
    draw = {"silos": silos, "hubs": hubs, "sectors": sectors}[kind](count, chance)
    flows, piece = set(), list(range(count))

    def root(one):
        while piece[one] != one:
            piece[one] = piece[piece[one]]
            one = piece[one]
        return one

    pieces = count
    while len(flows) + pieces - 1 < 2 * count:
        one, other = draw()
        pair = (min(one, other), max(one, other))
        if one == other or pair in flows:
            continue
        flows.add(pair)
        if root(one) != root(other):
            piece[root(one)] = root(other)
            pieces -= 1
    for one in range(1, count):
        if root(one) != root(0):
            near = chance.choice([other for other in range(one) if root(other) == root(0)])
            flows.add((near, one))
            piece[root(one)] = root(0)
    return sorted(flows)


def write(folder, count, flows):
    rows = ['(header: (format: "ecomap", version: "1.0"), map: (title: "Benchmark"), organisations: [']
    for one in range(count):
        rows.append(
            f'(id: "o{one:05}", name: "Organisation {one}", sector: "{SECTORS[one % 4]}", '
            f'scale: "{SCALES[one // 4 % 4]}", size: ({BOX[0]}, {BOX[1]})),'
        )
    rows.append("], flows: [")
    for number, (one, other) in enumerate(flows):
        rows.append(f'(id: "f{number:05}", from: "o{one:05}", to: "o{other:05}", kind: "{KINDS[number % 6]}"),')
    rows.append("])")
    (folder / "map.ron").write_text("\n".join(rows))
    node = f"node [shape=box fixedsize=true width={BOX[0] / 72:.4f} height={BOX[1] / 72:.4f} label=\"\"]"
    lines = "\n".join(f"o{one:05} -- o{other:05}" for one, other in flows)
    (folder / "map.dot").write_text(f"graph {{ {node}\n{lines}\n}}\n")
    (folder / "map.json").write_text(json.dumps({"count": count, "flows": flows}))


# Starts a program from a process so small that what it uses itself does not count as the program's.
STARTER = """
import os, resource, sys
longest = int(sys.argv[1])
child = os.fork()
if child == 0:
    resource.setrlimit(resource.RLIMIT_CPU, (longest, longest + 1))
    os.execvp(sys.argv[2], sys.argv[2:])
_, status, used = os.wait4(child, 0)
print("used", used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=sys.stderr)
sys.exit(status != 0)
"""


def measured_run(command, longest, output):
    """Seconds of processor time and MB of a whole program; nothing when it takes too long or fails."""
    starter = [sys.executable, "-I", "-S", "-c", STARTER, str(longest)]
    with open(output, "w") as out:
        child = subprocess.run([*starter, *command], stdout=out, stderr=subprocess.PIPE, text=True)
    *words, last = child.stderr.splitlines() or [""]
    if child.returncode != 0:
        return None, f"stopped or failed: {' '.join(words)[:80]}"
    _, seconds, megabytes = last.split()
    return (float(seconds), float(megabytes)), ""


def ours(folder, program, longest):
    out = folder / "ours.ron"
    command = [program, "layout", str(folder / "map.ron"), "-o", str(out), "--method", "network"]
    out.unlink(missing_ok=True)
    used, why = measured_run(command, longest, folder / "ours.log")
    if not used:
        return None, why
    found = re.findall(r'id: "o(\d+)",.*?position: \(([-\d.]+), ([-\d.]+)\)', out.read_text(), re.S)
    return (dict((int(one), (float(x), float(y))) for one, x, y in found), used, True), ""


def graphviz(folder, engine, options, longest):
    if not shutil.which(engine):
        return None, "not installed"
    output = folder / "plain.txt"
    used, why = measured_run([engine, "-Tplain", *options, str(folder / "map.dot")], longest, output)
    if not used:
        return None, why
    places = {}
    for line in output.read_text().splitlines():
        words = line.split()
        if words and words[0] == "node":
            places[int(words[1][1:])] = (float(words[2]) * 72, float(words[3]) * 72)
    return (places, used, any("prism" in option for option in options)), ""


def igraph(folder, algorithm, longest):
    output = folder / "igraph.json"
    command = [sys.executable, __file__, "--igraph", algorithm, str(folder / "map.json")]
    used, why = measured_run(command, longest, output)
    if not used:
        return None, "not installed" if "No module" in why or "igraph" in why else why
    answer = json.loads(output.read_text())
    return (dict(enumerate(map(tuple, answer["places"]))), (answer["seconds"], used[1]), False), ""


def run_igraph(algorithm, path):
    import igraph as library

    data = json.loads(pathlib.Path(path).read_text())
    random.seed(1)
    graph = library.Graph(data["count"], data["flows"])
    begin = time.process_time()
    layout = graph.layout(algorithm)
    print(json.dumps({"seconds": time.process_time() - begin, "places": layout.coords}))


def distances(count, flows, sources):
    """Numbers of flows between each source and everyone."""
    around = [[] for _ in range(count)]
    for one, other in flows:
        around[one].append(other)
        around[other].append(one)
    rows = numpy.zeros((len(sources), count), dtype=numpy.float64)
    for row, source in enumerate(sources):
        seen = [-1] * count
        seen[source] = 0
        front = [source]
        while front:
            coming = []
            for one in front:
                for other in around[one]:
                    if seen[other] < 0:
                        seen[other] = seen[one] + 1
                        coming.append(other)
            front = coming
        rows[row] = seen
    return rows


class Judge:
    """What is measured of every picture of one map."""

    def __init__(self, count, flows):
        chance = random.Random(5)
        everyone = list(range(count))
        self.count, self.flows = count, numpy.array(flows)
        self.sources = everyone if count <= 1000 else sorted(chance.sample(everyone, 200))
        self.rows = distances(count, flows, self.sources)
        self.some = list(range(len(self.sources)))[:300]
        self.sample = chance.sample(range(len(flows)), min(1000, len(flows)))

    def stress(self, places):
        ratios = []
        for source, row in zip(self.sources, self.rows):
            joined = row > 0
            length = numpy.hypot(*(places - places[source]).T)
            ratios.append(length[joined] / row[joined])
        ratio = numpy.concatenate(ratios)
        return 1 - ratio.sum() ** 2 / (len(ratio) * (ratio**2).sum())

    def kept(self, places):
        shares = []
        for index in self.some:
            source, row = self.sources[index], self.rows[index]
            near = set(numpy.flatnonzero((row > 0) & (row <= 2)).tolist())
            length = numpy.hypot(*(places - places[source]).T)
            length[source] = numpy.inf
            drawn = set(numpy.argsort(length, kind="stable")[: len(near)].tolist())
            shares.append(len(near & drawn) / len(near | drawn))
        return sum(shares) / len(shares)

    def overlaps(self, places):
        placed = places[numpy.argsort(places[:, 0], kind="stable")]
        found = 0
        for step in range(1, len(placed)):
            apart = placed[step:] - placed[:-step]
            near = apart[:, 0] < BOX[0] - 1e-6
            if not near.any():
                break
            found += int((near & (numpy.abs(apart[:, 1]) < BOX[1] - 1e-6)).sum())
        return found / self.count

    def crossings(self, places):
        begin, end = places[self.flows[:, 0]], places[self.flows[:, 1]]

        def side(a, b, c):
            return (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])

        found = 0
        for number in self.sample:
            a, b = begin[number], end[number]
            crossed = (side(a, b, begin) * side(a, b, end) < 0) & (side(begin, end, a) * side(begin, end, b) < 0)
            shared = (self.flows[:, :, None] == self.flows[number][None, None, :]).any(axis=(1, 2))
            found += int((crossed & ~shared).sum())
        return found / len(self.sample)

    def row(self, places, knows_boxes):
        places = numpy.array([places[one] for one in range(self.count)], dtype=numpy.float64)
        if not knows_boxes:
            length = numpy.hypot(*(places[self.flows[:, 0]] - places[self.flows[:, 1]]).T).mean()
            places = places * (FLOW / length)
        side = (places.max(axis=0) - places.min(axis=0)).max() / BOX[0]
        return self.stress(places), self.kept(places), self.overlaps(places), self.crossings(places) / 2, side


def tools(folder, program, longest):
    prism = ["-Goverlap=prism"]
    plain = ["-Goverlap=true"]
    return {
        "ours": lambda: ours(folder, program, longest),
        "sfdp": lambda: graphviz(folder, "sfdp", plain, longest),
        "sfdp+prism": lambda: graphviz(folder, "sfdp", prism, longest),
        "neato": lambda: graphviz(folder, "neato", plain, longest),
        "neato+prism": lambda: graphviz(folder, "neato", prism, longest),
        "igraph-fr": lambda: igraph(folder, "fruchterman_reingold", longest),
        "igraph-drl": lambda: igraph(folder, "drl", longest),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="target/release/ecomap")
    parser.add_argument("--sizes", nargs="+", type=int, default=[100, 1000, 10000])
    parser.add_argument("--kinds", nargs="+", default=["silos", "hubs", "sectors"])
    parser.add_argument("--longest", type=int, default=60)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--only", nargs="+")
    parser.add_argument("--igraph", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.igraph:
        run_igraph(*options.igraph)
        return
    print("| map | tool | CPU s | MB | stress | kept | overlap | cross | side |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as scratch:
        for kind in options.kinds:
            for count in options.sizes:
                name = f"{kind} {count}"
                folder = (options.keep or pathlib.Path(scratch)) / f"{kind}_{count}"
                folder.mkdir(parents=True, exist_ok=True)
                flows = made(kind, count)
                write(folder, count, flows)
                judge = Judge(count, flows)
                for tool, run in tools(folder, options.program, options.longest).items():
                    if options.only and tool not in options.only:
                        continue
                    found, why = run()
                    if not found:
                        print(f"| {name} | {tool} | {why} | | | | | | |", flush=True)
                        continue
                    places, (seconds, megabytes), knows_boxes = found
                    stress, kept, overlap, cross, side = judge.row(places, knows_boxes)
                    print(
                        f"| {name} | {tool} | {seconds:.2f} | {megabytes:.0f} | {stress:.3f} | {kept:.3f} "
                        f"| {overlap:.2f} | {cross:.2f} | {side:.0f} |",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
