#!/usr/bin/env python3
"""usage: manifests_test.py SOURCE BASALT

What the Dockerfile, docker/compose.yaml and the Kubernetes manifests set are settings that the server has, with values it takes,
and the ports and directories in them are one another's.
"""
import re
import subprocess
import sys
import unittest
from pathlib import Path

SOURCE, BASALT = Path(sys.argv.pop(1)), sys.argv.pop(1)
sys.path.insert(0, str(SOURCE / "tests" / "support"))
from basalt_process import BasaltProcess, Connection  # noqa: E402

DOCKERFILE = (SOURCE / "docker/Dockerfile").read_text()
COMPOSE = (SOURCE / "docker/compose.yaml").read_text()
KUBERNETES = (SOURCE / "config/kubernetes/basalt.yaml").read_text()
VOLUME = re.search(r"^VOLUME (\S+)$", DOCKERFILE, re.M).group(1)


def environment():
    """What the manifests put into the environment."""
    found = dict(re.findall(r"^ENV (BASALT_\w+)=(\S+)$", DOCKERFILE, re.M))
    found.update(re.findall(r"name: (BASALT_\w+), value: ([^}]+)}", KUBERNETES))
    return found


class Manifests(unittest.TestCase):
    def test_a_server_takes_their_environment(self):
        values = environment()
        self.assertEqual({"BASALT_HOST", "BASALT_DATA_DIR", "BASALT_METRICS"}, set(values))
        help_text = subprocess.run([BASALT, "help"], capture_output=True, text=True, check=True).stdout
        for name in values:
            self.assertIn("--" + name.removeprefix("BASALT_").lower().replace("_", "-"), help_text)
        del values["BASALT_DATA_DIR"]
        with BasaltProcess(BASALT, environment=values) as server:
            Connection(server).ok("ListTables")

    def test_the_data_directory_is_the_volume_everywhere(self):
        self.assertEqual(VOLUME, environment()["BASALT_DATA_DIR"])
        self.assertIn(f"mountPath: {VOLUME}}}", KUBERNETES)
        self.assertIn(f"data:{VOLUME}\n", COMPOSE)

    def test_the_test_service_of_compose_starts(self):
        (command,) = re.findall(r"command: \[(.*)\]", COMPOSE)
        with BasaltProcess(BASALT, *re.findall(r'"([^"]+)"', command)) as server:
            Connection(server).ok("ListTables")

    def test_ports_and_users_agree(self):
        exposed = re.search(r"^EXPOSE (\d+)$", DOCKERFILE, re.M).group(1)
        self.assertEqual({exposed}, set(re.findall(r'127\.0\.0\.1:\d+:(\d+)"', COMPOSE)))
        self.assertEqual({exposed}, set(re.findall(r"containerPort: (\d+)", KUBERNETES)))
        uid, gid = re.search(r"^USER (\d+):(\d+)$", DOCKERFILE, re.M).groups()
        self.assertIn(f"runAsUser: {uid}\n", KUBERNETES)
        self.assertIn(f"runAsGroup: {gid}\n", KUBERNETES)
        self.assertIn(f"--uid {uid} ", DOCKERFILE)

    def test_one_server_has_one_volume(self):
        self.assertEqual(["1"], re.findall(r"^  replicas: (\d+)$", KUBERNETES, re.M))
        for kind in ("StatefulSet", "Service", "PodDisruptionBudget", "NetworkPolicy"):
            self.assertIn(f"kind: {kind}\n", KUBERNETES)
        for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
            self.assertIn(probe + ":\n            httpGet: {path: /health, port: http}", KUBERNETES)


if __name__ == "__main__":
    unittest.main()
