library(httr)

query <- '
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX st:   <https://w3id.org/stay-tuned/ontology#>
SELECT ?city ?country WHERE {
  ?place a st:City ;
         rdfs:label ?city ;
         st:country/rdfs:label ?country .
  FILTER(LANG(?city) = "el" && LANG(?country) = "el")
}
ORDER BY ?city'
answer <- POST("https://w3id.org/stay-tuned/sparql",
               accept("application/sparql-results+json"),
               body = list(query = query), encode = "form")
stop_for_status(answer)
for (row in content(answer, as = "parsed", type = "application/json")$results$bindings) {
  cat(paste(row$city$value, "–", row$country$value), sep = "\n")
}
