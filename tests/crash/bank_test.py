#!/usr/bin/env python3
"""Clients move money between accounts while the server is killed with SIGKILL and restarted on the same data.

usage: bank_test.py BASALT [KILLS] [SEED]

A transfer is one TransactWriteItems with a token of its own, and asks for cover. In between, single-item updates move
money from an account's balance to its savings. Whatever was under way when the server died is settled after the restart:
a transfer is sent again with its token, a single update is looked for in its item. So every operation has one known
outcome, and in the end every account must hold exactly what those outcomes add up to: nothing lost, nothing done twice.
After every restart, before anybody retries, the money in the bank must be what it was at the start.
"""
import random
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import LOST, BasaltProcess, Connection  # noqa: E402

CLIENTS = 16
ACCOUNTS = 1000
OPENING = 100
TABLE = "bank"


def key(account):
    return {"id": {"S": f"account-{account:04d}"}}


def number(value):
    return {"N": str(value)}


class Transfer:
    """Debit one account, credit another, count both."""

    def __init__(self, token, source, target, amount):
        self.token, self.source, self.target, self.amount = token, source, target, amount

    def change(self, account, amount, **condition):
        return {"Update": {"TableName": TABLE, "Key": key(account),
                           "UpdateExpression": "SET balance = balance + :amount ADD transfers :one",
                           "ExpressionAttributeValues": {":amount": number(amount), ":one": number(1), **condition.pop("values", {})},
                           **condition}}

    def settle(self, connection, _again):
        """True: it happened. False: it did not, and never will."""
        cover = {"ConditionExpression": "balance >= :cover", "values": {":cover": number(self.amount)}}
        while True:
            status, body = connection.call("TransactWriteItems", ClientRequestToken=self.token, TransactItems=[
                self.change(self.source, -self.amount, **cover), self.change(self.target, self.amount)])
            if status == 200:
                return True
            kind = body["__type"].split("#")[1]
            if kind == "TransactionCanceledException":
                codes = [reason["Code"] for reason in body["CancellationReasons"]]
                assert codes == ["ConditionalCheckFailed", "None"], codes
                return False
            assert kind in ("TransactionInProgressException", "ThrottlingException"), body

    def book(self, ledger):
        ledger.move(self.source, balance=-self.amount, transfers=1)
        ledger.move(self.target, balance=self.amount, transfers=1)


class Saving:
    """A single-item update that leaves its mark in the item, so that it can be told later whether it happened."""

    def __init__(self, client, serial, account, amount):
        self.mark, self.serial, self.account, self.amount = f"mark{client}", serial, account, amount

    def settle(self, connection, again):
        if again:
            item = connection.ok("GetItem", TableName=TABLE, Key=key(self.account), ConsistentRead=True)["Item"]
            if item.get(self.mark) == number(self.serial):
                return True
        connection.ok("UpdateItem", TableName=TABLE, Key=key(self.account),
                      UpdateExpression=f"SET balance = balance - :amount, savings = savings + :amount, {self.mark} = :serial",
                      ExpressionAttributeValues={":amount": number(self.amount), ":serial": number(self.serial)})
        return True

    def book(self, ledger):
        ledger.move(self.account, balance=-self.amount, savings=self.amount)


class Ledger:
    """What every account must hold, from the outcomes."""

    def __init__(self):
        self.accounts = [{"balance": OPENING, "savings": 0, "transfers": 0} for _ in range(ACCOUNTS)]
        self.lock = threading.Lock()

    def move(self, account, **changes):
        with self.lock:
            for name, change in changes.items():
                self.accounts[account][name] += change


class Client:
    """One client: does one operation after another, and remembers the one that was not answered."""

    def __init__(self, name, ledger, seed):
        self.name, self.ledger = name, ledger
        self.random = random.Random(seed)
        self.serial = 0
        self.pending = None
        self.unanswered = 0
        self.done = {Transfer: 0, Saving: 0}
        self.refused = 0
        self.failure = None

    def next_operation(self):
        self.serial += 1
        amount = self.random.randint(1, OPENING // 2)
        if self.random.random() < 0.3:
            return Saving(self.name, self.serial, self.random.randrange(ACCOUNTS), self.random.randint(0, 3))
        source, target = self.random.sample(range(ACCOUNTS), 2)
        return Transfer(f"{self.name}-{self.serial}-{self.random.randrange(2**32)}", source, target, amount)

    def settle_pending(self, connection, again):
        happened = self.pending.settle(connection, again)
        if happened:
            self.pending.book(self.ledger)
            self.done[type(self.pending)] += 1
        else:
            self.refused += 1
        self.pending = None

    def run(self, server, until):
        """Until the server is gone (until is None), or the time has come."""
        try:
            connection = Connection(server)
            if self.pending:
                self.settle_pending(connection, again=True)
            while until is None or time.monotonic() < until:
                self.pending = self.next_operation()
                self.settle_pending(connection, again=False)
            connection.close()
        except LOST as lost:
            self.unanswered += self.pending is not None
            if until is not None:
                self.failure = lost
        except Exception as unexpected:  # noqa: BLE001 (reported by the main thread)
            self.failure = unexpected


def work(server, clients, until=None):
    threads = [threading.Thread(target=client.run, args=(server, until)) for client in clients]
    for thread in threads:
        thread.start()
    return threads


def finish(threads, clients, context):
    for thread in threads:
        thread.join()
    for client in clients:
        assert client.failure is None, f"{context}: {client.failure!r}"


def read_accounts(server):
    connection = Connection(server)
    items, start = [], {}
    while True:
        page = connection.ok("Scan", TableName=TABLE, ConsistentRead=True, **start)
        items += page["Items"]
        if "LastEvaluatedKey" not in page:
            break
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
    connection.close()
    assert len(items) == ACCOUNTS, f"{len(items)} accounts"
    return {item["id"]["S"]: {name: int(item[name]["N"]) for name in ("balance", "savings", "transfers")} for item in items}


def check_total(server, context):
    total = sum(account["balance"] + account["savings"] for account in read_accounts(server).values())
    assert total == OPENING * ACCOUNTS, f"{context}: {total} in the bank, {OPENING * ACCOUNTS} at the start"


def open_bank(server):
    connection = Connection(server)
    connection.ok("CreateTable", TableName=TABLE, BillingMode="PAY_PER_REQUEST",
                  AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                  KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}])
    for begin in range(0, ACCOUNTS, 100):
        puts = [{"Put": {"TableName": TABLE, "Item": {**key(account), "balance": number(OPENING), "savings": number(0),
                                                      "transfers": number(0)}}} for account in range(begin, begin + 100)]
        connection.ok("TransactWriteItems", TransactItems=puts)
    connection.close()


def main():
    binary = sys.argv[1]
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(2**32)
    print(f"seed {seed}, {kills} kills")
    chance = random.Random(seed)
    ledger = Ledger()
    clients = [Client(name, ledger, chance.random()) for name in range(CLIENTS)]
    with BasaltProcess(binary) as server:
        open_bank(server)
        for kill in range(kills):
            context = f"seed {seed}, kill {kill}"
            threads = work(server, clients)
            time.sleep(chance.uniform(0.3, 1.2))
            server.kill()
            finish(threads, clients, context)
            server.start()
            check_total(server, context)
        finish(work(server, clients, time.monotonic() + 0.5), clients, f"seed {seed}, at the end")
        found = read_accounts(server)
        for account, expected in enumerate(ledger.accounts):
            name = key(account)["id"]["S"]
            assert found[name] == expected, f"seed {seed}: {name} holds {found[name]}, the outcomes add up to {expected}"
        check_total(server, f"seed {seed}, at the end")
        assert server.stop() == 0
    transfers, savings = (sum(client.done[kind] for client in clients) for kind in (Transfer, Saving))
    unanswered = sum(client.unanswered for client in clients)
    assert transfers > 10 * kills and savings > 0 and unanswered > 0, "too little happened: the test proved nothing"
    print(f"{transfers} transfers and {savings} single updates, {sum(client.refused for client in clients)} refused, "
          f"{unanswered} settled after {kills} kills")


if __name__ == "__main__":
    main()
