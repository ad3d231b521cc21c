INSERT DATA { network:stay-tuned foaf:page document:nowhere }
