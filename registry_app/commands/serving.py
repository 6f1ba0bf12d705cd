"""`registry serve` and `registry work`: the web application and what runs beside it."""

import gc
import time
from typing import Any

import click

from registry_app.commands.starting import application, let_go, settings, with_application


def _settle(_worker: Any) -> None:
    """What the program itself is made of lives as long as the worker: looking through it for rubbish, at every few
    hundred new objects, was a tenth of a page's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@click.command()
def serve() -> None:
    """The web application under gunicorn; workers and threads from WEB_WORKERS and WEB_THREADS."""
    from gunicorn.app.base import BaseApplication

    chosen, app = settings(), application()

    class Server(BaseApplication):
        def load_config(self) -> None:
            wanted: dict[str, Any] = {
                "bind": f"{chosen.host}:{chosen.port}",
                "workers": chosen.workers,
                "threads": chosen.threads,
                "worker_class": "gthread",
                "reuse_port": True,
                "timeout": 60,
                "graceful_timeout": 20,
                "accesslog": None,
                "loglevel": "warning",
                "preload_app": False,
                "post_worker_init": _settle,
            }
            for name, value in wanted.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return app

    with app.app_context():
        # The start asked the database. Workers are forked from here; two of them on one connection would read each
        # other's answers.
        let_go()
    Server().run()


@click.command()
@click.option("--once", is_flag=True, help="Run what is due now and end.")
@with_application
def work(once: bool) -> None:
    """Clocks, reminders, expiries, outbox, nightly jobs."""
    from registry_app.pages.duties import run_due

    while True:
        try:
            for line in run_due():
                click.echo(line)
        except ExceptionGroup as failed:
            if once:
                raise
            # It is tried again in this same loop; its kind and the duty tell where to look, and no row is printed.
            for error in failed.exceptions:
                click.echo(f"failed: {type(error).__name__}, {', '.join(error.__notes__)}", err=True)
        if once:
            return
        time.sleep(15)
