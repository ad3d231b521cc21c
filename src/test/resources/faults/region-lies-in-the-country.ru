DELETE DATA { city:ghent st:country country:belgium } ;
INSERT DATA { city:ghent st:country country:france }
