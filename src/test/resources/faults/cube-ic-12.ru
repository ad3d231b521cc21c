INSERT { observation:early-leavers-be23-t-2015-again ?property ?value } WHERE { observation:early-leavers-be23-t-2015 ?property ?value }
