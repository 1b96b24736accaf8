#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Twenty people move the cards of one board at the same time: each move is in the book, or was refused because the card that it
was to stand behind had gone elsewhere by then, and is kept and shown; no card is lost, and all books are the same at the end."""
import os
import signal
import sys
import time
import uuid

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from faults import Desk, Host, book_digest, let_run, processor_seconds, read, run, wait_for  # noqa: E402
from wire import Wire, make_id, open_office  # noqa: E402

AT_ONCE = 100  # tasks in one frame


def make_tasks(host, seat, n):
    wire = Wire(host, *seat)
    wire.hear_until("live")
    column = str(uuid.uuid5(uuid.UUID(wire.rooms[0]), "todo"))
    for first in range(0, n, AT_ONCE):
        wire.say({"frame": "operations", "operations": [
            {"id": make_id(), "do": "task.create", "base": 0, "at": 0,
             "with": {"id": make_id(), "room": wire.rooms[0], "column": column, "title": f"Card {number}"}}
            for number in range(first, min(first + AT_ONCE, n))]})
        wire.hear_until("results")
    wire.close()


def check_moves(desks, results, kept):
    refused = 0
    for desk in desks:
        for operation in desk.entered:
            assert operation in results, f"{desk.name}: {operation} never came to the host"
            if results[operation] > 0:
                assert operation in desk.acknowledged, f"{desk.name} does not know that {operation} was done"
            else:
                assert operation in kept[desk], f"{desk.name}: {operation} was refused and is not shown"
                refused += 1
    moves = sum(len(desk.entered) for desk in desks)
    print(f"# {refused} of {moves} were refused, and are shown")
    assert refused < moves / 2, "most moves are refused"


def twenty_people_move_cards(folder, arguments):
    host = Host(folder, "--plain")
    desks = [Desk(folder, f"desk{number}") for number in range(arguments.desks)]
    try:
        make_tasks(host, open_office(host), arguments.tasks)
        for desk in desks:
            desk.join(host.link)
            desk.start()
        for desk in desks:
            desk.settle(host)
        before, began = processor_seconds(host.process.pid), time.monotonic()
        for number, desk in enumerate(desks):
            desk.say(f"moves {arguments.seed % 100000 + number} 4 {arguments.pause} 0")
        let_run(arguments.seconds)
        wait_for("everybody to have moved cards", lambda: all(len(desk.acknowledged) >= 10 for desk in desks))
        for desk in desks:
            desk.say("rest")
        moving = time.monotonic() - began
        for desk in desks:
            desk.settle(host)
        for desk in desks:  # the first of them were settled before the last said something
            desk.settle(host)
        settled = time.monotonic() - began - moving
        moves = sum(len(desk.entered) for desk in desks)
        print(f"# {len(desks)} desks, {arguments.tasks} tasks: {moves} moves in {moving:.1f} s, all books equal {settled:.1f} s "
              f"later; the host used {processor_seconds(host.process.pid) - before:.1f} s of a processor")
        digests = [desk.digest() for desk in desks]
        kept = {desk: desk.kept() for desk in desks}
        for desk in desks:
            assert not desk.failed, f"{desk.name}: {desk.failed}"
            assert desk.end(None) == 0
        assert host.end() == 0
        path = os.path.join(host.data, "office.db")
        check_moves(desks, dict(read(path, "SELECT id, rev FROM operation")), kept)
        (n, places), = read(path, "SELECT count(*), count(DISTINCT (body ->> 'column') || ' ' || (body ->> 'position'))"
                                  " FROM record WHERE kind = 'task'")
        assert n == arguments.tasks, f"{n} tasks"
        print(f"# {n} tasks at {places} places")
        for desk, digest in zip(desks, digests):
            assert digest == book_digest(host.data, desk.person), f"{desk.name}'s book differs"
    finally:
        for process in (host, *desks):
            if process.process is not None:
                process.end(signal.SIGKILL)


run(__doc__, [twenty_people_move_cards], desks=20, tasks=300, seconds=2, pause=50)
