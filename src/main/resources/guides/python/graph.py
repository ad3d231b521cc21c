from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDFS

ST = Namespace("https://w3id.org/stay-tuned/ontology#")
ghent = URIRef("https://w3id.org/stay-tuned/id/city/ghent")

graph = Graph()
graph.parse(str(ghent), format="turtle")  # every name is an address that answers
for name in sorted(graph.objects(ghent, RDFS.label), key=lambda name: name.language):
    print(name.language, name)
print(graph.value(ghent, ST.region))
