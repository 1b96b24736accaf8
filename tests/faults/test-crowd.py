#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""1,000 desks lose their host to kill -9 and come back: all are live again with everything that was said meanwhile, their
attempts are spread, and 32 of them catch up at once, never more."""
import os
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from faults import Crowd, Host, SANITIZED, book, private_kib, run  # noqa: E402
from wire import Wire  # noqa: E402

MESSAGES, LENGTH = 300, 1000  # more than what may be on its way, so that a catch-up takes its time
CATCH_UPS = 32
LINES, LINE_KIB = 60, 128


def a_crowd_comes_back_after_kill_9(folder, arguments):
    host = Host(folder, "--plain")
    seats = book(host.data, "seats", arguments.desks)
    crowd = None
    try:
        host.start()
        crowd = Crowd(folder, host.port, seats, CATCH_UPS)
        crowd.all_live()
        host.end(signal.SIGKILL)
        book(host.data, "messages", MESSAGES, LENGTH)
        host.start()
        back = crowd.all_live()
        print(f"# {arguments.desks} desks were live again {back.ms} ms after the kill, with {back.attempts} attempts, of which "
              f"at most {max(back.slots.values())} in a tenth of a second; {back.catching_up} caught up at once")
        assert back.messages == (MESSAGES, MESSAGES), f"each should have got {MESSAGES} messages: {back.messages}"
        assert back.catching_up == CATCH_UPS, f"{back.catching_up} caught up at once"
        # The first attempts lie anywhere in the first second, and the later ones wider apart (see test-back-off.c).
        assert max(back.slots.values()) <= arguments.desks * 0.3, f"a stampede: {back.slots}"
        assert len([slot for slot in back.slots if slot < 10]) == 10, f"a gap in the first second: {back.slots}"
        assert crowd.end(None) == 0
        crowd = None
        assert host.end() == 0
    finally:
        for process in (crowd, host.process):
            if process is not None:
                process.end(signal.SIGKILL)


def a_line_with_tls_costs_little(folder, arguments):
    host = Host(folder)
    seats = book(host.data, "seats", 1 + LINES)
    wires = []
    try:
        host.start()
        for seat in seats:
            wires.append(Wire(host, *seat.split(" ")[:2]))
            wires[-1].hear_until("live")
            if len(wires) == 1:
                before = private_kib(host.process.pid)  # what the first costs is for all
        each = (private_kib(host.process.pid) - before) / LINES
        print(f"# a line with TLS costs the host {each:.0f} KiB")
        if not SANITIZED:
            assert each <= LINE_KIB
        for wire in wires:
            wire.close()
        assert host.end() == 0
    finally:
        if host.process is not None:
            host.process.end(signal.SIGKILL)


run(__doc__, [a_crowd_comes_back_after_kill_9, a_line_with_tls_costs_little], desks=200 if SANITIZED else 1000)
