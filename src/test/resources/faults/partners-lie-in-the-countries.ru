DELETE DATA { network:stay-tuned st:country country:estonia }
