"""`adopters learn`: refit the confidence from reviewers' decisions, and say what that changes."""

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.calibration import Example, Fit
    from settings import Settings

FEWEST = 20  # decisions; with fewer the shipped calibration serves better


@click.command()
@click.option("--dry-run", is_flag=True, help="Only report; keep the weights that are in force.")
@click.option("--reset", is_flag=True, help="Forget what was learnt and go back to the shipped calibration.")
def command(dry_run: bool, reset: bool) -> None:
    """Refit the confidence from what reviewers accepted and rejected.

    The texts that were decided on are read again, the weights of what speaks for a claim are fitted to the decisions,
    and the result is compared with the weights in force on decisions that the fit has not seen.
    """
    from catalog_loader import load_weights, weights_file
    from pipeline.calibration import cross_validated, fit, measure, probability, reliability
    from pipeline.meaning.features import WEIGHTS
    from settings import get_settings

    settings = get_settings()
    path = weights_file(settings.data_dir, settings.topic)
    if reset:
        path.unlink(missing_ok=True)
        click.echo("The shipped calibration is in force.")
        return
    examples = _examples(settings)
    yes = sum(true for _, true in examples)
    click.echo(f"{len(examples)} judged sightings: {yes} accepted, {len(examples) - yes} rejected.")
    if len(examples) < FEWEST or yes in (0, len(examples)):
        click.echo(f"Too few to learn from: at least {FEWEST} are needed, of both kinds. Nothing was changed.")
        return
    current = load_weights(settings.data_dir, settings.topic) or WEIGHTS
    before = measure((probability(features, current), true) for features, true in examples)
    after = cross_validated(examples, WEIGHTS)
    click.echo(_line("before", before))
    click.echo(_line("after, on decisions kept back", after))
    weights = fit(examples, WEIGHTS)
    click.echo("confidence    said   true  sightings")
    for low, high, said, true, count in reliability((probability(f, weights), t) for f, t in examples):
        click.echo(f"{low:4.0%} - {high:4.0%}  {said:5.2f}  {true:5.2f}  {count:9}")
    if after.log_loss >= before.log_loss:
        click.echo("The fit does no better than what is in force. Nothing was changed.")
    elif dry_run:
        click.echo("Dry run: nothing was changed.")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(dict(sorted(weights.items())), indent=1) + "\n", encoding="utf-8")
        click.echo(f"New weights in {path}; the next crawl uses them.")


def _examples(settings: "Settings") -> "list[Example]":
    from catalog_loader import load_registry, load_topic
    from pipeline.find import company_features
    from pipeline.gather import company_key
    from store.db import open_store, reading
    from store.judged import judged

    topic = load_topic(settings.catalog_dir, settings.topic)
    registry = load_registry(settings.catalog_dir)
    examples: list[Example] = []
    with reading(open_store(settings.database)) as opened:
        for case in judged(opened, settings.topic):
            found = company_features(case.article, topic, registry)
            features = {company_key(name): values for name, values in found.items()}.get(company_key(case.company))
            if features is not None:  # a newer extractor may no longer claim it
                examples.append((features, case.accepted))
    return examples


def _line(label: str, fit: "Fit") -> str:
    return f"{label}: Brier score {fit.brier:.4f}, log loss {fit.log_loss:.4f} over {fit.count}"
