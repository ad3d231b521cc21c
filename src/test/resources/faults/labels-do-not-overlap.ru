INSERT DATA { topic:migrants skos:altLabel "POVERTY"@en }
