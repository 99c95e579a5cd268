// ElectroDB's basic work: a single-table entity with composite keys.
import assert from "node:assert/strict";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { Entity } from "electrodb";

const client = new DynamoDBClient({ endpoint: process.env.AWS_ENDPOINT_URL });
const table = "electro";
await client.send(new CreateTableCommand({
  TableName: table,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }, { AttributeName: "sk", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }, { AttributeName: "sk", KeyType: "RANGE" }],
}));

const Task = new Entity({
  model: { entity: "task", version: "1", service: "app" },
  attributes: {
    project: { type: "string", required: true },
    id: { type: "string", required: true },
    state: { type: ["open", "done"], required: true, default: () => "open" },
    points: { type: "number", default: 0 },
    tags: { type: "set", items: "string" },
    meta: { type: "map", properties: { owner: { type: "string" }, depth: { type: "number" } } },
    history: { type: "list", items: { type: "string" } },
  },
  indexes: { byProject: { pk: { field: "pk", composite: ["project"] }, sk: { field: "sk", composite: ["id"] } } },
}, { client, table });

await Task.put({ project: "p", id: "1", points: 3, tags: ["a", "b"], meta: { owner: "x", depth: 1 }, history: [] }).go();
await assert.rejects(Task.create({ project: "p", id: "1" }).go());
const { data: one } = await Task.get({ project: "p", id: "1" }).go();
assert.deepEqual({ ...one, tags: [...one.tags].sort() },
  { project: "p", id: "1", state: "open", points: 3, tags: ["a", "b"], meta: { owner: "x", depth: 1 }, history: [] });

const { data: patched } = await Task.patch({ project: "p", id: "1" })
  .set({ state: "done" }).add({ points: 5, tags: ["c"] }).append({ history: ["closed"] })
  .data((attributes, operations) => operations.set(attributes.meta.depth, 2))
  .where((attributes, operations) => operations.eq(attributes.state, "open"))
  .go({ response: "all_new" });
assert.equal(patched.points, 8);
assert.equal(patched.meta.depth, 2);
assert.deepEqual(patched.history, ["closed"]);

const many = Array.from({ length: 60 }, (_, n) => ({ project: "q", id: String(n).padStart(3, "0"), points: n }));
const { unprocessed } = await Task.put(many).go();
assert.deepEqual(unprocessed, []);
const { data: some, cursor } = await Task.query.byProject({ project: "q" }).gte({ id: "010" })
  .where(({ points }, { lt }) => lt(points, 40)).go({ limit: 10 });
assert.deepEqual(some.map((task) => task.points), [10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
const { data: next } = await Task.query.byProject({ project: "q" }).gte({ id: "010" }).go({ limit: 5, cursor });
assert.deepEqual(next.map((task) => task.points), [20, 21, 22, 23, 24]);
const { data: all } = await Task.query.byProject({ project: "q" }).go({ pages: "all", order: "desc" });
assert.equal(all.length, 60);
assert.equal(all[0].points, 59);
const { data: got } = await Task.get(many.slice(0, 40).map(({ project, id }) => ({ project, id }))).go();
assert.equal(got.length, 40);
await Task.delete({ project: "p", id: "1" }).go();
assert.equal((await Task.get({ project: "p", id: "1" }).go()).data, null);
console.log("ElectroDB: ok");
