DELETE WHERE { st:sex rdfs:range ?range }
