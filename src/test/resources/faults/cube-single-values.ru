INSERT DATA { observation:early-leavers-be23-t-2015 st:earlyLeavingRate 8.0 }
