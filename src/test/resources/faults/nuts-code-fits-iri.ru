DELETE DATA { region:be234 skos:notation "BE234" } ;
INSERT DATA { region:be234 skos:notation "BE235" }
