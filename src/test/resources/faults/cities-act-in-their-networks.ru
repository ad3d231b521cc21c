DELETE WHERE { partnership:stay-tuned-sofia org:organization ?network }
