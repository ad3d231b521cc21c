INSERT DATA { region:be23 skos:notation "BE234" }
