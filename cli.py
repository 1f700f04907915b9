"""The `adopters` command: parses arguments, calls one function, prints."""

import importlib
import logging
import sys

import click

from errors import AdoptersError

# name -> module below commands/; modules are imported only when their command is used, so that --help stays quick
COMMANDS = {
    "demo": "the whole job on bundled press sites: crawl, review, export",
    "run": "scheduled crawls of the catalogue and the review page, in one process",
    "crawl": "poll sources once",
    "ingest": "put a file or an address straight into the queue",
    "review": "open the review page",
    "export": "write the accepted list as CSV, JSON or Markdown",
    "sources": "list, preview, add and debug sources",
    "status": "what is stored, what waits, what is broken",
    "extract": "find announcements in texts (files only)",
    "parse": "read articles from saved pages (files only)",
    "links": "find article links on saved listing pages (files only)",
    "explain": "show what was found in a text, what was rejected, and why",
    "learn": "refit the confidence from reviewers' decisions",
}


class LazyGroup(click.Group):
    """A group whose commands are imported on first use; the summaries above serve `--help`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order of the work, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of commands/NAME.py, or None when there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "--verbose", count=True, help="Log more to standard error (-vv: everything).")
@click.version_option(package_name="adopters")
def adopters(verbose: int) -> None:
    """Watch press pages and news for companies that announce DeepSeek adoption.

    Start with `adopters demo`, then `adopters run`.
    """
    level = [logging.WARNING, logging.INFO, logging.DEBUG][min(verbose, 2)]
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)


def main() -> None:
    """Run the command; an error that a user can meet is one line on standard error and an exit status of 1."""
    try:
        adopters()
    except AdoptersError as error:
        logging.getLogger(__name__).debug("details", exc_info=True)
        click.echo(f"error: {error}", err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
