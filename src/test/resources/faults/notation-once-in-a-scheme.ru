INSERT DATA { confidence:low skos:notation "H" }
