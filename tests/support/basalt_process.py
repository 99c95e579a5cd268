"""A real Basalt process for tests: started on a port of its own, killed or stopped, restarted on the same data."""
import http.client
import json
import os
import random
import re
import signal
import subprocess
import tempfile
import threading
import time


class BasaltProcess:
    """Runs one server at a time over one data directory. Use as a context manager."""

    def __init__(self, binary, *flags, data_dir=None, environment=None, started=True, before_exec=None):
        """started: whether entering the context starts it; before_exec: called in the child, as for its limits."""
        self.binary = binary
        self.started = started
        self.before_exec = before_exec
        self.flags = list(flags)
        self.environment = {**os.environ, **(environment or {})}
        self._own_dir = None if data_dir else tempfile.TemporaryDirectory(prefix="basalt-test-")
        self.data_dir = data_dir or self._own_dir.name + "/data"
        self.process = None
        self.port = None
        self.log = []

    def __enter__(self):
        if self.started:
            self.start()
        return self

    def __exit__(self, *unused):
        self.kill()
        if self._own_dir:
            self._own_dir.cleanup()

    @property
    def endpoint(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, timeout_s=30):
        where = [] if "--in-memory" in self.flags else ["--data-dir", self.data_dir]
        self.process = subprocess.Popen([self.binary, "serve", "--port", "0", *where, *self.flags],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=self.environment,
                                        preexec_fn=self.before_exec)
        ready = threading.Event()

        def read(stream):
            for line in stream:
                self.log.append(line.rstrip())
                match = re.search(r"listening.*?http://[^ ]*:(\d+)", line)
                if match:
                    self.port = int(match.group(1))
                    ready.set()
            ready.set()

        self.port = None
        threading.Thread(target=read, args=(self.process.stderr,), daemon=True).start()
        if not ready.wait(timeout_s) or self.port is None:
            raise RuntimeError("the server did not start:\n" + "\n".join(self.log[-20:]))

    def kill(self):
        """SIGKILL, as a crash."""
        if self.process and self.process.poll() is None:
            self.process.kill()
        if self.process:
            self.process.wait()

    def stop(self, timeout_s=30):
        """SIGTERM; returns the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout_s)

    def verify(self):
        """`basalt verify` on the data directory, with no server on it: everything must hold."""
        done = subprocess.run([self.binary, "verify", "--data-dir", self.data_dir], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"basalt verify: {done.returncode}\n{done.stdout}\n{done.stderr}"

    def resident_mb(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


class Connection:
    """One keep-alive connection that speaks the protocol without an SDK in between."""

    HEADERS = {
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Date": "20260101T000000Z",
        "Authorization": "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, "
                         "SignedHeaders=host;x-amz-date, Signature=0",
    }

    def __init__(self, server, timeout_s=30):
        self.http = http.client.HTTPConnection("127.0.0.1", server.port, timeout=timeout_s)

    def call(self, action, service="DynamoDB_20120810.", **request):
        """(status, decoded body)"""
        headers = {**self.HEADERS, "X-Amz-Target": service + action}
        self.http.request("POST", "/", json.dumps(request), headers)
        answer = self.http.getresponse()
        return answer.status, json.loads(answer.read())

    def ok(self, action, service="DynamoDB_20120810.", **request):
        status, body = self.call(action, service, **request)
        if status != 200:
            raise AssertionError(f"{action}: {status} {body}")
        return body

    def close(self):
        self.http.close()


def wait_until(condition, timeout_s=10):
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("timed out")
        time.sleep(0.01)


# What a client meets when its server is killed.
LOST = (ConnectionError, http.client.HTTPException, TimeoutError, json.JSONDecodeError)


class ClientThread(threading.Thread):
    """Calls step(connection) again and again until the server is gone. Anything else that ends it is its failure."""

    def __init__(self, server, seed):
        super().__init__()
        self.server = server
        self.random = random.Random(seed)
        self.failure = None

    def run(self):
        try:
            connection = Connection(self.server)
            while True:
                self.step(connection)
        except LOST:
            pass  # the kill
        except Exception as unexpected:  # noqa: BLE001 (reported by the main thread)
            self.failure = unexpected
