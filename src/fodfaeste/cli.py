"""`fodfaeste`: one command, many errands. An errand's module is imported when it is called, not before.

Each module has `add_arguments(parser)` and `run(args) -> int`. Answers go to standard output, what was
done goes to standard error. Exit status: 0 well, 1 bad input (with file, row and reason), 2 wrong usage.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from fodfaeste import __version__
from fodfaeste.core.errors import FodfaesteError, UsageError
from fodfaeste.installation.folders import keep_compiled

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("fodfaeste.commands.demo", "lav en opdigtet kommune at prøve Fodfæste på"),
    "serve": ("fodfaeste.commands.serve", "vis Fodfæste i browseren"),
    "work": ("fodfaeste.commands.work", "udfør det arbejde, der venter"),
    "nightly": ("fodfaeste.commands.nightly", "beregn dagens svar og tal nu"),
    "migrate": ("fodfaeste.commands.migrate", "gør databasen klar til denne udgave"),
    "setup-authority": ("fodfaeste.commands.setup_authority", "opret en kommune og dens teams"),
    "createuser": ("fodfaeste.commands.createuser", "opret en lokal bruger"),
    "users": ("fodfaeste.commands.users", "vis, luk, flyt og hjælp brugere"),
    "systems": ("fodfaeste.commands.systems", "luk andre systemer ind, og giv og tag deres adgange"),
    "signin": ("fodfaeste.commands.signin", "efterprøv signin.toml og brokerne i den"),
    "import": ("fodfaeste.commands.import_", "indlæs kommunens eget regneark"),
    "export": ("fodfaeste.commands.export", "skriv et øjebliksbillede til en mappe"),
    "check": ("fodfaeste.commands.check", "læs politikker og vis, hvad de indeholder"),
    "due": ("fodfaeste.commands.due", "svar på, hvem politikken gælder, og hvorfor"),
    "try": ("fodfaeste.commands.try_", "sammenlign en ændret politik med den gældende"),
    "simulate": ("fodfaeste.commands.simulate", "prøv en politik på kommunens borgere år frem"),
    "match": ("fodfaeste.commands.match", "find åbninger til borgerne og borgere til åbningerne"),
    "assign": ("fodfaeste.commands.assign", "fordel åbningerne på alle borgere på én gang"),
    "titles": ("fodfaeste.commands.titles", "find de erhverv, som stillingsbetegnelser ligger nærmest"),
    "population": ("fodfaeste.commands.population", "fremskriv befolkningen efter alder og køn"),
    "journal": ("fodfaeste.commands.journal", "forsegl og efterprøv logbogen"),
    "doctor": ("fodfaeste.commands.doctor", "undersøg, om installationen er rask"),
    "backup": ("fodfaeste.commands.backup", "tag og efterprøv en sikkerhedskopi"),
    "restore": ("fodfaeste.commands.restore", "læg en sikkerhedskopi tilbage"),
    "keys": ("fodfaeste.commands.keys", "skift og efterprøv nøglerne"),
}

OK, BAD_INPUT, WRONG_USAGE = 0, 1, 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one errand and give its exit status."""
    keep_compiled()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given and given[0] in COMMANDS:
            return _run(given[0], given[1:])
        _overview().parse_args(given or ["--help"])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else BAD_INPUT
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough. Python would complain once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return INTERRUPTED
    return OK


def _run(name: str, given: list[str]) -> int:
    module_name, text = COMMANDS[name]
    module = import_module(module_name)
    parser = argparse.ArgumentParser(prog=f"fodfaeste {name}", description=f"{text[0].upper()}{text[1:]}.")
    module.add_arguments(parser)
    try:
        status: int = module.run(parser.parse_args(given))
        sys.stdout.flush()
        return status
    except UsageError as error:
        sys.stderr.write(f"fodfaeste {name}: {error}\n")
        return WRONG_USAGE
    except FodfaesteError as error:
        sys.stderr.write(f"{error}\n")  # it opens with its file and line, where an editor looks for them
        return BAD_INPUT


def _overview() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS)) + 2
    lines = [f"  {name:{width}}{text}" for name, (_module, text) in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        prog="fodfaeste",
        usage="fodfaeste [--version] [--help] KOMMANDO ...",
        description="Kommunens egen beskæftigelsespolitik som dagens liste.",
        epilog="Kommandoer:\n" + "\n".join(lines) + "\n\nfodfaeste KOMMANDO --help fortæller mere.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"fodfaeste {__version__}")
    parser.add_argument("command", metavar="KOMMANDO", choices=list(COMMANDS), help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
