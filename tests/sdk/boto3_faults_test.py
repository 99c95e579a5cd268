"""Injected faults as boto3 sees them: by class and code, with its retries counted, a wrong CRC32 noticed, and reset,
seed, snapshots and restore between the tests of a suite."""
import json
import os
import time
import urllib.error
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
TABLE = "faults"


def connect(attempts, mode):
    return boto3.client("dynamodb", endpoint_url=ENDPOINT, config=Config(retries={"total_max_attempts": attempts, "mode": mode}))


client = connect(4, "standard")
once = connect(1, "standard")


def admin(resource, body=None, method="POST"):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{ENDPOINT}/_basalt/admin/{resource}", data, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def refused(resource, body, status=400):
    try:
        admin(resource, body)
    except urllib.error.HTTPError as error:
        assert error.code == status, error.code
        return json.load(error)["message"]
    raise AssertionError(f"{resource} took {body}")


def faults(*rules):
    admin("faults", {"set": rules})


def create():
    client.create_table(TableName=TABLE, BillingMode="PAY_PER_REQUEST",
                        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}])


def put(name, to=client):
    return to.put_item(TableName=TABLE, Item={"id": {"S": name}})["ResponseMetadata"]


def names():
    return sorted(item["id"]["S"] for item in client.scan(TableName=TABLE)["Items"])


create()
for error, status in [("ProvisionedThroughputExceededException", 400), ("ThrottlingException", 400), ("RequestLimitExceeded", 400),
                      ("InternalServerError", 500), ("ServiceUnavailable", 503)]:
    faults({"action": "PutItem", "error": error})
    try:
        put("a", once)
        raise AssertionError(error)
    except ClientError as thrown:
        assert thrown.response["Error"]["Code"].startswith(error), thrown.response
        assert thrown.response["ResponseMetadata"]["HTTPStatusCode"] == status, thrown.response
    faults({"action": "PutItem", "error": error, "count": 2})
    assert put("a")["RetryAttempts"] == 2, error
faults({"action": "PutItem", "reset_connection": "before", "count": 1}, {"action": "PutItem", "reset_connection": "after", "count": 1})
assert put("b")["RetryAttempts"] == 2
faults({"action": "Scan", "damage_answer": "truncate", "count": 1})
assert names() == ["a", "b"]
# boto3's older retry mode looks at the checksum.
faults({"action": "PutItem", "damage_answer": "crc32", "count": 1})
assert put("b", connect(4, "legacy"))["RetryAttempts"] == 1

assert "action: there is no" in refused("faults", {"add": [{"action": "Putitem", "error": "ThrottlingException"}]})
assert refused("faults", {"add": [{"error": "Throttling"}]}).startswith("rule 0: error is one of: Prov")
assert "exactly one of" in refused("faults", {"add": [{"error": "ThrottlingException", "latency_ms": 1}]})
refused("tests", {}, 404)

# Between the tests of a suite: reset, or go back to a snapshot.
admin("snapshots", {"name": "two items"})
put("c")
client.delete_item(TableName=TABLE, Key={"id": {"S": "a"}})
admin("snapshots", {"restore": "two items"})
assert names() == ["a", "b"]
assert client.describe_table(TableName=TABLE)["Table"]["ItemCount"] == 2
assert admin("reset") == {"tables_removed": 1}
assert client.list_tables()["TableNames"] == []
assert admin("faults", method="GET") == {"rules": []}
create()
assert names() == []
admin("snapshots", {"restore": "two items"})
assert names() == ["a", "b"]
refused("snapshots", {"restore": "three items"}, 404)
assert admin("snapshots", method="DELETE") == {"snapshots": []}

# Seeds, as a document or a table on each line; a mistake names its place and changes nothing.
music = {"TableName": "Music", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "Artist", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "Artist", "KeyType": "HASH"}],
         "Items": [{"Artist": {"S": f"artist {i}"}} for i in range(300)]}
more = {"TableName": TABLE, "Items": [{"id": {"S": "c"}}]}
wrong = {"TableName": TABLE, "Items": [{"id": {"S": "d"}}, {"id": {"N": "1"}}]}
message = refused("seed", {"Tables": [music, wrong]})
assert message.startswith("Tables[1].Items[1]: ") and "Type mismatch" in message, message
assert client.list_tables()["TableNames"] == [TABLE] and names() == ["a", "b"]
assert admin("seed", {"Tables": [music, more]}) == {"tables_created": 1, "items_put": 301}
assert client.scan(TableName="Music", Select="COUNT")["Count"] == 300
assert names() == ["a", "b", "c"]

# A suite's state is gone in milliseconds.
admin("reset")
for number in range(100):
    client.create_table(TableName=f"table{number}", BillingMode="PAY_PER_REQUEST",
                        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}])
    client.batch_write_item(RequestItems={f"table{number}": [{"PutRequest": {"Item": {"id": {"S": str(i)}}}} for i in range(10)]})
admin("snapshots", {"name": "hundred"})
took = {}
for what, resource, body in [("reset", "reset", None), ("restore", "snapshots", {"restore": "hundred"}), ("snapshot", "snapshots", {"name": "x"})]:
    began = time.monotonic()
    admin(resource, body)
    took[what] = round((time.monotonic() - began) * 1000, 1)
assert len(client.list_tables()["TableNames"]) == 100
print("boto3 sees faults as AWS's; 100 tables with 10 items each, in ms:", took)
