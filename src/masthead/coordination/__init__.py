"""Comments that belong together: found by the worker, told as facts, judged by a person."""
