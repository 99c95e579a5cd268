#!/usr/bin/env python3
"""Kills the server with SIGKILL while writers run, restarts it on the same data, and compares with what was acknowledged.

usage: kill_test.py BASALT [ROUNDS] [SEED]

Every writer owns its keys and counts each one up. After a restart an item must hold its last acknowledged value, or the
one that was under way when the server died, and never a mixture: every attribute of an item carries the same number.
"""
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess, ClientThread, Connection  # noqa: E402

WRITERS = 8
KEYS_PER_WRITER = 20


def item_of(key, value):
    return {"pk": {"S": key}, "sk": {"N": "1"}, "value": {"N": str(value)}, "padding": {"S": f"{value}-" * 20},
            "nested": {"M": {"copy": {"N": str(value)}}}}


class Writer(ClientThread):
    """Writes its keys in turn until the server is gone."""

    def __init__(self, server, number, state, seed):
        super().__init__(server, seed)
        self.number, self.state = number, state

    def step(self, connection):
        key = f"w{self.number}-k{self.random.randrange(KEYS_PER_WRITER)}"
        acknowledged, _ = self.state.get(key, (0, 0))
        value = max(self.state.get(key, (0, 0))) + 1
        self.state[key] = (acknowledged, value)
        if self.random.random() < 0.5:
            connection.ok("PutItem", TableName="crash", Item=item_of(key, value))
        else:
            connection.ok("BatchWriteItem", RequestItems={"crash": [{"PutRequest": {"Item": item_of(key, value)}}]})
        self.state[key] = (value, value)


def check(server, state):
    connection = Connection(server)
    for key, (acknowledged, attempted) in state.items():
        found = connection.ok("GetItem", TableName="crash", Key={"pk": {"S": key}, "sk": {"N": "1"}}, ConsistentRead=True)
        if "Item" not in found:
            assert acknowledged == 0, f"{key}: acknowledged {acknowledged}, but it is gone"
            state[key] = (0, attempted)
            continue
        value = int(found["Item"]["value"]["N"])
        assert found["Item"] == item_of(key, value), f"{key} is half there: {found['Item']}"
        assert acknowledged <= value <= attempted, f"{key}: acknowledged {acknowledged}, attempted {attempted}, found {value}"
        state[key] = (value, attempted)
    listed = connection.ok("DescribeTable", TableName="crash")["Table"]["ItemCount"]
    scanned = connection.ok("Scan", TableName="crash", Select="COUNT")["Count"]
    assert listed == scanned, f"ItemCount {listed}, but a scan finds {scanned}"
    connection.close()


def main():
    binary = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(2**32)
    print(f"seed {seed}, {rounds} kills")
    chance = random.Random(seed)
    state = {}
    with BasaltProcess(binary) as server:
        Connection(server).ok("CreateTable", TableName="crash", BillingMode="PAY_PER_REQUEST",
                              AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"},
                                                    {"AttributeName": "sk", "AttributeType": "N"}],
                              KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"},
                                         {"AttributeName": "sk", "KeyType": "RANGE"}])
        for kill in range(rounds):
            writers = [Writer(server, number, state, chance.random()) for number in range(WRITERS)]
            for writer in writers:
                writer.start()
            time.sleep(chance.uniform(0.05, 0.6))
            server.kill()
            for writer in writers:
                writer.join()
                assert writer.failure is None, f"seed {seed}, kill {kill}: {writer.failure!r}"
            server.start()
            check(server, state)
        acknowledged = sum(value for value, _ in state.values())
        assert acknowledged > 0, "nothing was acknowledged: the test proved nothing"
        assert server.stop() == 0
    print(f"{acknowledged} acknowledged writes on {len(state)} keys survived {rounds} kills")


if __name__ == "__main__":
    main()
