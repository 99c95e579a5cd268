#!/usr/bin/env python3
"""usage: deb_test.py BUILD_DIRECTORY CPACK

Makes the Debian package from what is built, looks into it, unpacks it, and runs the server from there with the shipped config.
"""
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess, Connection  # noqa: E402

BUILD, CPACK = Path(sys.argv.pop(1)), sys.argv.pop(1)
SKIPPED = 77


def output(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout


class DebianPackage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory(prefix="basalt-deb-")
        root = Path(cls.directory.name)
        made = subprocess.run([CPACK, "-G", "DEB", "--config", str(BUILD / "CPackConfig.cmake"), "-B", str(root / "made")],
                              capture_output=True, text=True)
        if made.returncode:
            raise RuntimeError(made.stdout + made.stderr)
        (cls.package,) = (root / "made").glob("*.deb")
        cls.root = root / "unpacked"
        output("dpkg-deb", "-x", cls.package, cls.root)

    @classmethod
    def tearDownClass(cls):
        cls.directory.cleanup()

    def field(self, name):
        return output("dpkg-deb", "-f", self.package, name).strip()

    def test_names_its_version_and_what_it_needs(self):
        self.assertEqual("basalt", self.field("Package"))
        version = output(self.root / "usr/bin/basalt", "version").split()[-1]
        self.assertEqual(version, self.field("Version"))
        for library in ("libc6", "libssl3", "libsimdjson"):
            self.assertIn(library, self.field("Depends"))
        # RocksDB itself, or, where it is linked in, what it needs.
        self.assertRegex(self.field("Depends"), "librocksdb|libzstd1")

    def test_its_config_survives_an_update(self):
        self.assertEqual("/etc/basalt/basalt.json", output("dpkg-deb", "-I", self.package, "conffiles").strip())

    def test_the_unit_starts_what_is_in_the_package(self):
        unit = (self.root / "usr/lib/systemd/system/basalt.service").read_text()
        program, flag, config = re.search(r"^ExecStart=(.*)$", unit, re.M).group(1).split()
        self.assertTrue((self.root / program[1:]).is_file(), program)
        self.assertEqual("--config", flag)
        self.assertTrue((self.root / config[1:]).is_file(), config)
        user = re.search(r"^User=(.*)$", unit, re.M).group(1)
        self.assertIn(f"u {user} ", (self.root / "usr/lib/sysusers.d/basalt.conf").read_text())
        if shutil.which("systemd-analyze"):
            checked = subprocess.run(["systemd-analyze", "verify", f"--root={self.root}", "basalt.service"], capture_output=True, text=True)
            self.assertNotIn("Unknown", checked.stderr)

    def test_scripts_are_shell_that_parses(self):
        for name in ("postinst", "prerm", "postrm"):
            script = output("dpkg-deb", "-I", self.package, name)
            subprocess.run(["sh", "-n"], input=script, text=True, check=True)

    def test_serves_with_the_shipped_config(self):
        config = self.root / "etc/basalt/basalt.json"
        shipped = json.loads(config.read_text())
        self.assertTrue(shipped["data-dir"].startswith("/var/lib/basalt/"))
        with BasaltProcess(str(self.root / "usr/bin/basalt"), "--config", str(config)) as server:
            self.assertEqual({"TableNames": []}, Connection(server).ok("ListTables"))


if __name__ == "__main__":
    missing = [program for program in ("dpkg-deb", "dpkg-shlibdeps", "file") if not shutil.which(program)]
    if missing:
        print("not installed:", *missing)
        sys.exit(SKIPPED)
    unittest.main()
