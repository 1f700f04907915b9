"""Second opinions of a language model, one an announcement."""

import sqlalchemy as sa
from alembic import op

import store.columns

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('opinion',
    sa.Column('announcement_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('adopted', sa.Boolean(), nullable=True),
    sa.Column('evidence', store.columns.SafeText(), nullable=False),
    sa.Column('reason', store.columns.SafeText(), nullable=False),
    sa.Column('model', store.columns.SafeText(), nullable=False),
    sa.Column('asked_at', store.columns.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['announcement_id'], ['announcement.id'], name=op.f('fk_opinion_announcement_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('announcement_id', name=op.f('pk_opinion'))
    )


def downgrade() -> None:
    op.drop_table('opinion')
