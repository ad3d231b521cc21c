INSERT DATA { <https://w3id.org/stay-tuned/id/city/Ghent_(Belgium).html> rdfs:label "Ghent"@en }
