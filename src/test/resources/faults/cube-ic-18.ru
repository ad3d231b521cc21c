INSERT DATA { series:early-leavers-be23-t qb:observation observation:local-rate-ghent-2013-14 }
