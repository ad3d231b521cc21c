INSERT DATA { topic:poverty skos:related topic:migrants }
