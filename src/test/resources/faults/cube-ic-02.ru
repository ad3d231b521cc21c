INSERT DATA { dataset:early-leavers qb:structure data-structure:local-leaver-counts }
