#!/usr/bin/env python3
"""/metrics of a real server: every metric of docs/metrics.md is there and moves; dashboard and alerts name no other.
usage: metrics_test.py BASALT SOURCE_DIRECTORY"""
import http.client
import json
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess, Connection, wait_until  # noqa: E402
from exposition import Page, documented, named_in  # noqa: E402

STREAMS = "DynamoDBStreams_20120810."
LARGE = "x" * 300_000


def fetch(server, path="/metrics", headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def page_of(server):
    status, text = fetch(server)
    assert status == 200, (status, text)
    return Page(text)


def admin(server, resource, body):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("POST", "/_basalt/admin/" + resource, json.dumps(body))
    answer = connection.getresponse()
    text = answer.read()
    assert answer.status == 200, text


def create(connection, name, **more):
    connection.ok("CreateTable", TableName=name, AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
                  KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}], **{"BillingMode": "PAY_PER_REQUEST", **more})
    wait_until(lambda: connection.ok("DescribeTable", TableName=name)["Table"]["TableStatus"] == "ACTIVE")


def item(pk, **more):
    return {"pk": {"S": pk}, **more}


def failing(server, connection, error, action, **request):
    """Has the action fail once with an injected error."""
    admin(server, "faults", {"set": [{"action": action, "error": error, "count": 1}]})
    status, body = connection.call(action, **request)
    assert status != 200 and error.removesuffix("Exception") in body["__type"], body
    admin(server, "faults", {"reset": True})


def prepare(server, connection):
    """More than fits what a clean stop leaves in the log, so that reads after a restart meet the disk."""
    create(connection, "cold")
    for i in range(60):
        connection.ok("PutItem", TableName="cold", Item=item(str(i), large={"S": LARGE}))
    server.stop()
    server.start()


def reads_and_writes(connection):
    key = {"pk": {"S": "a"}}
    create(connection, "orders", BillingMode="PROVISIONED", StreamSpecification={
        "StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        ProvisionedThroughput={"ReadCapacityUnits": 7, "WriteCapacityUnits": 9})
    for i in range(20):
        connection.ok("PutItem", TableName="orders", Item=item(str(i), v={"S": "x" * 100}, g={"S": "g"}))
    connection.ok("GetItem", TableName="orders", Key=key)
    connection.ok("GetItem", TableName="orders", Key=key, ConsistentRead=True)
    for _ in range(3):  # the third is answered from what was read before
        connection.ok("Scan", TableName="orders")
    connection.ok("UpdateItem", TableName="orders", Key=key)
    status, body = connection.call("PutItem", TableName="orders", Item=item("a"),
                                   ConditionExpression="attribute_not_exists(pk)")
    assert status == 400 and "ConditionalCheckFailed" in body["__type"], body
    status, body = connection.call("GetItem", TableName="orders", Key={"nothing": {"S": "a"}})
    assert status == 400, body
    connection.call("NoSuchAction")
    for i in range(60):
        connection.ok("GetItem", TableName="cold", Key=item(str(i)))


def faults(server, connection):
    key = {"pk": {"S": "a"}}
    failing(server, connection, "ProvisionedThroughputExceededException", "GetItem", TableName="orders", Key=key)
    failing(server, connection, "ThrottlingException", "PutItem", TableName="orders", Item=item("a"))
    failing(server, connection, "InternalServerError", "GetItem", TableName="orders", Key=key)
    failing(server, connection, "TransactionConflictException", "PutItem", TableName="orders", Item=item("a"))
    admin(server, "faults", {"set": [{"action": "GetItem", "latency_ms": 120, "count": 1}]})
    connection.ok("GetItem", TableName="orders", Key=key)
    admin(server, "faults", {"reset": True})


def stream(connection):
    arn = connection.ok("ListStreams", STREAMS, TableName="orders")["Streams"][0]["StreamArn"]
    for shard in connection.ok("DescribeStream", STREAMS, StreamArn=arn)["StreamDescription"]["Shards"]:
        iterator = connection.ok("GetShardIterator", STREAMS, StreamArn=arn, ShardId=shard["ShardId"],
                                 ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
        connection.ok("GetRecords", STREAMS, ShardIterator=iterator)


INDEX_PROGRESS = "aws_dynamodb_online_index_percentage_progress"


def create_index(connection, table, **more):
    """A global index that comes after its items."""
    connection.ok("UpdateTable", TableName=table, AttributeDefinitions=[{"AttributeName": "g", "AttributeType": "S"}],
                  GlobalSecondaryIndexUpdates=[{"Create": {
                      "IndexName": "by_g", "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}],
                      "Projection": {"ProjectionType": "ALL"}, **more}}])


def is_filled(connection, table):
    return connection.ok("DescribeTable", TableName=table)["Table"]["GlobalSecondaryIndexes"][0]["IndexStatus"] == "ACTIVE"


def index(connection):
    create_index(connection, "orders", ProvisionedThroughput={"ReadCapacityUnits": 3, "WriteCapacityUnits": 4})
    wait_until(lambda: is_filled(connection, "orders"), 30)
    connection.ok("PutItem", TableName="orders", Item=item("z", g={"S": "g"}))
    connection.ok("Query", TableName="orders", IndexName="by_g", KeyConditionExpression="g = :g",
                  ExpressionAttributeValues={":g": {"S": "g"}})


def expiry(server, connection):
    create(connection, "sessions")
    connection.ok("UpdateTimeToLive", TableName="sessions",
                  TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"})
    connection.ok("PutItem", TableName="sessions", Item=item("s", expires={"N": str(int(time.time()) + 600)}))
    admin(server, "clock", {"advance_seconds": 3600})
    wait_until(lambda: page_of(server).value("aws_dynamodb_time_to_live_deleted_item_count_total",
                                             table_name="sessions") == 1, 30)


def check_documented(rows, before, after, seen_meanwhile):
    for row in rows:
        if row.name in seen_meanwhile:
            continue
        assert after.types.get(row.name) == row.kind, f"{row.name} is documented as {row.kind}, shown as " \
                                                      f"{after.types.get(row.name)}"
        assert after.helps.get(row.name), f"{row.name} has no HELP"
        labels = after.labels_of(row.name)
        assert labels == row.labels, f"{row.name} is documented with {row.labels}, shown with {labels}"
        if row.steady:
            continue
        old, new = before.values(row.name), after.values(row.name)
        moved = [key for key in new if new[key] != old.get(key, 0)]
        assert moved, f"{row.name} does not move: {new}"
        if row.kind != "gauge":
            assert all(new[key] >= old[key] for key in new if key in old), f"{row.name} falls"
    shown, known = set(after.types), {row.name for row in rows}
    assert shown <= known, f"not in docs/metrics.md: {sorted(shown - known)}"


def check_values(page):
    """A few figures that are known exactly."""
    latency = "aws_dynamodb_successful_request_latency_seconds_count"
    assert page.value(latency, table_name="orders", operation="PutItem") == 21
    assert page.value(latency, table_name="orders", operation="GetItem") == 3
    assert page.value("aws_dynamodb_conditional_check_failed_requests_total", table_name="orders") == 1
    assert page.value("aws_dynamodb_transaction_conflict_total", table_name="orders") == 1
    assert page.value("aws_dynamodb_system_errors_total", table_name="orders", operation="GetItem") == 1
    assert page.value("aws_dynamodb_throttled_requests_total", table_name="orders") == 2
    assert page.value("aws_dynamodb_read_throttle_events_total", table_name="orders") == 1
    assert page.value("aws_dynamodb_write_throttle_events_total", table_name="orders") == 1
    assert page.value("aws_dynamodb_returned_item_count_total", table_name="orders", operation="Query") == 21
    assert page.value("aws_dynamodb_online_index_consumed_write_capacity_total", table_name="orders") == 20
    assert page.value("aws_dynamodb_consumed_write_capacity_units_total", table_name="orders",
                      global_secondary_index_name="by_g") == 1
    assert page.value("aws_dynamodb_provisioned_write_capacity_units", table_name="orders",
                      global_secondary_index_name="by_g") == 4
    assert page.value("basalt_items", table_name="orders", global_secondary_index_name="by_g") == 21
    assert page.value("basalt_errors_total", error="UnknownOperationException") == 1


def check_queries(source, rows):
    """What the dashboard and the alerts ask for is documented, and with the labels it has."""
    known = {row.name: row for row in rows}
    dashboard = (source / "config/grafana/basalt.json").read_text(encoding="utf-8")
    queries = re.findall(r'"(?:expr|definition|query)": "((?:[^"\\]|\\.)*)"', dashboard)
    queries = [json.loads(f'"{query}"') for query in queries]
    assert len(queries) > 40, len(queries)
    alerts = (source / "config/prometheus/alerts.yaml").read_text(encoding="utf-8")
    expressions = re.findall(r"expr: (?:>-\n((?: {10}.*\n)+)|(.*)\n)", alerts)
    assert len(expressions) == alerts.count("- alert:"), len(expressions)
    queries += [folded or plain for folded, plain in expressions]
    for query in queries:
        for name, labels in named_in(query).items():
            base = re.sub(r"_(bucket|sum|count)$", "", name)
            row = known.get(base) if base in known and known[base].kind == "histogram" else known.get(name)
            assert row, f"{name} is not in docs/metrics.md: {query}"
            assert labels <= row.labels, f"{name} has no {labels - row.labels}: {query}"


def check_slow_log(server):
    lines = [line for line in server.log if "slow request" in line and "action=GetItem" in line]
    assert lines, "\n".join(server.log[-20:])
    for field in ("table=orders", "status=200", "total_ms=", "queue_ms=", "write_ms=", "request_id=", "trace="):
        assert field in lines[-1], lines[-1]
    total = float(re.search(r"total_ms=([0-9.]+)", lines[-1])[1])
    assert 100 <= total < 5000, lines[-1]


def check_trace(server):
    connection = Connection(server)
    admin(server, "faults", {"set": [{"action": "GetItem", "latency_ms": 120, "count": 1}]})
    headers = {**Connection.HEADERS, "X-Amz-Target": "DynamoDB_20120810.GetItem", "X-Amzn-Trace-Id": "Root=1-2-3"}
    connection.http.request("POST", "/", json.dumps({"TableName": "orders", "Key": {"pk": {"S": "secret"}}}), headers)
    answer = connection.http.getresponse()
    answer.read()
    identity = answer.headers["x-amzn-RequestId"]
    wait_until(lambda: any(identity in line for line in server.log))
    line = next(line for line in server.log if identity in line)
    assert 'trace="Root=1-2-3"' in line, line
    assert "secret" not in "\n".join(server.log)


def check_dropped(server, connection):
    connection.ok("DeleteTable", TableName="sessions")
    wait_until(lambda: connection.call("DescribeTable", TableName="sessions")[0] == 400)
    assert 'table_name="sessions"' not in fetch(server)[1]


def check_cap(binary):
    with BasaltProcess(binary, "--in-memory", "--metrics-tables", "3") as server:
        connection = Connection(server)
        for i in range(6):
            create(connection, f"table-{i}")
            connection.ok("PutItem", TableName=f"table-{i}", Item=item("a"))
        latency = "aws_dynamodb_successful_request_latency_seconds_count"
        page = page_of(server)
        assert page.value(latency, operation="PutItem", table_name="table-0") == 1
        assert page.value(latency, operation="PutItem", table_name="other") == 3
        assert page.value("basalt_tables") == 6
        assert {dict(labels)["table_name"] for labels in page.values("basalt_items")} == {"table-0", "table-1", "table-2"}


def check_index_progress(binary):
    """Shown only while an index is being made: of so many items that a page falls into that time."""
    with BasaltProcess(binary, "--in-memory") as server:
        connection = Connection(server)
        create(connection, "many")
        for first in range(0, 20_000, 25):
            puts = [{"PutRequest": {"Item": item(str(number), g={"S": "g"})}} for number in range(first, first + 25)]
            connection.ok("BatchWriteItem", RequestItems={"many": puts})
        create_index(connection, "many")
        seen = []
        while not is_filled(connection, "many"):
            seen.append(page_of(server).values(INDEX_PROGRESS))
        assert any(seen), "the progress of a new index is never shown"
        labels = (("global_secondary_index_name", "by_g"), ("table_name", "many"))
        assert all(0 <= value <= 100 for values in seen for value in values.values()), seen
        assert all(set(values) <= {labels} for values in seen), seen


def check_access(binary):
    with BasaltProcess(binary, "--in-memory", "--metrics", "off") as server:
        assert fetch(server)[0] == 404
    with BasaltProcess(binary, "--in-memory", "--metrics", "anyone") as server:
        assert fetch(server)[0] == 200
        assert fetch(server, headers={"Origin": "http://localhost"})[0] == 403


def main(binary, source):
    rows = documented((source / "docs/metrics.md").read_text(encoding="utf-8"))
    assert len(rows) > 50, len(rows)
    check_queries(source, rows)
    flags = ["--admin", "loopback", "--slow-request-ms", "100", "--block-cache-mb", "1", "--transition-delay-ms", "300"]
    with BasaltProcess(binary, *flags) as server:
        prepare(server, Connection(server))
        before = page_of(server)
        connection = Connection(server)
        reads_and_writes(connection)
        faults(server, connection)
        stream(connection)
        index(connection)
        expiry(server, connection)
        after = page_of(server)
        check_documented(rows, before, after, {INDEX_PROGRESS})
        check_values(after)
        check_slow_log(server)
        check_trace(server)
        check_dropped(server, connection)
    check_index_progress(binary)
    check_cap(binary)
    check_access(binary)
    print(f"{len(rows)} metrics are there, and those that should move do")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
