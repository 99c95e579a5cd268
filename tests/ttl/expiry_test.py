#!/usr/bin/env python3
"""Items that expire: a real server whose clock is moved through the administrative endpoint.   usage: expiry_test.py BASALT"""
import http.client
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess, Connection, wait_until  # noqa: E402

HOUR = 3600
DAY = 24 * HOUR
YEAR = 365 * DAY


def admin(server, method="GET", body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request(method, "/_basalt/admin/clock", body and json.dumps(body), headers or {})
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read() or "null")


def move(server, **how):
    status, clock = admin(server, "POST", how)
    assert status == 200, clock
    return clock["now"]


def create(connection, name, **more):
    connection.ok("CreateTable", TableName=name, BillingMode="PAY_PER_REQUEST",
                  AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
                  KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}], **more)


def set_ttl(connection, name, enabled=True, attribute="expires"):
    connection.ok("UpdateTimeToLive", TableName=name,
                  TimeToLiveSpecification={"Enabled": enabled, "AttributeName": attribute})


def status(connection, name):
    return connection.ok("DescribeTimeToLive", TableName=name)["TimeToLiveDescription"]["TimeToLiveStatus"]


def put(connection, name, pk, expires):
    value = expires if isinstance(expires, dict) else {"N": str(expires)}
    connection.ok("PutItem", TableName=name, Item={"pk": {"S": pk}, "expires": value, "padding": {"S": "x" * 50}})


def keys(connection, name):
    found, start = set(), {}
    while True:
        page = connection.ok("Scan", TableName=name, ConsistentRead=True, **start)
        found |= {item["pk"]["S"] for item in page["Items"]}
        if "LastEvaluatedKey" not in page:
            return found
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def check_expiry(server):
    connection = Connection(server)
    create(connection, "sessions")
    set_ttl(connection, "sessions")
    assert status(connection, "sessions") == "ENABLED"
    now = int(time.time())
    put(connection, "sessions", "soon", now + HOUR)
    put(connection, "sessions", "renewed", now + HOUR)
    put(connection, "sessions", "a fraction", f"{now + HOUR}.75")
    put(connection, "sessions", "later", now + DAY)
    stay = {"a text": {"S": str(now + HOUR)}, "negative": -now, "ages ago": now - 6 * YEAR, "milliseconds": now * 1000,
            "beyond all time": "9e125"}
    for pk, expires in stay.items():
        put(connection, "sessions", pk, expires)
    everything = {"soon", "renewed", "a fraction", "later", *stay}
    assert keys(connection, "sessions") == everything
    put(connection, "sessions", "renewed", now + 3 * HOUR)
    move(server, advance_seconds=2 * HOUR)
    left = everything - {"soon", "a fraction"}
    wait_until(lambda: keys(connection, "sessions") == left, 20)
    move(server, advance_seconds=2 * DAY)
    wait_until(lambda: keys(connection, "sessions") == set(stay), 20)
    assert connection.ok("DescribeTable", TableName="sessions")["Table"]["ItemCount"] == len(stay)
    move(server, reset=True)


def stream_records(server, arn):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)

    def call(action, **request):
        connection.request("POST", "/", json.dumps(request),
                           {**Connection.HEADERS, "X-Amz-Target": "DynamoDBStreams_20120810." + action})
        answer = connection.getresponse()
        body = json.loads(answer.read())
        assert answer.status == 200, body
        return body

    records = []
    for shard in call("DescribeStream", StreamArn=arn)["StreamDescription"]["Shards"]:
        iterator = call("GetShardIterator", StreamArn=arn, ShardId=shard["ShardId"],
                        ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
        records += call("GetRecords", ShardIterator=iterator)["Records"]
    return records


def check_stream(server):
    """A deletion by TTL is told from one by a client."""
    connection = Connection(server)
    create(connection, "watched", StreamSpecification={"StreamEnabled": True, "StreamViewType": "OLD_IMAGE"})
    arn = connection.ok("DescribeTable", TableName="watched")["Table"]["LatestStreamArn"]
    set_ttl(connection, "watched")
    now = int(time.time())
    put(connection, "watched", "expires", now + HOUR)
    put(connection, "watched", "deleted", now + HOUR)
    connection.ok("DeleteItem", TableName="watched", Key={"pk": {"S": "deleted"}})
    move(server, advance_seconds=2 * HOUR)
    wait_until(lambda: not keys(connection, "watched"), 20)
    removed = {}

    def both_removed():
        removed.update({record["dynamodb"]["Keys"]["pk"]["S"]: record for record in stream_records(server, arn)
                        if record["eventName"] == "REMOVE"})
        return len(removed) == 2

    wait_until(both_removed, 20)
    assert "userIdentity" not in removed["deleted"], removed["deleted"]
    assert removed["expires"]["userIdentity"] == {"Type": "Service", "PrincipalId": "dynamodb.amazonaws.com"}, removed
    assert removed["expires"]["dynamodb"]["OldImage"]["expires"] == {"N": str(now + HOUR)}
    move(server, reset=True)


def load(connection, name, count, expires):
    for begin in range(0, count, 25):
        connection.ok("BatchWriteItem", RequestItems={name: [
            {"PutRequest": {"Item": {"pk": {"S": f"k{n}"}, "expires": {"N": str(expires + n % 7)},
                                     "other": {"N": str(expires + 9 * HOUR)}}}} for n in range(begin, begin + 25)]})


def check_items_from_before(server, count=3000):
    """TTL enabled on a table that has items, turned off, and on again with another attribute."""
    connection = Connection(server)
    create(connection, "old")
    now = int(time.time())
    load(connection, "old", count, now + HOUR)
    set_ttl(connection, "old")
    # Also while the index is being filled.
    connection.ok("DeleteItem", TableName="old", Key={"pk": {"S": "k0"}})
    put(connection, "old", "k1", now + 5 * HOUR)
    wait_until(lambda: status(connection, "old") == "ENABLED", 20)
    set_ttl(connection, "old", enabled=False)
    assert status(connection, "old") == "DISABLED"
    move(server, advance_seconds=2 * HOUR)
    time.sleep(2.5)
    assert len(keys(connection, "old")) == count - 1, "items expired although TTL is off"
    set_ttl(connection, "old", attribute="other")
    wait_until(lambda: status(connection, "old") == "ENABLED", 20)
    time.sleep(1.5)
    assert len(keys(connection, "old")) == count - 1, "the index of the other attribute was used"
    move(server, advance_seconds=10 * HOUR)
    wait_until(lambda: keys(connection, "old") == {"k1"}, 30)  # which has no such attribute
    move(server, reset=True)


def check_death_while_filling(server, count=4000):
    """The server dies between two steps of filling the index of a table that had items."""
    connection = Connection(server)
    create(connection, "filling")
    load(connection, "filling", count, int(time.time()) + HOUR)
    server.stop()
    server.environment["BASALT_FAULT_POINT"] = "store.before_expiry_fill_commit:6"
    server.start()
    try:
        set_ttl(Connection(server), "filling")
    except (ConnectionError, http.client.HTTPException):
        pass  # it may die before it has answered
    server.process.wait(30)
    del server.environment["BASALT_FAULT_POINT"]
    server.start()
    connection = Connection(server)
    wait_until(lambda: status(connection, "filling") == "ENABLED", 30)
    move(server, advance_seconds=2 * HOUR)
    wait_until(lambda: not keys(connection, "filling"), 30)
    move(server, reset=True)


def check_restart(server):
    connection = Connection(server)
    create(connection, "kept")
    set_ttl(connection, "kept")
    put(connection, "kept", "k", int(time.time()) + HOUR)
    server.kill()
    server.start()
    connection = Connection(server)
    assert status(connection, "kept") == "ENABLED"
    assert keys(connection, "kept") == {"k"}
    move(server, advance_seconds=2 * HOUR)
    wait_until(lambda: not keys(connection, "kept"), 20)
    connection.ok("DeleteTable", TableName="kept")


def check_clock(server):
    now = move(server, set=2_000_000_000)
    assert 2_000_000_000 <= now < 2_000_000_010, now
    assert admin(server)[1]["offset_seconds"] > 0
    assert admin(server, "POST", {"reset": False})[0] == 400
    assert admin(server, "POST", {"advance_seconds": 1}, {"Origin": "http://localhost"})[0] == 403
    assert abs(move(server, reset=True) - time.time()) < 5


def main():
    with BasaltProcess(sys.argv[1], "--admin", "loopback") as server:
        check_clock(server)
        check_expiry(server)
        check_stream(server)
        check_items_from_before(server)
        check_restart(server)
        check_death_while_filling(server)
        assert server.stop() == 0


if __name__ == "__main__":
    main()
