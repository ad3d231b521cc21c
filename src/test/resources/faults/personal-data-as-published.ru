INSERT DATA { action:nantes-co-creation dcterms:description "Ask someone@example.org about it."@en }
