"""Django's own commands, for work on Masthead; `masthead` is the command for outlets."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.config.settings")
    folder = Path(os.environ.setdefault("MASTHEAD_DIR", "var/dev"))
    folder.mkdir(parents=True, exist_ok=True)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
