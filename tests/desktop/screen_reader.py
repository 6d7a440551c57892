#!/usr/bin/env python3
"""What a screen reader finds in the window of ecomap, and does there.

Without arguments prints a line for each object: role, a tab, its spoken name, and behind another tab its states, if it
is focused or selected. With `press` and the beginning of a name does the first action of the object that is called so;
with `where` prints the place of its middle in the window.

Asks the accessibility bus (AT-SPI) as Orca does, and knows nothing of the program but its name."""

import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

STATES = [("focused", Atspi.StateType.FOCUSED), ("selected", Atspi.StateType.SELECTED)]


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


def objects(node, depth=0):
    """The object and all in it, in the order in which they are read."""
    if node is None or depth > 40:
        return
    node.clear_cache()
    yield node
    for index in range(node.get_child_count()):
        yield from objects(node.get_child_at_index(index), depth + 1)


def line(node):
    states = node.get_state_set()
    held = " ".join(word for word, state in STATES if states.contains(state))
    return f"{node.get_role_name()}\t{node.get_name()}" + (f"\t{held}" if held else "")


def called(beginning):
    for node in objects(application()):
        if (node.get_name() or "").startswith(beginning) and node.get_action_iface():
            return node
    sys.exit(f"nothing that can be acted on is called {beginning}")


def press(beginning):
    sys.exit(0 if called(beginning).get_action_iface().do_action(0) else "the action was refused")


def where(beginning):
    place = called(beginning).get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    sys.exit(print(place.x + place.width // 2, place.y + place.height // 2))


if len(sys.argv) > 1:
    {"press": press, "where": where}[sys.argv[1]](sys.argv[2])
for found in objects(application()):
    if found.get_name():
        print(line(found))
