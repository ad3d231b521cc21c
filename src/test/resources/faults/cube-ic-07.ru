DELETE WHERE { ?structure qb:sliceKey ?key }
