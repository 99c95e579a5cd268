// The AWS SDK for JavaScript with transactions: writes and reads together, cancellation reasons, the client's token, and
// the messages of the errors whose body spells them with a capital.
import assert from "node:assert/strict";
import { DynamoDB, IdempotentParameterMismatchException, TransactionCanceledException } from "@aws-sdk/client-dynamodb";

const client = new DynamoDB({ endpoint: process.env.AWS_ENDPOINT_URL, region: "us-east-1" });
const TableName = "accounts";
await client.createTable({
  TableName, BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
});

const key = (name) => ({ id: { S: name } });
const change = (name, amount, more = {}) => ({
  Update: { TableName, Key: key(name), UpdateExpression: "ADD amount :n", ExpressionAttributeValues: { ":n": { N: `${amount}` } }, ...more },
});
async function amounts(...names) {
  const { Responses } = await client.transactGetItems({ TransactItems: names.map((name) => ({ Get: { TableName, Key: key(name) } })) });
  return Responses.map(({ Item }) => Item && Number(Item.amount.N));
}

const transfer = { TransactItems: [change("a", -5), change("b", 5)], ClientRequestToken: "once" };
await client.transactWriteItems(transfer);
await client.transactWriteItems(transfer);
assert.deepEqual(await amounts("a", "b", "nobody"), [-5, 5, undefined]);

await assert.rejects(client.transactWriteItems({ ...transfer, TransactItems: [change("a", 1)] }), (error) => {
  assert(error instanceof IdempotentParameterMismatchException);
  assert.match(error.message, /idempotent token that was already used/);
  return true;
});

const unless = { ConditionExpression: "attribute_not_exists(id)", ReturnValuesOnConditionCheckFailure: "ALL_OLD" };
await assert.rejects(client.transactWriteItems({ TransactItems: [change("a", 1), change("b", 1, unless)] }), (error) => {
  assert(error instanceof TransactionCanceledException);
  assert.equal(error.message,
    "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]");
  assert.deepEqual(error.CancellationReasons, [
    { Code: "None" },
    { Code: "ConditionalCheckFailed", Message: "The conditional request failed", Item: { ...key("b"), amount: { N: "5" } } },
  ]);
  return true;
});
assert.deepEqual(await amounts("a", "b"), [-5, 5]);
console.log("JavaScript transactions work");
