DELETE DATA { topic:poverty skos:topConceptOf scheme:topic }
