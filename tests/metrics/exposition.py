"""Reads Prometheus' text format, and the metrics that queries and docs/metrics.md name."""
import re

SAMPLE = re.compile(r'([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$')
LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"')
NAME = re.compile(r'\b(?:aws_dynamodb|basalt|process)_[a-z0-9_]+')
# Given by Prometheus and Grafana, not by the server.
FOREIGN_LABELS = {"job", "instance", "le"}


class Page:
    """samples: {(name, ((label, value), ...)): value}; types: {family: type}"""

    def __init__(self, text):
        self.samples, self.types, self.helps = {}, {}, {}
        for line in text.splitlines():
            if line.startswith("# TYPE "):
                _, _, name, kind = line.split(" ")
                assert name not in self.types, f"{name} comes twice"
                self.types[name] = kind
            elif line.startswith("# HELP "):
                _, _, name, text_of = line.split(" ", 3)
                self.helps[name] = text_of
            elif line:
                match = SAMPLE.match(line)
                assert match, f"not Prometheus' text format: {line!r}"
                key = (match[1], tuple(sorted(LABEL.findall(match[2] or ""))))
                assert key not in self.samples, f"{key} comes twice"
                self.samples[key] = float(match[3])

    def family_of(self, name):
        """The family of a sample's name: "x" of "x_bucket" where x is a histogram."""
        base = re.sub(r"_(bucket|sum|count)$", "", name)
        return base if self.types.get(base) == "histogram" else name

    def labels_of(self, family):
        return {label for (name, labels), _ in self.samples.items() if self.family_of(name) == family
                for label, _ in labels} - {"le"}

    def values(self, family):
        """Of a histogram, how often something was observed."""
        name = family + "_count" if self.types.get(family) == "histogram" else family
        return {labels: value for (sample, labels), value in self.samples.items() if sample == name}

    def value(self, name, **labels):
        """The sum over all samples with these labels."""
        wanted = set(labels.items())
        return sum(value for (sample, given), value in self.samples.items()
                   if sample == name and wanted <= set(given))


class Documented:
    """A row of a table in docs/metrics.md."""

    def __init__(self, cells):
        self.name = cells[0].strip("` ")
        self.labels = set(re.findall(r"`([a-z_]+)`", cells[1]))
        kind, _, steady = cells[2].partition(",")
        self.kind = kind.strip()
        self.steady = steady.strip() == "steady"


def documented(markdown):
    rows = [line.strip().strip("|").split("|") for line in markdown.splitlines() if NAME.match(line.strip("| `"))
            and line.startswith("| `")]
    return [Documented([cell.strip() for cell in row]) for row in rows]


def named_in(query):
    """{metric: {labels it is asked for}} of a query in PromQL; labels it is grouped by count for each metric."""
    grouped = {label.strip() for group in re.findall(r"\bby \(([^)]*)\)", query) for label in group.split(",")}
    names = {}
    for match in NAME.finditer(re.sub(r"\bby \([^)]*\)", "", query)):
        rest = re.sub(r"\bby \([^)]*\)", "", query)[match.end():]
        braces = re.match(r"\{([^}]*)\}", rest)
        asked = set(re.findall(r"([a-z_]+)\s*(?:=~|!~|!=|=)", braces[1])) if braces else set()
        names.setdefault(match[0], set()).update((asked | grouped) - FOREIGN_LABELS)
    return names
