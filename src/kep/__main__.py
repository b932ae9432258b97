"""The command ``kep`` as ``python -m kep``."""

import sys

from kep.cli import main

if __name__ == "__main__":
    sys.exit(main())
