"""wireshark_gui - drives Wireshark's windows through their accessibility tree (AT-SPI).

Whatever is on the screen is found by its name, as a screen reader finds it.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

Role = Atspi.Role  # not its name, which later versions of at-spi2-core write otherwise

PATIENCE = 30  # seconds to wait for anything


class NotFound(Exception):
    pass


def wait_for(what, get, patience=PATIENCE):
    """What get() returns once that is true."""
    end = time.monotonic() + patience
    while True:
        try:
            found = get()
        except GLib.Error:  # went away while it was looked at
            found = None
        if found:
            return found
        if time.monotonic() > end:
            if "SHOTS" in os.environ:
                screenshot(f"{os.environ['SHOTS']}/not-found.png")
            raise NotFound(what)
        time.sleep(0.1)


def children(node):
    return [child for i in range(node.get_child_count()) if (child := node.get_child_at_index(i))]


def descendants(node, depth=12):
    """All below a node, but for the many cells of tables and lists."""
    for child in children(node) if depth else []:
        yield child
        if child.get_role() not in (Role.TREE, Role.TREE_TABLE, Role.TABLE, Role.LIST,
                                    Role.COMBO_BOX):
            yield from descendants(child, depth - 1)


def find(node, role, name=None, description=None):
    """The first node of a role below, of a name or any that `name` says yes to, or of a description
    (what a button without a name has when the mouse rests on it)."""
    def fits(found):
        text = found.get_name()
        return ((name is None or (name(text) if callable(name) else text == name)) and
                description in (None, found.get_description()))
    return wait_for(f"{role.value_nick} {name or description}", lambda: next(
        (n for n in descendants(node) if n.get_role() == role and fits(n)), None))


def press(node):
    Atspi.Action.do_action(node, 0)


def tick(box):
    if not box.get_state_set().contains(Atspi.StateType.CHECKED):
        press(box)


def titles(tree):
    """Of a tree's columns."""
    return [child.get_name() for child in children(tree)
            if child.get_role() == Role.TABLE_COLUMN_HEADER]


def cells(tree):
    """Texts of a tree's visible cells, row by row."""
    columns = max(Atspi.Table.get_n_columns(tree), 1)
    texts = [child.get_name() for child in children(tree)
             if child.get_role() in (Role.TABLE_CELL, Role.TREE_ITEM)]
    return [texts[i:i + columns] for i in range(0, len(texts), columns)]


def click(node, button=1):
    """Click near the left end of what a node shows."""
    box = Atspi.Component.get_extents(node, Atspi.CoordType.SCREEN)
    subprocess.run(["xdotool", "mousemove", str(box.x + min(box.width // 2, 30)),
                    str(box.y + box.height // 2), "click", str(button)], check=True)
    time.sleep(0.4)


def double_click(node):
    click(node)
    subprocess.run(["xdotool", "click", "--repeat", "2", "--delay", "80", "1"], check=True)
    time.sleep(0.4)


def is_shown(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


def is_enabled(node):
    return node.get_state_set().contains(Atspi.StateType.ENABLED)


class Wireshark:
    """A running Wireshark with a capture open."""

    def __init__(self, capture, *arguments):
        self.process = subprocess.Popen(
            ["wireshark", "-r", capture, "-o", "gui.ask_unsaved:FALSE", "-o",
             "gui.update.enabled:FALSE", *arguments], stderr=subprocess.DEVNULL)
        self.app = wait_for("Wireshark", self._application)
        self.main = self.window(os.path.basename(capture))
        wait_for("packets", lambda: self.packet_list().get_child_count() > 20)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def _application(self):
        for app in children(Atspi.get_desktop(0)):
            if app.get_name() == "Wireshark" and app.get_process_id() == self.process.pid:
                return app
        return None

    def windows(self):
        return {window.get_name(): window for window in children(self.app)}

    def window(self, beginning):
        """The window whose name begins so."""
        return wait_for(f"window {beginning}", lambda: next(
            (w for name, w in self.windows().items() if name.startswith(beginning)), None))

    def is_alive(self):
        return self.process.poll() is None

    def packet_list(self):
        return find(self.main, Role.TREE, "Packet list")

    def details(self):
        """The lines of the packet that is selected, as far as they are unfolded."""
        return [row[0] for row in cells(find(self.main, Role.TREE, "Packet details"))]

    def go_to(self, number):
        keys("ctrl+g")
        box = find(self.main, Role.PUSH_BUTTON, "Go to packet").get_parent()
        type_into(find(box, Role.TEXT), str(number))
        keys("Return")
        time.sleep(0.5)

    def filter(self, text):
        """Apply a display filter, "" for none."""
        keys("ctrl+slash")
        keys("ctrl+a", "Delete")
        if text:
            type_text(text + " ")  # the blank ends the list of proposals
        keys("Return")
        time.sleep(1)

    def own_table(self, title):
        """Open one of the plugin's tables from the preferences: the preferences, and the table."""
        preferences = self.open("Wireshark · Preferences", "Edit", "Preferences…")
        pages = wait_for("the preferences' pages", lambda: next(
            (n for n in descendants(preferences) if n.get_role() == Role.TREE and "Appearance" in
             [c.get_name() for c in children(n)][:4]), None))
        click(next(c for c in children(pages) if c.get_name() == "Protocols"))
        keys("Right")
        type_text("SVCREG")
        label = find(preferences, Role.LABEL, title)
        parts = children(label.get_parent())
        press(next(n for n in parts[parts.index(label):] if n.get_name() == "Edit…"))
        return preferences, self.window(title.replace("services", "Services").replace("keys", "Keys"))

    def open(self, beginning, *names):
        """The window that a menu entry opens. A menu may be busy closing: then once more."""
        for patience in (5, 5, PATIENCE):
            self.menu(*names)
            try:
                return wait_for(f"window {beginning}", lambda: next(
                    (w for name, w in self.windows().items() if name.startswith(beginning)),
                    None), patience)
            except NotFound:
                if patience == PATIENCE:
                    raise
        return None

    def close(self, window):
        name = window.get_name()
        press(find(window, Role.PUSH_BUTTON, "Close"))
        wait_for(f"end of {name}", lambda: name not in self.windows())

    def menu(self, *names):
        """Choose from the menu bar."""
        node = find(self.main, Role.MENU_BAR)
        for name in names:
            node = wait_for(f"menu item {name}", lambda: next(
                (c for c in descendants(node, 3) if c.get_name() == name), None))
        press(node)


def keys(*names):
    subprocess.run(["xdotool", "key", "--delay", "50", *names], check=True)
    time.sleep(0.3)


def type_text(text):
    subprocess.run(["xdotool", "type", "--delay", "30", text], check=True)
    time.sleep(0.3)


def type_into(node, text):
    Atspi.EditableText.set_text_contents(node, text)


def clipboard():
    return subprocess.run(["xclip", "-o", "-selection", "clipboard"], capture_output=True,
                          text=True, check=True).stdout


def screenshot(path):
    subprocess.run(["import", "-window", "root", path], check=True)
