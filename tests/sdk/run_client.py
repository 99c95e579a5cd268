#!/usr/bin/env python3
"""Runs one client program against a real server of its own.

usage: run_client.py BASALT PROGRAM      PROGRAM: .py (boto3), .mjs (Node.js) or .sh (AWS CLI)

The clients are where scripts/sdk_clients put them: $SDK_CLIENTS. Exit 77 (skipped) when that is not set.
"""
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess  # noqa: E402


def command_of(program, clients):
    if program.suffix == ".py":
        return [str(clients / "python/bin/python"), str(program)]
    if program.suffix == ".sh":
        return ["bash", str(program)]
    # Node.js looks for packages beside the program.
    beside_packages = clients / "node" / f"{program.parent.name}-{program.name}"
    shutil.copy(program, beside_packages)
    return ["node", str(beside_packages)]


def main():
    binary, program = sys.argv[1], Path(sys.argv[2])
    if not os.environ.get("SDK_CLIENTS"):
        print("SDK_CLIENTS is not set: run scripts/test, or scripts/sdk_clients first")
        return 77
    clients = Path(os.environ["SDK_CLIENTS"]).resolve()
    with BasaltProcess(binary, "--admin", "loopback") as server:
        environment = {
            **os.environ,
            "PATH": f"{clients}/python/bin:{os.environ['PATH']}",
            "AWS_ENDPOINT_URL": server.endpoint,
            "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": "",
        }
        status = subprocess.run(command_of(program, clients), env=environment, timeout=240, check=False).returncode
        if server.process.poll() is not None:
            print(f"the server ended with {server.process.returncode}")
            status = 1
        stopped = server.stop()
        if stopped != 0 or status != 0:
            print("\n".join(server.log[-30:]))
        return status or stopped


if __name__ == "__main__":
    sys.exit(main())
