INSERT DATA { policy-theme:creating-non-academic-routes skos:definition "Ways into work that do not lead through a university."@en }
