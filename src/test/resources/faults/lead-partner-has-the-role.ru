DELETE DATA { partnership:stay-tuned-ghent org:role partner-role:lead-partner }
