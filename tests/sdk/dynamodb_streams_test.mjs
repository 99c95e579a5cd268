// The AWS SDK's streams client: lists and describes a stream, reads it from its horizon through closed shards, and from
// its end; a stream that was turned off stays readable.
import assert from "node:assert/strict";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreams } from "@aws-sdk/client-dynamodb-streams";

const options = { endpoint: process.env.AWS_ENDPOINT_URL, region: "us-east-1" };
const tables = new DynamoDB(options);
const streams = new DynamoDBStreams(options);
const TableName = "Streamed";

await tables.createTable({
  TableName, BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
});
const { Table } = await tables.describeTable({ TableName });
const { Streams } = await streams.listStreams({ TableName });
assert.deepEqual(Streams, [{ StreamArn: Table.LatestStreamArn, StreamLabel: Table.LatestStreamLabel, TableName }]);

async function shardsOf(StreamArn) {
  const shards = [];
  let ExclusiveStartShardId;
  do {
    const { StreamDescription } = await streams.describeStream({ StreamArn, ExclusiveStartShardId, Limit: 3 });
    shards.push(...StreamDescription.Shards);
    ExclusiveStartShardId = StreamDescription.LastEvaluatedShardId;
  } while (ExclusiveStartShardId);
  return shards;
}

async function iteratorOf(StreamArn, shard, ShardIteratorType) {
  return (await streams.getShardIterator({ StreamArn, ShardId: shard.ShardId, ShardIteratorType })).ShardIterator;
}

// All records after an iterator, and the iterator to go on with.
async function read(iterator) {
  const records = [];
  while (iterator) {
    const page = await streams.getRecords({ ShardIterator: iterator, Limit: 5 });
    iterator = page.NextShardIterator;
    if (page.Records.length === 0) break;
    records.push(...page.Records);
  }
  return { records, iterator };
}

const shards = await shardsOf(Table.LatestStreamArn);
assert.equal(shards.length, 4);
const latest = await Promise.all(shards.map((shard) => iteratorOf(Table.LatestStreamArn, shard, "LATEST")));
const keys = Array.from({ length: 40 }, (_, n) => `k${n}`);
for (const pk of keys) await tables.putItem({ TableName, Item: { pk: { S: pk }, n: { N: "1" } } });
await tables.updateItem({ TableName, Key: { pk: { S: "k0" } }, UpdateExpression: "ADD n :one", ExpressionAttributeValues: { ":one": { N: "1" } } });
await tables.deleteItem({ TableName, Key: { pk: { S: "k0" } } });

const fromHorizon = (await Promise.all(shards.map(async (shard) =>
  (await read(await iteratorOf(Table.LatestStreamArn, shard, "TRIM_HORIZON"))).records))).flat();
const fromLatest = (await Promise.all(latest.map(read))).flatMap(({ records }) => records);
assert.deepEqual(fromLatest, fromHorizon);
assert.equal(fromHorizon.length, 42);
assert.equal(new Set(fromHorizon.map((record) => record.eventID)).size, 42);
const first = fromHorizon.filter((record) => record.dynamodb.Keys.pk.S === "k0");
assert.deepEqual(first.map((record) => record.eventName), ["INSERT", "MODIFY", "REMOVE"]);
assert.deepEqual(first[1].dynamodb.OldImage, { pk: { S: "k0" }, n: { N: "1" } });
assert.deepEqual(first[1].dynamodb.NewImage, { pk: { S: "k0" }, n: { N: "2" } });
assert.deepEqual(first[2].dynamodb.OldImage, first[1].dynamodb.NewImage);
assert.equal(first[2].dynamodb.NewImage, undefined);
assert.equal(first[0].awsRegion, "us-east-1");
assert.ok(Math.abs(first[0].dynamodb.ApproximateCreationDateTime - Date.now()) < 60_000);

await assert.rejects(streams.getRecords({ ShardIterator: "nonsense" }), { name: "ValidationException" });
await assert.rejects(streams.describeStream({ StreamArn: `${Table.TableArn}/stream/2000-01-01T00:00:00.000` }),
  { name: "ResourceNotFoundException" });

await tables.updateTable({ TableName, StreamSpecification: { StreamEnabled: false } });
const { StreamDescription } = await streams.describeStream({ StreamArn: Table.LatestStreamArn });
assert.equal(StreamDescription.StreamStatus, "DISABLED");
assert.ok(StreamDescription.Shards.every((shard) => shard.SequenceNumberRange.EndingSequenceNumber));
for (const shard of StreamDescription.Shards) {
  const { iterator } = await read(await iteratorOf(Table.LatestStreamArn, shard, "TRIM_HORIZON"));
  assert.equal(iterator, undefined);
}
console.log("dynamodb streams: ok");
