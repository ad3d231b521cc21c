INSERT DATA { phase:stay-tuned-1 st:start "0217-06-02"^^xsd:date }
