INSERT { city:ghent dcterms:description ?long }
WHERE {
  BIND("0123456789" AS ?ten)
  BIND(CONCAT(?ten, ?ten, ?ten, ?ten, ?ten, ?ten, ?ten, ?ten, ?ten, ?ten) AS ?hundred)
  BIND(CONCAT(?hundred, ?hundred, ?hundred, ?hundred, ?hundred, ?hundred, ?hundred, ?hundred, ?hundred, ?hundred) AS ?thousand)
  BIND(CONCAT(?thousand, ?thousand, ?thousand, ?thousand, ?thousand, ?thousand, ?thousand) AS ?seven)
  BIND(CONCAT(?seven, ?seven, ?seven) AS ?long)
}
