INSERT DATA { journey:nantes st:policyCategory policy-category:prevention }
