DELETE { network:stay-tuned dcterms:description ?text } WHERE { network:stay-tuned dcterms:description ?text FILTER(LANG(?text) = "et") }
