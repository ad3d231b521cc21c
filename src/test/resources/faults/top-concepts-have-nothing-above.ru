INSERT DATA { topic:poverty skos:broader topic:migrants }
