#!/usr/bin/env python3
"""Kills the server with SIGKILL at random moments under the mixed load, with stream readers, and compares each time.

usage: soak.py BASALT [--kills N] [--seed S] [--slice MS]   each life of the server lasts up to MS of load

After every kill `basalt verify` reads the whole data directory, the server starts on it again, and everything is
compared with what was acknowledged (mixed_load.py).
"""
import argparse
import random
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess  # noqa: E402
from mixed_load import FLAGS, MixedLoad  # noqa: E402


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("--kills", type=int, default=10)
    arguments.add_argument("--seed", type=int, default=random.randrange(2**32))
    arguments.add_argument("--slice", type=int, default=600, metavar="MS")
    given = arguments.parse_args()
    print(f"seed {given.seed}, {given.kills} kills", flush=True)
    chance = random.Random(given.seed)
    began = time.monotonic()
    with BasaltProcess(given.binary, *FLAGS, "--stream-shard-seconds", "20") as server:
        load = MixedLoad(server, given.seed)
        load.prepare()
        for kill in range(1, given.kills + 1):
            threads = load.start()
            time.sleep(chance.uniform(0.02, given.slice / 1000))
            server.kill()
            try:
                load.finish(threads)
                server.verify()
                server.start()
                load.recover()
            except Exception as failure:
                raise AssertionError(f"seed {given.seed}, kill {kill}") from failure
            if kill % 10 == 0:
                print(f"{kill} kills: {load.acknowledged()} acknowledged, {load.unanswered()} unanswered, {load.tail.count} "
                      f"stream records, {time.monotonic() - began:.0f} s", flush=True)
        load.tail.finish.set()
        load.tail.join()
        assert load.acknowledged() > given.kills and load.unanswered() > 0, "too little happened: the test proved nothing"
        assert server.stop() == 0
    print(f"seed {given.seed}: {given.kills} kills, {load.acknowledged()} acknowledged operations, {load.unanswered()} "
          f"settled, {load.tail.count} stream records: nothing lost, nothing doubled, nothing that was not sent")


if __name__ == "__main__":
    main()
