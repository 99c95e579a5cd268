// dynamodb-toolbox's basic work: an entity over a table, commands for put, get, update, query, scan, batch.
import assert from "node:assert/strict";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Entity } from "dynamodb-toolbox/entity";
import { $add, UpdateItemCommand } from "dynamodb-toolbox/entity/actions/update";
import { GetItemCommand } from "dynamodb-toolbox/entity/actions/get";
import { PutItemCommand } from "dynamodb-toolbox/entity/actions/put";
import { DeleteItemCommand } from "dynamodb-toolbox/entity/actions/delete";
import { item } from "dynamodb-toolbox/schema/item";
import { list } from "dynamodb-toolbox/schema/list";
import { number } from "dynamodb-toolbox/schema/number";
import { string } from "dynamodb-toolbox/schema/string";
import { Table } from "dynamodb-toolbox/table";
import { QueryCommand } from "dynamodb-toolbox/table/actions/query";
import { ScanCommand } from "dynamodb-toolbox/table/actions/scan";

const client = new DynamoDBClient({ endpoint: process.env.AWS_ENDPOINT_URL });
await client.send(new CreateTableCommand({
  TableName: "toolbox",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }, { AttributeName: "sk", AttributeType: "N" }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }, { AttributeName: "sk", KeyType: "RANGE" }],
}));
const table = new Table({
  documentClient: DynamoDBDocumentClient.from(client),
  name: "toolbox",
  partitionKey: { name: "pk", type: "string" },
  sortKey: { name: "sk", type: "number" },
});
const Visit = new Entity({
  name: "visit",
  table,
  schema: item({ pk: string().key(), sk: number().key(), count: number().default(0), pages: list(string()).optional() }),
});

for (let n = 0; n < 8; n++) await Visit.build(PutItemCommand).item({ pk: "a", sk: n, pages: [`p${n}`] }).send();
await assert.rejects(
  Visit.build(PutItemCommand).item({ pk: "a", sk: 1 }).options({ condition: { attr: "pk", exists: false } }).send(),
  { name: "ConditionalCheckFailedException" });
const { Attributes } = await Visit.build(UpdateItemCommand).item({ pk: "a", sk: 3, count: $add(4) })
  .options({ returnValues: "ALL_NEW" }).send();
assert.equal(Attributes.count, 4);
const { Item } = await Visit.build(GetItemCommand).key({ pk: "a", sk: 3 }).options({ consistent: true }).send();
assert.equal(Item.count, 4);
assert.deepEqual(Item.pages, ["p3"]);
const { Items } = await table.build(QueryCommand).entities(Visit).query({ partition: "a", range: { gte: 5 } })
  .options({ reverse: true }).send();
assert.deepEqual(Items.map((visit) => visit.sk), [7, 6, 5]);
const scanned = await table.build(ScanCommand).entities(Visit).options({ filters: { visit: { attr: "count", gt: 0 } } }).send();
assert.equal(scanned.Items.length, 1);
await Visit.build(DeleteItemCommand).key({ pk: "a", sk: 3 }).send();
assert.equal((await Visit.build(GetItemCommand).key({ pk: "a", sk: 3 }).send()).Item, undefined);
console.log("dynamodb-toolbox: ok");
