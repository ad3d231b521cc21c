DELETE WHERE { phase:stay-tuned-1 st:start ?date } ;
INSERT DATA { phase:stay-tuned-1 st:start "2016-10-11"^^xsd:date }
