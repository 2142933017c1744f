### Findings and reports in English. One message a code; see messages.rs.

E0001 = the file is not text
    .help = save it as UTF-8
