INSERT DATA { city:ghent rdfs:seeAlso <file:///home/ghent.html> }
