#!/usr/bin/env python3
"""Creates many tables, lists them, kills the server, and finds them all again.   usage: many_tables_test.py BASALT COUNT"""
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess, Connection  # noqa: E402


def names(connection):
    found, start = [], {}
    while True:
        page = connection.ok("ListTables", **start)
        found += page["TableNames"]
        if "LastEvaluatedTableName" not in page:
            return found
        start = {"ExclusiveStartTableName": page["LastEvaluatedTableName"]}


def main():
    binary, count = sys.argv[1], int(sys.argv[2])
    expected = sorted(f"table-{number:05d}" for number in range(count))
    with BasaltProcess(binary) as server:
        connection = Connection(server)
        begin = time.monotonic()
        for name in expected:
            connection.ok("CreateTable", TableName=name, BillingMode="PAY_PER_REQUEST",
                          AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
                          KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}])
        print(f"{count} tables created in {time.monotonic() - begin:.2f} s, {server.resident_mb():.0f} MB resident")
        assert names(connection) == expected
        for name in expected[::100]:
            connection.ok("PutItem", TableName=name, Item={"pk": {"S": name}})
        server.kill()
        begin = time.monotonic()
        server.start()
        print(f"open again after {time.monotonic() - begin:.2f} s")
        connection = Connection(server)
        assert names(connection) == expected
        for name in expected[::100]:
            assert connection.ok("GetItem", TableName=name, Key={"pk": {"S": name}})["Item"] == {"pk": {"S": name}}
        for name in expected[::2]:
            connection.ok("DeleteTable", TableName=name)
        assert names(connection) == expected[1::2]
        assert server.stop() == 0


if __name__ == "__main__":
    main()
