#!/usr/bin/env python3
"""`basalt verify` and `basalt repair` on the data of a real server.

usage: verify_test.py BASALT ROW_TOOL [SEED]

A server gets tables with every kind of index, a stream, TTL and transactions. Its directory verifies clean, untouched; a
bit flipped in any of its files is found and the file named; rows erased, doubled or changed behind its back are found
and repaired; a damaged log is salvaged; and a server under writes verifies itself clean.
"""
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess, ClientThread, Connection  # noqa: E402

TABLE = "everything"
ITEMS = 1200
CLEAN, COULD_NOT_RUN, REFUSED, PROBLEMS = 0, 1, 2, 3
INDEXES = 2  # key spaces by their numbers in the storage contract


class Commands:
    """Runs the two commands and the tool."""

    def __init__(self, binary, row_tool):
        self.binary, self.row_tool = binary, row_tool

    def run(self, *arguments, environment=None):
        return subprocess.run([self.binary, *arguments], capture_output=True, text=True, timeout=120,
                              env={**os.environ, **(environment or {})}, check=False)

    def expect(self, status, *arguments, environment=None):
        done = self.run(*arguments, environment=environment)
        assert done.returncode == status, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def damage(self, directory, *how):
        subprocess.run([self.row_tool, directory, *map(str, how)], check=True, timeout=60)


def item_of(number, size):
    item = {"pk": {"S": f"p{number % 37}"}, "sk": {"N": str(number)}, "kind": {"S": f"k{number % 5}"},
            "n": {"N": str(number % 11)}, "padding": {"S": "x" * size}}
    if number % 3:
        item["expires"] = {"N": str(4_000_000_000 + number)}
    return item


def key_of(number):
    return {name: value for name, value in item_of(number, 0).items() if name in ("pk", "sk")}


def create_table(connection):
    connection.ok(
        "CreateTable", TableName=TABLE, BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": kind}
                              for name, kind in (("pk", "S"), ("sk", "N"), ("kind", "S"), ("n", "N"))],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        LocalSecondaryIndexes=[{"IndexName": "by_n", "Projection": {"ProjectionType": "KEYS_ONLY"}, "KeySchema": [
            {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "n", "KeyType": "RANGE"}]}],
        GlobalSecondaryIndexes=[{"IndexName": "of_kind", "Projection": {"ProjectionType": "ALL"}, "KeySchema": [
            {"AttributeName": "kind", "KeyType": "HASH"}, {"AttributeName": "n", "KeyType": "RANGE"}]}],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"})
    connection.ok("UpdateTimeToLive", TableName=TABLE,
                  TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"})


def load(connection, items, size):
    create_table(connection)
    for number in range(items):
        connection.ok("PutItem", TableName=TABLE, Item=item_of(number, size))
        if number % 50 == 0:
            connection.ok("DeleteItem", TableName=TABLE, Key=key_of(number))
        elif number % 10 == 0:
            connection.ok("TransactWriteItems", ClientRequestToken=f"token-{number}", TransactItems=[
                {"Update": {"TableName": TABLE, "Key": key_of(number), "UpdateExpression": "ADD n :one REMOVE expires",
                            "ExpressionAttributeValues": {":one": {"N": "1"}}}},
                {"Put": {"TableName": TABLE, "Item": item_of(items + number, 10)}}])


def fingerprint(directory):
    found = {}
    for path in sorted(Path(directory).rglob("*")):
        if path.is_file():
            found[str(path)] = (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
    return found


def check_clean(commands, directory):
    before = fingerprint(directory)
    told = commands.expect(CLEAN, "verify", "--data-dir", directory)
    assert told.rstrip().endswith("clean"), told
    report = json.loads(commands.run("verify", "--data-dir", directory, "--json").stdout)
    counts = report["counts"]
    assert report["clean"] and counts["items"] > ITEMS and counts["change_records"] > counts["items"], report
    assert counts["index_rows"] == 2 * counts["items"] and counts["expiry_rows"] > 0 and counts["tokens"] > 0, report
    assert fingerprint(directory) == before, "verify changed the directory"
    return counts


def data_files(directory):
    """Every file that holds something which is read again."""
    for path in sorted(Path(directory).rglob("*")):
        is_data = path.suffix in (".sst", ".log") or path.name.startswith("MANIFEST-") or path.name in ("CURRENT", "FORMAT")
        if path.is_file() and is_data and path.stat().st_size > 0:
            yield path


def check_flips(commands, directory, chance):
    """In each file: in its first byte, its last, and some between."""
    flips, kinds = 0, set()
    for path in data_files(directory):
        whole = path.read_bytes()
        kinds.add(path.suffix or path.name.split("-")[0])
        for place in {0, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(3))}:
            bit = 1 << chance.randrange(8)
            flipped = bytearray(whole)
            flipped[place] ^= bit
            path.write_bytes(flipped)
            told = commands.expect(PROBLEMS, "verify", "--data-dir", directory)
            assert path.name in told, f"{path.name}, byte {place}, bit {bit} is not named:\n{told}"
            assert told.rstrip().endswith("found"), told
            flips += 1
        path.write_bytes(whole)
    assert kinds == {".sst", ".log", "MANIFEST", "CURRENT", "FORMAT"}, kinds
    commands.expect(CLEAN, "verify", "--data-dir", directory)
    return flips


def check_rows(commands, directory, rows, chance):
    """Rows erased, doubled and changed at random, found, and mended, also when repair is killed on its way."""
    for how in ("erase", "double"):
        for _ in range(3):
            commands.damage(directory, how, INDEXES, chance.randrange(rows))
    told = commands.expect(PROBLEMS, "verify", "--data-dir", directory)
    assert "PROBLEM: " in told, told
    killed = commands.run("repair", "--data-dir", directory, environment={"BASALT_FAULT_POINT": "repair.after_commit"})
    assert killed.returncode == -9, killed
    told = commands.expect(CLEAN, "repair", "--data-dir", directory)
    assert told.rstrip().endswith(("repaired", "nothing to repair")), told
    commands.expect(CLEAN, "verify", "--data-dir", directory)
    commands.damage(directory, "erase", INDEXES, 0)
    told = commands.expect(CLEAN, "repair", "--data-dir", directory)
    assert "mended: " in told and "rows added: 1" in told, told
    told = commands.expect(CLEAN, "repair", "--data-dir", directory)
    assert told.rstrip().endswith("nothing to repair"), told


def check_salvage(commands, chance):
    """A log that is damaged in its middle: refused, salvaged, and what came before the damage is served."""
    with BasaltProcess(commands.binary) as server:
        load(Connection(server), 300, 100)
        server.kill()
        log = max(Path(server.data_dir).rglob("*.log"), key=lambda path: path.stat().st_size)
        damaged = bytearray(log.read_bytes())
        damaged[len(damaged) // 2 + chance.randrange(1000)] ^= 4
        log.write_bytes(damaged)
        told = commands.expect(PROBLEMS, "verify", "--data-dir", server.data_dir)
        assert log.name in told, told
        told = commands.expect(COULD_NOT_RUN, "repair", "--data-dir", server.data_dir)
        assert "--salvage-log" in told, told
        told = commands.expect(CLEAN, "repair", "--salvage-log", "--data-dir", server.data_dir)
        assert "DROPPED: " in told and Path(f"{log}.damaged").read_bytes() == damaged, told
        commands.expect(CLEAN, "verify", "--data-dir", server.data_dir)
        server.start()
        found = Connection(server).ok("Scan", TableName=TABLE, Select="COUNT")["Count"]
        assert 0 < found < 300, found
        assert server.stop() == 0


class Writer(ClientThread):
    def step(self, connection):
        number = self.random.randrange(200)
        if self.random.random() < 0.2:
            connection.ok("DeleteItem", TableName=TABLE, Key=key_of(number))
        else:
            connection.ok("PutItem", TableName=TABLE, Item=item_of(number, self.random.randrange(300)))


def check_online(commands, chance):
    with BasaltProcess(commands.binary, "--admin", "loopback") as server:
        connection = Connection(server)
        load(connection, 200, 100)
        writers = [Writer(server, chance.random()) for _ in range(3)]
        for writer in writers:
            writer.start()
        told = commands.expect(COULD_NOT_RUN, "verify", "--data-dir", server.data_dir)
        assert "in use" in told and "--endpoint" in told, told
        for _ in range(5):
            told = commands.expect(CLEAN, "verify", "--endpoint", server.endpoint)
            assert told.rstrip().endswith("clean"), told
        report = json.loads(commands.run("verify", "--json", "--endpoint", server.endpoint + "/").stdout)
        assert report["clean"] and report["counts"]["files"] > 0, report
        server.kill()
        for writer in writers:
            writer.join()
            assert writer.failure is None, writer.failure
        commands.expect(CLEAN, "verify", "--data-dir", server.data_dir)
    told = commands.expect(COULD_NOT_RUN, "verify", "--endpoint", server.endpoint)
    assert "cannot verify" in told, told


def check_refusals(commands, where):
    commands.expect(REFUSED, "verify", "--endpoint", "localhost")
    commands.expect(REFUSED, "verify", "--nonsense")
    commands.expect(REFUSED, "repair", "--in-memory")
    for command in ("verify", "repair"):
        commands.expect(COULD_NOT_RUN, command, "--data-dir", where + "/nothing")
        commands.expect(COULD_NOT_RUN, command, "--data-dir", where)
    assert not os.path.exists(where + "/nothing"), "a directory was made"


def main():
    commands = Commands(sys.argv[1], sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="basalt-verify-") as where:
        check_refusals(commands, where)
        directory = where + "/data"
        with BasaltProcess(commands.binary, "--write-buffer-mb", "4", data_dir=directory) as server:
            load(Connection(server), ITEMS, 1500)
            assert server.stop() == 0
        counts = check_clean(commands, directory)
        shutil.copytree(directory, where + "/copy")
        flips = check_flips(commands, where + "/copy", chance)
        rows = counts["index_rows"] + counts["expiry_rows"] + counts["collection_rows"]
        check_rows(commands, directory, rows, chance)
    check_salvage(commands, chance)
    check_online(commands, chance)
    print(f"{flips} flipped bits found")


if __name__ == "__main__":
    main()
