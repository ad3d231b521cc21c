INSERT DATA { observation:local-rate-ghent-2013-14 st:earlyLeavingRate 17.4 }
