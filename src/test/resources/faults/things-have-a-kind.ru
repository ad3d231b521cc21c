DELETE WHERE { city:ghent a ?kind }
