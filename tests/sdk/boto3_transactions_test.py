"""boto3 with transactions: writes and reads together, cancellation reasons, the client's token, and the messages of the
errors whose body spells them with a capital."""
import os

import boto3

client = boto3.client("dynamodb", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
errors = client.exceptions
TABLE = "accounts"

client.create_table(TableName=TABLE, BillingMode="PAY_PER_REQUEST",
                    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}])


def key(name):
    return {"id": {"S": name}}


def change(name, amount, **more):
    return {"Update": {"TableName": TABLE, "Key": key(name), "UpdateExpression": "ADD amount :n",
                       "ExpressionAttributeValues": {":n": {"N": str(amount)}}, **more}}


def amounts(*names):
    answer = client.transact_get_items(TransactItems=[{"Get": {"TableName": TABLE, "Key": key(name)}} for name in names])
    return [int(one["Item"]["amount"]["N"]) if "Item" in one else None for one in answer["Responses"]]


transfer = [change("a", -5), change("b", 5)]
first = client.transact_write_items(TransactItems=transfer, ClientRequestToken="once", ReturnConsumedCapacity="TOTAL")
assert first["ConsumedCapacity"] == [{"TableName": TABLE, "CapacityUnits": 4.0, "WriteCapacityUnits": 4.0}], first
again = client.transact_write_items(TransactItems=transfer, ClientRequestToken="once", ReturnConsumedCapacity="TOTAL")
assert again["ConsumedCapacity"] == [{"TableName": TABLE, "CapacityUnits": 4.0, "ReadCapacityUnits": 4.0}], again
assert amounts("a", "b", "nobody") == [-5, 5, None]

try:
    client.transact_write_items(TransactItems=[change("a", 1)], ClientRequestToken="once")
    raise AssertionError("a token for another request")
except errors.IdempotentParameterMismatchException as refused:
    assert "idempotent token that was already used" in refused.response["Error"]["Message"], refused.response

try:
    client.transact_write_items(TransactItems=[
        change("a", 1), change("b", 1, ConditionExpression="attribute_not_exists(id)", ReturnValuesOnConditionCheckFailure="ALL_OLD")])
    raise AssertionError("the condition does not hold")
except errors.TransactionCanceledException as cancelled:
    assert cancelled.response["Error"]["Message"] == (
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]")
    assert cancelled.response["CancellationReasons"] == [
        {"Code": "None"},
        {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed", "Item": {**key("b"), "amount": {"N": "5"}}}]
assert amounts("a", "b") == [-5, 5]
print("boto3 transactions work")
