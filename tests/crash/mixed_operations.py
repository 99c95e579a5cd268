"""What the clients of the mixed load send, and what each must leave behind.

A key is (table, pk, sk). An item is told apart from every other by its serial; count says how often it was updated since
it was put, so that an update done twice shows.
"""
import time

ABSENT = None


def item_of(key, serial, count=0, expires=None):
    _, pk, sk = key
    item = {"pk": {"S": pk}, "sk": {"N": str(sk)}, "serial": {"N": str(serial)}, "count": {"N": str(count)},
            "padding": {"S": f"{serial}-" * 20}, "copy": {"M": {"serial": {"N": str(serial)}}}}
    if serial % 4:
        item["group"] = {"S": f"group-{serial % 5}"}
    if expires is not None:
        item["expires"] = {"N": str(expires)}
    return item


def key_of(key):
    return {"pk": {"S": key[1]}, "sk": {"N": str(key[2])}}


def is_expiring(item):
    return item is not None and "expires" in item


class Operation:
    """writes: what each key holds once it happened. One that is atomic happens for all of its keys or for none."""

    atomic = True

    def __init__(self, writes):
        self.writes = writes

    def send(self, connection):
        raise NotImplementedError


class Put(Operation):
    def send(self, connection):
        for key, item in self.writes.items():
            connection.ok("PutItem", TableName=key[0], Item=item)


class Delete(Operation):
    def send(self, connection):
        for key in self.writes:
            connection.ok("DeleteItem", TableName=key[0], Key=key_of(key))


class RefusedPut(Operation):
    """A put of an item that is there already, on condition that it is not."""

    def __init__(self, key, item):
        super().__init__({})
        self.key, self.item = key, item

    def send(self, connection):
        status, body = connection.call("PutItem", TableName=self.key[0], Item=self.item,
                                       ConditionExpression="attribute_not_exists(pk)")
        assert status == 400 and body["__type"].endswith("ConditionalCheckFailedException"), (status, body)


def update_of(key, item):
    """The members of an update, alone or in a transaction, that makes the item of what was there before."""
    serial = item["serial"]["N"]
    expression = "SET serial = :s, padding = :p, #c = :c"
    names, values = {"#c": "copy", "#n": "count", "#g": "group"}, {
        ":s": item["serial"], ":p": item["padding"], ":c": item["copy"], ":one": {"N": "1"}}
    if int(serial) % 4:
        expression += ", #g = :g"
        values[":g"] = item["group"]
    else:
        expression += " REMOVE #g"
    return {"TableName": key[0], "Key": key_of(key), "UpdateExpression": expression + " ADD #n :one",
            "ExpressionAttributeNames": names, "ExpressionAttributeValues": values}


class Update(Operation):
    def send(self, connection):
        for key, item in self.writes.items():
            connection.ok("UpdateItem", **update_of(key, item))


class Batch(Operation):
    atomic = False

    def send(self, connection):
        left = {}
        for key, item in self.writes.items():
            request = {"DeleteRequest": {"Key": key_of(key)}} if item is ABSENT else {"PutRequest": {"Item": item}}
            left.setdefault(key[0], []).append(request)
        while left:
            left = connection.ok("BatchWriteItem", RequestItems=left)["UnprocessedItems"]


class Transaction(Operation):
    """Updates and deletes under a token; sent again it changes nothing."""

    def __init__(self, writes, token):
        super().__init__(writes)
        self.token = token

    def send(self, connection):
        actions = [{"Delete": {"TableName": key[0], "Key": key_of(key)}} if item is ABSENT else {"Update": update_of(key, item)}
                   for key, item in self.writes.items()]
        while True:
            status, body = connection.call("TransactWriteItems", ClientRequestToken=self.token, TransactItems=actions)
            if status == 200:
                return
            assert body["__type"].endswith("TransactionInProgressException"), (status, body)
            time.sleep(0.01)


class RefusedTransaction(Operation):
    """One action's condition does not hold, so the other changes nothing."""

    def __init__(self, key, item, absent_key):
        super().__init__({})
        self.key, self.item, self.absent_key = key, item, absent_key

    def send(self, connection):
        check = {"TableName": self.absent_key[0], "Key": key_of(self.absent_key), "ConditionExpression": "attribute_exists(pk)"}
        status, body = connection.call("TransactWriteItems", TransactItems=[
            {"Put": {"TableName": self.key[0], "Item": self.item}}, {"ConditionCheck": check}])
        assert status == 400 and body["__type"].endswith("TransactionCanceledException"), (status, body)
