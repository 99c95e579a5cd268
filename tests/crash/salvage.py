"""`basalt repair --salvage-log` that is killed while it cuts a damaged log off, and run again."""
import os
import subprocess
from pathlib import Path

from basalt_process import Connection
from mixed_clients import MAIN, create_table
from mixed_load import place_of, read_all
from mixed_operations import item_of

ITEMS = 60


def repair(server, **environment):
    return subprocess.run([server.binary, "repair", "--salvage-log", "--data-dir", server.data_dir], capture_output=True,
                          text=True, check=False, env={**os.environ, **environment})


def damage_log(server):
    """One bit in the middle of what was written."""
    log = max(Path(server.data_dir, "rocksdb").glob("*.log"))
    with open(log, "r+b") as file:
        file.seek(log.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def die_while_salvaging(server, point):
    """The server is there and empty."""
    connection = Connection(server)
    create_table(connection, MAIN)
    items = [item_of((MAIN, f"{MAIN}-{number}", 0), number) for number in range(ITEMS)]
    for item in items:
        connection.ok("PutItem", TableName=MAIN, Item=item)
    server.kill()
    damage_log(server)
    try:
        server.start()
        raise AssertionError("it starts on a damaged log")
    except RuntimeError as refused:
        assert "--salvage-log" in str(refused), refused
    assert repair(server, BASALT_FAULT_POINT=point).returncode == -9, f"{point} was not passed"
    again = repair(server)
    assert again.returncode == 0, again
    server.verify()
    server.start()
    found = {place_of(item): item for item in read_all(Connection(server), MAIN)}
    kept = len(found)
    assert 0 < kept < ITEMS and found == {place_of(item): item for item in items[:kept]}, f"{kept} items are left"
