INSERT DATA { city:ghent owl:sameAs <https://www.wikidata.org/wiki/Q1296> }
