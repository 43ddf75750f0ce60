"""Moving in from WordPress, in three steps that know each other in this order only.

`read` makes records of an export file, `map` makes our fields and body blocks of the records;
both are plain functions without Django. `write` puts the result into the site.
"""
