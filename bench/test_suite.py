#!/usr/bin/env python3
"""What a test suite waits for: 100 tests with a table of their own each, 16 at a time, against one server; Basalt and dynalite in turn.

usage: test_suite.py BASALT [--peers DIR] [--tests N] [--workers N] [--rounds N]

A test creates a table with an index, waits until it is ACTIVE, writes, reads, queries, updates, fails a condition, deletes, and drops
the table. Workers are processes that speak HTTP without an SDK, so little of the time is the client's. dynalite runs twice: as it
comes, with tables that take half a second to change, and without that wait. Also: how long POST /_basalt/admin/reset takes with all
those tables there. All traffic stays on 127.0.0.1.
"""
import argparse
import http.client
import multiprocessing
import statistics
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "bench" / "compare")]
from basalt_process import Connection  # noqa: E402
from servers import Basalt, Missing, dynalite  # noqa: E402

ITEMS = 20


class Server:
    def __init__(self, endpoint):
        self.port = urlsplit(endpoint).port


def create(connection, table):
    connection.ok("CreateTable", TableName=table, BillingMode="PAY_PER_REQUEST",
                  AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk", "owner")],
                  KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
                  GlobalSecondaryIndexes=[{"IndexName": "by-owner", "KeySchema": [{"AttributeName": "owner", "KeyType": "HASH"}],
                                           "Projection": {"ProjectionType": "ALL"}}])
    while connection.ok("DescribeTable", TableName=table)["Table"]["TableStatus"] != "ACTIVE":
        time.sleep(0.02)


def use(connection, table):
    def key(number):
        return {"pk": {"S": "order"}, "sk": {"S": f"{number:04d}"}}

    for number in range(ITEMS):
        connection.ok("PutItem", TableName=table, Item={**key(number), "owner": {"S": f"o{number % 4}"}, "n": {"N": "0"}})
    for number in range(ITEMS):
        assert connection.ok("GetItem", TableName=table, Key=key(number), ConsistentRead=True)["Item"]["n"] == {"N": "0"}
        connection.ok("UpdateItem", TableName=table, Key=key(number), UpdateExpression="ADD n :one",
                      ExpressionAttributeValues={":one": {"N": "1"}})
    status, _ = connection.call("PutItem", TableName=table, Item=key(0), ConditionExpression="attribute_not_exists(pk)")
    assert status == 400
    for index, condition, value, count in ((None, "pk = :v", "order", ITEMS), ("by-owner", "#o = :v", "o1", ITEMS // 4)):
        extra = {"IndexName": index, "ExpressionAttributeNames": {"#o": "owner"}} if index else {}
        found = connection.ok("Query", TableName=table, KeyConditionExpression=condition, ExpressionAttributeValues={":v": {"S": value}}, **extra)
        assert found["Count"] == count, found["Count"]
    for number in range(ITEMS):
        connection.ok("DeleteItem", TableName=table, Key=key(number))


def one_test(connection, table):
    create(connection, table)
    use(connection, table)
    connection.ok("DeleteTable", TableName=table)


def work(endpoint, numbers):
    connection = Connection(Server(endpoint))
    for number in numbers:
        one_test(connection, f"test-{number:04d}")


def suite_seconds(endpoint, options):
    begin = time.monotonic()
    workers = [multiprocessing.Process(target=work, args=(endpoint, range(first, options.tests, options.workers)))
               for first in range(options.workers)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError(f"a worker failed on {endpoint}")
    return time.monotonic() - begin


def reset_ms(endpoint, options):
    """With a table and its items for every test there."""
    connection = Connection(Server(endpoint))
    for number in range(options.tests):
        create(connection, f"kept-{number:04d}")
        connection.ok("PutItem", TableName=f"kept-{number:04d}", Item={"pk": {"S": "a"}, "sk": {"S": "b"}})
    admin = http.client.HTTPConnection("127.0.0.1", Server(endpoint).port)
    begin = time.monotonic()
    admin.request("POST", "/_basalt/admin/reset", "{}")
    answer = admin.getresponse()
    text = answer.read()
    took = (time.monotonic() - begin) * 1000
    if answer.status != 200:
        raise RuntimeError(f"reset: {answer.status} {text}")
    assert connection.ok("ListTables")["TableNames"] == []
    return took


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("basalt")
    parser.add_argument("--peers", type=Path, default=ROOT / "build" / "peers")
    parser.add_argument("--tests", type=int, default=100)
    parser.add_argument("--workers", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    servers = {
        "Basalt, in memory": lambda: Basalt(options.basalt, "--in-memory", "--admin", "loopback"),
        "Basalt, on disk, durability sync": lambda: Basalt(options.basalt, "--admin", "loopback"),
        "dynalite": lambda: dynalite(18101, options.peers),
        "dynalite, tables change at once": lambda: dynalite(18102, options.peers, "--createTableMs", "0", "--deleteTableMs", "0"),
    }
    seconds, resets = {}, {}
    for _ in range(options.rounds):
        for name, start in servers.items():
            try:
                server = start()
            except Missing as why:
                print(f"{name} is missing: {why}", file=sys.stderr)
                continue
            try:
                seconds.setdefault(name, []).append(suite_seconds(server.endpoint, options))
                if name.startswith("Basalt"):
                    resets.setdefault(name, []).append(reset_ms(server.endpoint, options))
            finally:
                server.stop()
    base = statistics.median(seconds["Basalt, in memory"])
    print("| server | suite, s | times Basalt in memory | reset, ms |")
    print("|---|---|---|---|")
    for name, runs in seconds.items():
        reset = f"{statistics.median(resets[name]):.1f}" if name in resets else ""
        print(f"| {name} | {statistics.median(runs):.2f} | {statistics.median(runs) / base:.1f} | {reset} |")


if __name__ == "__main__":
    main()
