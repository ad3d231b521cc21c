INSERT DATA { topic:poverty skos:closeMatch topic:poverty }
