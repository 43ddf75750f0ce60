"""What each thing of an outlet says, as plain values that JSON can hold.

Ids stand for things of the same export and mean nothing elsewhere. Nothing here tells of accounts,
passwords, or of readers more than the site itself shows.
"""
