"""The registry's tables of a policy: its instruments, their readings and what has happened."""

from .choices import GRADES, LEVELS, MILESTONES, PROMISES, ROLES, SCOPES
from .columns import ForeignKey, Table, may, need

SOURCE = ForeignKey("source_id", "sources", "source_id")
INSTRUMENT = ForeignKey("instrument_id", "instruments", "instrument_id")
FACT = ForeignKey("fact_id", "facts", "fact_id")
FUND = ForeignKey("fund_id", "funds", "fund_id")

POLICY_TABLES: tuple[Table, ...] = (
    Table(
        "instruments",
        (
            need("instrument_id"),
            need("level", choices=LEVELS),
            need("name_ko"),
            need("name_en"),
            need("short_ko"),
            need("short_en"),
            need("question_ko"),
            need("question_en"),
            need("promise_ko"),
            need("promise_en"),
            need("promise_kind", choices=PROMISES),
            need("scope", choices=SCOPES),
            may("promise_value", "number"),
            may("promise_unit"),
            need("promised", "date"),
            may("least_change", "number"),
            may("due", "date"),
            may("due_late", "date"),
            may("due_late_source_id"),
            need("indicator_ko"),
            need("indicator_en"),
            may("notebooks"),
            may("functions"),
            may("remark_ko"),
            may("remark_en"),
            need("confidence", choices=GRADES),
            need("source_id"),
        ),
        key=("instrument_id",),
        foreign_keys=(SOURCE, ForeignKey("due_late_source_id", "sources", "source_id")),
    ),
    Table(
        "readings",
        (
            need("reading_id"),
            need("instrument_id"),
            need("series"),
            need("label_ko"),
            need("label_en"),
            need("role", choices=ROLES),
            may("fact_id"),
            may("fund_id"),
            may("fund_as_of", "date"),
            may("said", "date"),
        ),
        key=("reading_id",),
        any_of=("fact_id", "fund_id"),
        foreign_keys=(INSTRUMENT, FACT, FUND),
    ),
    Table(
        "milestones",
        (
            need("milestone_id"),
            need("instrument_id"),
            may("also"),
            need("date", "date"),
            need("kind", choices=MILESTONES),
            need("text_ko"),
            need("text_en"),
            may("region_codes"),
            need("confidence", choices=GRADES),
            need("source_id"),
        ),
        key=("milestone_id",),
        foreign_keys=(INSTRUMENT, SOURCE),
    ),
)
