"""The servers that are compared: each is started on a port of its own, has an endpoint and processes, and is stopped."""
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "bench")]
from basalt_process import BasaltProcess  # noqa: E402
from cpu_per_request import Nginx  # noqa: E402


class Missing(Exception):
    """A peer that is not installed; the text says how to install it."""


def wait_until_answering(endpoint, process, timeout_s=20):
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(endpoint, timeout=1).read()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if process.poll() is not None:
                raise Missing(f"it ended with status {process.returncode} at once") from None
            time.sleep(0.05)
    raise Missing("it does not answer")


def settle(endpoint, timeout_s=60):
    """Waits until a server is done with what a run left behind: it answers at once again."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        begin = time.monotonic()
        try:
            urllib.request.urlopen(endpoint, timeout=timeout_s).read()
        except urllib.error.HTTPError:
            pass
        if time.monotonic() - begin < 0.1:
            return


class Process:
    """A server in one process, with `endpoint` and `pids`."""

    def __init__(self, name, port, command):
        self.name = name
        self.endpoint = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.pids = [self.process.pid]
        try:
            wait_until_answering(self.endpoint, self.process)
        except Missing:
            self.stop()
            raise

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Basalt:
    name = "Basalt"

    def __init__(self, binary, *flags):
        self.server = BasaltProcess(str(binary), *flags)
        self.server.start()
        self.endpoint = self.server.endpoint
        self.pids = [self.server.process.pid]

    def stop(self):
        self.server.__exit__()


def dynalite(port, peers, *flags):
    script = peers / "dynalite" / "node_modules" / "dynalite" / "cli.js"
    node = shutil.which("node")
    if not script.exists() or node is None:
        raise Missing("scripts/bench peers")
    return Process("dynalite", port, [node, str(script), "--port", str(port), *flags])


def dynoxide(port, peers):
    program = peers / "dynoxide" / "bin" / "dynoxide"
    if not program.exists():
        raise Missing("scripts/bench peers")
    return Process("Dynoxide", port, [str(program), "serve", "--port", str(port)])


def beast(port, program):
    return Process("Beast", port, [str(program), str(port)])


class NginxLimit:
    """nginx, answering with a fixed body of any size."""
    name = "nginx"

    def __init__(self, port):
        if shutil.which("nginx") is None:
            raise Missing("apt-get install nginx-light")
        self.nginx = Nginx(port)
        self.pids = self.nginx.pids()

    def endpoint_of(self, size):
        return self.nginx.body(size)

    def stop(self):
        self.nginx.stop()
