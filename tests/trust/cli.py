"""The command line of the service, as a module that can be started anywhere."""

import sys

from kasssa.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
