DELETE DATA { network:stay-tuned st:partnerCount 9 } ;
INSERT DATA { network:stay-tuned st:partnerCount 10 }
