#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One story with two real programs and one real host, through the accessibility bus and the keyboard, as TAP.

Anna opens the office with the link that the host printed, Ben joins with the next one; she says something, he makes a task of it
and moves it; the host is killed and started again, both desks too: everything is still there.
"""
import os
import re
import shutil
import signal
import sys
import tempfile
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import Desk, Host, wait_for  # noqa: E402

PROGRAM = os.environ["OFFICE_PROGRAM"]
PASSWORD = "correct horse battery"
WORDS = "Send the larch samples to the client"
HALF = "And tell them that the sl"


class Story:
    def __init__(self, folder):
        self.host = Host(PROGRAM, os.path.join(folder, "host"))
        self.anna = Desk(PROGRAM, folder, "Anna")
        self.ben = Desk(PROGRAM, folder, "Ben")

    def end(self):
        for desk in (self.anna, self.ben):
            if desk.process is not None:
                desk.close()
        if self.host.process is not None:
            self.host.stop(signal.SIGKILL)

    # ---- the steps ----

    def join(self, desk, name):
        desk.open(self.host.link)
        desk.write("Your Name", name)
        desk.write("Choose a Password", PASSWORD)
        desk.press("Join")
        desk.find(("text", "entry"), "Message General")

    def anna_opens_the_office(self):
        self.host.start()
        self.join(self.anna, "Anna Lindqvist")
        self.anna.sees("1 person here")

    def the_host_restarts_and_ben_joins(self):
        """A host with people prints an invitation for the next member; Anna's window comes back by itself."""
        assert self.host.stop() == 0, "the host did not stop cleanly"
        self.anna.sees("Offline")
        self.host.start()
        self.join(self.ben, "Ben Okafor")
        self.anna.sees("2 people here")
        self.ben.sees("2 people here")

    def say(self, desk, words):
        desk.write("Message General", words)
        desk.press("Send")

    def row(self, desk, words):
        return desk.find("list item", contains=words)

    def anna_says_something(self):
        self.say(self.anna, WORDS)
        self.row(self.anna, WORDS)
        row = self.row(self.ben, WORDS)
        assert "Anna Lindqvist" in row.name, row.name

    def ben_makes_a_task_of_it(self):
        self.ben.focus(self.row(self.ben, WORDS))
        self.ben.keys("t")
        # The message shows its task on both desks: the link is a button with the title.
        self.ben.find(("push button", "button"), contains=WORDS)
        self.anna.find(("push button", "button"), contains=WORDS)

    def card(self, desk, column):
        return desk.find("list item", name=f"{WORDS}, {column}")

    def ben_moves_it(self):
        for desk in (self.anna, self.ben):
            desk.act_on_tab("Tasks")
        self.card(self.anna, "To do")
        self.ben.focus(self.card(self.ben, "To do"))
        self.ben.keys("shift+Right")
        self.card(self.ben, "In progress")
        self.card(self.anna, "In progress")

    def the_host_is_killed(self):
        """What is written while it is away waits, is counted, and comes through."""
        self.host.stop(signal.SIGKILL)
        for desk in (self.anna, self.ben):
            desk.sees("Offline")
            desk.act_on_tab("Conversation")
        self.say(self.anna, "Written without the line")
        self.row(self.anna, "Written without the line")
        self.anna.sees("1 waiting")
        self.host.start()
        self.row(self.ben, "Written without the line")
        self.anna.sees("2 people here")

    def everything_is_still_there(self):
        """Also the half sentence that stood there when the power went."""
        self.anna.write("Message General", HALF)
        for desk in (self.anna, self.ben):
            desk.close()
        for desk in (self.anna, self.ben):
            desk.open()
            self.row(desk, WORDS)
            self.row(desk, "Written without the line")
            if desk is self.anna:
                composer = desk.find(("text", "entry"), "Message General")
                wait_for("Anna's half sentence", lambda: composer.queryText().getText(0, -1) == HALF)
            desk.act_on_tab("Tasks")
            self.card(desk, "In progress")


STEPS = (
    Story.anna_opens_the_office,
    Story.the_host_restarts_and_ben_joins,
    Story.anna_says_something,
    Story.ben_makes_a_task_of_it,
    Story.ben_moves_it,
    Story.the_host_is_killed,
    Story.everything_is_still_there,
)


def main():
    print(f"1..{len(STEPS)}", flush=True)
    folder = tempfile.mkdtemp(prefix="office-story-")
    story = Story(folder)
    failed = False
    try:
        for number, step in enumerate(STEPS, 1):
            name = re.sub("_", " ", step.__name__)
            if failed:
                print(f"not ok {number} {name} # the story ended before", flush=True)
                continue
            try:
                step(story)
                print(f"ok {number} {name}", flush=True)
            except Exception:
                failed = True
                print("# " + traceback.format_exc().replace("\n", "\n# "))
                for desk in (story.anna, story.ben):
                    if desk.process is not None:
                        desk.dump()
                        print("# " + open(os.path.join(desk.folder, "log")).read().replace("\n", "\n# "))
                print(f"not ok {number} {name}", flush=True)
    finally:
        story.end()
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if failed else 0)


main()
