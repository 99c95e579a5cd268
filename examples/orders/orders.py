"""Orders with boto3: create a table, put, get, query.   pip install boto3 && python orders.py"""
import os
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Key

# The endpoint is all that differs from AWS. Any credentials do.
dynamodb = boto3.resource(
    "dynamodb",
    endpoint_url=os.environ.get("AWS_ENDPOINT_URL", "http://localhost:8000"),
    region_name="us-east-1",
    aws_access_key_id="local",
    aws_secret_access_key="local",
)

table = dynamodb.create_table(
    TableName=os.environ.get("ORDERS_TABLE", "Orders"),
    AttributeDefinitions=[
        {"AttributeName": "userId", "AttributeType": "S"},
        {"AttributeName": "orderId", "AttributeType": "S"},
    ],
    KeySchema=[
        {"AttributeName": "userId", "KeyType": "HASH"},
        {"AttributeName": "orderId", "KeyType": "RANGE"},
    ],
    BillingMode="PAY_PER_REQUEST",
)
table.wait_until_exists()

order = {
    "userId": "u-1",
    "orderId": "o-1001",
    "total": Decimal("49.95"),
    "status": "PAID",
    "createdAt": "2026-01-31T12:00:00.000Z",
}
table.put_item(Item=order)
table.put_item(Item={**order, "orderId": "o-1002", "total": Decimal(12), "status": "NEW"})
table.put_item(Item={**order, "userId": "u-2"})

assert table.get_item(Key={"userId": "u-1", "orderId": "o-1001"})["Item"] == order

answer = table.query(KeyConditionExpression=Key("userId").eq("u-1"))
assert answer["Count"] == 2
assert [item["orderId"] for item in answer["Items"]] == ["o-1001", "o-1002"]
print(answer["Count"], "orders of u-1:", answer["Items"])
