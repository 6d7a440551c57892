#!/usr/bin/env python3
"""What figures cost here and elsewhere, side by side in one run.

    benches/peers.py [--program target/release/ecomap] [--sizes 1000 10000] [--repeats 3]

Makes seeded maps (organisations on a jittered grid, twice as many flows, mostly between neighbours), writes each as
a map of ours and as DOT with the same places, and prints the processor time in seconds (user and system, the whole
process, median of the repeats) for SVG, PDF and PNG. Only ratios within one run tell something; under 1.3 is a tie.
Needs Python 3 only; peers that are not installed are named and left out.
"""

import argparse
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile

SECTORS = ["government", "industry", "universities", "third-sector", "joint"]
SCALES = ["local", "regional", "national", "international"]
KINDS = ["funding", "talent", "knowledge", "networking", "collaboration", "policy"]
WORDS = "Harbour River Civic Open Northern Creative Digital Screen Media Arts Trust Fund Lab Council Network Studios".split()
BOX = (130, 44)
SPACING = 2.5 * BOX[0]


def made(count, seed=7):
    """Names, places and flows."""
    chance = random.Random(seed)
    side = int(count**0.5 + 0.999)
    places, names = [], []
    for number in range(count):
        jitter = lambda: chance.uniform(-0.24, 0.24)
        places.append(((number % side + jitter()) * SPACING, (number // side + jitter()) * SPACING * 0.6))
        names.append(f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number}")
    flows = set()
    while len(flows) < 2 * count:
        one = chance.randrange(count)
        if chance.random() < 0.9:
            other = one + chance.choice([1, -1, side, -side, side + 1, side - 1, 2, -2])
        else:
            other = chance.randrange(count)
        if 0 <= other < count and other != one:
            flows.add((one, other))
    return names, places, sorted(flows)


def write(folder, count):
    names, places, flows = made(count)
    records = ['(header: (format: "ecomap", version: "1.0"), map: (title: "Benchmark"), organisations: [']
    for number, (name, (x, y)) in enumerate(zip(names, places)):
        records.append(
            f'(id: "o{number}", name: "{name}", sector: "{SECTORS[number % 5]}", scale: "{SCALES[number % 4]}", position: ({x:.1f}, {y:.1f})),'
        )
    records.append("], flows: [")
    for number, (one, other) in enumerate(flows):
        records.append(f'(id: "f{number}", from: "o{one}", to: "o{other}", kind: "{KINDS[number % 6]}"),')
    records.append("])")
    (folder / f"{count}.ron").write_text("\n".join(records))
    dot = ["digraph { node [shape=box style=rounded fixedsize=true width=1.8 height=0.6 fontsize=14] edge [fontsize=12]"]
    for number, (name, (x, y)) in enumerate(zip(names, places)):
        dot.append(f'n{number} [label="{name}" pos="{x:.1f},{-y:.1f}"]')
    for number, (one, other) in enumerate(flows):
        dot.append(f'n{one} -> n{other} [label="{KINDS[number % 6]}"]')
    dot.append("}")
    (folder / f"{count}.dot").write_text("\n".join(dot))


def seconds(command, repeats):
    """Median processor time of a command."""
    times = []
    for _ in range(repeats):
        child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        if status:
            return None
        times.append(used.ru_utime + used.ru_stime)
    return statistics.median(times)


def line(what, count, own, peers):
    """A row of the table."""
    if own is None:
        return f"| {what} of {count:,} | failed | |"
    others = ", ".join(f"{name} {time:.3f} ({time / own:.1f} times)" for name, time in peers if time)
    return f"| {what} of {count:,} | {own:.3f} | {others} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="target/release/ecomap", type=pathlib.Path)
    parser.add_argument("--sizes", nargs="+", default=[1000, 10000], type=int)
    parser.add_argument("--repeats", default=3, type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        print("| figure | ours | peers |\n| --- | --- | --- |")
        for count in options.sizes:
            write(folder, count)
            ours = lambda name, *more: [options.program, "render", folder / f"{count}.ron", "-o", folder / name, "--no-legend", *more]
            run = lambda command: seconds(command, options.repeats)
            row = lambda what, own, peers: print(line(what, count, own, peers), flush=True)
            has = lambda tool: shutil.which(tool) or print(f"{tool} is not installed: left out", file=sys.stderr)
            svg, pdf, png = run(ours("a.svg")), run(ours("a.pdf")), run(ours("a.png", "--width-mm", "338.7", "--dpi", "300"))
            dot = lambda form: run(["neato", "-n2", f"-T{form}", folder / f"{count}.dot", "-o", folder / f"g.{form}"]) if has("neato") else None
            rsvg = lambda *more: run(["rsvg-convert", folder / "a.svg", "-o", folder / "r", *more]) if has("rsvg-convert") else None
            resvg = lambda: run(["resvg", "-w", "4000", folder / "a.svg", folder / "r.png", "--use-fonts-dir", pathlib.Path(__file__).parent.parent / "assets/fonts"]) if has("resvg") else None
            row("SVG", svg, [("Graphviz", dot("svg"))])
            row("PDF", pdf, [("Graphviz", dot("pdf")), ("rsvg-convert", rsvg("-f", "pdf"))])
            row("PNG, 4,000 pixels wide,", png, [("resvg", resvg()), ("rsvg-convert", rsvg("-w", "4000"))])
            row("Of which reading and checking the map", run([options.program, "validate", folder / f"{count}.ron"]), [])
    return 0


if __name__ == "__main__":
    sys.exit(main())
