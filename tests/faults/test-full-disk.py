#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that fills, of the host or of a desk: it says so, loses nothing, and goes on when there is room.

The disk is a small tmpfs in a mount namespace of this test's own.
"""
import os
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from faults import Desk, Host, book_digest, let_run, read, run, wait_for  # noqa: E402
from wire import Wire, open_office, random_text  # noqa: E402

TIMES = 3  # a desk waits for up to a minute before it tries again what was put off
INSIDE = "OFFICE_FAULTS_INSIDE"


def enter_namespace():
    """Runs this program again where it may mount; what it mounts goes with it."""
    if INSIDE in os.environ:
        return
    unshare = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    with tempfile.TemporaryDirectory() as folder:
        try:
            probe = subprocess.run([*unshare, "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], stderr=subprocess.PIPE,
                                   text=True, timeout=60)
        except FileNotFoundError:
            print("1..0 # SKIP unshare (util-linux) is missing")
            sys.exit(0)
    if probe.returncode != 0:
        print(f"1..0 # SKIP no mounting in a namespace here: {probe.stderr.strip()}")
        sys.exit(0)
    os.environ[INSIDE] = "1"
    os.execvp(unshare[0], [*unshare, sys.executable, *sys.argv])


class Disk:
    """A file system of so many MiB."""

    def __init__(self, folder, mib):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mib}m", "tmpfs", folder], check=True, timeout=60)
        self.filler = os.path.join(folder, "filler")

    def fill(self):
        with open(self.filler, "ab", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"\0" * 4096)
            except OSError:
                pass

    def free(self):
        os.unlink(self.filler)

    def remove(self):
        subprocess.run(["umount", "--lazy", self.folder], check=True, timeout=60)


def is_full(problem):
    return problem["status"] == 503 and "disk" in problem["title"] and "full" in problem["title"]


def send_until_refused(wire, disk, accepted):
    """What still fits goes in; returns the first operation that does not, and the problem. A checkpoint may make room."""
    for _ in range(1000):
        disk.fill()
        operation, = wire.send_messages([random_text(8000)])
        result, = wire.hear_until("results")["results"]
        if "problem" in result:
            return wire.sent[operation], result["problem"]
        accepted[operation] = (result["rev"], wire.sent[operation])
    raise AssertionError("the disk does not fill")


def fill_until_refused(disk, host, token):
    disk.fill()
    return host.request("POST", "/invitations", {"role": "guest", "uses": 1, "hours": 1}, token)[0] == 503


def check_accepted(wire, accepted):
    for rev, operation in accepted.values():
        result = wire.send_again(operation)
        assert result.get("rev") == rev, f"acknowledged under {rev}, and now: {result}"


def restart_on_full_disk(host, disk):
    """Returns whether it runs; if not, it has said why."""
    host.spawn()
    wait_for("the host to run or to end", lambda: not host.process.reader.is_alive() or any(
        line.startswith("office://") for line in host.process.lines))
    if host.process.reader.is_alive():
        return True
    assert host.end(None) == 1
    with open(host.log, encoding="utf-8") as log:
        last = log.readlines()[-1]
    assert "disk" in last and "full" in last, last
    print(f"# {last.strip()}")
    return False


def the_hosts_disk_fills(folder, arguments):
    disk = Disk(os.path.join(folder, "disk"), 12)
    host = Host(disk.folder, "--plain")
    host.log = os.path.join(folder, "host.log")
    desk = Desk(folder, "Desk")
    accepted = {}
    try:
        token, device = open_office(host)
        wire = Wire(host, token, device)
        wire.hear_until("live")
        desk.join(host.link)
        desk.start()
        wait_for("the desk to be live", desk.live)

        refused, problem = send_until_refused(wire, disk, accepted)
        assert is_full(problem), problem
        # What only reads goes on; what writes says why it cannot.
        assert host.request("GET", "/health")[0] == 200
        status, answer = host.request("POST", "/invitations", {"role": "member", "uses": 1, "hours": 1}, token)
        assert is_full(dict(answer, status=status)), (status, answer)
        wire.say({"frame": "history", "number": 1, "room": wire.rooms[0], "before": 0, "limit": 5})
        assert "problem" not in wire.hear_until("answer")
        newcomer = Wire(host, token, device)
        newcomer.hear_until("live")
        # The desk's own disk has room: what is entered there waits.
        desk.say("say Written while the host's disk was full")
        desk.process.wait_line(r"entered .*")
        refused_twice, problem = send_until_refused(newcomer, disk, accepted)
        assert is_full(problem), problem
        assert not desk.acknowledged and not desk.refused and desk.live()

        # Room again: the desk is rid of what waits, and what was put off comes through under the same id.
        disk.free()
        wait_for("what waited to be acknowledged", lambda: desk.acknowledged == set(desk.entered))
        for operation in (refused_twice, refused):
            result = newcomer.send_again(operation)
            assert "rev" in result, result

        # Killed on a full disk, and started there.
        more = Wire(host, token, device)
        more.hear_until("live")
        send_until_refused(more, disk, accepted)
        assert host.end(signal.SIGKILL) == -signal.SIGKILL
        runs = restart_on_full_disk(host, disk)
        print(f"# started on a full disk it {'runs' if runs else 'says that the disk is full and ends'}")
        disk.free()
        if not runs:
            host.start()
        desk.say("try")
        again = Wire(host, token, device)
        again.hear_until("live")
        check_accepted(again, accepted)
        desk.settle(host)
        digest = desk.digest()
        assert desk.end(None) == 0
        assert host.end() == 0
        assert digest == book_digest(host.data, desk.person)
    finally:
        end_all(disk, desk, host)


def the_hosts_disk_comes_and_goes(folder, arguments):
    """What is put off must not be overtaken: a task's move before its making would be refused for good."""
    disk = Disk(os.path.join(folder, "disk"), 12)
    host = Host(disk.folder, "--plain")
    host.log = os.path.join(folder, "host.log")
    desk = Desk(folder, "Desk")
    try:
        seat = open_office(host)
        desk.join(host.link)
        desk.start()
        desk.say(f"load {arguments.seed} 100 4 1000")
        for _ in range(TIMES):
            goal = len(desk.acknowledged) + 100
            wait_for("the desk to get through", lambda: len(desk.acknowledged) >= goal)
            wait_for("the disk to be full", lambda: fill_until_refused(disk, host, seat[0]))
            let_run(arguments.random.uniform(0, 0.2))
            disk.free()
        desk.settle(host)
        refused = {desk.entered[operation]: status for operation, status in desk.refused.items()}
        assert not refused, f"operations were refused: {refused}"
        digest = desk.digest()
        assert desk.end(None) == 0
        assert host.end() == 0
        assert digest == book_digest(host.data, desk.person)
        print(f"# {len(desk.entered)} operations; the disk was full {TIMES} times")
    finally:
        end_all(disk, desk, host)


def a_desks_disk_fills(folder, arguments):
    host = Host(folder, "--plain")
    disk = Disk(os.path.join(folder, "disk"), 64)  # the journal alone takes 16
    desk = Desk(disk.folder, "Desk")
    desk.log = os.path.join(folder, "desk.log")
    try:
        wire = Wire(host, *open_office(host))
        wire.hear_until("live")
        desk.join(host.link)
        desk.start()
        wait_for("the desk to be live", desk.live)
        desk.say("load 1 100 0 2000")
        wait_for("some load", lambda: len(desk.acknowledged) > 100)

        n_failed = 0

        def say():
            disk.fill()
            desk.process.ask("say " + random_text(4000), r"(entered|failed) .*")
            return len(desk.failed) > n_failed

        # The load alone may rest: what the host says is perhaps the first that finds no room, and the journal has some yet.
        wait_for("the desk to say that its disk is full", say)
        assert "disk is full" in desk.failed[0], desk.failed[0]
        # What the host has to say cannot be kept either: the line waits, and says why.
        wire.send_messages([random_text(8000)])
        wait_for("the line to say so", lambda: any(line.startswith("state waiting") and "disk is full" in line
                                                   for line in desk.process.lines))
        # Killed on a full disk, and started there: what was entered is still there.
        assert desk.end(signal.SIGKILL) == -signal.SIGKILL
        desk.start()
        desk.process.wait_line(r"state connecting.*")
        n_failed = len(desk.failed)
        wait_for("it to say so again", say)
        assert "disk is full" in desk.failed[-1], desk.failed[-1]

        disk.free()
        desk.settle(host)
        assert not desk.refused
        digest = desk.digest()
        assert desk.end(None) == 0
        wire.close()
        assert host.end() == 0
        results = dict(read(os.path.join(host.data, "office.db"), "SELECT id, rev FROM operation"))
        for operation in desk.entered:
            assert results.get(operation, 0) > 0, f"{operation} was entered and did not come through"
        print(f"# {len(desk.entered)} operations were entered and came through, {len(desk.failed)} could not be entered")
        assert digest == book_digest(host.data, desk.person)
    finally:
        end_all(disk, desk, host)


def end_all(disk, *processes):
    for process in processes:
        if process.process is not None:
            process.end(signal.SIGKILL)
    disk.remove()


enter_namespace()
run(__doc__, [the_hosts_disk_fills, the_hosts_disk_comes_and_goes, a_desks_disk_fills])
