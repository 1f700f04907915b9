"""Keeps articles, and finds those with nearly the same text among all that were kept before."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from pipeline import duplicates
from pipeline.items import Article as Text
from pipeline.items import DateBasis
from store.columns import storable, storable_url
from store.inserts import insert_once
from store.tables import Article, ArticleBand, Page

_LOOKED_AT = 200  # articles compared with a new one at most


def keep(session: Session, article: Text, source: str, at: datetime) -> Article:
    """The article's row, locked until the transaction ends; its text replaces what was kept for the same address."""
    url = storable_url(article.url)
    page_id = session.exec(select(Page.id).where(col(Page.url) == url)).one_or_none()
    values = {
        "source": source,
        "title": storable(article.title),
        "text": storable(article.text),
        "published": article.published,
        "published_basis": str(article.published_basis),
        "language": article.language,
        "outlet": storable(article.outlet),
    }
    insert_once(session, Article, [{"url": url, "page_id": page_id, "stored_at": at, **values}])
    row = session.exec(select(Article).where(col(Article.url) == url).with_for_update()).one()
    rewritten = row.group_id is None or (row.text, row.title) != (values["text"], values["title"])
    for name, value in values.items():
        if name != "source" or not row.source:  # an article belongs to the source that brought it first
            setattr(row, name, value)
    row.page_id = page_id or row.page_id
    if rewritten:
        _group(session, row)
    session.add(row)
    session.flush()
    return row


def as_article(row: Article) -> Text:
    """The article as the pipeline takes it, so that it can be read again."""
    return Text(
        url=row.url,
        title=row.title,
        text=row.text,
        published=row.published,
        published_basis=DateBasis(row.published_basis),
        language=row.language,
        outlet=row.outlet,
    )


def _group(session: Session, row: Article) -> None:
    assert row.id is not None
    own = duplicates.sketch(row.text, row.title)
    keys = duplicates.keys(own)
    session.exec(delete(ArticleBand).where(col(ArticleBand.article_id) == row.id))
    query = select(Article.id, Article.sketch, Article.group_id).where(
        col(Article.id).in_(select(ArticleBand.article_id).where(col(ArticleBand.key).in_(keys)))
    )
    near = session.exec(query.order_by(col(Article.id)).limit(_LOOKED_AT)).all()
    same = (
        group or number
        for number, kept, group in near
        if duplicates.resemblance(own, duplicates.from_text(kept)) >= duplicates.SAME
    )
    row.sketch, row.group_id = duplicates.to_text(own), next(same, row.id)
    insert_once(session, ArticleBand, [{"key": key, "article_id": row.id} for key in sorted(set(keys))])
