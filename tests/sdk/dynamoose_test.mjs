// dynamoose's basic work: it creates its table, then saves, gets, queries, scans, updates, deletes.
import assert from "node:assert/strict";
import dynamoose from "dynamoose";

dynamoose.aws.ddb.set(new dynamoose.aws.ddb.DynamoDB({ endpoint: process.env.AWS_ENDPOINT_URL, region: "us-east-1" }));
const Cat = dynamoose.model("Cat", new dynamoose.Schema({
  owner: { type: String, hashKey: true },
  name: { type: String, rangeKey: true },
  lives: { type: Number, default: 9 },
  toys: { type: Set, schema: [String] },
  home: { type: Object, schema: { city: String } },
}, { timestamps: true }), { throughput: "ON_DEMAND" });

await Cat.create({ owner: "eve", name: "tom", toys: new Set(["ball"]), home: { city: "Bern" } });
await assert.rejects(Cat.create({ owner: "eve", name: "tom" }), { name: "ConditionalCheckFailedException" });
const tom = await Cat.get({ owner: "eve", name: "tom" });
assert.equal(tom.lives, 9);
assert.equal(tom.home.city, "Bern");
const updated = await Cat.update({ owner: "eve", name: "tom" }, { $ADD: { lives: -1 }, $SET: { home: { city: "Basel" } } });
assert.equal(updated.lives, 8);
assert.equal(updated.home.city, "Basel");
await Cat.batchPut(Array.from({ length: 20 }, (_, n) => ({ owner: "max", name: `c${String(n).padStart(2, "0")}`, lives: n })));
const few = await Cat.query("owner").eq("max").where("name").beginsWith("c").filter("lives").lt(5).exec();
assert.deepEqual(few.map((cat) => cat.lives), [0, 1, 2, 3, 4]);
const { count } = await Cat.query("owner").eq("max").count().exec();
assert.equal(count, 20);
assert.equal((await Cat.scan().all().exec()).length, 21);
assert.equal((await Cat.batchGet([{ owner: "max", name: "c01" }, { owner: "max", name: "c02" }])).length, 2);
await Cat.delete({ owner: "eve", name: "tom" });
assert.equal(await Cat.get({ owner: "eve", name: "tom" }), undefined);
console.log("dynamoose: ok");
