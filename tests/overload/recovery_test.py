"""Far more Scans than the workers can do: the excess is told ThrottlingException, the rest is answered, point reads go on,
/health answers, and the first request afterwards is accepted. How long all that takes is printed; bench/overload.py measures it."""
import http.client
import itertools
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess, Connection  # noqa: E402

CLIENTS = 300
SECONDS = 8
MAX_WAIT_MS = 200
ITEMS = 9000  # nearly a page
limits = itertools.count(ITEMS + 1)


def scan():
    """Each with a Limit of its own: no two of them can share what was read."""
    return {"TableName": "load", "Select": "COUNT", "Limit": next(limits)}


class Scanner(threading.Thread):
    """Scans again and again, whatever it is told."""

    def __init__(self, server, until):
        super().__init__()
        self.connection = Connection(server, timeout_s=60)
        self.until = until
        self.accepted_ms = []
        self.refused = 0
        self.failure = None

    def run(self):
        while time.monotonic() < self.until:
            began = time.monotonic()
            status, body = self.connection.call("Scan", **scan())
            if status == 200:
                self.accepted_ms.append((time.monotonic() - began) * 1e3)
            elif status == 400 and body["__type"] == "com.amazon.coral.availability#ThrottlingException":
                self.refused += 1
            else:
                self.failure = (status, body)
                return


def main(binary):
    with BasaltProcess(binary, "--in-memory", "--max-wait-ms", str(MAX_WAIT_MS)) as server:
        client = Connection(server)
        client.ok("CreateTable", TableName="load", BillingMode="PAY_PER_REQUEST",
                  AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
                  KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}])
        for n in range(0, ITEMS, 25):
            puts = [{"PutRequest": {"Item": {"pk": {"S": str(i)}, "v": {"S": "x" * 100}}}} for i in range(n, n + 25)]
            client.ok("BatchWriteItem", RequestItems={"load": puts})
        quiet = []
        for _ in range(20):
            began = time.monotonic()
            client.ok("Scan", **scan())
            quiet.append((time.monotonic() - began) * 1e3)
        quiet_ms = sorted(quiet)[10]
        until = time.monotonic() + SECONDS
        scanners = [Scanner(server, until) for _ in range(CLIENTS)]
        for scanner in scanners:
            scanner.start()
        reads = 0
        while time.monotonic() < until:
            status, body = client.call("GetItem", TableName="load", Key={"pk": {"S": "1"}})
            assert status == 200 or "Throttling" in body["__type"], body
            reads += status == 200
            probe = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
            probe.request("GET", "/health")
            assert probe.getresponse().status == 200
            probe.close()
            time.sleep(0.05)
        for scanner in scanners:
            scanner.join()
        assert not any(scanner.failure for scanner in scanners), next(s.failure for s in scanners if s.failure)
        accepted = sorted(ms for scanner in scanners for ms in scanner.accepted_ms)
        refused = sum(scanner.refused for scanner in scanners)
        began = time.monotonic()
        client.ok("Scan", **scan())
        after_ms = (time.monotonic() - began) * 1e3
        p99 = accepted[int(len(accepted) * 0.99)]
        print(f"accepted {len(accepted)}, p50 {accepted[len(accepted) // 2]:.0f} ms, p99 {p99:.0f} ms; refused {refused}; "
              f"{reads} point reads meanwhile; quiet {quiet_ms:.1f} ms, first after it {after_ms:.1f} ms")
        assert refused > 0 and reads > 0 and accepted


if __name__ == "__main__":
    main(sys.argv[1])
