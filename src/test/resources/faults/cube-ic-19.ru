DELETE DATA { observation:early-leavers-be23-t-2015 st:sex sex:total } ; INSERT DATA { observation:early-leavers-be23-t-2015 st:sex age-group:18-24 }
