// Orders with the AWS SDK for JavaScript: create a table, put, get, query.
//   npm install @aws-sdk/client-dynamodb @aws-sdk/lib-dynamodb && node orders.mjs
import assert from "node:assert/strict";
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";

// The endpoint is all that differs from AWS. Any credentials do.
const client = new DynamoDBClient({
  endpoint: process.env.AWS_ENDPOINT_URL ?? "http://localhost:8000",
  region: "us-east-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});
const documents = DynamoDBDocumentClient.from(client);
const TableName = process.env.ORDERS_TABLE ?? "Orders";

await client.send(new CreateTableCommand({
  TableName,
  AttributeDefinitions: [
    { AttributeName: "userId", AttributeType: "S" },
    { AttributeName: "orderId", AttributeType: "S" },
  ],
  KeySchema: [
    { AttributeName: "userId", KeyType: "HASH" },
    { AttributeName: "orderId", KeyType: "RANGE" },
  ],
  BillingMode: "PAY_PER_REQUEST",
}));
await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName });

const order = { userId: "u-1", orderId: "o-1001", total: 49.95, status: "PAID", createdAt: "2026-01-31T12:00:00.000Z" };
await documents.send(new PutCommand({ TableName, Item: order }));
await documents.send(new PutCommand({ TableName, Item: { ...order, orderId: "o-1002", total: 12, status: "NEW" } }));
await documents.send(new PutCommand({ TableName, Item: { ...order, userId: "u-2" } }));

const { Item } = await documents.send(new GetCommand({ TableName, Key: { userId: "u-1", orderId: "o-1001" } }));
assert.deepEqual(Item, order);

const { Items, Count } = await documents.send(new QueryCommand({
  TableName,
  KeyConditionExpression: "userId = :user",
  ExpressionAttributeValues: { ":user": "u-1" },
}));
assert.equal(Count, 2);
assert.deepEqual(Items.map((item) => item.orderId), ["o-1001", "o-1002"]);
console.log(`${Count} orders of u-1:`, Items);
