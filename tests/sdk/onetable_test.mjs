// dynamodb-onetable's basic work: it creates its table; models with templates, unique checks, updates, finds, batches.
import assert from "node:assert/strict";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { Dynamo } from "dynamodb-onetable/Dynamo";
import { Table } from "dynamodb-onetable";

const table = new Table({
  client: new Dynamo({ client: new DynamoDBClient({ endpoint: process.env.AWS_ENDPOINT_URL }) }),
  name: "onetable",
  partial: true,
  schema: {
    format: "onetable:1.1.0",
    version: "0.0.1",
    indexes: { primary: { hash: "pk", sort: "sk" } },
    models: {
      User: {
        pk: { type: String, value: "account#${account}" },
        sk: { type: String, value: "user#${email}" },
        account: { type: String, required: true },
        email: { type: String, required: true },
        age: { type: Number },
        since: { type: Date },
        address: { type: Object, schema: { city: { type: String }, code: { type: Number } } },
      },
    },
    params: { isoDates: true, timestamps: true },
  },
});
await table.createTable();
assert.ok(await table.exists());
const User = table.getModel("User");
const since = new Date("2026-01-31T12:00:00Z");
await User.create({ account: "a", email: "x@y", age: 30, since, address: { city: "Bern", code: 1 } });
await assert.rejects(User.create({ account: "a", email: "x@y" }));
const user = await User.get({ account: "a", email: "x@y" });
assert.equal(user.age, 30);
assert.equal(user.since.getTime(), since.getTime());
const updated = await User.update({ account: "a", email: "x@y" }, { add: { age: 1 }, set: { "address.city": "Basel" } });
assert.equal(updated.age, 31);
assert.deepEqual(updated.address, { city: "Basel", code: 1 });
const batch = {};
for (let n = 0; n < 20; n++) await User.create({ account: "b", email: `e${String(n).padStart(2, "0")}`, age: n }, { batch });
await table.batchWrite(batch);
const found = await User.find({ account: "b", sk: { begins: "user#e" } }, { where: "${age} >= {15}", reverse: true });
assert.deepEqual(found.map((each) => each.age), [19, 18, 17, 16, 15]);
const page = await User.find({ account: "b" }, { limit: 8 });
assert.equal(page.length, 8);
assert.equal((await User.find({ account: "b" }, { next: page.next })).length, 12);
assert.equal((await User.scan({})).length, 21);
await User.remove({ account: "a", email: "x@y" });
assert.equal(await User.get({ account: "a", email: "x@y" }), undefined);
console.log("dynamodb-onetable: ok");
