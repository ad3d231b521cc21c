INSERT DATA { action:nantes-co-creation st:journey journey:sofia }
