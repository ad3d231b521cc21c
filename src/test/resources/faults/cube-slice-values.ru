INSERT DATA { series:early-leavers-pt16-t qb:observation observation:early-leavers-pt19-t-2022 }
