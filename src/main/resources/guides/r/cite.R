library(httr)

query <- '
PREFIX st: <https://w3id.org/stay-tuned/ontology#>
SELECT ?city WHERE { ?city a st:City } ORDER BY ?city'
answer <- POST("https://w3id.org/stay-tuned/q", accept_json(), body = list(query = query), encode = "form")
stop_for_status(answer)
kept <- content(answer, as = "parsed", type = "application/json")
cat(kept$rows, "rows, kept at", kept$address, "\n") # the same rows for ever; .csv behind it gives them
cat(readLines(paste0(kept$address, "/citation?as=bibtex"), encoding = "UTF-8"), sep = "\n")
