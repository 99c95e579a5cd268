"""A scenario for what happens to old data: stream records older than 24 hours and transaction tokens that have run out
are given back. The server's clock jumps by more than a day again and again.
"""
import http.client
import json
import time

from basalt_process import Connection
from mixed_clients import MAIN, ItemClient, create_table
from mixed_load import follow, place_of, read_all
from stream_tail import Tail, check_order

AGING_FLAGS = ["--writer-threads", "2", "--admin", "loopback", "--maintenance-seconds", "1"]
JUMP_SECONDS = 25 * 3600


class Aging:
    def __init__(self, server, seed):
        self.server = server
        self.client = ItemClient("aging", seed, [(MAIN, f"{MAIN}-aging{number}", 0) for number in range(12)])

    def work(self, until):
        """Writes, and moves the clock once every second and a half. until() tells when to stop, by killing or waiting."""
        connection = Connection(self.server)
        create_table(connection, MAIN)
        deadline = time.monotonic() + 8
        while time.monotonic() < deadline:
            for _ in range(20):
                self.client.step(connection)
            self.jump()
            self.client.step(connection)
            time.sleep(1.5)
        until()
        self.server.kill()

    def jump(self):
        admin = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
        admin.request("POST", "/_basalt/admin/clock", json.dumps({"advance_seconds": JUMP_SECONDS}))
        assert admin.getresponse().status == 200
        admin.close()

    def recover(self):
        connection = Connection(self.server)
        create_table(connection, MAIN)
        self.compare(connection)
        self.jump()  # its clock was the real one again
        for _ in range(20):
            self.client.step(connection)
        self.compare(connection)
        connection.close()

    def compare(self, connection):
        found = {(MAIN, *place_of(item)): item for item in read_all(connection, MAIN, ConsistentRead=True)}
        self.client.settle(found)  # and no retries: the tokens have run out
        self.check_stream(connection)

    def check_stream(self, connection):
        """Of the records some have been given back, the oldest first; the rest must lead to what there is."""
        tail = Tail(self.server, connection.ok("DescribeTable", TableName=MAIN)["Table"]["LatestStreamArn"])
        tail.catch_up()
        check_order(tail.records, set())
        by_key = {}
        for records in tail.records.values():
            for record in records:
                by_key.setdefault((MAIN, *place_of(record["dynamodb"]["Keys"])), []).append(record)
        for key, records in by_key.items():
            records.sort(key=lambda one: int(one["dynamodb"]["SequenceNumber"]))
            image = records[0]["dynamodb"].get("OldImage")
            walked = [(record["dynamodb"].get("NewImage"), True) for record in records]
            last = follow(key, image, walked, records)
            assert last == self.client.model[key], f"{key} is {self.client.model[key]}, its last record says {last}"

    def close(self):
        pass
