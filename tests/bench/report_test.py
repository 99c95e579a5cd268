#!/usr/bin/env python3
"""What turns measurements into tables and plots: medians of the rounds' ratios, errors by name, sections between markers."""
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench"
sys.path[:0] = [str(BENCH), str(BENCH / "compare")]
import report  # noqa: E402
import svg_chart  # noqa: E402
from load_generator import errors_of, replace_section  # noqa: E402


def figures(cpu_us, error=""):
    return {"cpu_us": cpu_us, "per_second": 1e6 / cpu_us if cpu_us else 0, "p50_us": 100, "p99_us": 200, "bytes": 10, "error": error}


def one_round(basalt, nginx, peer_error=""):
    return {"Basalt": figures(basalt), "nginx": figures(nginx), "Beast": figures(12.0), "dynalite": figures(200.0, peer_error)}


class ReportTest(unittest.TestCase):
    results = {
        "operations": {"GetItem": {"budget": 2.0, "rounds": [one_round(30, 10), one_round(20, 20), one_round(26, 10, "OddException")]},
                       "Query of a 1 MB page": {"budget": 4, "rounds": [one_round(30, 10)]},
                       "Scan of a 1 MB page": {"budget": 4, "rounds": [one_round(30, 10)]}},
        "ycsb": {"a": [{"Basalt": figures(20), "dynalite": figures(0, "SomeException")}]},
        "pages": [{"cpu_us": 300.0}], "synced": [{"Basalt": figures(20), "RocksDB": {"per_second": 25000.0, "cpu_us": 30.0}}],
        "mixed": {"offered_per_second": 1, "p50_us": 1, "p99_us": 1, "p99.9_us": 1, "max_us": 1, "error": "", "writes_per_second": 1},
        "missing": {"Dynoxide": "scripts/bench peers"}, "seconds": 1, "rounds": 3, "quick": False,
    }

    def test_the_ratio_is_the_median_of_the_rounds_own(self):
        rounds = self.results["operations"]["GetItem"]["rounds"]
        self.assertAlmostEqual(report.ratio(rounds, "Basalt", "nginx"), 2.6)
        self.assertAlmostEqual(report.ratio(rounds, "dynalite", "Basalt"), (200 / 30 + 200 / 20) / 2)
        self.assertIsNone(report.ratio(rounds, "Dynoxide", "Basalt"))

    def test_tables_name_what_is_over_budget_missing_and_refused(self):
        text = report.text(self.results)
        self.assertIn("| **2.60** | 2.0 |", text)
        self.assertIn("Missing in this run: Dynoxide", text)
        self.assertIn("SomeException", text)
        self.assertIn("| 50,000 | 25,000 | 2.00 | at least 1.0 |", text)

    def test_writing_twice_replaces_the_section(self):
        with tempfile.TemporaryDirectory() as directory:
            page = Path(directory) / "performance.md"
            page.write_text("# Performance\n\nKept.\n")
            report.write(self.results, Path(directory))
            once = page.read_text()
            report.write(self.results, Path(directory))
            self.assertEqual(page.read_text(), once)
            self.assertIn("Kept.", once)
            for plot in Path(directory, "plots").iterdir():
                ElementTree.parse(plot)

    def test_section_text_is_taken_as_it_is(self):
        self.assertIn(r"a\1b", replace_section("x\n", "n", "T", r"a\1b"))

    def test_errors_count_from_one_in_a_thousand(self):
        self.assertEqual(errors_of({"total": {"errors": {"X": 1}, "requests": 1000}}), "")
        self.assertEqual(errors_of({"total": {"errors": {"X": 2, "A": 1}, "requests": 1000}}), "A, X")


class SvgChartTest(unittest.TestCase):
    def shapes(self, svg, tag):
        return ElementTree.fromstring(svg).findall(f".//{{http://www.w3.org/2000/svg}}{tag}")

    def test_a_bar_for_each_value_and_taller_for_more(self):
        svg = svg_chart.bars("t <1>", "y", ["a", "b"], {"one": [10, 1000], "two": [100, None]})
        bars = [rect for rect in self.shapes(svg, "rect") if rect.find("{http://www.w3.org/2000/svg}title") is not None]
        heights = [float(bar.get("height")) for bar in bars]
        self.assertEqual(len(heights), 3)
        self.assertLess(heights[0], heights[2])
        self.assertLess(heights[2], heights[1])

    def test_lines_stay_inside(self):
        for log_x in (True, False):
            svg = svg_chart.lines("t", "x", "y", {"one": [(1, 5), (10000, 50)], "two": [(1, 7)]}, log_x=log_x)
            for circle in self.shapes(svg, "circle"):
                self.assertTrue(svg_chart.LEFT <= float(circle.get("cx")) <= svg_chart.WIDTH - svg_chart.RIGHT)
                self.assertTrue(svg_chart.TOP <= float(circle.get("cy")) <= svg_chart.HEIGHT - svg_chart.BOTTOM)

    def test_nothing_measured_is_a_chart_too(self):
        self.shapes(svg_chart.bars("t", "y", ["a"], {"one": [None]}), "rect")
        self.shapes(svg_chart.lines("t", "x", "y", {"one": []}), "rect")


if __name__ == "__main__":
    unittest.main()
