"""boto3's resource API: batch writer, conditions, paginators, binary and sets, error classes, waiters."""
import os
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary

resource = boto3.resource("dynamodb", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
client = resource.meta.client

table = resource.create_table(
    TableName="music",
    AttributeDefinitions=[{"AttributeName": "artist", "AttributeType": "S"}, {"AttributeName": "year", "AttributeType": "N"}],
    KeySchema=[{"AttributeName": "artist", "KeyType": "HASH"}, {"AttributeName": "year", "KeyType": "RANGE"}],
    ProvisionedThroughput={"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
)
table.wait_until_exists()
table.reload()
assert table.table_status == "ACTIVE"
assert table.table_arn == "arn:aws:dynamodb:us-east-1:000000000000:table/music", table.table_arn

# The batch writer sends 25 puts a request and repeats what is unprocessed.
with table.batch_writer() as batch:
    for year in range(1900, 2000):
        batch.put_item(Item={"artist": "a", "year": year, "score": Decimal(year) / 4, "tags": {"x", str(year)}})
    batch.delete_item(Key={"artist": "a", "year": 1950})

pages = client.get_paginator("query").paginate(TableName="music", KeyConditionExpression=Key("artist").eq("a") & Key("year").between(1940, 1960),
                                               ScanIndexForward=False, PaginationConfig={"PageSize": 7})
years = [int(item["year"]) for page in pages for item in page["Items"]]
assert years == [year for year in range(1960, 1939, -1) if year != 1950], years

found = table.scan(FilterExpression=Attr("score").gt(Decimal("490.5")) & Attr("tags").contains("x"), ProjectionExpression="#y", ExpressionAttributeNames={"#y": "year"})
assert sorted(int(item["year"]) for item in found["Items"]) == list(range(1963, 2000))
assert found["ScannedCount"] == 99

everything = {
    "artist": "types", "year": 1, "text": "héllo ☃", "empty": "", "number": Decimal("1.50"), "big": Decimal("9" * 38), "bytes": Binary(b"\x00\xff"),
    "yes": True, "nothing": None, "list": [1, "two", [3]], "map": {"a": {"b": {"c": 1}}}, "numbers": {1, 2, Decimal("3.5")}, "blobs": {b"1", b"2"},
}
table.put_item(Item=everything)
back = table.get_item(Key={"artist": "types", "year": 1}, ConsistentRead=True)["Item"]
assert back == {**everything, "blobs": {Binary(b"1"), Binary(b"2")}}, back

try:
    table.put_item(Item={"artist": "types", "year": 1}, ConditionExpression=Attr("artist").not_exists())
    raise AssertionError("the condition should have failed")
except client.exceptions.ConditionalCheckFailedException as refused:
    assert refused.response["Error"]["Message"] == "The conditional request failed"

answer = table.update_item(Key={"artist": "types", "year": 1}, UpdateExpression="SET #m.a.b.c = #m.a.b.c + :n, #l[9] = :s REMOVE yes ADD numbers :more",
                           ExpressionAttributeNames={"#m": "map", "#l": "list"}, ExpressionAttributeValues={":n": 41, ":s": "end", ":more": {7}}, ReturnValues="ALL_NEW")
assert answer["Attributes"]["map"] == {"a": {"b": {"c": 42}}}
assert answer["Attributes"]["list"] == [1, "two", [3], "end"]
assert answer["Attributes"]["numbers"] == {1, 2, Decimal("3.5"), 7}
assert "yes" not in answer["Attributes"]

got = resource.batch_get_item(RequestItems={"music": {"Keys": [{"artist": "a", "year": year} for year in range(1900, 1990)]}})
assert len(got["Responses"]["music"]) == 89

client.tag_resource(ResourceArn=table.table_arn, Tags=[{"Key": "team", "Value": "blue"}])
assert client.list_tags_of_resource(ResourceArn=table.table_arn)["Tags"] == [{"Key": "team", "Value": "blue"}]
client.update_table(TableName="music", BillingMode="PAY_PER_REQUEST")
client.update_table(TableName="music", DeletionProtectionEnabled=True)
table.reload()
assert table.billing_mode_summary["BillingMode"] == "PAY_PER_REQUEST"
try:
    table.delete()
    raise AssertionError("deletion protection should have refused")
except client.exceptions.ClientError as refused:
    assert refused.response["Error"]["Code"] == "ValidationException"
client.update_table(TableName="music", DeletionProtectionEnabled=False)
table.delete()
table.wait_until_not_exists()
assert client.list_tables()["TableNames"] == []
print("boto3 resource: ok")
