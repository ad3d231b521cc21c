INSERT DATA { action:nantes-co-creation st:start "2018-05"^^xsd:gYearMonth ; st:end "2018-04-30"^^xsd:date }
