INSERT DATA {
  <https://example.org/cube> a qb:DataSet ;
      qb:structure <https://example.org/structure> .
  <https://example.org/structure> a qb:DataStructureDefinition ;
      qb:component [ qb:dimension sdmx-dimension:refArea ] , [ qb:dimension qb:measureType ] ,
                   [ qb:measure st:localRate ] , [ qb:measure st:localCount ] .
  <https://example.org/one> a qb:Observation ;
      qb:dataSet <https://example.org/cube> ;
      sdmx-dimension:refArea region:be23 ;
      qb:measureType st:localCount ; st:localRate 1.0 .
}
