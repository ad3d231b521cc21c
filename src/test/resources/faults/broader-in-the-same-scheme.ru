INSERT DATA { topic:poverty skos:broader policy-category:prevention }
