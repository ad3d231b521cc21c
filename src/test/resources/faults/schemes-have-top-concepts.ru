DELETE WHERE { ?concept skos:topConceptOf scheme:topic }
