#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A first sync of a big office that is cut off again and again goes on where it was: the bytes of all its pages together are
hardly more than those of a sync in one go. The newest messages come first, and what is said meanwhile comes in between."""
import os
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from faults import Desk, Host, SANITIZED, book, book_digest, read, run, wait_for  # noqa: E402
from wire import Wire, open_office  # noqa: E402

MESSAGES, LENGTH = (4000 if SANITIZED else 12000), 800
CUTS, LEAST_CUTS = 6, 3
WINDOW = 262144 + 65536  # bytes that may be on their way when a desk is killed, and a page
LIVE = 3                 # messages that are said in each life


def page_bytes(desk):
    """So many bytes of pages have come in this life."""
    totals = [int(line.split(" ")[1]) for line in desk.process.lines if line.startswith("page ")]
    return totals[-1] if totals else 0


def held(desk):
    """(lowest, highest, number) of the messages in a desk's book."""
    return read(os.path.join(desk.folder, "book.db"),
                "SELECT min(f_seq), max(f_seq), count(*) FROM record WHERE kind = 'message' AND f_seq > 0")[0]


def live_and_die(desk, host, seat, goal, said):
    """A life of a desk that gets some pages and what is said meanwhile; returns how many bytes of pages it had."""
    wire = Wire(host, *seat)
    wire.hear_until("welcome")
    desk.start()
    wait_for("the first page", lambda: page_bytes(desk) > 0)
    while not wire.rooms:
        wire.hear()
    wire.send_messages([f"Said in between, {i}" for i in range(LIVE)])
    results = wire.hear_until("results", confirm=False)["results"]
    assert all("rev" in result for result in results), results
    wait_for("pages, and what was said", lambda: page_bytes(desk) >= goal and held(desk)[1] == said)
    process = desk.process
    assert desk.end(signal.SIGKILL) == -signal.SIGKILL
    wire.close()
    return max(int(line.split(" ")[1]) for line in process.lines if line.startswith("page "))


def cut_off_again_and_again(desk, host, seat, in_one_go):
    """Returns (cuts in the middle, bytes of pages in all lives)."""
    in_all, said = 0, MESSAGES
    for cuts in range(CUTS):
        said += LIVE
        in_all += live_and_die(desk, host, seat, in_one_go // (CUTS + 2), said)
        lowest, highest, n = held(desk)
        # The newest are there, and what is missing is the oldest.
        assert highest == said, f"{highest} is not the newest of {said}"
        assert n == highest - lowest + 1, f"a hole between {lowest} and {highest}: {n} messages"
        if lowest == 1:
            return cuts, in_all
    return CUTS, in_all


def a_first_sync_that_is_cut_off_goes_on(folder, arguments):
    host = Host(folder, "--plain")
    whole, cut = desks = (Desk(folder, "Whole"), Desk(folder, "Cut"))
    try:
        seat = open_office(host)
        assert host.end() == 0
        book(host.data, "messages", MESSAGES, LENGTH)
        host.start()
        for desk in desks:
            desk.join(host.link)
        whole.start()
        whole.settle(host)
        in_one_go = page_bytes(whole)

        cuts, in_all = cut_off_again_and_again(cut, host, seat, in_one_go)
        cut.start()
        cut.settle(host)
        in_all += page_bytes(cut)
        print(f"# {in_one_go} bytes of pages in one go; {in_all} bytes with {cuts} cuts")
        assert cuts >= LEAST_CUTS, "it was not cut off in the middle"
        assert in_all <= in_one_go + cuts * WINDOW, "it began anew"

        whole.settle(host)
        digests = {desk: desk.digest() for desk in desks}
        for desk in desks:
            assert desk.end(None) == 0
        assert host.end() == 0
        for desk in desks:
            assert digests[desk] == book_digest(host.data, desk.person), f"{desk.name}'s book differs"
    finally:
        for process in (*desks, host):
            if process.process is not None:
                process.end(signal.SIGKILL)


run(__doc__, [a_first_sync_that_is_cut_off_goes_on])
