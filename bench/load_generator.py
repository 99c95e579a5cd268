"""basalt-bench from Python: runs it and hands back its JSON."""
import json
import re
import subprocess


class LoadGenerator:
    def __init__(self, program):
        self.program = str(program)

    def start(self, endpoint, *arguments, pids=()):
        """Starts a run; finish() waits for it."""
        command = [self.program, endpoint, "--json", "-", "--quiet", *map(str, arguments)]
        for pid in pids:
            command += ["--pid", str(pid)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    @staticmethod
    def finish(process):
        out, err = process.communicate()
        if not out:
            raise RuntimeError(f"{' '.join(process.args)}: {err.strip()}")
        return json.loads(out)

    def load(self, endpoint, *arguments):
        process = self.start(endpoint, "--phase", "load", *arguments)
        result = self.finish(process)
        if process.returncode != 0:
            raise RuntimeError(f"{' '.join(process.args)}: could not load: {result}")
        return result["load"]

    def run(self, endpoint, *arguments, pids=()):
        """The "run" part of the JSON: total, operations, cpu_us_per_request, ..."""
        return self.finish(self.start(endpoint, "--phase", "run", *arguments, pids=pids))["run"]


def errors_of(run):
    """"" or the types of what went wrong, when that is more than one in a thousand."""
    total = run["total"]
    if sum(total["errors"].values()) * 1000 <= total["requests"]:
        return ""
    return ", ".join(sorted(total["errors"]))


def replace_section(text, name, title, section):
    """The document with the part between the markers of `name` replaced, or with a new section at its end."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    if begin not in text:
        text = text.rstrip("\n") + f"\n\n## {title}\n\n{begin}\n{end}\n"
    return re.sub(re.escape(begin) + ".*?" + re.escape(end), lambda _: f"{begin}\n{section.strip()}\n{end}", text, flags=re.S)
