# SPDX-License-Identifier: GPL-3.0-or-later
"""Real processes for the tests of this folder: `office --serve`, desks without windows, and what to do to them.

Nothing here sleeps to let something happen: wait_for() asks for a condition again as soon as a process says something.
"""
import argparse
import ctypes
import http.client
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import traceback

PROGRAM = os.environ["OFFICE_PROGRAM"]
FOLDER = os.environ["OFFICE_FAULTS"]
SANITIZED = "OFFICE_SANITIZED" in os.environ
DEADLINE = 120 * (2 if SANITIZED else 1)

libc = ctypes.CDLL(None)
news = threading.Condition()


class Late(AssertionError):
    """What was waited for did not come."""


def wait_for(what, condition, seconds=DEADLINE):
    """Asks until the condition gives something. It may look at what processes said, or at the world."""
    end = time.monotonic() + seconds
    while True:
        with news:
            found = condition()
            if found:
                return found
            if time.monotonic() > end:
                raise Late(f"waited {seconds} s for: {what}")
            news.wait(0.05)


def let_run(seconds):
    """The chance moment of a fault; never a wait for something to happen."""
    threading.Event().wait(seconds)


class Process:
    """A child whose lines are read as they come; it dies with this process."""

    def __init__(self, command, log):
        self.lines = []
        self.log = log
        with open(log, "a", encoding="utf-8") as errors:
            self.popen = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
                                          preexec_fn=lambda: libc.prctl(1, signal.SIGKILL))
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.popen.stdout:
            # What a kill cut off is no line.
            if line.endswith("\n"):
                with news:
                    self.lines.append(line[:-1])
                    self.heard(line[:-1])
                    news.notify_all()

    def heard(self, line):
        """For those who keep an account."""

    @property
    def pid(self):
        return self.popen.pid

    def say(self, line):
        self.popen.stdin.write(line + "\n")
        self.popen.stdin.flush()

    def wait_line(self, pattern, start=0, seconds=DEADLINE):
        expression = re.compile(pattern)

        def look():
            for line in self.lines[start:]:
                found = expression.fullmatch(line)
                if found:
                    return found
            if self.popen.poll() is not None and not self.reader.is_alive():
                raise AssertionError(f"{self.popen.args[0]} ended with {self.popen.returncode} before “{pattern}”")
            return None

        return wait_for(f"“{pattern}” of {os.path.basename(self.popen.args[0])} {self.pid}", look, seconds)

    def ask(self, command, pattern):
        start = len(self.lines)
        self.say(command)
        return self.wait_line(pattern, start)

    def end(self, how=signal.SIGKILL):
        """Returns the exit status; every line that was said before is then there."""
        if how is not None:
            self.popen.send_signal(how)
        else:
            self.popen.stdin.close()
        status = self.popen.wait(DEADLINE)
        self.reader.join(DEADLINE)
        self.popen.stdout.close()
        try:
            self.popen.stdin.close()
        except OSError:
            pass  # something was still on its way to one that was killed
        return status


class Host:
    """`office --serve` on loopback, on the same port in every life."""

    def __init__(self, folder, *options):
        self.data = os.path.join(folder, "host")
        self.log = os.path.join(folder, "host.log")
        self.options = options
        self.plain = "--plain" in options
        self.port = 0
        self.process = self.link = None

    def spawn(self):
        self.process = Process([PROGRAM, "--serve", "--data", self.data, "--name", "Faults", "--listen", "127.0.0.1",
                                "--port", str(self.port), "--no-announce", *self.options], self.log)

    def start(self):
        self.spawn()
        self.link = self.process.wait_line(r"(office://.*)").group(1)
        self.port = int(self.link.split("/")[2].rsplit(":", 1)[1])

    def end(self, how=signal.SIGTERM):
        status = self.process.end(how)
        self.process = None
        return status

    def request(self, method, path, body=None, token=None):
        """Returns (status, parsed body)."""
        if self.plain:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)
        else:
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=DEADLINE,
                                                     context=ssl._create_unverified_context())
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        finally:
            connection.close()

    def head(self):
        return self.request("GET", "/health")[1]["revision"]


class DeskProcess(Process):
    def __init__(self, command, log, desk):
        self.desk = desk
        super().__init__(command, log)

    def heard(self, line):
        self.desk.heard(line)


class Desk:
    """One person's desk through all its lives, with an account of what it told."""

    def __init__(self, folder, name):
        self.name = name
        self.folder = os.path.join(folder, name)
        self.log = os.path.join(folder, name + ".log")
        os.makedirs(self.folder)
        self.process = self.person = None
        self.entered = {}  # operation → intent
        self.acknowledged = set()
        self.refused = {}  # operation → status
        self.failed, self.progress = [], 0

    def heard(self, line):
        word, _, rest = line.partition(" ")
        if word in ("entered", "waiting"):
            operation, intent = rest.split(" ")
            self.entered[operation] = intent
        elif word == "acknowledged":
            self.acknowledged.add(rest)
        elif word == "refused":
            operation, status = rest.split(" ")
            self.refused[operation] = status
        elif word == "failed":
            self.failed.append(rest)
        self.progress += word in ("entered", "acknowledged", "refused")

    def join(self, link):
        process = Process([os.path.join(FOLDER, "faults-desk"), self.folder, "join", link, self.name], self.log)
        self.person = process.wait_line(r"joined (\S+)").group(1)
        process.end(None)

    def start(self):
        self.process = DeskProcess([os.path.join(FOLDER, "faults-desk"), self.folder], self.log, self)

    def end(self, how=signal.SIGKILL):
        status = self.process.end(how)
        self.process = None
        return status

    def say(self, command):
        try:
            self.process.say(command)
        except OSError:
            pass  # it was killed meanwhile

    def live(self):
        states = [line for line in self.process.lines if line.startswith("state ")]
        return bool(states) and states[-1].startswith("state live")

    def status(self):
        """Returns (cursor's revision, how many wait)."""
        return tuple(map(int, self.process.ask("status", r"status (\d+) (\d+)").groups()))

    def settle(self, host, meanwhile=None):
        """Waits until all is sent and everything has come; what is to be done meanwhile is called again and again."""
        self.say("rest")
        self.say("try")
        wait_for(f"{self.name} to be live", self.live)
        end = time.monotonic() + DEADLINE
        while True:
            revision, waiting = self.status()
            if waiting == 0 and revision == host.head():
                return
            if time.monotonic() > end:
                raise Late(f"{self.name} stands at {revision}, the host at {host.head()}; {waiting} wait")
            if meanwhile is not None:
                meanwhile()
            with news:
                news.wait(0.05)

    def digest(self):
        return self.process.ask("digest", r"digest (\S+)").group(1)

    def kept(self):
        """The refused operations that the desk shows."""
        start = len(self.process.lines)
        self.process.ask("refused", r"kept-all \d+")
        return {line.split(" ")[1] for line in self.process.lines[start:] if line.startswith("kept ")}


class Back:
    """How a crowd came back."""

    def __init__(self, lines):
        self.slots = {}
        for line in lines:
            word, *numbers = line.split(" ")
            numbers = tuple(map(int, numbers))
            if word == "live":
                self.ms, = numbers
            elif word == "attempts":
                self.attempts, = numbers
            elif word == "slot":
                self.slots[numbers[0]] = numbers[1]
            elif word == "catching-up":
                self.catching_up, = numbers
            elif word == "messages":
                self.messages = numbers


class Crowd(Process):
    """Light desks, many in one process; what they answer is held up until `held` of them catch up at once."""

    def __init__(self, folder, port, seats, held=0):
        self.seen = 0
        super().__init__([os.path.join(FOLDER, "faults-crowd"), str(port), str(len(seats)), str(held)],
                         os.path.join(folder, "crowd.log"))
        for seat in seats:
            self.popen.stdin.write(seat + "\n")
        self.popen.stdin.flush()

    def all_live(self):
        """Waits until all of them are, once more; returns how that went."""
        self.wait_line("done", self.seen)
        lines, self.seen = self.lines[self.seen:], len(self.lines)
        return Back(lines)


def book(data, *arguments):
    """Runs faults-book while no host runs; returns its lines."""
    return subprocess.run([os.path.join(FOLDER, "faults-book"), data, *map(str, arguments)], check=True,
                          stdout=subprocess.PIPE, text=True, timeout=DEADLINE).stdout.splitlines()


def book_digest(data, person):
    return book(data, "digest", person)[0].split(" ")[1]


def read(path, sql):
    """Rows of a database that somebody may have open."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


def private_kib(pid):
    """Memory that is this process's alone: what it would give back."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
        return sum(int(line.split()[1]) for line in rollup if line.startswith("Private_Dirty"))


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# ---- TAP ----


def complain(text):
    """On stderr: of a test that speaks TAP the runner shows nothing else."""
    print("# " + text.rstrip().replace("\n", "\n# "), file=sys.stderr, flush=True)


def explain(folder):
    complain(traceback.format_exc())
    for log in sorted(os.listdir(folder)):
        if log.endswith(".log"):
            with open(os.path.join(folder, log), encoding="utf-8", errors="replace") as text:
                complain(f"{log}: " + "".join(text.readlines()[-30:]))


def run(description, tests, **defaults):
    """Runs functions of (folder, arguments) as TAP; a failure tells the seed and how to see it again."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4), "big"))
    for name, value in defaults.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    arguments = parser.parse_args()
    # Whoever ends this test wants nothing of it left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace("_", " ")
        folder = tempfile.mkdtemp(prefix="office-faults-")
        arguments.random = random.Random(arguments.seed)
        try:
            skip = test(folder, arguments)
            print(f"ok {number} {name}" + (f" # SKIP {skip}" if skip else ""), flush=True)
        except Exception:
            failed += 1
            explain(folder)
            options = " ".join(f"--{key} {getattr(arguments, key)}" for key in ("seed", *defaults))
            complain(f"to see it again: OFFICE_PROGRAM={PROGRAM} OFFICE_FAULTS={FOLDER} {sys.argv[0]} {options}")
            print(f"not ok {number} {name}", flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if failed else 0)
