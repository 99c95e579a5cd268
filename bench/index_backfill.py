#!/usr/bin/env python3
"""A GSI added to a table of many items while clients write: its pace, and whether it ends equal to a recomputation.

usage: index_backfill.py BASALT [--items N] [--writers N] [-- server flags]

Prints items a second, the writers' rate before, during and after, and the outcome of the comparison. Exit status 1 when
the index differs from what the table's items give.
"""
import argparse
import json
import random
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "support"))
from basalt_process import BasaltProcess, Connection  # noqa: E402

TABLE = "filled"
STATES = 50


def item(number, generation=0):
    made = {"pk": {"S": f"item-{number:08d}"}, "v": {"S": "x" * 60}, "n": {"N": str(number * 7919 % 1000003 + generation)}}
    if (number + generation) % 5:  # a fifth of the items is not in the index
        made["state"] = {"S": f"state-{(number + generation) % STATES}"}
    return made


def load(process, items, connections=4):
    def run(part):
        connection = Connection(process)
        for first in range(part * 25, items, connections * 25):
            numbers = range(first, min(first + 25, items))
            left = {TABLE: [{"PutRequest": {"Item": item(number)}} for number in numbers]}
            while left:
                left = connection.ok("BatchWriteItem", **{"RequestItems": left}).get("UnprocessedItems")

    threads = [threading.Thread(target=run, args=(part,)) for part in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Writers:
    """Clients that put, move and delete random items until told to stop."""

    def __init__(self, process, items, count):
        self.done = 0
        self.over = False
        self.threads = [threading.Thread(target=self.run, args=(process, items, seed)) for seed in range(count)]
        for thread in self.threads:
            thread.start()

    def run(self, process, items, seed):
        connection = Connection(process)
        choice = random.Random(seed)
        while not self.over:
            number = choice.randrange(items)
            if choice.random() < 0.2:
                connection.ok("DeleteItem", **{"TableName": TABLE, "Key": {"pk": item(number)["pk"]}})
            else:
                connection.ok("PutItem", **{"TableName": TABLE, "Item": item(number, choice.randrange(1, 1000))})
            self.done += 1

    def rate(self, seconds):
        before = self.done
        time.sleep(seconds)
        return (self.done - before) / seconds

    def stop(self):
        self.over = True
        for thread in self.threads:
            thread.join()


def read_all(connection, **where):
    request = {"TableName": TABLE, **where}
    while True:
        page = connection.ok("Scan", **request)
        yield from page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        request["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def describe(connection):
    return connection.ok("DescribeTable", **{"TableName": TABLE})["Table"]


def add_index(connection):
    """Seconds until it is ACTIVE."""
    began = time.monotonic()
    connection.ok("UpdateTable", **{
        "TableName": TABLE,
        "AttributeDefinitions": [{"AttributeName": "state", "AttributeType": "S"}, {"AttributeName": "n", "AttributeType": "N"}],
        "GlobalSecondaryIndexUpdates": [{"Create": {
            "IndexName": "by_state", "Projection": {"ProjectionType": "KEYS_ONLY"},
            "KeySchema": [{"AttributeName": "state", "KeyType": "HASH"}, {"AttributeName": "n", "KeyType": "RANGE"}]}}]})
    while describe(connection)["GlobalSecondaryIndexes"][0]["IndexStatus"] != "ACTIVE":
        time.sleep(0.02)
    return time.monotonic() - began


def differences(connection):
    expected = {}
    for one in read_all(connection):
        if "state" in one:
            expected[one["pk"]["S"]] = (one["state"]["S"], one["n"]["N"])
    found = {one["pk"]["S"]: (one["state"]["S"], one["n"]["N"]) for one in read_all(connection, IndexName="by_state")}
    count = describe(connection)["GlobalSecondaryIndexes"][0]["ItemCount"]
    wrong = sum(1 for key in expected.keys() | found.keys() if expected.get(key) != found.get(key))
    return len(expected), wrong + abs(count - len(expected))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("basalt")
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("flags", nargs="*")
    arguments = parser.parse_args()
    with BasaltProcess(arguments.basalt, *arguments.flags) as process:
        connection = Connection(process)
        connection.ok("CreateTable", **{
            "TableName": TABLE, "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]})
        began = time.monotonic()
        load(process, arguments.items)
        print(f"loaded {arguments.items:,} items in {time.monotonic() - began:.0f} s", flush=True)
        writers = Writers(process, arguments.items, arguments.writers)
        before = writers.rate(3)
        written = writers.done
        seconds = add_index(connection)
        during = (writers.done - written) / seconds
        after = writers.rate(3)
        writers.stop()
        entries, wrong = differences(connection)
        print(json.dumps({
            "items": arguments.items, "seconds": round(seconds, 2), "items_per_second": round(arguments.items / seconds),
            "writes_per_second": {"before": round(before), "during": round(during), "after": round(after)},
            "entries": entries, "differences": wrong}))
        sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
