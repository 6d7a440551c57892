#!/usr/bin/env python3
"""Shows one figure to the readers that people have, and says how far their pictures agree.

    benches/readers.py [--program PATH] [--width 2400] [--keep FOLDER] [--faces FOLDER] MAP...

For each map the program writes an SVG with outlined text, a PDF and a PNG. rsvg-convert, Inkscape and Chromium paint
the SVG, poppler paints the PDF, all at the same width (8 inches at 300 dots an inch unless told), and each picture is held against each other one: the share of
its inked pixels that find ink of like colour within 1.5 pixels. With --faces, the SVG with real text is compared, too,
with the faces of that folder known to the readers.

Ink is what differs from the page by at least 24 of 255 in one channel. An edge is partly covered, and each reader
covers it in its own way: a colour is like when, in each channel, it lies within 24 of what is found between the
lightest and the darkest within reach.
Needs Python 3 with numpy and Pillow; readers that are not installed are named and left out.
"""

import argparse
import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import numpy
from PIL import Image

INK = 24
LIKE = 24
# All whole steps no longer than 1.5 pixels.
NEAR = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]


def run(*command, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **more)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stderr}")


def chromium(svg, png, width, height, environment):
    page = png.with_suffix(".html")
    figure = svg.read_text(encoding="utf-8").split("?>", 1)[1]
    # Both sides are whole pixels, as the other readers make them.
    sized = re.sub(r'(<svg [^>]*?) width="[^"]*" height="[^"]*"', rf'\1 width="{width}" height="{height}" preserveAspectRatio="none"', figure, count=1)
    page.write_text(f'<!doctype html><meta charset="utf-8"><style>body{{margin:0}}svg{{display:block}}</style>{sized}', encoding="utf-8")
    with tempfile.TemporaryDirectory() as profile:
        run(
            "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            f"--user-data-dir={profile}", f"--window-size={width},{height}", f"--screenshot={png}", page.as_uri(),
            env=environment,
        )


def paint(folder, stem, svg, pdf, width, height, environment):
    """The pictures of all readers that are here, by name."""
    pictures = {}
    jobs = {
        "rsvg": ("rsvg-convert", lambda png: run("rsvg-convert", "-w", width, "-h", height, "-b", "white", svg, "-o", png, env=environment)),
        "inkscape": ("inkscape", lambda png: run("inkscape", "-w", width, "-h", height, "--export-background=white", "--export-type=png", f"--export-filename={png}", svg, env=environment)),
        "chromium": ("chromium", lambda png: chromium(svg, png, width, height, environment)),
        # pdftoppm sets lines on whole pixels whatever the file says; poppler's other painter paints what is there.
        "poppler": ("pdftocairo", lambda png: run("pdftocairo", "-png", "-singlefile", "-scale-to-x", width, "-scale-to-y", height, pdf, png.with_suffix(""))),
    }
    for name, (tool, job) in jobs.items():
        if shutil.which(tool) is None:
            print(f"{tool} is not installed: left out", file=sys.stderr)
            continue
        png = folder / f"{stem}-{name}.png"
        job(png)
        pictures[name] = png
    return pictures


def pixels(path, size):
    picture = Image.open(path).convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    picture = Image.alpha_composite(ground, picture).convert("RGB")
    if picture.size != size:
        if max(abs(picture.size[0] - size[0]), abs(picture.size[1] - size[1])) > 2:
            sys.exit(f"{path} is {picture.size}, not {size}")
        whole = Image.new("RGB", size, "white")
        whole.paste(picture)
        picture = whole
    return numpy.asarray(picture).astype(numpy.int16)


def share(one, other):
    """The share of the inked pixels of `one` that find their like in `other`."""
    ink = (numpy.abs(one - one[0, 0]).max(axis=2) >= INK)[1:-1, 1:-1]
    height, width = ink.shape
    near = [other[1 + y : 1 + y + height, 1 + x : 1 + x + width] for x, y in NEAR]
    low, high = numpy.minimum.reduce(near) - LIKE, numpy.maximum.reduce(near) + LIKE
    like = ((one[1:-1, 1:-1] >= low) & (one[1:-1, 1:-1] <= high)).all(axis=2)
    return like[ink].mean() if ink.any() else 1.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("maps", nargs="+", type=pathlib.Path)
    parser.add_argument("--program", default="target/release/ecomap", type=pathlib.Path)
    parser.add_argument("--width", default=2400, type=int)
    parser.add_argument("--keep", type=pathlib.Path, help="keep the pictures here")
    parser.add_argument("--faces", type=pathlib.Path, help="a folder of faces that readers of real text may use")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.keep or pathlib.Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        environment = dict(os.environ)
        if options.faces:
            configuration = pathlib.Path(temporary) / "fonts.conf"
            configuration.write_text(
                '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
                f"<dir>{options.faces.resolve()}</dir><cachedir>{temporary}/faces</cachedir></fontconfig>"
            )
            environment["FONTCONFIG_FILE"] = str(configuration)
        text = "text" if options.faces else "outlines"
        worst = 1.0
        print("| figure | " + "least share | between |\n| --- | --- | --- |")
        for map_path in options.maps:
            stem = map_path.stem
            png = folder / f"{stem}-ours.png"
            dpi = 300
            width_mm = options.width / dpi * 25.4
            for suffix, more in (("svg", ["--text", text]), ("pdf", []), ("png", ["--dpi", dpi])):
                run(options.program, "render", map_path, "-o", folder / f"{stem}.{suffix}", "--width-mm", width_mm, *more)
            shutil.move(folder / f"{stem}.png", png)
            size = Image.open(png).size
            pictures = {"ours": png} | paint(folder, stem, folder / f"{stem}.svg", folder / f"{stem}.pdf", *size, environment)
            read = {name: pixels(path, size) for name, path in pictures.items()}
            shares = {(one, other): share(read[one], read[other]) for one, other in itertools.permutations(read, 2)}
            pair = min(shares, key=shares.get)
            worst = min(worst, shares[pair])
            print(f"| {stem} | {shares[pair]:.4f} | {pair[0]} in {pair[1]} |", flush=True)
    return 0 if worst >= 0.99 else 1


if __name__ == "__main__":
    sys.exit(main())
