INSERT DATA { slice-key:early-leavers-series qb:componentProperty st:localDefinition }
