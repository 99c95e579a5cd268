#!/usr/bin/env python3
"""A server whose log cannot be written any more: writes are refused, reads go on, it says so, and after a restart with
space everything that was acknowledged is there.

usage: read_only_test.py BASALT

The log is made to fail by a limit on the size of a file (EFBIG), and, where this process may mount one, by a small file
system that fills up (ENOSPC).
"""
import contextlib
import http.client
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess, Connection  # noqa: E402

TABLE = "full"
FILE_LIMIT_BYTES = 1 << 20
DISK_MB = 6
ITEM_BYTES = 20_000
MOST_WRITES = 2000


def item(number):
    return {"pk": {"S": f"item-{number}"}, "number": {"N": str(number)}, "padding": {"S": f"{number}-".ljust(ITEM_BYTES, "x")}}


def health(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", "/health")
    answer = connection.getresponse()
    status, body = answer.status, json.loads(answer.read())
    connection.close()
    return status, body


def create(connection):
    connection.ok("CreateTable", TableName=TABLE, BillingMode="PAY_PER_REQUEST",
                  AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
                  KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}])


def refused(connection, action, **request):
    status, body = connection.call(action, **request)
    assert status == 500 and body["__type"].endswith("#InternalServerError"), (action, status, body)


def write_until_refused(connection):
    """How many were acknowledged."""
    for number in range(MOST_WRITES):
        status, body = connection.call("PutItem", TableName=TABLE, Item=item(number))
        if status != 200:
            assert status == 500 and body["__type"].endswith("#InternalServerError"), (status, body)
            return number
    raise AssertionError(f"{MOST_WRITES} writes went into a full log")


def expect_items(connection, count, unanswered):
    """All that were acknowledged, and of the one that was refused nothing, or after a restart perhaps the whole."""
    for number in range(count + 2):
        found = connection.ok("GetItem", TableName=TABLE, Key={"pk": item(number)["pk"]}, ConsistentRead=True).get("Item")
        if number < count:
            assert found == item(number), f"item {number} of {count} is {str(found)[:80]}"
        else:
            assert found is None or (unanswered and number == count and found == item(number)), f"item {number} is there"


def expect_read_only(server, connection, count):
    for _ in range(3):
        refused(connection, "PutItem", TableName=TABLE, Item=item(count + 1))
    refused(connection, "UpdateItem", TableName=TABLE, Key={"pk": item(0)["pk"]}, UpdateExpression="SET a = :a",
            ExpressionAttributeValues={":a": {"S": "1"}})
    refused(connection, "DeleteItem", TableName=TABLE, Key={"pk": item(0)["pk"]})
    refused(connection, "TransactWriteItems", TransactItems=[{"Put": {"TableName": TABLE, "Item": item(count + 1)}}])
    refused(connection, "BatchWriteItem", RequestItems={TABLE: [{"PutRequest": {"Item": item(count + 1)}}]})
    refused(connection, "DeleteTable", TableName=TABLE)
    expect_items(connection, count, unanswered=False)
    status, body = health(server)
    assert status == 503 and body["status"] == "read-only", (status, body)
    told = [line for line in server.log if "read-only until restart" in line]
    assert len(told) == 1, "told so %d times:\n%s" % (len(told), "\n".join(server.log))
    failed = [line for line in server.log if "the storage engine failed a request" in line]
    assert len(failed) <= 1, "\n".join(failed)


def run(binary, kind, make_room, **where):
    # Without the reserve of free space, which refuses writes before it comes to this.
    with BasaltProcess(binary, "--write-buffer-mb", "64", "--min-free-disk-mb", "0", **where) as server:
        connection = Connection(server)
        create(connection)
        assert health(server)[0] == 200
        count = write_until_refused(connection)
        assert count > 10, f"only {count} writes: the test proved nothing"
        expect_read_only(server, connection, count)
        server.kill()
        make_room(server)
        server.start()
        connection = Connection(server)
        expect_items(connection, count, unanswered=True)
        assert health(server)[0] == 200
        connection.ok("PutItem", TableName=TABLE, Item=item(count))
        expect_items(connection, count + 1, unanswered=False)
        assert server.stop() == 0
    print(f"{kind}: {count} acknowledged writes are there after the restart, and writes go on")


def lift_limit(server):
    server.before_exec = None


@contextlib.contextmanager
def small_disk():
    """A directory on a file system of its own; None where none can be mounted."""
    with tempfile.TemporaryDirectory(prefix="basalt-disk-") as directory:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "basalt-test", directory],
                                 capture_output=True, check=False).returncode == 0
        try:
            yield directory if mounted else None
        finally:
            if mounted:
                subprocess.run(["umount", directory], check=True)


def main():
    binary = sys.argv[1]
    run(binary, "file size limit", lift_limit,
        before_exec=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT_BYTES, resource.RLIM_INFINITY)))
    with small_disk() as disk:
        if disk is None:
            print("full disk: skipped, this process may not mount a file system")
            return
        run(binary, "full disk", lambda _: subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True),
            data_dir=disk + "/data")


if __name__ == "__main__":
    main()
