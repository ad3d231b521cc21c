INSERT DATA { city:ghent dcterms:description "Ghent "@en }
