INSERT DATA { network:stay-tuned st:policyCategory policy-category:prevention }
