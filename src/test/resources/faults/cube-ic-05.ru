DELETE WHERE { st:ageGroup qb:codeList ?codes }
