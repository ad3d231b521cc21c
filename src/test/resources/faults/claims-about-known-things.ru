INSERT DATA { claim:stay-tuned-status st:property st:mood }
