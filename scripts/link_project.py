"""Put the project's sources on the path of the virtual environment, and its command in bin.

An editable install by hand: no build tool is needed where the product only runs.
"""

import sys
import sysconfig
from pathlib import Path

COMMAND = """\
#!{python}
import sys

from fodfaeste.cli import main

# Processes that a command starts read this file too.
if __name__ == "__main__":
    sys.exit(main())
"""


def main() -> None:
    root = Path(__file__).resolve().parent.parent
    Path(sysconfig.get_path("purelib"), "fodfaeste.pth").write_text(f"{root / 'src'}\n", encoding="utf-8")
    command = Path(sysconfig.get_path("scripts"), "fodfaeste")
    command.write_text(COMMAND.format(python=sys.executable), encoding="utf-8")
    command.chmod(0o755)


main()
