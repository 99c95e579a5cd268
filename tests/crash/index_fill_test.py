#!/usr/bin/env python3
"""Kills the server while it fills a new GSI, at its fault points and at random, with writers at work; the index must end
equal to what the table's items give.

usage: index_fill_test.py BASALT [ROUNDS] [SEED]
"""
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess, ClientThread, Connection  # noqa: E402

ITEMS = 6000
TABLE = "filled"


def item(number, value):
    made = {"pk": {"S": f"item-{number}"}, "value": {"N": str(value)}}
    if value % 4:
        made["group"] = {"S": f"group-{value % 7}"}
    return made


def create_and_load(connection):
    connection.ok("CreateTable", TableName=TABLE, BillingMode="PAY_PER_REQUEST",
                  AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
                  KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}])
    for first in range(0, ITEMS, 25):
        puts = [{"PutRequest": {"Item": item(number, number)}} for number in range(first, first + 25)]
        connection.ok("BatchWriteItem", RequestItems={TABLE: puts})


def add_index(connection):
    connection.ok("UpdateTable", TableName=TABLE,
                  AttributeDefinitions=[{"AttributeName": "group", "AttributeType": "S"},
                                        {"AttributeName": "value", "AttributeType": "N"}],
                  GlobalSecondaryIndexUpdates=[{"Create": {
                      "IndexName": "by_group", "Projection": {"ProjectionType": "ALL"},
                      "KeySchema": [{"AttributeName": "group", "KeyType": "HASH"},
                                    {"AttributeName": "value", "KeyType": "RANGE"}]}}])


def index_of(connection):
    return connection.ok("DescribeTable", TableName=TABLE)["Table"]["GlobalSecondaryIndexes"][0]


def read_all(connection, **where):
    while True:
        page = connection.ok("Scan", TableName=TABLE, **where)
        yield from page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        where["ExclusiveStartKey"] = page["LastEvaluatedKey"]


class Writer(ClientThread):
    """Puts and deletes random items until the server is gone."""

    def step(self, connection):
        number = self.random.randrange(ITEMS)
        if self.random.random() < 0.3:
            connection.ok("DeleteItem", TableName=TABLE, Key={"pk": {"S": f"item-{number}"}})
        else:
            connection.ok("PutItem", TableName=TABLE, Item=item(number, self.random.randrange(100000)))


def one_life(server, fault, choice):
    """The server fills until a fault point or a random moment ends it."""
    server.environment.pop("BASALT_FAULT_POINT", None)
    if fault:
        server.environment["BASALT_FAULT_POINT"] = f"{fault}:{choice.randrange(1, 6)}"
    try:
        server.start()
    except RuntimeError:
        return  # the filling reached its fault point before the port was open
    writers = [Writer(server, choice.random()) for _ in range(2)]
    for writer in writers:
        writer.start()
    time.sleep(choice.uniform(0.0, 0.15))
    server.kill()
    for writer in writers:
        writer.join()
        assert writer.failure is None, repr(writer.failure)


def expect_true_index(connection):
    deadline = time.monotonic() + 60
    while index_of(connection)["IndexStatus"] != "ACTIVE":
        assert time.monotonic() < deadline, "the index never became ACTIVE"
        time.sleep(0.01)
    by_key = lambda one: one["pk"]["S"]  # noqa: E731
    expected = sorted((one for one in read_all(connection) if "group" in one), key=by_key)
    found = sorted(read_all(connection, IndexName="by_group"), key=by_key)
    assert found == expected, f"{len(found)} entries, {len(expected)} expected"
    assert index_of(connection)["ItemCount"] == len(expected), index_of(connection)


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(2**32)
    print(f"seed {seed}", flush=True)
    choice = random.Random(seed)
    for number in range(rounds):
        with BasaltProcess(sys.argv[1], "--durability", "none") as server:
            connection = Connection(server)
            create_and_load(connection)
            add_index(connection)
            server.kill()
            for fault in ["store.before_fill_commit", "store.after_fill_commit", None]:
                one_life(server, fault, choice)
            server.environment.pop("BASALT_FAULT_POINT", None)
            server.start()
            expect_true_index(Connection(server))
        print(f"round {number + 1}: every entry is there, once", flush=True)


if __name__ == "__main__":
    main()
