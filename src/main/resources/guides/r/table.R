endpoint <- "https://w3id.org/stay-tuned/sparql"
query <- '
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sdmx: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX sex:  <https://w3id.org/stay-tuned/id/sex/>
PREFIX st:   <https://w3id.org/stay-tuned/ontology#>
SELECT ?city (YEAR(?period) AS ?year) ?rate WHERE {
  VALUES ?city { "Ghent"@en "Nantes"@en "Tallinn"@en }
  ?place a st:City ;
         rdfs:label ?city ;
         st:country/st:nutsRegion ?country .
  ?observation sdmx:refArea ?country ;
               sdmx:refPeriod ?period ;
               st:sex sex:total ;
               st:earlyLeavingRate ?rate .
}'
address <- paste0(endpoint, "?format=csv&query=", URLencode(query, reserved = TRUE))
rates <- read.csv(address, encoding = "UTF-8")
print(tail(tapply(rates$rate, list(rates$year, rates$city), mean), 6))
