#!/usr/bin/env python3
"""How the code is written, as a test: layers, sizes, words, orphans, formatting.

usage: style_test.py ROOT        prints every finding as file:line: text; exit 1 when there is one
"""
import re
import shutil
import subprocess
import sys
from pathlib import Path

LAYERS = ["base", "value", "error", "keys", "expression", "engine", "store", "jobs", "auth", "operations", "wire",
          "http", "server"]
MAX_LINES = {".cc": 600, ".h": 250}
WARN_LINES = 400
MAX_FUNCTION_LINES = 70
BANNED_NAMES = re.compile(r"(^|_)(utils?|helpers?|managers?|common|misc)(_|\.|$)")
BANNED_WORDS = re.compile(r"\b(TODO|FIXME|XXX|HACK|not implemented|NotImplemented)\b|\b\w*(?:Utils?|Helpers?|Manager)\b")
# A library shows up in one layer, so that replacing it touches one layer.
LIBRARY_HOMES = {
    "rocksdb/": {"engine"}, "boost/": {"http"}, "simdjson": {"wire"}, "spdlog/": {"base"},
    "nlohmann/": {"store", "wire", "server"}, "CLI/": {"server"}, "libdeflate": {"http"},
}
CONTROL = re.compile(r"^\s*(if|for|while|switch|else|do|try|catch|namespace|class|struct|enum|union|extern|return|case)\b")


def layer_of(path):
    """The layer of src/<layer>/… or include/basalt/<layer>/…, or None."""
    parts = path.parts
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    if parts[:2] == ("include", "basalt") and len(parts) > 3:
        return parts[2]
    return None


def check_includes(path, lines):
    layer = layer_of(path)
    if layer is None:
        return
    if layer not in LAYERS:
        yield 1, f"'{layer}' is not a layer"
        return
    for number, line in enumerate(lines, 1):
        match = re.match(r'\s*#\s*include\s+[<"]([^>"]+)[>"]', line)
        if not match:
            continue
        target = match.group(1)
        parts = target.split("/")
        used = parts[1] if parts[0] == "basalt" else parts[0]
        if used in LAYERS and (parts[0] == "basalt" or '"' in line):
            if LAYERS.index(used) > LAYERS.index(layer):
                yield number, f"layer {layer} must not include {target}: {used} is above it"
            if parts[0] != "basalt" and used != layer:
                yield number, f"{target} is private to layer {used}"
        for library, homes in LIBRARY_HOMES.items():
            if target.startswith(library) and layer not in homes:
                yield number, f"{target} belongs to layer {', '.join(sorted(homes))}"


def check_sizes(path, lines):
    limit = MAX_LINES.get(path.suffix)
    if limit and len(lines) > limit:
        yield len(lines), f"{len(lines)} lines, at most {limit}"


def strip_text(line):
    """The line without string and character literals and without a line comment."""
    line = re.sub(r'"(\\.|[^"\\])*"', '""', line)
    line = re.sub(r"'(\\.|[^'\\])'", "''", line)
    return line.split("//")[0]


def functions(lines):
    """Yields (first line, length) of each function body, by brace matching on formatted code."""
    depth, opened = 0, []
    for number, raw in enumerate(lines, 1):
        line = strip_text(raw)
        for index, char in enumerate(line):
            if char == "{":
                head = line[:index]
                start = number
                back = number - 1
                while not CONTROL.match(head) and "(" not in head and back > 0 and number - back < 12:
                    previous = strip_text(lines[back - 1])
                    if previous.rstrip().endswith((";", "}", "{", ":")) and not previous.strip().startswith(":"):
                        break
                    head, start, back = previous + head, back, back - 1
                is_function = "(" in head and not CONTROL.match(head) and re.search(r"\)[^=]*$", head) is not None
                opened.append((depth, start if is_function else None))
                depth += 1
            elif char == "}" and depth > 0:
                depth -= 1
                if opened and opened[-1][0] == depth:
                    start = opened.pop()[1]
                    if start is not None:
                        yield start, number - start + 1


def check_functions(path, lines):
    if path.suffix not in (".cc", ".h"):
        return
    for start, length in functions(lines):
        if length > MAX_FUNCTION_LINES:
            yield start, f"function of {length} lines, at most {MAX_FUNCTION_LINES}"


def check_words(path, lines):
    if BANNED_NAMES.search(path.name):
        yield 1, "file name says nothing: name the noun"
    for number, line in enumerate(lines, 1):
        match = BANNED_WORDS.search(line)
        if match:
            yield number, f"banned word '{match.group(0)}'"


def check_header_opening(path, lines):
    if path.suffix != ".h" or path.parts[0] != "include":
        return
    if not lines or not lines[0].startswith("//"):
        yield 1, "a public header opens with what it is"
    if not any(line.startswith("#pragma once") for line in lines[:60]):
        yield 1, "#pragma once is missing"


def tracked(root):
    listing = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True)
    if listing.returncode == 0 and listing.stdout:
        return [Path(name) for name in listing.stdout.splitlines() if (root / name).is_file()]
    return [file.relative_to(root) for file in root.rglob("*") if file.is_file() and "build" not in file.parts]


def check_orphans(root, files):
    """A source that no CMakeLists names, and a header that nothing includes, are dead."""
    lists = "\n".join((root / file).read_text() for file in files if file.name == "CMakeLists.txt")
    code = "\n".join((root / file).read_text() for file in files if file.suffix in (".cc", ".h"))
    for file in files:
        if file.suffix == ".cc" and file.parts[0] in ("src", "tests", "bench") and file.name not in lists:
            yield file, 1, "no CMakeLists.txt names this source"
        if file.suffix == ".h" and file.parts[0] in ("src", "include"):
            name = "/".join(file.parts[1:])
            if f'"{name}"' not in code:
                yield file, 1, "nothing includes this header"


def check_format(root, files):
    tool = shutil.which("clang-format-14") or shutil.which("clang-format")
    if tool is None:
        yield Path("."), 1, "clang-format is missing"
        return
    sources = [str(root / file) for file in files]
    for begin in range(0, len(sources), 50):
        run = subprocess.run([tool, "--dry-run", "--Werror", "--ferror-limit=1", *sources[begin:begin + 50]], capture_output=True, text=True)
        for line in run.stderr.splitlines():
            match = re.match(r"(.+?):(\d+):\d+: error: (.*)", line)
            if match:
                yield Path(match.group(1)).relative_to(root), int(match.group(2)), "not formatted (clang-format -i)"


def main():
    root = Path(sys.argv[1]).resolve()
    files = tracked(root)
    code = [file for file in files if file.suffix in (".cc", ".h")
            and file.parts[0] in ("src", "include", "tests", "bench")]
    findings, warnings = [], []
    for file in code:
        lines = (root / file).read_text().splitlines()
        for check in (check_includes, check_sizes, check_functions, check_words, check_header_opening):
            findings += [(file, number, text) for number, text in check(file, lines)]
        if len(lines) > WARN_LINES and not (file.suffix == ".h" and len(lines) > MAX_LINES[".h"]):
            warnings.append((file, len(lines)))
    findings += check_orphans(root, files)
    findings += check_format(root, code)
    for file, length in warnings:
        print(f"warning: {file}: {length} lines, aim for 150")
    for file, number, text in findings:
        print(f"{file}:{number}: {text}")
    print(f"{len(code)} files, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
