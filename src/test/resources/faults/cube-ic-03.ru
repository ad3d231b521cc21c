DELETE WHERE { ?component qb:measure ?measure }
