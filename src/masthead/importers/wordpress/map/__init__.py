"""From WordPress's records to our fields and body blocks. Plain functions, no Django here."""
