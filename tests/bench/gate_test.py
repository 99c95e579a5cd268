#!/usr/bin/env python3
"""The gate on instructions: what grows by more than 5 %, has no figure or was not counted fails; the rest does not."""
import contextlib
import io
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench" / "instructions"))
import gate  # noqa: E402


def findings(kept, counts):
    with contextlib.redirect_stdout(io.StringIO()):
        return gate.compare(kept, counts)


class GateTest(unittest.TestCase):
    def test_five_percent_is_the_limit(self):
        self.assertEqual(findings({"A": 10000, "B": 10000}, {"A": 10500, "B": 5000}), [])
        self.assertIn("A takes 5.1%", findings({"A": 10000}, {"A": 10510})[0])

    def test_sequences_and_figures_must_match(self):
        self.assertEqual(findings({}, {"A": 1}), ["A has no figure yet"])
        self.assertEqual(findings({"A": 1}, {}), ["A was not counted"])

    def test_sums_are_read_from_dumps_by_their_names(self):
        with tempfile.TemporaryDirectory() as directory:
            Path(directory, "callgrind.out.1").write_text("desc: Trigger: Client Request: GetItem of 4 KB\nevents: Ir\nsummary: 4200\n")
            Path(directory, "callgrind.out").write_text("desc: Trigger: Program termination\ntotals: 7\n")
            self.assertEqual(gate.summaries(directory), {"GetItem of 4 KB": 4200})


if __name__ == "__main__":
    unittest.main()
