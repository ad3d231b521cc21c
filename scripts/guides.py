"""Takes the programs of the quick starts from their pages, runs them and compares what they print. Called by clients.sh."""
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.request import urlopen

import nbformat

BASE, TEMPORARY = sys.argv[1], Path(sys.argv[2])


class Programs(HTMLParser):
    """The code and the outputs of a page, as a reader copies them."""

    def __init__(self, page):
        super().__init__()
        self.code, self.printed, self.open = [], {}, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "pre" and "data-file" in attributes:
            self.code.append([attributes["data-file"], ""])
            self.open = "code"
        elif tag == "pre" and "data-of" in attributes:
            self.printed[len(self.code) - 1] = ""
            self.open = "printed"

    def handle_endtag(self, tag):
        if tag == "pre":
            self.open = None

    def handle_data(self, data):
        if self.open == "code":
            self.code[-1][1] += data
        elif self.open == "printed":
            self.printed[len(self.code) - 1] += data


def get(path):
    with urlopen(BASE + path) as answer:
        return answer.read().decode("utf-8")


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300)
    return done.stdout if done.returncode == 0 else done.stderr


def lines(text):
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def is_shown(printed, shown):
    """An ellipsis on a page stands for what depends on the day and the release, in one line."""
    return len(printed) == len(shown) and all(
        re.fullmatch(".+".join(re.escape(part) for part in page.split("…")), line) for line, page in zip(printed, shown))


faults = count = 0


def compare(what, printed, shown):
    global faults, count
    count += 1
    if is_shown(lines(printed), lines(shown)):
        print("right", what, f"{len(lines(printed))} lines")
    else:
        faults += 1
        print(f"WRONG {what}: the page shows\n{shown}\nand it printed\n{printed}")


for guide, runner in (("python", [sys.executable]), ("r", ["Rscript", "--vanilla"])):
    page = Programs(get("guides/" + guide))
    for place, (file, code) in enumerate(page.code):
        program = TEMPORARY / file.replace("/", "-")
        program.write_text(code, "utf-8")
        compare(file, run([*runner, str(program)]), page.printed.get(place, ""))
        compare(file + " as a file", get("guides/" + file), code)

page = Programs(get("guides/jupyter"))
notebook = nbformat.reads(get("guides/jupyter/stay-tuned.ipynb"), 4)
nbformat.validate(notebook)
(TEMPORARY / "notebook.ipynb").write_text(nbformat.writes(notebook), "utf-8")
report = run([sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--stdout", "--log-level", "ERROR",
              str(TEMPORARY / "notebook.ipynb")])
executed = [cell for cell in json.loads(report)["cells"] if cell["cell_type"] == "code"]
compare("jupyter, number of cells", str(len(executed)), str(len(page.code)))
for place, cell in enumerate(executed):
    compare(f"jupyter, cell {place + 1} as shown", "".join(cell["source"]), page.code[place][1])
    printed = "".join("".join(output.get("data", {}).get("text/plain", output.get("text", ""))) for output in cell["outputs"])
    compare(f"jupyter, cell {place + 1}", printed, page.printed.get(place, ""))

print(f"{count - faults} of {count} are as shown")
sys.exit(1 if faults or not count else 0)
