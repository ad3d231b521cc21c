INSERT DATA { topic:migrants skos:prefLabel "Poverty"@en }
