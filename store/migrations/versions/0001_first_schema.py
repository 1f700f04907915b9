"""First schema: sources, polls, pages, articles, announcements, candidates, decisions, exports."""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('candidate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', store.columns.SafeText(), nullable=False),
    sa.Column('topic', store.columns.SafeText(), nullable=False),
    sa.Column('name_key', store.columns.SafeText(), nullable=False),
    sa.Column('known', sa.Boolean(), nullable=False),
    sa.Column('state', store.columns.SafeText(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('merged_into', sa.Integer(), nullable=True),
    sa.Column('root_id', sa.Integer(), nullable=True),
    sa.Column('company', store.columns.SafeText(), nullable=False),
    sa.Column('sector', store.columns.SafeText(), nullable=False),
    sa.Column('date', sa.Date(), nullable=True),
    sa.Column('date_basis', store.columns.SafeText(), nullable=False),
    sa.Column('kind', store.columns.SafeText(), nullable=True),
    sa.Column('models', store.columns.Json(), nullable=False),
    sa.Column('product', store.columns.SafeText(), nullable=True),
    sa.Column('other_dates', store.columns.Json(), nullable=False),
    sa.Column('confidence', sa.Float(), nullable=False),
    sa.Column('independent', sa.Integer(), nullable=False),
    sa.Column('sightings', sa.Integer(), nullable=False),
    sa.Column('best', store.columns.Json(), nullable=False),
    sa.Column('filed_sector', store.columns.SafeText(), nullable=False),
    sa.Column('search', store.columns.SafeText(), nullable=False),
    sa.Column('edited', store.columns.Json(), nullable=False),
    sa.Column('decided', store.columns.Json(), nullable=True),
    sa.Column('decided_at', store.columns.UtcDateTime(timezone=True), nullable=True),
    sa.Column('mark', sa.Integer(), nullable=False),
    sa.Column('rejected_confidence', sa.Float(), nullable=True),
    sa.Column('reopened_by', sa.Integer(), nullable=True),
    sa.Column('reopened_at', store.columns.UtcDateTime(timezone=True), nullable=True),
    sa.Column('first_seen_at', store.columns.UtcDateTime(timezone=True), nullable=False),
    sa.Column('last_seen_at', store.columns.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['merged_into'], ['candidate.id'], name=op.f('fk_candidate_merged_into')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_candidate')),
    sa.UniqueConstraint('key', 'topic', name=op.f('uq_candidate_key_topic')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('candidate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_candidate_name_key'), ['name_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_candidate_root_id'), ['root_id'], unique=False)
        batch_op.create_index('ix_candidate_state_merged_into_confidence', ['state', 'merged_into', 'confidence'], unique=False)

    op.create_table('export',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('topic', store.columns.SafeText(), nullable=False),
    sa.Column('version', store.columns.SafeText(), nullable=False),
    sa.Column('made_at', store.columns.UtcDateTime(timezone=True), nullable=False),
    sa.Column('content_hash', store.columns.SafeText(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('content', store.columns.Json(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_export')),
    sa.UniqueConstraint('topic', 'version', name=op.f('uq_export_topic_version'))
    )
    op.create_table('listing_state',
    sa.Column('url', store.columns.SafeText(), nullable=False),
    sa.Column('source', store.columns.SafeText(), nullable=False),
    sa.Column('etag', store.columns.SafeText(), nullable=False),
    sa.Column('last_modified', store.columns.SafeText(), nullable=False),
    sa.Column('content_hash', store.columns.SafeText(), nullable=False),
    sa.Column('fetched_at', store.columns.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('url', name=op.f('pk_listing_state'))
    )
    with op.batch_alter_table('listing_state', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_listing_state_source'), ['source'], unique=False)

    op.create_table('page',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('url', store.columns.SafeText(), nullable=False),
    sa.Column('source', store.columns.SafeText(), nullable=False),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('outcome', store.columns.SafeText(), nullable=False),
    sa.Column('reason', store.columns.SafeText(), nullable=False),
    sa.Column('title', store.columns.SafeText(), nullable=False),
    sa.Column('content_hash', store.columns.SafeText(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('fetched_at', store.columns.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_page')),
    sa.UniqueConstraint('url', name=op.f('uq_page_url'))
    )
    with op.batch_alter_table('page', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_page_outcome'), ['outcome'], unique=False)
        batch_op.create_index('ix_page_source_fetched_at', ['source', 'fetched_at'], unique=False)

    op.create_table('poll',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source', store.columns.SafeText(), nullable=False),
    sa.Column('started_at', store.columns.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', store.columns.UtcDateTime(timezone=True), nullable=True),
    sa.Column('outcome', store.columns.SafeText(), nullable=False),
    sa.Column('counts', store.columns.Json(), nullable=False),
    sa.Column('message', store.columns.SafeText(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_poll'))
    )
    with op.batch_alter_table('poll', schema=None) as batch_op:
        batch_op.create_index('ix_poll_source_started_at', ['source', 'started_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_poll_started_at'), ['started_at'], unique=False)

    op.create_table('source_state',
    sa.Column('slug', store.columns.SafeText(), nullable=False),
    sa.Column('health', store.columns.SafeText(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('message', store.columns.SafeText(), nullable=False),
    sa.Column('content_hash', store.columns.SafeText(), nullable=False),
    sa.Column('last_poll_at', store.columns.UtcDateTime(timezone=True), nullable=True),
    sa.Column('last_success_at', store.columns.UtcDateTime(timezone=True), nullable=True),
    sa.Column('last_article_at', store.columns.UtcDateTime(timezone=True), nullable=True),
    sa.Column('last_announcement_at', store.columns.UtcDateTime(timezone=True), nullable=True),
    sa.Column('next_due_at', store.columns.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('slug', name=op.f('pk_source_state'))
    )
    with op.batch_alter_table('source_state', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_source_state_next_due_at'), ['next_due_at'], unique=False)

    op.create_table('article',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('page_id', sa.Integer(), nullable=True),
    sa.Column('url', store.columns.SafeText(), nullable=False),
    sa.Column('source', store.columns.SafeText(), nullable=False),
    sa.Column('title', store.columns.SafeText(), nullable=False),
    sa.Column('text', store.columns.SafeText(), nullable=False),
    sa.Column('published', sa.Date(), nullable=True),
    sa.Column('published_basis', store.columns.SafeText(), nullable=False),
    sa.Column('language', store.columns.SafeText(), nullable=False),
    sa.Column('outlet', store.columns.SafeText(), nullable=False),
    sa.Column('sketch', store.columns.SafeText(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('stored_at', store.columns.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['page_id'], ['page.id'], name=op.f('fk_article_page_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_article')),
    sa.UniqueConstraint('url', name=op.f('uq_article_url'))
    )
    with op.batch_alter_table('article', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_article_group_id'), ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_article_page_id'), ['page_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_article_source'), ['source'], unique=False)

    op.create_table('decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=True),
    sa.Column('undoes', sa.Integer(), nullable=True),
    sa.Column('topic', store.columns.SafeText(), nullable=False),
    sa.Column('verdict', store.columns.SafeText(), nullable=False),
    sa.Column('reviewer', store.columns.SafeText(), nullable=False),
    sa.Column('decided_at', store.columns.UtcDateTime(timezone=True), nullable=False),
    sa.Column('state', store.columns.SafeText(), nullable=False),
    sa.Column('before', store.columns.Json(), nullable=False),
    sa.Column('after', store.columns.Json(), nullable=False),
    sa.Column('note', store.columns.SafeText(), nullable=False),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_decision_candidate_id')),
    sa.ForeignKeyConstraint(['other_id'], ['candidate.id'], name=op.f('fk_decision_other_id')),
    sa.ForeignKeyConstraint(['undoes'], ['decision.id'], name=op.f('fk_decision_undoes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index('ix_decision_candidate_id_id', ['candidate_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_decided_at'), ['decided_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_other_id'), ['other_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_reviewer'), ['reviewer'], unique=False)

    op.create_table('announcement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('source', store.columns.SafeText(), nullable=False),
    sa.Column('company_key', store.columns.SafeText(), nullable=False),
    sa.Column('company', store.columns.SafeText(), nullable=False),
    sa.Column('company_as_written', store.columns.SafeText(), nullable=False),
    sa.Column('known', sa.Boolean(), nullable=False),
    sa.Column('topic', store.columns.SafeText(), nullable=False),
    sa.Column('date', sa.Date(), nullable=True),
    sa.Column('date_basis', store.columns.SafeText(), nullable=False),
    sa.Column('sector', store.columns.SafeText(), nullable=False),
    sa.Column('kind', store.columns.SafeText(), nullable=False),
    sa.Column('models', store.columns.Json(), nullable=False),
    sa.Column('product', store.columns.SafeText(), nullable=True),
    sa.Column('evidence', store.columns.SafeText(), nullable=False),
    sa.Column('evidence_in', store.columns.SafeText(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('before', store.columns.SafeText(), nullable=False),
    sa.Column('after', store.columns.SafeText(), nullable=False),
    sa.Column('confidence', sa.Float(), nullable=False),
    sa.Column('rules', store.columns.Json(), nullable=False),
    sa.Column('extractor_version', store.columns.SafeText(), nullable=False),
    sa.Column('found_at', store.columns.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_announcement_article_id')),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_announcement_candidate_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_announcement')),
    sa.UniqueConstraint('article_id', 'company_key', 'topic', name=op.f('uq_announcement_article_id_company_key_topic')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('announcement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_announcement_candidate_id'), ['candidate_id'], unique=False)
        batch_op.create_index('ix_announcement_source_candidate_id', ['source', 'candidate_id'], unique=False)

    op.create_table('article_band',
    sa.Column('key', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('article_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_article_band_article_id')),
    sa.PrimaryKeyConstraint('key', 'article_id', name=op.f('pk_article_band'))
    )
    with op.batch_alter_table('article_band', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_article_band_article_id'), ['article_id'], unique=False)

    make_decisions_append_only()


def make_decisions_append_only() -> None:
    """Have the database itself refuse to change or delete a decision, whoever asks."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_decision_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'decisions are append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON decision "
            "FOR EACH ROW EXECUTE FUNCTION refuse_decision_change()"
        )
        op.execute(
            "CREATE TRIGGER decision_no_truncate BEFORE TRUNCATE ON decision "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_decision_change()"
        )
        return
    refusal = "BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END"
    op.execute(f"CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision {refusal}")
    op.execute(f"CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision {refusal}")
    # INSERT OR REPLACE deletes without firing the trigger above
    op.execute(
        "CREATE TRIGGER decision_no_replace BEFORE INSERT ON decision "
        f"WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id) {refusal}"
    )


def downgrade() -> None:
    raise NotImplementedError("there is nothing before the first schema; delete the database instead")
