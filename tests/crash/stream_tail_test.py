#!/usr/bin/env python3
"""Tails a stream from TRIM_HORIZON while writers run and the server is killed with SIGKILL and restarted.

usage: stream_tail_test.py BASALT [ROUNDS] [SEED]

Shards live for a second, so that the tail passes through many generations of them. It keeps nothing but what a client
has: iterators, which survive a restart, and sequence numbers. Afterwards every record was read once, those of an item in
the order of its writes, each beginning with the image the one before ended with, and every acknowledged write is there.
"""
import collections
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess, ClientThread, Connection  # noqa: E402
from stream_tail import Tail, check_order  # noqa: E402

WRITERS = 4
KEYS_PER_WRITER = 10
TABLE = "tailed"


def item_of(key, value):
    return {"pk": {"S": key}, "value": {"N": str(value)}, "padding": {"S": f"{value}-" * 20}}


class Writer(ClientThread):
    """Puts, updates and deletes its own keys until the server is gone; knows what was acknowledged, in order."""

    def __init__(self, server, number, written, seed):
        super().__init__(server, seed)
        self.number, self.written = number, written

    def step(self, connection):
        key = f"w{self.number}-k{self.random.randrange(KEYS_PER_WRITER)}"
        history = self.written[key]
        kind = self.random.choice(["put", "put", "update", "delete", "same"])
        value = len(history) + 1
        history.append([None if kind == "delete" else value, False])
        if kind == "delete":
            connection.ok("DeleteItem", TableName=TABLE, Key={"pk": {"S": key}})
        elif kind == "update":
            connection.ok("UpdateItem", TableName=TABLE, Key={"pk": {"S": key}},
                          UpdateExpression="SET #v = :v, padding = :p", ExpressionAttributeNames={"#v": "value"},
                          ExpressionAttributeValues={":v": {"N": str(value)}, ":p": item_of(key, value)["padding"]})
        else:
            connection.ok("PutItem", TableName=TABLE, Item=item_of(key, value))
            if kind == "same":  # changes nothing: has no record
                connection.ok("PutItem", TableName=TABLE, Item=item_of(key, value))
        history[-1][1] = True


def records_by_key(tail):
    by_key = collections.defaultdict(list)
    for records in tail.records.values():
        for record in records:
            by_key[record["dynamodb"]["Keys"]["pk"]["S"]].append(record)
    for records in by_key.values():
        records.sort(key=lambda record: int(record["dynamodb"]["SequenceNumber"]))
    return by_key


def check_key(key, history, records, found):
    """The records are a way through the history that leaves out nothing that was acknowledged and changed the item."""
    image, position = None, 0
    for record in records:
        change = record["dynamodb"]
        old, new = change.get("OldImage"), change.get("NewImage")
        assert old == image, f"{key}: {image} became {new}, but the record says it was {old}"
        assert record["eventName"] == ("REMOVE" if new is None else "INSERT" if old is None else "MODIFY"), record
        value = int(new["value"]["N"]) if new else None
        assert new is None or new == item_of(key, value), f"{key} is half there: {new}"
        while position < len(history) and history[position][0] != value:
            assert not needed(history, position, image), f"{key}: the acknowledged {history[position]} has no record"
            position += 1
        assert position < len(history), f"{key}: nobody wrote {value} here"
        position += 1
        image = new
    for position in range(position, len(history)):
        assert not needed(history, position, image), f"{key}: the acknowledged {history[position]} has no record"
    assert found == image, f"{key} is {found}, but its last record says {image}"


def needed(history, position, image):
    """Whether the write must have a record: it was acknowledged, and it did change the item."""
    value, acknowledged = history[position]
    return acknowledged and not (value is None and image is None)


def main():
    binary = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(2**32)
    print(f"seed {seed}, {rounds} kills")
    chance = random.Random(seed)
    written = collections.defaultdict(list)
    with BasaltProcess(binary, "--stream-shard-seconds", "1") as server:
        created = Connection(server).ok(
            "CreateTable", TableName=TABLE, BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"})
        tail = Tail(server, created["TableDescription"]["LatestStreamArn"])
        tail.start()
        for kill in range(rounds):
            writers = [Writer(server, number, written, chance.random()) for number in range(WRITERS)]
            for writer in writers:
                writer.start()
            time.sleep(chance.uniform(0.3, 1.5))
            server.kill()
            for writer in writers:
                writer.join()
                assert writer.failure is None, f"seed {seed}, kill {kill}: {writer.failure!r}"
            server.start()
        tail.finish.set()
        tail.join()
        assert tail.failure is None, f"seed {seed}: {tail.failure!r}"
        check_order(tail.records, set())
        connection, by_key = Connection(server), records_by_key(tail)
        for key, history in written.items():
            found = connection.ok("GetItem", TableName=TABLE, Key={"pk": {"S": key}}, ConsistentRead=True).get("Item")
            check_key(key, history, by_key[key], found)
        acknowledged = sum(ok for history in written.values() for _, ok in history)
        assert acknowledged > 0 and len(tail.done) >= 4, "too little happened: the test proved nothing"
        assert server.stop() == 0
    print(f"{tail.count} records of {acknowledged} acknowledged writes in {len(tail.records)} shards survived {rounds} kills")


if __name__ == "__main__":
    main()
