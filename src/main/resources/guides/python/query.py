from SPARQLWrapper import SPARQLWrapper, JSON, POST

sparql = SPARQLWrapper("https://w3id.org/stay-tuned/sparql")
sparql.setMethod(POST)
sparql.setReturnFormat(JSON)
sparql.setQuery("""
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX st:   <https://w3id.org/stay-tuned/ontology#>
SELECT ?city ?country WHERE {
  ?place a st:City ;
         rdfs:label ?city ;
         st:country/rdfs:label ?country .
  FILTER(LANG(?city) = "el" && LANG(?country) = "el")
}
ORDER BY ?city
""")
for row in sparql.query().convert()["results"]["bindings"]:
    print(row["city"]["value"], "–", row["country"]["value"])
