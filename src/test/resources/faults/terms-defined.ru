INSERT DATA { city:ghent st:twinnedWith city:nantes }
