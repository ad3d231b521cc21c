DELETE DATA { region:be234 st:nutsLevel 3 } ;
INSERT DATA { region:be234 st:nutsLevel 2 }
