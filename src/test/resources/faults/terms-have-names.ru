INSERT DATA { city:ghent <http://example.org/ontology#twinnedWith> city:nantes }
