INSERT DATA { city:berlin a st:Country }
