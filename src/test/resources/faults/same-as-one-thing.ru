INSERT DATA { city:sofia owl:sameAs <http://www.wikidata.org/entity/Q1296> }
