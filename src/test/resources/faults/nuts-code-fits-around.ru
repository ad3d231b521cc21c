DELETE DATA { region:be234 st:within region:be23 } ;
INSERT DATA { region:be234 st:within region:el52 }
