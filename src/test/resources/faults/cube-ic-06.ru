INSERT { ?component qb:componentRequired false } WHERE { ?component qb:dimension st:sex }
