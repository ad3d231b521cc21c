DELETE WHERE { series:early-leavers-be23-t st:sex ?sex }
