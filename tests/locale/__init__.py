"""The catalogues: whole, as compiled, and right in each language."""  # noqa: A005 - of the folder
