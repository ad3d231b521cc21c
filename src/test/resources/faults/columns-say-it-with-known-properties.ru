INSERT DATA { column:city csvw:propertyUrl "https://w3id.org/stay-tuned/ontology#town"^^csvw:uriTemplate }
