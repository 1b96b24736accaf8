#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""1,000 desks lose their host to kill -9 and come back: all are live again with everything that was said meanwhile, their
attempts are spread, and at most 32 catch up at once."""
import os
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from faults import Crowd, Host, SANITIZED, book, run  # noqa: E402

MESSAGES, LENGTH = 300, 1000  # more than what may be on its way, so that a catch-up takes its time
CATCH_UPS = 32


def a_crowd_comes_back_after_kill_9(folder, arguments):
    host = Host(folder, "--plain")
    seats = book(host.data, "seats", arguments.desks)
    crowd = None
    try:
        host.start()
        crowd = Crowd(folder, host.port, seats)
        crowd.all_live()
        host.end(signal.SIGKILL)
        book(host.data, "messages", MESSAGES, LENGTH)
        host.start()
        back = crowd.all_live()
        print(f"# {arguments.desks} desks were live again {back.ms} ms after the kill, with {back.attempts} attempts, of which "
              f"at most {max(back.slots.values())} in a tenth of a second; {back.catching_up} caught up at once")
        assert back.messages == (MESSAGES, MESSAGES), f"each should have got {MESSAGES} messages: {back.messages}"
        assert back.catching_up <= CATCH_UPS, f"{back.catching_up} caught up at once"
        assert back.catching_up > 1, "nobody was seen catching up"
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


run(__doc__, [a_crowd_comes_back_after_kill_9], desks=200 if SANITIZED else 1000)
