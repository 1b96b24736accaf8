# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of office.v1 in a few lines, to say and hear exactly what a test wants: no book, no patience."""
import json
import secrets
import socket
import ssl
import struct
import time

from faults import DEADLINE

PASSWORD = "correct horse battery"
SILENCE = 25  # seconds; then a client says that it is there


def make_id():
    """A UUID of version 7."""
    number = int(time.time() * 1000) << 80 | secrets.randbits(80)
    number = number & ~(0xF << 76) | 7 << 76
    number = number & ~(3 << 62) | 2 << 62
    text = f"{number:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def join(host, name):
    """Returns (token, device) of a new person."""
    device = make_id()
    code = host.link.rsplit("/", 1)[1].split("#")[0]
    status, answer = host.request("POST", "/join", {"code": code, "name": name, "password": PASSWORD, "device": device})
    assert status == 201, answer
    return answer["token"], device


def open_office(host):
    """Starts a host, and makes its link one for everybody; returns (token, device) of its admin."""
    host.start()
    seat = join(host, "Admin")
    status, answer = host.request("POST", "/invitations", {"role": "member", "uses": 100, "hours": 1}, seat[0])
    assert status == 201, answer
    host.link = f"office://127.0.0.1:{host.port}/join/{answer['code']}#{answer.get('fingerprint', 'plain')}"
    return seat


class Wire:
    """One connection that has said hello; it keeps the rooms that it is told of."""

    def __init__(self, host, token, device):
        self.socket = socket.create_connection(("127.0.0.1", host.port), DEADLINE)
        if not host.plain:
            self.socket = ssl._create_unverified_context().wrap_socket(self.socket)
        self.rest = b""
        self.rooms = []
        self.sent = {}  # id → operation
        self.received = 0
        self.said_at = time.monotonic()
        self.socket.sendall(b"GET /sync HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                            b"Sec-WebSocket-Protocol: office.v1\r\n\r\n")
        while b"\r\n\r\n" not in self.rest:
            self.rest += self.read_some()
        answer, self.rest = self.rest.split(b"\r\n\r\n", 1)
        assert answer.startswith(b"HTTP/1.1 101 "), answer
        self.say({"frame": "hello", "protocol": 1, "token": token, "device": device, "agent": "wire", "replica": "full",
                  "scopes": [], "pages": []})

    def read_some(self):
        data = self.socket.recv(1 << 16)
        if not data:
            raise ConnectionError("the host closed the line")
        return data

    def read_bytes(self, n):
        while len(self.rest) < n:
            self.rest += self.read_some()
        data, self.rest = self.rest[:n], self.rest[n:]
        return data

    def say(self, frame):
        text = json.dumps(frame).encode()
        head = struct.pack(">BB", 0x81, 0x80 | len(text)) if len(text) < 126 else struct.pack(">BBH", 0x81, 0xFE, len(text))
        self.socket.sendall(head + b"\0\0\0\0" + text)  # a mask of zeros changes nothing
        self.said_at = time.monotonic()

    def stay(self):
        """To be called while there is nothing to say: the host gives up who is silent for a minute."""
        if time.monotonic() - self.said_at > SILENCE:
            self.say({"frame": "ping"})

    def hear(self):
        """The next frame."""
        while True:
            first, size = self.read_bytes(2)
            if size == 126:
                size, = struct.unpack(">H", self.read_bytes(2))
            elif size == 127:
                size, = struct.unpack(">Q", self.read_bytes(8))
            text = self.read_bytes(size)
            if first & 15 == 8:
                raise ConnectionError("the host said the line is over")
            if first & 15 == 1:
                frame = json.loads(text)
                self.note(frame, size)
                return frame

    def note(self, frame, size):
        if frame["frame"] in ("changes", "page"):
            self.received += size
            self.rooms += [record["id"] for record in frame["records"] if record["kind"] == "room"]
        elif frame["frame"] == "ping":
            self.say({"frame": "pong"})

    def hear_until(self, name, confirm=True):
        """Hears until a frame of this name, which it returns; confirms what comes, so that more comes."""
        while True:
            frame = self.hear()
            if confirm and frame["frame"] in ("changes", "page"):
                self.say({"frame": "received", "rev": frame.get("rev", 0), "bytes": self.received})
            if frame["frame"] == name:
                return frame

    def send_messages(self, texts):
        """Sends them in one frame; returns the operations' ids."""
        operations = [{"id": make_id(), "do": "message.send", "base": 0, "at": 0,
                       "with": {"id": make_id(), "room": self.rooms[0], "text": text}} for text in texts]
        self.sent.update((operation["id"], operation) for operation in operations)
        self.say({"frame": "operations", "operations": operations})
        return [operation["id"] for operation in operations]

    def send_again(self, operation):
        """The same operation under the same id; returns its result."""
        self.say({"frame": "operations", "operations": [operation]})
        result, = self.hear_until("results")["results"]
        assert result["id"] == operation["id"]
        return result

    def close(self):
        self.socket.close()


def random_text(n):
    return secrets.token_hex(n // 2)
