"""What systems that hold only comments have in common: threads that belong to an address."""
