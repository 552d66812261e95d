"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import click
import typer

from replylint.cli import check, evaluate, gate, inspect, serve

__all__ = ["app", "run"]

app = typer.Typer(
    name="replylint",
    help="Lint a Walmart Marketplace seller's draft reply before it is sent.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(value: bool) -> None:
    if value:
        import replylint  # noqa: PLC0415

        typer.echo(f"replylint {replylint.__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """Lint a Walmart Marketplace seller's draft reply before it is sent."""


app.command("check")(check.check)
app.command("eval")(evaluate.evaluate)
app.command("explain")(inspect.explain)
app.command("rules")(inspect.rules)
app.command("test")(inspect.test)
app.command("config")(inspect.config)
app.command("schema")(inspect.schema)
app.command("gate", add_help_option=False, context_settings={"ignore_unknown_options": True, "allow_extra_args": True})(gate.gate)
app.command("serve")(serve.serve)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    command = typer.main.get_command(app)
    try:
        status = command.main(args=arguments, prog_name="replylint", standalone_mode=False)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return 2
    except click.ClickException as error:
        error.show()
        return 2
    return status if isinstance(status, int) else 0
