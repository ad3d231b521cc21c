cities <- read.csv("https://w3id.org/stay-tuned/data/cities.csv", encoding = "UTF-8")
print(cities[c("name", "country_name", "nuts3")], row.names = FALSE)
