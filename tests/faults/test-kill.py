#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 of the host and of desks, at random moments under load, a few hundred times (--count and --seconds for more).

Afterwards: what a desk has told as acknowledged is in the host's book; what it has told as entered is acknowledged, or was
refused and is kept where the person sees it; each operation has happened once; all books say the same.
"""
import os
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from faults import Desk, Host, SANITIZED, book_digest, let_run, read, run, wait_for  # noqa: E402

N_DESKS = 3
LEAST = 20   # kills
WINDOW = 24  # operations that a desk has open at most
PAUSE = 8    # ms between two of them at most
START_MS = 150


class Office:
    def __init__(self, folder, dice):
        self.folder, self.dice = folder, dice
        self.host = Host(folder)
        self.desks = [Desk(folder, f"Desk {i}") for i in range(N_DESKS)]
        self.kills = 0
        self.lives = 0

    def open(self):
        """The first link makes an admin and is used up; the next life of the host prints one for members."""
        self.host.start()
        self.desks[0].join(self.host.link)
        self.host.end()
        self.host.start()
        for desk in self.desks[1:]:
            desk.join(self.host.link)
        for desk in self.desks:
            self.start_desk(desk)

    def start_desk(self, desk):
        self.lives += 1
        desk.start()
        desk.say(f"load {self.lives} {WINDOW} {PAUSE} {self.dice.choice((10, 200, 3000))}")

    def start_host(self):
        self.host.start()
        for desk in self.desks:
            desk.say("try")  # the back-off is proved elsewhere

    def kill(self, what):
        self.kills += 1
        assert what.end(signal.SIGKILL) == -signal.SIGKILL, "it had ended before it was killed"

    def wait_for_load(self):
        """Something has to happen between two faults; how much is left to chance."""
        def progress():
            return sum(desk.progress for desk in self.desks)

        goal = progress() + self.dice.randrange(1, 60)
        wait_for("the load to go on", lambda: progress() >= goal)

    def kill_host(self):
        self.kill(self.host)
        self.start_host()

    def kill_desk(self):
        desk = self.dice.choice(self.desks)
        self.kill(desk)
        self.start_desk(desk)

    def kill_both(self):
        desk = self.dice.choice(self.desks)
        self.kill(self.host)
        self.kill(desk)
        self.start_desk(desk)
        self.start_host()

    def kill_host_as_it_starts(self):
        self.kill(self.host)
        self.host.spawn()
        let_run(self.dice.uniform(0, START_MS / 1000))
        self.kill(self.host)
        self.start_host()

    def kill_desk_as_it_starts(self):
        desk = self.dice.choice(self.desks)
        self.kill(desk)
        desk.start()
        let_run(self.dice.uniform(0, START_MS / 1000))
        self.kill(desk)
        self.start_desk(desk)

    def suffer(self, count, seconds):
        """So many kills; fewer on a machine that is too slow for them, but never few."""
        faults = (self.kill_host, self.kill_desk, self.kill_both, self.kill_host_as_it_starts, self.kill_desk_as_it_starts)
        end = time.monotonic() + seconds
        while self.kills < count and (self.kills < LEAST or time.monotonic() < end):
            self.wait_for_load()
            self.dice.choices(faults, weights=(40, 36, 10, 7, 7))[0]()

    def settle(self):
        for desk in self.desks:
            desk.settle(self.host)

    def has_sent_all(self):
        (waiting,), = read(os.path.join(self.host.data, "office.db"), "SELECT count(*) FROM record WHERE kind = 'scheduled'")
        return waiting == 0

    def end(self):
        for process in (self.host, *self.desks):
            if process.process is not None:
                process.end(signal.SIGKILL)


def check_account(office, path, kept):
    """What desks told, against what the host's book holds."""
    results = dict(read(path, "SELECT id, rev FROM operation"))
    entered = acknowledged = refused = 0
    for desk in office.desks:
        entered += len(desk.entered)
        for operation in desk.acknowledged:
            assert results.get(operation, 0) > 0, f"{desk.name}: {operation} was acknowledged and is not in the host's book"
        for operation, intent in desk.entered.items():
            assert operation in results, f"{desk.name}: {operation} ({intent}) was entered and never came to the host"
            if results[operation] > 0:
                acknowledged += 1
            else:
                refused += 1
                assert operation in kept[desk], f"{desk.name}: {operation} ({intent}) was refused and is not shown"
    print(f"# {office.kills} kills; {entered} operations entered, {acknowledged} acknowledged, {refused} refused and shown")
    assert acknowledged > 0 and refused > 0, "the load did not do both"
    return {operation: intent for desk in office.desks for operation, intent in desk.entered.items()
            if results[operation] > 0}


def check_once(path, accepted):
    """Nothing twice: each operation has a revision of its own, each message and each task comes of one operation."""
    (n, distinct), = read(path, "SELECT count(*), count(DISTINCT rev) FROM operation WHERE rev > 0")
    assert n == distinct == len(accepted), f"{n} results, {distinct} revisions, {len(accepted)} operations"
    intents = list(accepted.values())
    for kind, *made_by in (("message", "message.send", "message.schedule"), ("task", "task.create")):
        (found,), = read(path, f"SELECT count(*) FROM record WHERE kind = '{kind}'")
        n_made = sum(map(intents.count, made_by))
        assert found == n_made, f"{found} records of {n_made} × {made_by}"
    assert intents.count("message.schedule") > 0, "nothing was sent later"
    (n, first, last, distinct, texts), = read(
        path, "SELECT count(*), min(f_seq), max(f_seq), count(DISTINCT f_seq), count(DISTINCT body ->> 'text') FROM record"
              " WHERE kind = 'message'")
    assert (first, last, distinct, texts) == (1, n, n, n), f"{n} messages, from {first} to {last}, {distinct}, {texts}"


def killed_at_random_moments_under_load(folder, arguments):
    office = Office(folder, arguments.random)
    print(f"# seed {arguments.seed}", flush=True)
    try:
        office.open()
        office.suffer(arguments.count, arguments.seconds)
        for desk in office.desks:
            desk.say("rest")
        office.settle()
        wait_for("the host to send what waits for its time", office.has_sent_all)
        office.settle()
        kept = {desk: desk.kept() for desk in office.desks}
        digests = {desk: desk.digest() for desk in office.desks}
        assert not any(desk.failed for desk in office.desks), "a book could not be written"
        for desk in office.desks:
            assert desk.end(None) == 0, f"{desk.name} did not end well"
            assert read(os.path.join(desk.folder, "book.db"), "PRAGMA integrity_check") == [("ok",)]
        assert office.host.end() == 0, "the host did not end well"
        path = os.path.join(office.host.data, "office.db")
        assert read(path, "PRAGMA integrity_check") == [("ok",)]
        check_once(path, check_account(office, path, kept))
        for desk in office.desks:
            assert digests[desk] == book_digest(office.host.data, desk.person), f"{desk.name}'s book differs"
    finally:
        office.end()


run(__doc__, [killed_at_random_moments_under_load], count=30 if SANITIZED else 250, seconds=75)
