DELETE DATA { observation:early-leavers-be23-t-2015 qb:dataSet dataset:early-leavers }
