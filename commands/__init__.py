"""The subcommands of `adopters`, one module each; a module's `command` is the click command."""
