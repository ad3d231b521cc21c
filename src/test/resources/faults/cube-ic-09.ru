DELETE WHERE { series:early-leavers-be23-t qb:sliceStructure ?key }
