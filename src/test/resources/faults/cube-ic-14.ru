DELETE WHERE { observation:early-leavers-be23-t-2015 st:earlyLeavingRate ?rate }
