INSERT DATA { city:ghent st:municipality municipality:sofia }
