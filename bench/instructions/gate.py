#!/usr/bin/env python3
"""Compares the instructions that fixed sequences of requests take with the figures kept in bench/instructions.json.

usage: gate.py PROGRAM [--accept] [--build-type Release] [--figures FILE]

PROGRAM is build/release/bench/instructions/instruction_counts. Fails when a sequence takes more than 5 % more instructions
than its figure; --accept writes what was counted as the new figures. Exit status 77 (skipped): valgrind is missing, the build
is no release, or the figures were made by other compilers and libraries, whose counts cannot be compared.
"""
import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FIGURES = Path(__file__).resolve().parents[1] / "instructions.json"
MOST_GROWTH = 0.05
SKIPPED = 77


def skip(why):
    print(f"skipped: {why}")
    return SKIPPED


def summaries(directory):
    """{sequence name: instructions} of callgrind's dumps."""
    found = {}
    for file in Path(directory).glob("callgrind.out*"):
        text = file.read_text(errors="replace")
        name = re.search(r"^desc: Trigger: Client Request: (.*)$", text, re.M)
        total = re.search(r"^(?:summary|totals): (\d+)", text, re.M)
        if name and total:
            found[name.group(1).strip()] = int(total.group(1))
    return found


def count(program):
    """(what the program was made with, {sequence: instructions per request})"""
    with tempfile.TemporaryDirectory(prefix="basalt-bench-") as directory:
        # With room in every thread's cache of free blocks, malloc seldom takes its slow paths, whose length is chance.
        environment = {**os.environ, "GLIBC_TUNABLES": "glibc.malloc.tcache_count=60000"}
        run = subprocess.run(["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={directory}/callgrind.out",
                              str(Path(program).resolve())], capture_output=True, text=True, cwd=directory, env=environment)
        if run.returncode != 0:
            sys.exit(f"{program}: exit {run.returncode}\n{run.stderr[-3000:]}")
        totals = summaries(directory)
    made_with, counts = "", {}
    for line in run.stdout.splitlines():
        kind, *fields = line.split("\t")
        if kind == "made_with":
            made_with = f"{platform.machine()}, {fields[0]}"
        elif kind == "sequence":
            counts[fields[0]] = round(totals[fields[0]] / int(fields[1]))
    return made_with, counts


def compare(kept, counts):
    """Prints the table; the names that grew too much."""
    grown = []
    print(f"{'instructions a request':28} {'kept':>12} {'now':>12} {'change':>8}")
    for name, now in counts.items():
        before = kept.get(name)
        if before is None:
            print(f"{name:28} {'-':>12} {now:>12,} {'new':>8}")
            grown.append(f"{name} has no figure yet")
            continue
        change = now / before - 1
        print(f"{name:28} {before:>12,} {now:>12,} {change:>+8.1%}")
        if now > before * (1 + MOST_GROWTH):
            grown.append(f"{name} takes {change:.1%} more instructions, at most {MOST_GROWTH:.0%}")
    grown += [f"{name} was not counted" for name in kept if name not in counts]
    return grown


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--build-type", default="Release")
    parser.add_argument("--figures", type=Path, default=FIGURES)
    options = parser.parse_args()
    if options.build_type != "Release":
        return skip(f"a {options.build_type} build: only release builds are counted")
    if not Path(options.program).exists() or shutil.which("valgrind") is None:
        return skip("valgrind is missing (its package is among the test packages)")
    kept = json.loads(options.figures.read_text()) if options.figures.exists() else {"made_with": None, "instructions": {}}
    made_with, counts = count(options.program)
    if options.accept:
        options.figures.write_text(json.dumps({"made_with": made_with, "instructions": counts}, indent=2) + "\n")
        compare(kept["instructions"], counts)
        print(f"accepted into {options.figures}")
        return 0
    if kept["made_with"] is None:
        compare(kept["instructions"], counts)
        return skip("no figures are accepted yet: scripts/bench --quick --accept")
    if kept["made_with"] != made_with:
        compare(kept["instructions"], counts)
        return skip(f"the figures are of '{kept['made_with']}', this is '{made_with}'")
    grown = compare(kept["instructions"], counts)
    for text in grown:
        print(f"FAILED: {text}")
    if grown:
        print("Find out why (callgrind_annotate, perf); a growth that is worth it is accepted with scripts/bench --quick --accept")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
