import json
from urllib.parse import urlencode
from urllib.request import Request, urlopen

query = """
PREFIX st: <https://w3id.org/stay-tuned/ontology#>
SELECT ?city WHERE { ?city a st:City } ORDER BY ?city
"""
form = urlencode({"query": query}).encode()
with urlopen(Request("https://w3id.org/stay-tuned/q", form, {"Accept": "application/json"})) as answer:
    kept = json.load(answer)
print(kept["rows"], "rows, kept at", kept["address"])  # the same rows for ever; .csv behind it gives them
with urlopen(kept["address"] + "/citation?as=bibtex") as citation:
    print(citation.read().decode("utf-8"))
