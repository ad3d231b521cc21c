INSERT DATA { country:belgium st:within region:be234 }
