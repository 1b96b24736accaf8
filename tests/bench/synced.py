# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desk costs that comes to know an office: a real host and a real desk without a window, both with TLS.

measure_first_sync() and measure_catch_up() return figures by name; bench.py prints them. Memory is what is the process's alone
(Private_Dirty), the most that was seen while it ran.
"""
import os
import signal
import sqlite3
import time

import faults

ROOMS, TASKS = 20, 50  # tasks in each room
LENGTH = 150           # characters of a message of the catch-up
PAGE_ROWS = 150        # about so many records come in one frame, and in one commit


class Watch:
    """The most private memory of some processes."""

    def __init__(self, **processes):
        self.processes = processes
        self.most = dict.fromkeys(processes, 0)

    def look(self):
        for name, process in self.processes.items():
            self.most[name] = max(self.most[name], faults.private_kib(process.pid))


class Office:
    """A host's folder with people, of whom each has a seat to sync from."""

    def __init__(self, folder, people):
        self.folder = folder
        self.host = faults.Host(folder)
        self.seats = [line.split(" ") for line in faults.book(self.host.data, "seats", people)]
        self.front = None
        self.identity = None

    def fill(self, rooms, tasks, messages):
        program = os.path.join(os.path.dirname(faults.FOLDER), "bench", "bench-office")
        process = faults.Process([program, self.host.data, str(rooms), str(tasks), str(messages)],
                                 os.path.join(self.folder, "office.log"))
        self.front = process.wait_line(r"front (\S+) (\d+)", seconds=3600).groups()
        assert process.end(None) == 0

    def count(self, kind):
        return faults.read(self.book, f"SELECT count(*) FROM record WHERE kind = '{kind}'")[0][0]

    @property
    def book(self):
        return os.path.join(self.host.data, "office.db")

    def start(self):
        self.host.start()
        self.identity = self.host.request("GET", "/health")[1]["office"]["id"]

    def desk(self, book, screen=()):
        """Starts a desk on the first seat; screen: what bench-desk takes after the book."""
        token, device, person = self.seats[0]
        program = os.path.join(os.path.dirname(faults.FOLDER), "bench", "bench-desk")
        return faults.Process([program, self.host.link, token, device, person, self.identity, book, *map(str, screen)],
                              os.path.join(self.folder, "desk.log"))

    def end(self, how=signal.SIGTERM):
        if self.host.process is not None:
            self.host.end(how)


def follow(office, desk):
    """Waits until the desk is live; returns its figures and those of both processes."""
    before = faults.processor_seconds(office.host.process.pid)
    alone = faults.private_kib(office.host.process.pid)
    watch = Watch(host=office.host.process, desk=desk)
    while "done 1" not in desk.lines:
        watch.look()
        if desk.popen.poll() is not None:
            raise AssertionError(f"the desk ended with {desk.popen.returncode}; see {desk.log}")
        with faults.news:
            faults.news.wait(0.2)
    watch.look()
    figures = {name: float(value) for name, value in (line.split(" ") for line in desk.lines)}
    figures.update(host_processor_s=faults.processor_seconds(office.host.process.pid) - before, host_alone_kib=alone,
                   host_kib=watch.most["host"], desk_kib=watch.most["desk"])
    return figures


def measure_floor(folder, host_book, after):
    """Writes the same bodies, as many a commit, into a table that only knows them by id; returns ms and processor seconds."""
    path = os.path.join(folder, "floor.db")
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                           "CREATE TABLE record (number INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT)")
    database.execute("ATTACH ? AS host", (host_book,))
    first, last = database.execute("SELECT min(number), max(number) FROM host.record WHERE rev > ?", (after,)).fetchone()
    start, processor = time.monotonic(), time.process_time()
    for number in range(first, last + 1, PAGE_ROWS):
        database.execute("INSERT INTO record (id, body) SELECT id, body FROM host.record WHERE number BETWEEN ? AND ?",
                         (number, min(number + PAGE_ROWS - 1, last)))
    elapsed, processor = (time.monotonic() - start) * 1000, time.process_time() - processor
    database.close()
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(path + ending):
            os.remove(path + ending)
    return {"floor_ms": elapsed, "floor_processor_s": processor}


def measure_first_sync(folder, messages, rounds):
    """A new desk of an office with so many messages; the office is made once."""
    figures = []
    office = Office(folder, 1)
    office.fill(ROOMS, TASKS, messages)
    office.start()
    try:
        for number in range(rounds):
            floor = measure_floor(folder, office.book, 0)
            book = os.path.join(folder, f"desk-{number}.db")
            desk = office.desk(book, (office.count("room"), office.count("task"), *office.front))
            try:
                figures.append({**follow(office, desk), **floor, "book_mib": os.path.getsize(book) / 2**20})
            finally:
                desk.end(None)
            os.remove(book)
    finally:
        office.end()
    return figures


def measure_catch_up(folder, records):
    """A desk that comes back after so many records have changed."""
    office = Office(folder, 1)
    book = os.path.join(folder, "desk.db")
    try:
        office.start()
        desk = office.desk(book)
        follow(office, desk)
        desk.end(None)
        head = office.host.head()
        office.end()
        faults.book(office.host.data, "messages", records, LENGTH)
        floor = measure_floor(folder, office.book, head)
        office.start()
        desk = office.desk(book)
        try:
            return {**follow(office, desk), **floor}
        finally:
            desk.end(None)
    finally:
        office.end()
