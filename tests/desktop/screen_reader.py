#!/usr/bin/env python3
"""Prints what a screen reader finds in the window of ecomap, a line for each object: role, a tab, its spoken name.

Asks the accessibility bus (AT-SPI) as Orca does, and knows nothing of the program but its name."""

import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def application():
    """The program's own object, which comes to the bus a moment after its window."""
    end = time.monotonic() + 15
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and "ecomap" in (child.get_name() or ""):
                return child
        time.sleep(0.2)
    sys.exit("the program is not on the accessibility bus")


def speak(node, depth=0):
    if node is None or depth > 40:
        return
    node.clear_cache()
    name = node.get_name() or ""
    if name:
        print(f"{node.get_role_name()}\t{name}")
    for index in range(node.get_child_count()):
        speak(node.get_child_at_index(index), depth + 1)


speak(application())
