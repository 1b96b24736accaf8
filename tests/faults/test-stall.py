#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk that is stopped under load costs the host constant memory, and catches up exactly when it goes on."""
import os
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from faults import Desk, Host, SANITIZED, book_digest, private_kib, run, wait_for  # noqa: E402
from wire import Wire, open_office, random_text  # noqa: E402

LENGTH, A_FRAME = 9000, 6  # characters of a message; messages in a frame
IN_FLIGHT = 16             # frames
WARM_UP_MB = 16            # fills what the host may keep for good: SQLite's page caches
STALL_MB = 16 if SANITIZED else 48
BOUND_KIB = 4096


def produce(wire, mb):
    """Returns when all of it is on the host's disk; several frames are on their way at a time, for one commit."""
    frames = mb * 1000000 // (LENGTH * A_FRAME)
    for sent in range(frames + IN_FLIGHT):
        if sent < frames:
            wire.send_messages([random_text(LENGTH) for _ in range(A_FRAME)])
        if sent >= IN_FLIGHT:
            results = wire.hear_until("results")["results"]
            assert all("rev" in result for result in results), results


def a_stopped_desk_costs_nothing(folder, arguments):
    host = Host(folder)
    live, stopped = (Desk(folder, name) for name in ("Live", "Stopped"))
    desks = (live, stopped)
    try:
        wire = Wire(host, *open_office(host))
        wire.hear_until("live")
        for desk in desks:
            desk.join(host.link)
            desk.start()
            wait_for("a desk to be live", desk.live)
        produce(wire, WARM_UP_MB)
        for desk in desks:
            desk.settle(host, wire.stay)

        before = private_kib(host.process.pid)
        stopped.process.popen.send_signal(signal.SIGSTOP)
        produce(wire, STALL_MB)
        live.settle(host, wire.stay)
        after = private_kib(host.process.pid)
        print(f"# {STALL_MB} MB were said while a desk was stopped; the host's private memory went from {before} to {after} KiB")
        if not SANITIZED:  # ASan keeps what was freed
            assert after - before <= BOUND_KIB, f"the host grew by {after - before} KiB"

        stopped.process.popen.send_signal(signal.SIGCONT)
        stopped.settle(host, wire.stay)
        digests = {desk: desk.digest() for desk in desks}
        for desk in desks:
            assert desk.end(None) == 0
        wire.close()
        assert host.end() == 0
        for desk in desks:
            assert digests[desk] == book_digest(host.data, desk.person), f"{desk.name}'s book differs"
    finally:
        for process in (*desks, host):
            if process.process is not None:
                process.end(signal.SIGKILL)


run(__doc__, [a_stopped_desk_costs_nothing])
