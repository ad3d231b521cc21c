import pandas

question = "https://w3id.org/stay-tuned/queries/rates-of-a-region.csv"
rates = pandas.read_csv(question + "?region=be23&since=2019")  # the page of a question lists its parameters
print(rates[["place", "in", "rate"]].to_string(index=False))
