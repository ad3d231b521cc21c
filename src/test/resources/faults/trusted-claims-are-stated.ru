DELETE DATA { network:stay-tuned st:topic topic:poverty }
