#!/usr/bin/env python3
"""How GetItem fares while very many items expire within one second.

usage: ttl_burst.py BASALT [--items 100000] [--connections 4] [--seconds 10] [--json FILE] [-- SERVER FLAGS ...]

Loads items that all expire at the same second, and 1,000 that do not. One thread keeps a GetItem of the latter under way
on each connection (closed loop): first for a while with nothing else going on, then from the moment the clock is moved past
the second until the last item is gone. Prints both distributions and the ratio of the p99s. All traffic stays on 127.0.0.1.
"""
import argparse
import http.client
import json
import random
import select
import socket
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "support"))
from basalt_process import BasaltProcess, Connection  # noqa: E402

TABLE = "burst"
STABLE_ITEMS = 1000
BATCH = 25
HOUR = 3600


def create(connection):
    connection.ok("CreateTable", TableName=TABLE, BillingMode="PAY_PER_REQUEST",
                  AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
                  KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}])
    connection.ok("UpdateTimeToLive", TableName=TABLE,
                  TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"})


def load(connection, count, expires):
    def item(key, **more):
        return {"PutRequest": {"Item": {"pk": {"S": key}, "padding": {"S": "x" * 80}, **more}}}

    items = [item(f"stable-{n}") for n in range(STABLE_ITEMS)]
    items += [item(f"expiring-{n}", expires={"N": str(expires)}) for n in range(count)]
    for begin in range(0, len(items), BATCH):
        left = {TABLE: items[begin:begin + BATCH]}
        while left:
            left = connection.ok("BatchWriteItem", RequestItems=left)["UnprocessedItems"]


def move_clock(server, seconds):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("POST", "/_basalt/admin/clock", json.dumps({"advance_seconds": seconds}))
    answer = connection.getresponse()
    assert answer.status == 200, answer.read()


def request():
    body = json.dumps({"TableName": TABLE, "Key": {"pk": {"S": f"stable-{random.randrange(STABLE_ITEMS)}"}}})
    headers = {**Connection.HEADERS, "Host": "localhost", "X-Amz-Target": "DynamoDB_20120810.GetItem",
               "Content-Length": len(body)}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST / HTTP/1.1\r\n{lines}\r\n{body}".encode()


class Reader:
    """One connection that always has a GetItem under way."""

    def __init__(self, server):
        self.socket = socket.create_connection(("127.0.0.1", server.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.send()

    def send(self):
        self.received = b""
        message = request()
        self.sent_at = time.perf_counter()
        self.socket.sendall(message)

    def receive(self):
        """The seconds it took when the answer is complete, else None."""
        self.received += self.socket.recv(65536)
        head, separator, body = self.received.partition(b"\r\n\r\n")
        if not separator:
            return None
        size = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        if len(body) < size:
            return None
        took = time.perf_counter() - self.sent_at
        assert head.startswith(b"HTTP/1.1 200") and b"padding" in body, self.received
        return took


def measure(server, connections, is_over):
    """Seconds each GetItem took, until is_over(), which is asked ten times a second."""
    poll = select.poll()
    readers = {}
    for _ in range(connections):
        reader = Reader(server)
        readers[reader.socket.fileno()] = reader
        poll.register(reader.socket, select.POLLIN)
    took = []
    ask_at = time.perf_counter() + 0.1
    while True:
        for descriptor, _ in poll.poll(1000):
            seconds = readers[descriptor].receive()
            if seconds is not None:
                took.append(seconds)
                readers[descriptor].send()
        if time.perf_counter() >= ask_at:
            if is_over():
                return took
            ask_at = time.perf_counter() + 0.1


def summary(took):
    took = sorted(took)

    def at(share):
        return round(took[min(len(took) - 1, int(len(took) * share))] * 1e6)

    return {"requests": len(took), "p50_us": at(0.5), "p99_us": at(0.99), "p99.9_us": at(0.999)}


def after(seconds):
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() >= end


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("basalt")
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--json")
    own, flags = sys.argv[1:], []
    if "--" in own:
        own, flags = own[:own.index("--")], own[own.index("--") + 1:]
    arguments = parser.parse_args(own)
    with BasaltProcess(arguments.basalt, "--admin", "loopback", *flags) as server:
        control = Connection(server)
        create(control)
        load(control, arguments.items, int(time.time()) + HOUR)

        def count():
            return control.ok("DescribeTable", TableName=TABLE)["Table"]["ItemCount"]

        assert count() == arguments.items + STABLE_ITEMS
        measure(server, arguments.connections, after(1))  # warms up, uncounted
        quiet = summary(measure(server, arguments.connections, after(arguments.seconds)))
        assert count() == arguments.items + STABLE_ITEMS, "items expired too early: the quiet run was none"
        move_clock(server, 2 * HOUR)
        begin = time.perf_counter()
        burst = summary(measure(server, arguments.connections, lambda: count() == STABLE_ITEMS))
        seconds = round(time.perf_counter() - begin, 2)
    result = {"items": arguments.items, "expired_within_seconds": seconds, "quiet": quiet, "burst": burst,
              "p99_ratio": round(burst["p99_us"] / quiet["p99_us"], 2)}
    for name in ("quiet", "burst"):
        print(f"{name:6}", "  ".join(f"{key} {value}" for key, value in result[name].items()))
    print(f"{arguments.items} items were deleted within {seconds} s; p99 ratio {result['p99_ratio']}")
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(result, indent=2) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
