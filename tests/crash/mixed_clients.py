"""The clients of the mixed load. Each owns its keys or tables, so each knows what there must be after a crash."""
import random
import time

from basalt_process import LOST, Connection
from mixed_operations import (ABSENT, Batch, Delete, Put, RefusedPut, RefusedTransaction, Transaction, Update, is_expiring,
                              item_of)

MAIN, SIDE, FILLED = "main", "side", "filled"
KEPT_TOKENS = 4


class Client:
    """Does one operation after another, and remembers the one that was not answered."""

    def __init__(self, name, seed):
        self.name = name
        self.random = random.Random(seed)
        self.pending = None
        self.acknowledged = 0
        self.unanswered = 0
        self.failure = None

    def run(self, server):
        try:
            connection = Connection(server)
            while True:
                self.step(connection)
        except LOST:
            self.unanswered += self.pending is not None
        except Exception as unexpected:  # noqa: BLE001 (reported by the main thread)
            self.failure = unexpected

    def step(self, connection):
        raise NotImplementedError


class ItemClient(Client):
    """Writes its items. model: what each key holds; history: since the streams were last compared, what it was made to
    hold, in order, and whether that is known to have happened."""

    def __init__(self, name, seed, keys, expiring_keys=()):
        super().__init__(name, seed)
        self.keys, self.expiring_keys = list(keys), list(expiring_keys)
        self.model = {key: ABSENT for key in [*self.keys, *self.expiring_keys]}
        self.history = {key: [] for key in self.model}
        self.serial = 0
        self.tokens = []

    def step(self, connection):
        self.pending = self.next_operation()
        self.pending.send(connection)
        self.acknowledged += 1
        if isinstance(self.pending, Transaction):
            self.tokens = [*self.tokens[1 - KEPT_TOKENS:], self.pending]
        self.happened(self.pending.writes)
        self.pending = None

    def happened(self, writes, known=True):
        for key, item in writes.items():
            self.history[key].append((item, known))
            self.model[key] = item

    def new_serial(self):
        self.serial += 1
        return self.serial

    def fresh(self, key, **more):
        return item_of(key, self.new_serial(), **more)

    def updated(self, key):
        before = self.model[key]
        return item_of(key, self.new_serial(), 1 if before is ABSENT else int(before["count"]["N"]) + 1)

    def next_operation(self):
        if self.expiring_keys and self.random.random() < 0.1:
            return self.next_expiring()
        key = self.random.choice(self.keys)
        kind = self.random.choice(["put", "put", "same", "update", "update", "delete", "batch", "transaction", "transaction",
                                   "refused put", "refused transaction"])
        if kind == "update":
            return Update({key: self.updated(key)})
        if kind == "delete":
            return Delete({key: ABSENT})
        if kind == "batch":
            return Batch({one: ABSENT if self.random.random() < 0.2 else self.fresh(one) for one in self.some(5)})
        if kind == "transaction":
            writes = {one: ABSENT if self.random.random() < 0.1 else self.updated(one) for one in self.some(4)}
            return Transaction(writes, f"{self.name}-{self.serial}-{self.random.randrange(2**32)}")
        if kind == "same" and self.model[key] is not ABSENT:
            return Put({key: self.model[key]})
        if kind == "refused put" and self.model[key] is not ABSENT:
            return RefusedPut(key, self.fresh(key))
        absent = [one for one in self.keys if self.model[one] is ABSENT and one != key]
        if kind == "refused transaction" and absent:
            return RefusedTransaction(key, self.fresh(key), absent[0])
        return Put({key: self.fresh(key)})

    def next_expiring(self):
        """Items that have expired, or do so soon, are put and deleted only: whether one is still there is not known."""
        key = self.random.choice(self.expiring_keys)
        if self.random.random() < 0.3:
            return Delete({key: ABSENT})
        return Put({key: self.fresh(key, expires=int(time.time()) + self.random.randint(-5, 2))})

    def some(self, most):
        return self.random.sample(self.keys, self.random.randint(2, most))

    def settle(self, found):
        """After a restart: what came of the operation under way; and every key holds what it must. found: key -> item."""
        pending, self.pending = self.pending, None
        if pending is not None:
            self.settle_pending(pending, found)
        for key, item in self.model.items():
            there = found.get(key)
            assert there == item or (there is ABSENT and is_expiring(item)), f"{key} must be {item}, but is {there}"
        return pending

    def settle_pending(self, pending, found):
        done, undone = {}, {}
        for key, item in pending.writes.items():
            before, there = self.model[key], found.get(key)
            if is_expiring(item) or is_expiring(before):
                self.history[key].append((item, False))
                assert there in (before, item, ABSENT), f"{key} was {before} or {item}, but is {there}"
                self.model[key] = there
            elif there == item:
                done[key] = item
            else:
                assert there == before, f"{key} was {before} or {item}, but is {there}"
                undone[key] = item
        changed = {key for key, item in done.items() if item != self.model[key]}
        assert not (pending.atomic and changed and undone), f"half of a transaction: {changed} but not {set(undone)}"
        if not undone or not pending.atomic:
            self.happened(done)

    def retry(self, connection, pending):
        """The transaction under way is done once and for all; those that were acknowledged change nothing."""
        if isinstance(pending, Transaction):
            pending.send(connection)
            if any(self.model[key] != item for key, item in pending.writes.items()):
                self.happened(pending.writes)
        for transaction in self.tokens:
            transaction.send(connection)


class IndexClient(ItemClient):
    """Writes into a table whose index and Time to Live come and go."""

    def step(self, connection):
        if self.random.random() < 0.7:
            return super().step(connection)
        if self.random.random() < 0.5:
            return self.turn_index(connection)
        return self.turn_time_to_live(connection)

    def next_operation(self):
        missing = [key for key in self.keys if self.model[key] is ABSENT]
        if len(missing) > len(self.keys) // 2:
            return Batch({key: self.fresh(key) for key in missing[:25]})
        return super().next_operation()

    @staticmethod
    def index_of(connection):
        indexes = connection.ok("DescribeTable", TableName=FILLED)["Table"].get("GlobalSecondaryIndexes", [])
        return indexes[0] if indexes else None

    def turn_index(self, connection):
        index = self.index_of(connection)
        if index is None:
            connection.ok("UpdateTable", TableName=FILLED, AttributeDefinitions=[
                {"AttributeName": "group", "AttributeType": "S"}, {"AttributeName": "serial", "AttributeType": "N"}],
                GlobalSecondaryIndexUpdates=[{"Create": {
                    "IndexName": "by_group", "Projection": {"ProjectionType": "ALL"},
                    "KeySchema": [{"AttributeName": "group", "KeyType": "HASH"},
                                  {"AttributeName": "serial", "KeyType": "RANGE"}]}}])
        elif index["IndexStatus"] == "ACTIVE":
            connection.ok("UpdateTable", TableName=FILLED,
                          GlobalSecondaryIndexUpdates=[{"Delete": {"IndexName": "by_group"}}])

    def turn_time_to_live(self, connection):
        status = connection.ok("DescribeTimeToLive", TableName=FILLED)["TimeToLiveDescription"]["TimeToLiveStatus"]
        if status in ("ENABLED", "DISABLED"):
            connection.ok("UpdateTimeToLive", TableName=FILLED,
                          TimeToLiveSpecification={"AttributeName": "count", "Enabled": status == "DISABLED"})


class TableClient(Client):
    """Creates tables, fills them with few rows or many, and deletes them. A new table of an old name must be empty."""

    def __init__(self, name, seed):
        super().__init__(name, seed)
        self.tables = {}  # name -> number of items that are known to be there
        self.round = 0

    def names(self):
        return [f"{self.name}-{number}" for number in range(3)]

    def step(self, connection):
        name = self.random.choice(self.names())
        if name in self.tables:
            self.pending = ("delete", name)
            connection.ok("DeleteTable", TableName=name)
            del self.tables[name]
        else:
            self.pending = ("create", name)
            create_table(connection, name)
            self.tables[name] = 0
            assert connection.ok("Scan", TableName=name)["Count"] == 0, f"{name} is new and not empty"
            self.fill(connection, name)
        self.acknowledged += 1
        self.pending = None

    def fill(self, connection, name):
        self.round += 1
        for first in range(0, 600 if self.round % 4 == 0 else 25, 25):
            self.pending = ("fill", name)
            puts = {(name, f"{number}", 1): item_of((name, f"{number}", 1), number) for number in range(first, first + 25)}
            Batch(puts).send(connection)
            self.tables[name] += 25

    def settle(self, connection, existing):
        """existing: names of tables that there are."""
        kind, name = self.pending or (None, None)
        self.pending = None
        for one in self.names():
            assert (one in existing) == (one in self.tables) or (kind in ("create", "delete") and one == name), \
                f"{one} exists: {one in existing}; was under way: {kind} {name}"
        known = self.tables
        self.tables = {}
        for one in self.names():
            if one not in existing:
                continue
            count = connection.ok("Scan", TableName=one, Select="COUNT")["Count"]
            least = known.get(one, 0)
            assert least <= count <= least + (25 if (kind, one) == ("fill", name) else 0), f"{one}: {count}, at least {least}"
            self.tables[one] = count


def create_table(connection, name, local_index=False):
    """Whether it was not there before."""
    by_group = {"IndexName": "by_group", "Projection": {"ProjectionType": "ALL"},
                "KeySchema": [{"AttributeName": "group", "KeyType": "HASH"}, {"AttributeName": "serial", "KeyType": "RANGE"}]}
    by_serial = {"IndexName": "by_serial", "Projection": {"ProjectionType": "ALL"},
                 "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "serial", "KeyType": "RANGE"}]}
    attributes, more = {"pk": "S", "sk": "N"}, {}
    if name != FILLED:
        attributes.update(group="S", serial="N")
        more["GlobalSecondaryIndexes"] = [by_group]
    if local_index:
        more["LocalSecondaryIndexes"] = [by_serial]
    status, body = connection.call(
        "CreateTable", TableName=name, BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": one, "AttributeType": kind} for one, kind in attributes.items()],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}, **more)
    assert status == 200 or body["__type"].endswith("ResourceInUseException"), (status, body)
    return status == 200
