// Injected faults as the AWS SDK for JavaScript sees them: each by its class and code, retried as AWS's own would be,
// and a request that was run before its connection was reset happens once.
import assert from "node:assert/strict";
import {
  DynamoDB, InternalServerError, ProvisionedThroughputExceededException, RequestLimitExceeded, TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBStreams } from "@aws-sdk/client-dynamodb-streams";

const endpoint = process.env.AWS_ENDPOINT_URL;
const settings = { endpoint, region: "us-east-1" };
const client = new DynamoDB({ ...settings, maxAttempts: 4 });
const once = new DynamoDB({ ...settings, maxAttempts: 1 });

async function admin(resource, body, method = "POST") {
  const answer = await fetch(`${endpoint}/_basalt/admin/${resource}`, { method, body: body && JSON.stringify(body) });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
}
const faults = (...rules) => admin("faults", { set: rules });
const hits = async () => (await (await fetch(`${endpoint}/_basalt/admin/faults`)).json()).rules.map((rule) => rule.hits);

const TableName = "faults";
await client.createTable({
  TableName, BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }], KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
});
const Key = { id: { S: "a" } };
const add = { TableName, Key, UpdateExpression: "ADD n :one", ExpressionAttributeValues: { ":one": { N: "1" } } };
const n = async () => Number((await client.getItem({ TableName, Key, ConsistentRead: true })).Item?.n?.N ?? 0);

// Each error by its name, without a retry; and with retries it is overcome.
const errors = [
  ["ProvisionedThroughputExceededException", 400, ProvisionedThroughputExceededException],
  ["ThrottlingException", 400, Error], ["RequestLimitExceeded", 400, RequestLimitExceeded],
  ["InternalServerError", 500, InternalServerError], ["ServiceUnavailable", 503, Error],
];
let expected = 0;
for (const [error, status, type] of errors) {
  await faults({ action: "UpdateItem", table: TableName, error });
  await assert.rejects(once.updateItem(add), (thrown) => {
    assert(thrown instanceof type, error);
    assert.match(thrown.name, new RegExp(`^${error}`));
    assert.equal(thrown.$metadata.httpStatusCode, status);
    assert.equal(thrown.$metadata.attempts, 1);
    return true;
  });
  await faults({ action: "UpdateItem", table: TableName, error, count: 2 });
  const { $metadata } = await client.updateItem(add);
  assert.equal($metadata.attempts, 3, error);
  assert.deepEqual(await hits(), [2]);
  assert.equal(await n(), ++expected, "what failed changed nothing");
}

// Conflicts are for the application to retry.
await faults({ action: "UpdateItem", error: "TransactionConflictException" });
await assert.rejects(client.updateItem(add), (thrown) => thrown instanceof TransactionConflictException);
for (const [error, code] of [["ProvisionedThroughputExceededException", "ProvisionedThroughputExceeded"],
  ["ThrottlingException", "ThrottlingError"], ["TransactionConflictException", "TransactionConflict"]]) {
  await faults({ action: ["TransactWriteItems", "TransactGetItems"], error });
  const cancelled = (thrown) => {
    assert(thrown instanceof TransactionCanceledException);
    assert.deepEqual(thrown.CancellationReasons.map(({ Code }) => Code), [code]);
    return true;
  };
  await assert.rejects(once.transactWriteItems({ TransactItems: [{ Update: add }] }), cancelled);
  await assert.rejects(once.transactGetItems({ TransactItems: [{ Get: { TableName, Key } }] }), cancelled);
}
await faults();
assert.equal(await n(), expected);

// Connections reset before the request is run, and after: the second kind runs twice unless a token says otherwise.
await faults({ action: "UpdateItem", reset_connection: "before", count: 2 });
assert.equal((await client.updateItem(add)).$metadata.attempts, 3);
assert.equal(await n(), ++expected);
await faults({ action: "UpdateItem", reset_connection: "after", count: 1 });
assert.equal((await client.updateItem(add)).$metadata.attempts, 2);
assert.equal(await n(), expected += 2);
await faults({ action: "TransactWriteItems", reset_connection: "after", count: 2 });
const { $metadata } = await client.transactWriteItems({ TransactItems: [{ Update: add }], ClientRequestToken: "once" });
assert.equal($metadata.attempts, 3);
assert.equal(await n(), ++expected, "the token makes it happen once");
await faults({ action: "GetItem", damage_answer: "truncate", count: 1 });
assert.equal(await n(), expected);
assert.deepEqual(await hits(), [1]);

// Latency holds up this request and no other.
await faults({ action: "GetItem", latency_ms: { min: 300, max: 400 } });
const began = performance.now();
const slow = Promise.all(Array.from({ length: 20 }, () => client.getItem({ TableName, Key })));
await client.updateItem(add);
assert(performance.now() - began < 300, "others are not held up");
await slow;
assert(performance.now() - began >= 299);
assert(performance.now() - began < 2000, "they wait together");

// A part of a batch comes back, and was not written; the loop of every application gets it done.
await faults({ action: ["BatchWriteItem", "BatchGetItem"], unprocessed: 0.3, count: 4, seed: 1 });
const ids = Array.from({ length: 10 }, (_, i) => ({ id: { S: `batch${i}` } }));
let writes = { [TableName]: ids.map((Item) => ({ PutRequest: { Item } })) };
const first = (await client.batchWriteItem({ RequestItems: writes })).UnprocessedItems;
assert.equal(first[TableName].length, 3);
const left = first[TableName][0].PutRequest.Item;
assert.equal((await client.getItem({ TableName, Key: left })).Item, undefined);
for (writes = first; Object.keys(writes).length > 0;) writes = (await client.batchWriteItem({ RequestItems: writes })).UnprocessedItems;
await faults({ action: "BatchGetItem", unprocessed: 0.3, count: 2 });
let found = 0;
for (let keys = { [TableName]: { Keys: ids } }; Object.keys(keys).length > 0;) {
  const { Responses, UnprocessedKeys } = await client.batchGetItem({ RequestItems: keys });
  found += Responses[TableName].length;
  keys = UnprocessedKeys;
}
assert.equal(found, 10);

// Records of a stream come late.
const streams = new DynamoDBStreams(settings);
const [{ StreamArn }] = (await streams.listStreams({ TableName })).Streams;
const { Shards } = (await streams.describeStream({ StreamArn })).StreamDescription;
async function recordCount() {
  let count = 0;
  for (const { ShardId } of Shards) {
    const { ShardIterator } = await streams.getShardIterator({ StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" });
    count += (await streams.getRecords({ ShardIterator })).Records.length;
  }
  return count;
}
const before = await recordCount();
await faults({ action: "GetRecords", table: TableName, stream_lag_ms: 1000 });
await client.updateItem(add);
assert(await recordCount() < before + 1);
await admin("clock", { advance_seconds: 2 });
assert.equal(await recordCount(), before + 1);

// The same seed fails the same requests.
async function outcomes(seed) {
  await faults({ action: "GetItem", probability: 0.5, seed, error: "InternalServerError" });
  const results = [];
  for (let i = 0; i < 20; ++i) results.push(await once.getItem({ TableName, Key }).then(() => ".", () => "x"));
  return results.join("");
}
assert.equal(await outcomes(5), await outcomes(5));
await admin("faults", undefined, "DELETE");
await admin("clock", { reset: true });
assert.deepEqual(await hits(), []);
console.log("JavaScript sees faults as AWS's");
