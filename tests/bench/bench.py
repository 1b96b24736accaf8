#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench.py BUILD-FOLDER [NAME]: measures, and prints ratios beside the targets.

NAME is one of: fanout book search window conversation tasks catchup firstsync reconnect. Every ratio is of figures taken in turn in this run (medians
of interleaved rounds), because machines differ and are noisy. Nothing here is asserted. OFFICE_BENCH_ROUNDS (3), OFFICE_BENCH_MESSAGES (1,000,000, of
firstsync) and OFFICE_BENCH_RECORDS (10,000, of catchup) make a run shorter.
"""
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile

BUILD = os.path.abspath(sys.argv[1])
ROUNDS = int(os.environ.get("OFFICE_BENCH_ROUNDS", "3"))
MESSAGES = int(os.environ.get("OFFICE_BENCH_MESSAGES", "1000000"))
RECORDS = int(os.environ.get("OFFICE_BENCH_RECORDS", "10000"))


def run(program, *arguments):
    """Runs a measuring program; its lines "name value" as a dictionary."""
    command = [os.path.join(BUILD, "tests", "bench", program), *map(str, arguments)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=1800).stdout
    return {name: float(value) for name, value in (line.split() for line in output.splitlines() if line)}


def in_folder(function):
    # On the build's disk: /tmp may be memory, where a commit costs nothing.
    folder = tempfile.mkdtemp(dir=BUILD, prefix="bench-")
    try:
        return function(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def median(rounds, name):
    return statistics.median(figures[name] for figures in rounds)


def row(what, value, target=""):
    print(f"  {what:<64} {value:>14}   {target}", flush=True)


def bench_fanout():
    print("Fan-out: deliveries per second of the server's processor time, against a plain epoll sender that keeps nothing")
    for clients, in_flight, target in ((100, 1, ">= 0.9"), (100, 16, ""), (1000, 1, ">= 0.9"), (1000, 16, ">= 5")):
        office, floor = [], []
        for _ in range(ROUNDS):
            floor.append(in_folder(lambda folder: run("bench-fanout", "floor", clients, in_flight, 3, folder)))
            office.append(in_folder(lambda folder: run("bench-fanout", "office", clients, in_flight, 3, folder)))
        ours, theirs = (median(rounds, "deliveries_per_core_s") for rounds in (office, floor))
        name = f"{clients} clients, {in_flight} in flight"
        row(f"{name}: floor", f"{theirs / 1000:.0f} k/cs")
        row(f"{name}: office, durable", f"{ours / 1000:.0f} k/cs")
        row(f"{name}: office / floor", f"{ours / theirs:.2f}", f"target {target}" if target else "")


def bench_book():
    print("The host's book")
    rounds = [in_folder(lambda folder: run("bench-book", folder)) for _ in range(ROUNDS)]
    syncs, single = median(rounds, "fdatasync_per_s"), median(rounds, "single_commits_per_s")
    row("fdatasync of 4 KiB", f"{syncs:.0f} /s")
    row("durable operations, one in flight", f"{single:.0f} /s")
    row("one commit / one fdatasync", f"{syncs / single:.2f}", "target <= 2")
    row("durable operations in groups", f"{median(rounds, 'grouped_messages_per_s'):.0f} /s", "target >= 25000 /s")
    catch_up, copy = median(rounds, "catch_up_10000_ms"), median(rounds, "concatenate_10000_ms")
    row("catch-up of 10,000 records, processor time", f"{catch_up:.1f} ms", "target p50 <= 4 ms")
    row("catch-up / concatenating the same bytes", f"{catch_up / copy:.1f}")
    row("the same in frames, as the pump writes them", f"{median(rounds, 'frames_10000_ms'):.1f} ms")
    row("newest 50 of a room, p99", f"{median(rounds, 'newest_50_p99_ms'):.2f} ms", "target <= 0.1 ms as JSON")


def bench_search():
    print(f"Search in a book of {MESSAGES:,} messages in 40 rooms: a page of 50, newest first")
    figures = in_folder(lambda folder: run("bench-search", folder, MESSAGES))
    row("all questions, p50", f"{figures['all_p50_ms']:.2f} ms")
    row("all questions, p99", f"{figures['all_p99_ms']:.2f} ms", "target <= 5 ms")
    row("all questions, p99 of processor time, both threads", f"{figures['all_p99_processor_ms']:.2f} ms", "target <= 5 ms")
    row("the window's thread: p50, p99 of processor time", f"{figures['window_p50_processor_ms']:.2f} {figures['window_p99_processor_ms']:.2f} ms", "target <= 5 ms")
    for name in ("word", "rare", "part", "beginning", "two_words", "phrase", "chinese", "nonsense"):
        for place in ("", "_in_room"):
            for what, kind in (("", ""), (" of processor time", "processor_")):
                p50, p99 = (figures[f"{name}{place}_{quantile}_{kind}ms"] for quantile in ("p50", "p99"))
                row(f"{(name + place).replace('_', ' ')}: p50, p99{what}", f"{p50:.2f} {p99:.2f} ms")
    without, with_index = figures["put_without_index_per_core_s"], figures["put_with_index_per_core_s"]
    row("messages written in groups, per core-second", f"{without:.0f}")
    row("the same with the search index", f"{with_index:.0f}")
    row("size of the index", f"{figures['index_bytes_per_message']:.0f} B/message")
    row("a book of an older version: until it is open, and of processor time", f"{figures['index_begin_ms']:.0f} {figures['index_begin_processor_ms']:.0f} ms")
    row("its index, the longest of all slices", f"{figures['index_slice_longest_ms']:.1f} ms")
    row("the same, of processor time", f"{figures['index_slice_longest_processor_ms']:.1f} ms", "target <= 16 ms")
    row("its index, all slices", f"{figures['index_build_s']:.1f} s")


def bench_window():
    print("The window: a room of 100,000 messages, against an empty libadwaita window")
    empty, small, large = [], [], []
    for _ in range(ROUNDS):
        empty.append(run("bench-window", "empty"))
        small.append(in_folder(lambda folder: run("bench-window", "room", 100, folder)))
        large.append(in_folder(lambda folder: run("bench-window", "room", 100000, folder)))
    # What other programs use too counts for less with each of them: the ratio of PSS is right only where no other window is open.
    for name, unit, target in (("first_frame_ms", "ms", "target <= 1.2"), ("pss_kib", "KiB", "target <= 1.3"), ("drawn_again_pss_kib", "KiB", "")):
        base, few, many = (median(rounds, name) for rounds in (empty, small, large))
        row(f"{name}: empty window", f"{base:.0f} {unit}")
        row(f"{name}: room of 100", f"{few:.0f} {unit}")
        row(f"{name}: room of 100,000", f"{many:.0f} {unit}")
        row(f"{name}: 100,000 / empty", f"{many / base:.2f}", target)
        row(f"{name}: 100,000 / 100", f"{many / few:.2f}", "target about 1")
    beside = [in_folder(lambda folder: run("bench-window", "beside", folder)) for _ in range(ROUNDS)]
    alone, both = (median(beside, name) for name in ("with_work_pss_kib", "beside_pss_kib"))
    row("pss_kib: an office of 2,000 tasks and 20,000 messages", f"{alone:.0f} KiB")
    row("pss_kib: with two like it beside", f"{both:.0f} KiB")
    row("pss_kib: with two beside / alone", f"{both / alone:.2f}")
    row("opening the room of 100,000 / of 100", f"{median(large, 'open_ms') / median(small, 'open_ms'):.2f}", "target about 1")


def bench_conversation():
    bench_window()
    missed = 20000
    print(f"The conversation: a room of 100,000 messages, and a month of {missed} missed; frames of a display of 60 Hz, processor time of the window's thread")
    rounds = [in_folder(lambda folder: run("bench-conversation", 100000, missed, folder)) for _ in range(ROUNDS)]

    def frames(what, name, target=""):
        row(f"{what}: frames missed, of an idle machine", f"{median(rounds, name + '_missed_processor'):.0f} of {median(rounds, name + '_frames'):.0f}", target)
        row(f"{what}: frames missed here", f"{median(rounds, name + '_missed'):.0f}")
        row(f"{what}: worst frame, processor time", f"{median(rounds, name + '_worst_processor_ms'):.1f} ms", "target <= 16.7 ms")

    def visits(what, name, target):
        row(f"{what}: paints until the newest screen stands", f"{max(figures[name + '_paints'] for figures in rounds):.0f}", "target 1")
        row(f"{what}: processor time, mean", f"{median(rounds, name + '_mean_processor_ms'):.1f} ms")
        row(f"{what}: processor time, worst", f"{median(rounds, name + '_worst_processor_ms'):.1f} ms", target)

    frames("an empty window", "empty")
    frames("the room, nothing happens", "still")
    row("a frame of the room / of an empty window", f"{median(rounds, 'still_mean_processor_ms') / median(rounds, 'empty_mean_processor_ms'):.2f}")
    visits("first visit of a room", "first_visit", "")
    visits("going to a day of any time", "day", "")
    visits("next visit", "next_visit", "target <= 16.7 ms: one frame")
    frames("a fling up through 5,000 messages", "fling", "target 0")
    row("a frame of it, mean", f"{median(rounds, 'fling_mean_processor_ms'):.1f} ms")
    before, after = (median(rounds, name + "_pss_kib") for name in ("before", "scrolled"))
    row("memory (PSS) after scrolling up through 10,000 / before", f"{after / before:.2f}", "target <= 1.3, bounded")
    row("rows at most", f"{median(rounds, 'scrolled_most_rows'):.0f}")
    for what, name in (("a key", "key"), ("a key while the month arrives", "key_in_sync")):
        row(f"{what}: until painted, p50", f"{median(rounds, name + '_p50_ms'):.1f} ms")
        row(f"{what}: until painted, worst of 200", f"{median(rounds, name + '_worst_ms'):.1f} ms")
        row(f"{what}: worst, processor time", f"{median(rounds, name + '_worst_processor_ms'):.1f} ms", "target <= 16.7 ms")
    frames("while the month arrives", "catch_up", "target 0")
    row("the month has arrived after", f"{median(rounds, 'catch_up_ms'):.0f} ms")
    row("of which processor time", f"{median(rounds, 'catch_up_processor_ms'):.0f} ms")


def calendar_rows(rounds):
    for what, name in (("first show of the month", "month"), ("next month", "month_next"), ("first show of the week", "week"), ("next week", "week_next")):
        row(f"{what}: until painted, processor time", f"{median(rounds, name + '_painted_processor_ms'):.1f} ms")
        row(f"{what}: worst frame from then on, processor time", f"{median(rounds, name + '_after_worst_processor_ms'):.1f} ms", "target <= 16.7 ms")


def bench_tasks():
    tasks = 2000
    print(f"The board: {tasks} open tasks; processor time of the window's thread, and frames of a display of 60 Hz")
    rounds = [in_folder(lambda folder: run("bench-tasks", tasks, folder)) for _ in range(ROUNDS)]
    few = [in_folder(lambda folder: run("bench-tasks", 100, folder)) for _ in range(ROUNDS)]

    def value(what, name, unit="ms", target="", digits=1):
        row(what, f"{median(rounds, name):.{digits}f} {unit}", target)

    value("first paint of the board, processor time", "first_paint_processor_ms")
    row("the same / of a board of 100 tasks", f"{median(rounds, 'first_paint_processor_ms') / median(few, 'first_paint_processor_ms'):.2f}")
    value("a key in the filter: until all is painted, processor time, p50", "filter_p50_processor_ms")
    value("a key in the filter: p99", "filter_p99_processor_ms")
    value("its worst frame, processor time, p50", "filter_worst_p50_processor_ms")
    value("its worst frame: p99", "filter_worst_p99_processor_ms", target="target <= 16.7 ms")
    for what, name in (("scrolling a column", "scroll"), ("dragging over the columns", "drag")):
        row(f"{what}: frames missed, of an idle machine", f"{median(rounds, name + '_missed_processor'):.0f} of {median(rounds, name + '_frames'):.0f}", "target 0")
        row(f"{what}: worst frame, processor time", f"{median(rounds, name + '_worst_processor_ms'):.1f} ms", "target <= 16.7 ms")
    value("somebody's move: from the line to the model, p50", "move_p50_ms", digits=2)
    value("somebody's move: p99", "move_p99_ms", digits=2)
    value("somebody's move: until painted, processor time, p50", "move_paint_p50_processor_ms")
    value("somebody's move: p99", "move_paint_p99_processor_ms", target="target <= 16.7 ms")
    for what, name in (("the list, shown first", "list_show"), ("another order of the list", "list_order"), ("a key in the list's filter", "list_filter")):
        value(f"{what}: until all is painted, processor time, p99", name + "_p99_processor_ms")
        value(f"{what}: worst frame, p99", name + "_worst_p99_processor_ms", target="target <= 16.7 ms")
    value("cards made, at most", "most_cards", "", digits=0)
    calendar_rows(rounds)
    value("memory (PSS) with the board", "pss_kib", "KiB", digits=0)
    row("the same / with a board of 100 tasks", f"{median(rounds, 'pss_kib') / median(few, 'pss_kib'):.2f}")
    value("import of 10,000 tasks", "import_ms", digits=0)
    row("the same / 10,000 tasks as a first sync brings them", f"{median(rounds, 'import_ms') / median(rounds, 'import_floor_ms'):.1f}")
    row("the same / ten times the import of 1,000", f"{median(rounds, 'import_ms') / median(rounds, 'import_tenth_ms') / 10:.2f}", "target <= 1.3: linear")
    value("the longest that the window had to wait for a piece of it", "import_longest_ms")


def use_faults():
    """The processes of tests/faults, of this build."""
    os.environ.update(OFFICE_PROGRAM=os.path.join(BUILD, "office"), OFFICE_FAULTS=os.path.join(BUILD, "tests", "faults"))
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "faults"))


def synced_rows(rounds):
    live, floor = median(rounds, "live_ms"), median(rounds, "floor_ms")
    records, size = median(rounds, "records"), median(rounds, "bytes")
    row("until the desk has everything", f"{live:.0f} ms")
    row("records a second", f"{1000 * records / live:.0f} /s")
    row("the same bodies in a plain SQLite table, as many a commit", f"{floor:.0f} ms")
    row("office / plain table", f"{live / floor:.1f}")
    row("records", f"{records:.0f}")
    row("bytes on the line", f"{size / 2**20:.1f} MiB")
    row("frames", f"{median(rounds, 'frames'):.0f}")
    desk, plain = median(rounds, "processor_s"), median(rounds, "floor_processor_s")
    row("the desk's processor time", f"{desk:.2f} s")
    row("the plain table's processor time", f"{plain:.2f} s")
    row("office / plain table, processor time", f"{desk / plain:.1f}")
    row("the host's processor time", f"{median(rounds, 'host_processor_s'):.2f} s")
    row("the host's private memory before", f"{median(rounds, 'host_alone_kib'):.0f} KiB")
    row("the host's private memory at most", f"{median(rounds, 'host_kib'):.0f} KiB")
    row("the desk's private memory at most", f"{median(rounds, 'desk_kib'):.0f} KiB")


def bench_catchup():
    print(f"Catching up: a desk that comes back {RECORDS} records behind")
    use_faults()
    import synced

    books = [in_folder(lambda folder: run("bench-book", folder)) for _ in range(ROUNDS)]
    rounds = [in_folder(lambda folder: synced.measure_catch_up(folder, RECORDS)) for _ in range(ROUNDS)]
    row("the host reads 10,000 stored bodies, p50 of processor time", f"{median(books, 'catch_up_10000_ms'):.1f} ms", "target <= 4 ms")
    row("the host reads them and writes the frames, p50 of processor time", f"{median(books, 'frames_10000_ms'):.1f} ms")
    synced_rows(rounds)


def bench_firstsync():
    print(f"First sync: a new desk of an office with {MESSAGES} messages")
    use_faults()
    import synced

    rounds = in_folder(lambda folder: synced.measure_first_sync(folder, MESSAGES, ROUNDS))
    screen = median(rounds, "screen_ms")
    row("until the first screen's rooms, tasks and 50 messages are there", f"{screen:.0f} ms")
    row("of the whole", f"{100 * screen / median(rounds, 'live_ms'):.1f} %")
    row("until the window opens a room", f"{median(rounds, 'content_ms'):.0f} ms")
    synced_rows(rounds)
    row("the desk's book", f"{median(rounds, 'book_mib'):.0f} MiB")


def reconnect(folder, faults, desks, messages):
    """The host is killed and started again while so many light desks and a real one are live; what they had to do."""
    host = faults.Host(folder, "--plain")
    seats = faults.book(host.data, "seats", desks)
    host.start()
    alone = faults.private_kib(host.process.pid)
    desk = faults.Desk(folder, "Desk")
    desk.join(host.link)
    desk.start()
    crowd = faults.Crowd(folder, host.port, seats)
    empty = faults.private_kib(crowd.pid)
    try:
        first = crowd.all_live()
        host.end(signal.SIGKILL)
        faults.book(host.data, "messages", messages, 300)
        host.start()
        back = crowd.all_live()
        desk.settle(host)
        return {
            "first_ms": first.ms, "live_again_ms": back.ms, "attempts": back.attempts,
            "processor_s": faults.processor_seconds(host.process.pid),
            "host_kib": faults.private_kib(host.process.pid), "host_kib_a_desk": (faults.private_kib(host.process.pid) - alone) / desks,
            "crowd_kib_a_desk": (faults.private_kib(crowd.pid) - empty) / desks, "desk_kib": faults.private_kib(desk.process.pid),
        }
    finally:
        for process in (crowd, desk.process, host.process):
            if process is not None:
                process.end(signal.SIGKILL)


def bench_reconnect():
    desks, messages = 1000, 300
    print(f"Coming back: {desks} desks after kill -9 of their host, each {messages} messages behind")
    use_faults()
    import faults

    rounds = [in_folder(lambda folder: reconnect(folder, faults, desks, messages)) for _ in range(ROUNDS)]
    row("all live for the first time", f"{median(rounds, 'first_ms'):.0f} ms")
    row("all live again, from the kill on", f"{median(rounds, 'live_again_ms'):.0f} ms")
    row("attempts to connect", f"{median(rounds, 'attempts'):.0f}")
    row("the host's processor time for it", f"{median(rounds, 'processor_s'):.2f} s")
    row("the host's private memory afterwards", f"{median(rounds, 'host_kib'):.0f} KiB")
    row("of that for each desk", f"{median(rounds, 'host_kib_a_desk'):.1f} KiB")
    row("a light desk of the measuring program", f"{median(rounds, 'crowd_kib_a_desk'):.1f} KiB")
    row("a real desk without a window, private", f"{median(rounds, 'desk_kib'):.0f} KiB")


BENCHES = {
    "fanout": bench_fanout, "book": bench_book, "search": bench_search, "window": bench_window, "conversation": bench_conversation, "tasks": bench_tasks, "catchup": bench_catchup, "firstsync": bench_firstsync,
    "reconnect": bench_reconnect,
}


def main():
    names = sys.argv[2:] or [name for name in BENCHES if name != "window"]  # a part of conversation
    for name in names:
        if name not in BENCHES:
            sys.exit(f"no bench '{name}'; there are: {' '.join(BENCHES)}")
    for name in names:
        BENCHES[name]()


main()
