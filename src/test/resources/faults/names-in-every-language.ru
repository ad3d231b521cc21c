DELETE WHERE { city:ghent rdfs:label ?name } ;
INSERT DATA { city:ghent rdfs:label "Ghent"@en , "Gent"@nl }
