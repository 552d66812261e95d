"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from replylint.cli import check, evaluate, explain, fix, gate, init, inspect, languagetool, serve, smtp

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
app.command("fix")(fix.fix)
app.command("eval")(evaluate.evaluate)
app.command("explain")(explain.explain)
app.command("rules")(inspect.rules)
app.command("test")(inspect.test)
app.command("config")(inspect.config)
app.command("schema")(inspect.schema)
app.command("init")(init.init)
app.command("gate", add_help_option=False, context_settings={"ignore_unknown_options": True, "allow_extra_args": True})(gate.gate)
app.command("serve")(serve.serve)
app.command("smtp")(smtp.smtp)
app.add_typer(languagetool.app, name="languagetool")


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    command = typer.main.get_command(app)
    try:
        status = command.main(args=arguments, prog_name="replylint", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        _explain(error)
        return 2
    return status if isinstance(status, int) else 0


def _explain(error: typer.TyperException) -> None:
    """Say what is wrong with the command line; typer raises the help text itself where no command was given."""
    message = error.format_message()
    if message.startswith("Usage:"):
        typer.echo(message, err=True)
        return
    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else "replylint"
    typer.echo(f"{where}: {message} (see {where} --help)", err=True)
