"""`adopters review`: the review page alone, without crawls."""

import webbrowser

import click

from settings import get_settings


@click.command()
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the default browser.")
def command(open_browser: bool) -> None:
    """Open the review page over the stored candidates; Ctrl-C ends it."""
    from review.app import create_app
    from review.server import address, listening_socket, serve

    settings = get_settings()
    app = create_app(settings)
    sock = listening_socket(settings)
    click.echo(f"Review page: {address(sock)}   (Ctrl-C ends it)")
    if open_browser:
        webbrowser.open(address(sock))
    serve(app, sock)
