# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk as a person sees it: the real program, found and driven through AT-SPI and the keyboard.

Every desk has a session bus and folders of its own, so that two of them are two computers; the accessibility bus is one.
"""
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Gio  # noqa: E402

DEADLINE = int(os.environ.get("OFFICE_STORY_DEADLINE", "60"))


def accessibility_bus():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    answer = bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                           Gio.DBusCallFlags.NONE, -1, None)
    return answer.unpack()[0]


os.environ["AT_SPI_BUS_ADDRESS"] = accessibility_bus()
import pyatspi  # noqa: E402

pyatspi.setTimeout(5000, 20000)


class Late(AssertionError):
    """What was waited for did not come."""


def wait_for(what, condition):
    """Asks the condition again and again until it gives something; fails with words after the deadline."""
    pause = threading.Event()
    end = time.monotonic() + DEADLINE
    while True:
        try:
            found = condition()
        except Exception as problem:  # an accessible that vanished while it was read
            found, last = None, problem
        else:
            last = None
        if found:
            return found
        if time.monotonic() > end:
            raise Late(f"waited {DEADLINE} s for: {what}" + (f" ({last})" if last else ""))
        pause.wait(0.05)


def is_shown(node):
    # GTK 4.8 says "showing" of windows alone; what is on no page in view has no size.
    if not node.getState().contains(pyatspi.STATE_VISIBLE):
        return False
    try:
        extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    except NotImplementedError:  # the page of a stack: what is in it tells
        return True
    return extents.width > 0 and extents.height > 0


def walk(node):
    """All accessibles below that are shown."""
    for child in node:
        if child is None:
            continue
        child.clear_cache()  # nobody listens for events here, so that what was read once would stay
        if is_shown(child):
            yield child
            yield from walk(child)


class Host:
    """`office --serve` as a process."""

    def __init__(self, program, data):
        self.program, self.data, self.port = program, data, 0
        self.process = self.link = None

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "--serve", "--data", self.data, "--name", "Story", "--listen", "127.0.0.1",
             "--port", str(self.port)], stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if line.startswith("office://"):
                self.link = line.strip()
                break
        else:
            raise AssertionError(f"the host ended with {self.process.wait()} and printed no link")
        self.port = int(self.link.split("/")[2].rsplit(":", 1)[1])

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        code = self.process.wait(DEADLINE)
        self.process.stdout.close()
        self.process = None
        return code


class Desk:
    """One person's window."""

    def __init__(self, program, folder, name):
        self.program, self.name = program, name
        self.folder = os.path.join(folder, name)
        os.makedirs(self.folder, exist_ok=True)
        self.process = None

    def open(self, *arguments):
        environment = dict(os.environ, HOME=self.folder, XDG_DATA_HOME=os.path.join(self.folder, "data"),
                           XDG_CONFIG_HOME=os.path.join(self.folder, "config"),
                           XDG_CACHE_HOME=os.path.join(self.folder, "cache"))
        settings = os.path.join(self.folder, "config", "gtk-4.0")
        os.makedirs(settings, exist_ok=True)
        shared = os.path.join(os.environ.get("XDG_CONFIG_HOME", ""), "gtk-4.0", "settings.ini")
        if os.path.exists(shared):
            shutil.copy(shared, settings)
        # A bus of its own. The shell tells the program's own id, which outlives the exec.
        pid_file = tempfile.NamedTemporaryFile(dir=self.folder, delete=False)
        self.log = open(os.path.join(self.folder, "log"), "a")
        self.process = subprocess.Popen(
            ["dbus-run-session", "--", "sh", "-c", 'echo $$ >"$0"; exec "$@"', pid_file.name, self.program, *arguments],
            env=environment, stdout=self.log, stderr=self.log)
        self.pid = wait_for(f"{self.name}'s program to start", lambda: int(open(pid_file.name).read() or 0))
        self.application = wait_for(f"{self.name}'s window", self._find_application)

    def _find_application(self):
        for application in pyatspi.Registry.getDesktop(0):
            if application is not None and application.get_process_id() == self.pid and application.childCount > 0:
                return application
        return None

    def close(self):
        """As if the power went: nothing is said."""
        os.kill(self.pid, signal.SIGKILL)
        self.process.wait(DEADLINE)
        self.log.close()
        self.process = None

    # ---- looking ----

    def all(self, role=None, name=None, contains=None):
        found = []
        self.application.clear_cache()
        for node in walk(self.application):
            if role is not None and node.getRoleName() not in ((role,) if isinstance(role, str) else role):
                continue
            if name is not None and node.name != name:
                continue
            if contains is not None and contains not in (node.name or ""):
                continue
            found.append(node)
        return found

    def find(self, role=None, name=None, contains=None):
        what = f"{self.name} to see {role or 'something'} {name or ''}{contains or ''}"
        return wait_for(what, lambda: (self.all(role, name, contains) or [None])[0])

    def sees(self, text):
        return self.find(contains=text)

    def sees_not(self, text):
        wait_for(f"{self.name} not to see {text}", lambda: not self.all(contains=text))

    def dump(self):
        for node in walk(self.application):
            print(f"# {self.name}: {node.getRoleName()} {node.name!r}")

    # ---- acting ----

    def act(self, node):
        action = node.queryAction()
        for index in range(action.nActions):
            if action.getName(index) in ("click", "activate", "press", "toggle", ""):
                return action.doAction(index)
        return action.doAction(0)

    def press(self, name, role=("push button", "toggle button", "button", "menu button")):
        self.act(self.find(role, name))

    def act_on_tab(self, name):
        self.act(self.find("page tab", name))

    def write(self, name, text):
        node = self.find(("text", "entry", "password text"), name)
        wait_for(f"{self.name} to write into {name}", lambda: node.queryEditableText().setTextContents(text))

    def focus(self, node):
        """Goes there by the keyboard alone: GTK 4.8 does not let an accessibility client set the focus."""
        def is_focused():
            node.clear_cache()
            return node.getState().contains(pyatspi.STATE_FOCUSED)

        # F6 goes round the window's regions, Tab from there to the place.
        for key in ["F6"] * 3 + ["Tab"] * 40:
            if is_focused():
                return
            self.keys(key)
        raise Late(f"{self.name} cannot reach {node.name!r} by the keyboard")

    def window_id(self):
        output = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.pid)], stdout=subprocess.PIPE,
                                text=True).stdout.split()
        return output[-1] if output else None

    def keys(self, *chords):
        window = wait_for(f"{self.name}'s window on the screen", self.window_id)
        subprocess.run(["xdotool", "windowfocus", "--sync", window], check=True)
        subprocess.run(["xdotool", "key", "--clearmodifiers", *chords], check=True)
