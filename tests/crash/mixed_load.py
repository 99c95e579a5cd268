"""A mixed load on one server that is killed and restarted, and the comparison of what it then holds with what was
acknowledged: items, index entries, stream records, outcomes of tokens, tables; and nothing that was never sent.
"""
import random
import threading

from basalt_process import Connection, wait_until
from mixed_clients import FILLED, MAIN, SIDE, IndexClient, ItemClient, TableClient, create_table
from mixed_operations import ABSENT, is_expiring
from stream_tail import Tail, check_order

ITEM_CLIENTS = 4
FLAGS = ["--writer-threads", "2", "--shards-per-table", "2", "--write-buffer-mb", "1"]  # a small buffer, so that tables are written and merged


def keys_of(client):
    return [(table, f"{table}-client{client}-{number}", sk) for table in (MAIN, SIDE) for number in range(3) for sk in range(4)]


def read_all(connection, table, **where):
    while True:
        page = connection.ok("Scan", TableName=table, **where)
        yield from page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        where["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def place_of(item):
    return item["pk"]["S"], int(item["sk"]["N"])


class MixedLoad:
    def __init__(self, server, seed):
        chance = random.Random(seed)
        self.server = server
        expiring = [[(MAIN, f"{MAIN}-expiring{client}", sk) for sk in range(5)] for client in range(ITEM_CLIENTS)]
        self.item_clients = [ItemClient(f"client{number}", chance.random(), keys_of(number), expiring[number])
                             for number in range(ITEM_CLIENTS)]
        self.item_clients.append(IndexClient("filler", chance.random(),
                                             [(FILLED, f"{FILLED}-{number}", 0) for number in range(200)]))
        self.table_client = TableClient("short", chance.random())
        self.prepared = set()  # tables that are known to exist
        self.tail = None
        self.seen_records = set()
        self.images = {}  # what the streams have made of each key

    @property
    def clients(self):
        return [*self.item_clients, self.table_client]

    def acknowledged(self):
        return sum(client.acknowledged for client in self.clients)

    def unanswered(self):
        return sum(client.unanswered for client in self.clients)

    def prepare(self):
        """Creates what is missing. Again after a crash in the middle of it."""
        connection = Connection(self.server)
        for name in (MAIN, SIDE, FILLED):
            created = create_table(connection, name, local_index=name == MAIN)
            assert not (created and name in self.prepared), f"{name} was acknowledged and is gone"
            self.prepared.add(name)
        wait_until(lambda: self.time_to_live(connection, MAIN) in ("ENABLED", "DISABLED"))
        if self.time_to_live(connection, MAIN) == "DISABLED":
            assert "ttl" not in self.prepared, "Time to Live was acknowledged and is off"
            connection.ok("UpdateTimeToLive", TableName=MAIN,
                          TimeToLiveSpecification={"AttributeName": "expires", "Enabled": True})
        self.prepared.add("ttl")
        if self.tail is None:
            arns = [connection.ok("DescribeTable", TableName=name)["Table"]["LatestStreamArn"]
                    for name in (MAIN, SIDE, FILLED)]
            self.tail = Tail(self.server, *arns)
            self.tail.start()
        connection.close()

    @staticmethod
    def time_to_live(connection, table):
        return connection.ok("DescribeTimeToLive", TableName=table)["TimeToLiveDescription"]["TimeToLiveStatus"]

    def start(self):
        threads = [threading.Thread(target=client.run, args=(self.server,)) for client in self.clients]
        for thread in threads:
            thread.start()
        return threads

    def finish(self, threads):
        for thread in threads:
            thread.join()
        for client in self.clients:
            if client.failure:
                raise client.failure

    def recover(self):
        """After a restart, with nobody at work: settles what was under way and compares everything."""
        self.prepare()
        connection = Connection(self.server)
        names = connection.ok("ListTables")["TableNames"]
        known = {MAIN, SIDE, FILLED, *self.table_client.names()}
        assert set(names) <= known, f"tables that nobody created: {set(names) - known}"
        self.table_client.settle(connection, names)
        pending = self.settle_items(connection)
        for client, operation in zip(self.item_clients, pending):
            client.retry(connection, operation)
        # The tokens' transactions are settled: nothing else may have changed.
        found = self.settle_items(connection)
        assert not any(found)
        self.check_indexes(connection)
        self.check_streams()
        connection.close()

    def read_items(self, connection):
        return {(table, *place_of(item)): item for table in (MAIN, SIDE, FILLED)
                for item in read_all(connection, table, ConsistentRead=True)}

    def settle_items(self, connection):
        found = self.read_items(connection)
        owned = {key for client in self.item_clients for key in client.model}
        assert set(found) <= owned, f"items that nobody wrote: {set(found) - owned}"
        return [client.settle(found) for client in self.item_clients]

    def check_indexes(self, connection):
        wait_until(lambda: (IndexClient.index_of(connection) or {}).get("IndexStatus", "ACTIVE") == "ACTIVE", 60)
        indexes = [(MAIN, "by_group", "group"), (MAIN, "by_serial", "serial"), (SIDE, "by_group", "group")]
        if IndexClient.index_of(connection):
            indexes.append((FILLED, "by_group", "group"))
        for table, index, attribute in indexes:
            # The table first: an item that expires meanwhile may be missing in the index, never be more.
            expected = {place_of(item): item for item in read_all(connection, table) if attribute in item}
            entries = list(read_all(connection, table, IndexName=index))
            found = {place_of(item): item for item in entries}
            assert len(found) == len(entries), f"{table} {index} has an item twice"
            for place in {*expected, *found}:
                item, entry = expected.get(place), found.get(place)
                assert entry == item or (entry is None and is_expiring(item)), f"{table} {index} {place}: {entry} of {item}"
        for table in (SIDE, FILLED):
            counted = connection.ok("DescribeTable", TableName=table)["Table"]["ItemCount"]
            count = sum(1 for _ in read_all(connection, table))
            assert counted == count, f"ItemCount of {table} is {counted}, but it has {count}"

    def check_streams(self):
        self.tail.catch_up()
        taken = self.tail.take_records()
        check_order(taken, self.seen_records)
        by_key = {}
        for records in taken.values():
            for record in records:
                place = place_of(record["dynamodb"]["Keys"])
                by_key.setdefault((place[0].split("-")[0], *place), []).append(record)
        for client in self.item_clients:
            for key, history in client.history.items():
                records = sorted(by_key.pop(key, []), key=lambda one: int(one["dynamodb"]["SequenceNumber"]))
                image = follow(key, self.images.get(key), history, records)
                model = client.model[key]
                assert image == model or is_expiring(model) or image is ABSENT and is_expiring(history[-1][0]), \
                    f"{key} is {model}, but its last record says {image}"
                self.images[key] = image
                history.clear()
        assert not by_key, f"records of items that nobody wrote: {list(by_key)[:3]}"


def follow(key, image, history, records):
    """The records are a way through the history that leaves out nothing that is known and changed the item; the image
    at its end."""
    position = 0
    for record in records:
        change = record["dynamodb"]
        old, new = change.get("OldImage"), change.get("NewImage")
        assert old == image, f"{key}: {image} became {new}, but the record says it was {old}"
        assert record["eventName"] == ("REMOVE" if new is None else "INSERT" if old is None else "MODIFY"), record
        if "userIdentity" in record:
            assert new is None and is_expiring(old), f"{key}: Time to Live took {old}"
            image = new
            continue
        position = skip_to(key, new, image, history, position)
        image = new
    skip_to(key, None, image, history, position, to_end=True)
    return image


def skip_to(key, new, image, history, position, to_end=False):
    """Behind the entry that made the item new; what is skipped must not have been needed."""
    for at in range(position, len(history)):
        item, known = history[at]
        if not to_end and item == new:
            return at + 1
        assert not known or item == image, f"{key}: {item} was acknowledged, and has no record after {image}"
    assert to_end, f"{key}: nobody wrote {new} here"
    return len(history)
