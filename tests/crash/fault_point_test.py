#!/usr/bin/env python3
"""Kills the server at every fault point there is in the sources, at its first passing and at a later one, and compares
what it holds after a restart with what was acknowledged.

usage: fault_point_test.py BASALT SOURCES [--only NAME] [--seed S] [--part I/N]

A server told to list its fault points tells which of them each scenario passes, and how often. A point in the sources
that no scenario passes fails the test, so a new one cannot be forgotten.
"""
import argparse
import random
import re
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from aging import AGING_FLAGS, Aging  # noqa: E402
from basalt_process import LOST, BasaltProcess  # noqa: E402
from mixed_load import FLAGS, MixedLoad  # noqa: E402
from salvage import die_while_salvaging  # noqa: E402

QUIET_SECONDS = 5  # no new point for so long: there is none
MOST_SECONDS = 60
LATEST_PASSING = 40


class Mixed:
    """The mixed load, from an empty directory on."""

    flags = [*FLAGS, "--stream-shard-seconds", "1"]

    def __init__(self, server, seed):
        self.server = server
        self.load = MixedLoad(server, seed)

    def work(self, until):
        self.load.prepare()
        threads = self.load.start()
        until()
        self.server.kill()
        self.load.finish(threads)

    def recover(self):
        self.load.recover()

    def close(self):
        if self.load.tail:
            self.load.tail.finish.set()
            self.load.tail.join()


class Ageing(Aging):
    flags = AGING_FLAGS


SCENARIOS = {"mixed": Mixed, "aging": Ageing}
SALVAGE = "engine.salvage."  # passed by `basalt repair --salvage-log`
REPAIR = "repair."           # passed by `basalt repair` when it finds something to mend, which no crash leaves


def points_in(sources):
    names = set()
    for path in Path(sources).rglob("*.cc"):
        names.update(re.findall(r'FAULT_POINT\("([^"]+)"\)', path.read_text(encoding="utf-8")))
    assert names, f"no fault points below {sources}"
    return sorted(names)


def counts_in(log):
    counts = {}
    for line in list(log):
        match = re.match(r"fault point (\S+) (\d+)", line)
        if match:
            counts[match.group(1)] = max(counts.get(match.group(1), 0), int(match.group(2)))
    return counts


def passings(binary, scenario, seed):
    """How often the scenario passes each point, as a power of two that it reaches."""
    def until_quiet():
        end = time.monotonic() + MOST_SECONDS
        known, changed = 0, time.monotonic()
        while time.monotonic() < min(end, changed + QUIET_SECONDS):
            time.sleep(0.2)
            if len(counts_in(server.log)) > known:
                known, changed = len(counts_in(server.log)), time.monotonic()

    with BasaltProcess(binary, *scenario.flags, started=False, environment={"BASALT_FAULT_POINT": "list"}) as server:
        life = scenario(server, seed)
        server.start()
        life.work(until_quiet)
        server.start()
        life.recover()
        life.close()
        server.stop()
        return counts_in(server.log)


def wait_for_end(server):
    if server.process is None:
        return
    deadline = time.monotonic() + MOST_SECONDS
    while server.process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)


def die_at(binary, scenario, point, passing, seed):
    """One life that ends at the point, and one after it."""
    with BasaltProcess(binary, *scenario.flags, started=False,
                       environment={"BASALT_FAULT_POINT": f"{point}:{passing}"}) as server:
        life = scenario(server, seed)
        try:
            server.start()
            life.work(lambda: wait_for_end(server))
        except (RuntimeError, *LOST):
            pass  # it died before its port was open, or while the tables were made
        wait_for_end(server)
        assert server.process.poll() == -signal.SIGKILL, \
            "it ended otherwise, %s:\n%s" % (server.process.poll(), "\n".join(server.log[-20:]))
        del server.environment["BASALT_FAULT_POINT"]
        if Path(server.data_dir, "rocksdb", "CURRENT").exists():
            server.verify()
        server.start()
        life.recover()
        life.close()
        assert server.stop() == 0
        server.verify()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("sources")
    arguments.add_argument("--only", default="")
    arguments.add_argument("--seed", type=int, default=random.randrange(2**32))
    arguments.add_argument("--part", default="1/1")
    given = arguments.parse_args()
    print(f"seed {given.seed}", flush=True)
    chance = random.Random(given.seed)
    counts = {name: passings(given.binary, scenario, given.seed) for name, scenario in SCENARIOS.items()}
    points = [point for point in points_in(given.sources) if not point.startswith(REPAIR)]
    passed = set().union(*counts.values())
    missing = [point for point in points if point not in passed and not point.startswith(SALVAGE)]
    assert not missing, f"never passed: {missing}"
    part, parts = map(int, given.part.split("/"))
    deaths = 0
    for number, point in enumerate(points):
        if number % parts != part - 1 or given.only not in point:
            continue
        if point.startswith(SALVAGE):
            with BasaltProcess(given.binary) as server:
                die_while_salvaging(server, point)
            deaths += 1
            continue
        name = next(name for name in SCENARIOS if point in counts[name])
        later = chance.randint(2, max(2, min(counts[name][point] // 2, LATEST_PASSING)))
        for passing in [1, later] if counts[name][point] > 1 else [1]:
            try:
                die_at(given.binary, SCENARIOS[name], point, passing, given.seed)
            except Exception as failure:
                raise AssertionError(f"seed {given.seed}: {name}, {point}:{passing}") from failure
            deaths += 1
            print(f"{point}:{passing}", flush=True)
    print(f"{deaths} deaths at {len(points)} fault points, each survived with everything that was acknowledged")


if __name__ == "__main__":
    main()
