"""The table of names: what regions, levels and industries are called in each language."""

from .columns import ForeignKey, Table, may, need

NAMED = ("region", "level", "industry")
"""What has names of its own in the data; everything else is named by the product's words."""

NAME_TABLES: tuple[Table, ...] = (
    Table(
        "names",
        (
            need("group", choices=NAMED),
            need("code"),
            need("name_ko"),
            may("name_en"),
            need("source_id"),
            may("note"),
        ),
        key=("group", "code"),
        foreign_keys=(ForeignKey("source_id", "sources", "source_id"),),
    ),
)
