INSERT DATA { topic:migrants skos:broader topic:poverty , topic:disadvantage . topic:poverty skos:broader topic:disadvantage }
