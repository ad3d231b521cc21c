INSERT DATA { education-level:secondary-education skos:broader education-level:lower-secondary-general-education }
