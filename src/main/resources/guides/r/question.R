question <- "https://w3id.org/stay-tuned/queries/rates-of-a-region.csv"
rates <- read.csv(paste0(question, "?region=be23&since=2019"), encoding = "UTF-8") # the page of a question lists its parameters
print(rates[c("place", "in.", "rate")], row.names = FALSE)
