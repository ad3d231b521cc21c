"""Whether two answers in CSV say the same: python3 scripts/same-rows.py one.csv other.csv [--times]

Order does not count, nor how a number is written (7.0 and 7), nor whether nothing is an empty text or no value, nor in which
order texts were put into one (SPARQL leaves that open). With --times a moment counts as any other. Prints rows that one has alone; ends with 1 where there are any.
"""

import csv
import re
import sys
from collections import Counter
from decimal import Decimal

NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[-+]\d\d:\d\d)?")


def value(text, moments):
    if NUMBER.fullmatch(text):
        return str(Decimal(text).normalize() + 0)
    if moments and MOMENT.fullmatch(text):
        return "a moment"
    return "; ".join(sorted(text.split("; ")))


def rows(path, moments):
    with open(path, encoding="utf-8", newline="") as file:
        return Counter(tuple(value(field, moments) for field in row) for row in csv.reader(file))


def main():
    moments = "--times" in sys.argv
    one, other = (rows(path, moments) for path in [each for each in sys.argv[1:] if each != "--times"])
    for mark, alone in (("<", one - other), (">", other - one)):
        for row in list(alone.elements())[:3]:
            print(mark, ",".join(row)[:160])
    sys.exit(one != other)


if __name__ == "__main__":
    main()
