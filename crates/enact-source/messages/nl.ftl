### Bevindingen en verslagen in het Nederlands. Eén bericht per code; zie messages.rs.

E0001 = het bestand is geen tekst
    .help = bewaar het als UTF-8
