import pandas

cities = pandas.read_csv("https://w3id.org/stay-tuned/data/cities.csv")
print(cities[["name", "country_name", "nuts3"]].to_string(index=False))
