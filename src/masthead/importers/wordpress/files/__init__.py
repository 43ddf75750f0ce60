"""Pictures and documents of the old site: from its folder of uploads, or from the net."""
