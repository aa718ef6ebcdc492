"""The words that a cell may hold where a column has a fixed list of them."""

STATUSES = ("present", "planned", "pledged", "left")
PLACED_BY = ("register", "address", "interpolated", "block", "dong", "none")
GRADES = ("A", "B", "C")
PLOT_KINDS = ("plot", "site", "total")
PLOT_USES = ("idle", "for_sale", "sold", "planned", "built", "unknown")
SECTORS = (
    "bio",
    "chemistry_materials",
    "electronics_ict",
    "machinery",
    "energy",
    "food",
    "construction",
    "services",
    "other",
    "unknown",
)
LAND_CATEGORIES = (
    "residential",
    "neighbourhood",
    "commercial",
    "business",
    "industrial",
    "research",
    "support",
    "public",
    "park",
    "education",
    "infrastructure",
    "other",
    "total",
)
INSTITUTION_KINDS = (
    "institute",
    "hospital",
    "agency",
    "incubator",
    "accelerator",
    "investor",
    "law",
    "accounting",
    "support",
)
INVESTOR_KINDS = (
    "central_government",
    "policy_bank",
    "local_government",
    "bank",
    "corporate",
    "gp",
    "other",
)
FUND_STATUSES = ("plan", "target", "formed", "closed", "operating", "failed", "ended")
FUND_AMOUNTS = (
    "size",
    "public",
    "private",
    "lp_central_government",
    "lp_policy_bank",
    "lp_local_government",
    "lp_bank",
    "lp_corporate",
    "lp_gp",
    "lp_other",
)
LEVELS = ("strategy", "central", "local", "bio", "health_data")
PROMISES = ("amount", "limit", "rise", "fall", "act")
SCOPES = ("nation", "clusters")
ROLES = ("figure", "context")
MILESTONES = (
    "announced",
    "part",
    "done",
    "changed",
    "delayed",
    "cut",
    "stopped",
    "related",
)
FUND_USES = ("invested", "bound")
CONTEXT_KINDS = (
    "land",
    "water",
    "green",
    "runway",
    "road",
    "rail",
    "metro",
    "station",
    "place",
)
"""What makes a place known on a map, in the order it is drawn."""
