//! The smallest definitions that deserve each finding. `[program]` is added where a case does not write its own.

/// A code and a program that deserves it.
pub const CASES: &[(&str, &str)] = &[
    ("empty-program", ""),
    ("duplicate-name", "[[offering]]\nname = \"a\"\n[[offering]]\nname = \"a\"\n"),
    ("unknown-kind", "[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"a\"\nkind = \"groop\"\n"),
    (
        "unknown-outcome",
        "[[kind]]\nname = \"urine\"\nfamily = \"test\"\noutcomes.positive = {}\n[[offering]]\nname = \"a\"\n[[response]]\nname = \"r\"\non = \"urine.postive\"\ntasks = [{ role = \"nurse\", do = \"Look\" }]\n",
    ),
    (
        "wrong-family",
        "[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"a\"\nkind = \"group\"\n[[condition]]\nname = \"c\"\nscore = { measure = \"group\", at_least = 3 }\n",
    ),
    ("unknown-stage", "[[stage]]\nname = \"core\"\n[[offering]]\nname = \"a\"\nin = \"cor\"\n"),
    ("unknown-track", "[[track]]\nname = \"morning\"\n[[offering]]\nname = \"a\"\ntrack = \"mornings\"\n"),
    ("unknown-offering", "[[offering]]\nname = \"a\"\nof = \"group\"\n"),
    ("unknown-curriculum", "[[offering]]\nname = \"a\"\ncurriculum = \"education\"\n"),
    (
        "unknown-topic",
        "[[offering]]\nname = \"a\"\n[[curriculum]]\nname = \"c\"\ntopics = [\"Fear\", { name = \"grief\", after = \"feer\" }]\n",
    ),
    ("unknown-obligation", "[[offering]]\nname = \"a\"\n[[condition]]\nname = \"c\"\nobligations = \"hours\"\n"),
    ("unknown-counter", "[[offering]]\nname = \"a\"\n[[condition]]\nname = \"c\"\ncounter = \"sober-days\"\nat_least = 30\n"),
    ("unknown-condition", "[[offering]]\nname = \"a\"\nfor = \"adult\"\n"),
    (
        "unknown-move",
        "[[kind]]\nname = \"use\"\nfamily = \"event\"\n[[offering]]\nname = \"a\"\n[[response]]\nname = \"r\"\non = \"use\"\nproposes = \"extend\"\n",
    ),
    ("unknown-ledger", "[[offering]]\nname = \"a\"\n[[condition]]\nname = \"c\"\nbalance = \"fees\"\nat_most = 0\n"),
    (
        "unknown-entry",
        "[[kind]]\nname = \"use\"\nfamily = \"event\"\n[[offering]]\nname = \"a\"\n[[response]]\nname = \"r\"\non = \"use\"\ngives = \"prizes.draw\"\n",
    ),
    (
        "unknown-event",
        "[[kind]]\nname = \"use\"\nfamily = \"event\"\n[[offering]]\nname = \"a\"\n[[response]]\nname = \"r\"\non = \"missed-group\"\ntasks = [{ role = \"nurse\", do = \"Look\" }]\n",
    ),
    ("unknown-rules", "[program]\nid = \"p\"\nname = \"P\"\nrules = \"h0051\"\n[[offering]]\nname = \"a\"\n"),
    ("unused", "[[offering]]\nname = \"a\"\n[[condition]]\nname = \"all-done\"\ngoals = \"all\"\n"),
    ("cycle-stage", "[[stage]]\nname = \"a\"\nafter = \"b\"\n[[stage]]\nname = \"b\"\nafter = \"a\"\n[[offering]]\nname = \"o\"\n"),
    ("cycle-of", "[[offering]]\nname = \"a\"\nof = \"b\"\n[[offering]]\nname = \"b\"\nof = \"a\"\n"),
    (
        "cycle-condition",
        "[[offering]]\nname = \"o\"\n[[condition]]\nname = \"a\"\nall = [\"b\"]\n[[condition]]\nname = \"b\"\nnot = \"a\"\n",
    ),
    (
        "cycle-topic",
        "[[offering]]\nname = \"o\"\n[[curriculum]]\nname = \"c\"\ntopics = [{ name = \"a\", after = \"b\" }, { name = \"b\", after = \"a\" }]\n",
    ),
    ("no-first-stage", "[[stage]]\nname = \"hold\"\naside = true\n[[offering]]\nname = \"o\"\n"),
    (
        "unreachable-stage",
        "[[stage]]\nname = \"core\"\n[[stage]]\nname = \"late\"\nafter = \"later\"\n[[stage]]\nname = \"later\"\nafter = \"late\"\n[[offering]]\nname = \"o\"\n",
    ),
    ("response-without-cause", "[[offering]]\nname = \"o\"\n[[response]]\nname = \"r\"\ntasks = [{ role = \"nurse\", do = \"Look\" }]\n"),
    (
        "response-asks-nothing",
        "[[kind]]\nname = \"use\"\nfamily = \"event\"\n[[offering]]\nname = \"o\"\n[[response]]\nname = \"r\"\non = \"use\"\n",
    ),
    (
        "proposes-ruled-out",
        "[[kind]]\nname = \"use\"\nfamily = \"event\"\n[[offering]]\nname = \"o\"\n[[move]]\nname = \"discharge\"\nkind = \"out\"\nallowed = false\n[[response]]\nname = \"slip\"\non = \"use\"\nproposes = \"discharge\"\n",
    ),
    (
        "task-without-role",
        "[[kind]]\nname = \"use\"\nfamily = \"event\"\n[[offering]]\nname = \"o\"\n[[response]]\nname = \"r\"\non = \"use\"\ntasks = [{ role = \"\", do = \"Look\" }]\n",
    ),
    (
        "role-not-staffed",
        "[[kind]]\nname = \"use\"\nfamily = \"event\"\n[[offering]]\nname = \"o\"\n[[response]]\nname = \"r\"\non = \"use\"\ntasks = [{ role = \"counsellor\", do = \"Call\" }]\n",
    ),
    ("nobody-decides", "[[offering]]\nname = \"o\"\n[[move]]\nname = \"leave\"\nkind = \"out\"\n"),
    ("condition-says-nothing", "[[offering]]\nname = \"o\"\n[[condition]]\nname = \"c\"\nlabel = \"Well\"\n"),
    (
        "condition-without-bound",
        "[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"o\"\n[[counter]]\nname = \"groups\"\ncounts = \"group\"\n[[condition]]\nname = \"c\"\ncounter = \"groups\"\n",
    ),
    ("obligation-says-nothing", "[[obligation]]\nname = \"hours\"\namount = 9\nper = \"week\"\n"),
    ("range-upside-down", "[[offering]]\nname = \"o\"\nminutes = { min = 180, max = 120 }\n"),
    (
        "dates-upside-down",
        "[program]\nid = \"p\"\nname = \"P\"\nholds_from = \"2026-06-01\"\nuntil = \"2026-01-01\"\n[[offering]]\nname = \"o\"\n",
    ),
    ("closed-unsaid", "[program]\nid = \"p\"\nname = \"P\"\nclosed = [{ name = \"Summer\", month = 8 }]\n[[offering]]\nname = \"o\"\n"),
    ("unknown-zone", "[program]\nid = \"p\"\nname = \"P\"\nzone = \"Ohio\"\n[[offering]]\nname = \"o\"\n"),
    ("no-zone", "[[offering]]\nname = \"o\"\nwhen = { days = \"mon\", at = \"09:00\" }\n"),
    ("block-without-minutes", "[[offering]]\nname = \"o\"\nblocks = [{ label = \"Check-in\" }]\n"),
    ("blocks-differ", "[[offering]]\nname = \"o\"\nminutes = 120\nblocks = [{ minutes = 90 }, { minutes = 45 }]\n"),
    (
        "program-length",
        "[[stage]]\nname = \"a\"\ntime = \"12 weeks\"\n[[stage]]\nname = \"b\"\nafter = \"a\"\ntime = \"12 weeks\"\n[[offering]]\nname = \"o\"\n",
    ),
    (
        "length-differs",
        "[[stage]]\nname = \"a\"\ntime = \"12 weeks\"\n[[offering]]\nname = \"o\"\n[[move]]\nname = \"complete\"\nkind = \"out\"\ndecided_by = \"therapist\"\nif = { time = \"enrolment\", elapsed = \"16 weeks\" }\n",
    ),
    ("when-unsaid", "[[offering]]\nname = \"o\"\nwhen = { at = \"09:00\" }\n"),
    ("when-two-ways", "[[offering]]\nname = \"o\"\nwhen = { days = \"mon\", arranged = true }\n"),
    ("when-incomplete", "[[offering]]\nname = \"o\"\nwhen = { times = 3 }\n"),
    (
        "overlap",
        "[[track]]\nname = \"day\"\n[[offering]]\nname = \"a\"\ntrack = \"day\"\nminutes = 90\nwhen = { days = \"mon\", at = \"09:00\" }\n[[offering]]\nname = \"b\"\ntrack = \"day\"\nminutes = 60\nwhen = { days = \"mon\", at = \"10:00\" }\n",
    ),
    (
        "loosens",
        "[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[stage]]\nname = \"late\"\nset.\"obligation.hours.amount\" = 360\n[[obligation]]\nname = \"hours\"\ndo = \"group\"\nunit = \"minutes\"\namount = { min = 540, max = 720 }\nper = \"week\"\n",
    ),
    ("no-such-value", "[program]\nid = \"p\"\nname = \"P\"\nopen_values = \"offering.groop.when\"\n[[offering]]\nname = \"group\"\n"),
    (
        "wrong-value",
        "[[stage]]\nname = \"late\"\nset.\"offering.group.minutes\" = \"a while\"\n[[offering]]\nname = \"group\"\nminutes = 90\n",
    ),
    (
        "open-value",
        "[program]\nid = \"p\"\nname = \"P\"\nopen_values = \"offering.group.when\"\n[[offering]]\nname = \"group\"\nwhen = { times = 3, per = \"week\" }\n",
    ),
    (
        "dose-short",
        "[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"evening\"\nkind = \"group\"\nminutes = 135\nwhen = { days = [\"mon\", \"tue\", \"wed\"] }\n[[obligation]]\nname = \"groups\"\ndo = \"group\"\namount = 4\nper = \"week\"\n",
    ),
    (
        "dose-fits",
        "[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nwhen = { days = [\"mon\", \"tue\", \"wed\"] }\n[[obligation]]\nname = \"groups\"\ndo = \"group\"\namount = 2\nper = \"week\"\n",
    ),
    (
        "dose-over",
        "[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nminutes = { min = 180, max = 240 }\nwhen = { times = { min = 3, max = 5 }, per = \"week\" }\n[[obligation]]\nname = \"hours\"\ndo = \"group\"\nunit = \"minutes\"\namount = { min = 540, max = 720 }\nper = \"week\"\n",
    ),
    (
        "doses-clash",
        "[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nminutes = 120\nwhen = { days = [\"mon\", \"tue\", \"wed\"] }\n[[obligation]]\nname = \"hours\"\ndo = \"group\"\nunit = \"minutes\"\namount = { min = 360 }\nper = \"week\"\n[[obligation]]\nname = \"days\"\ndo = \"group\"\nunit = \"days\"\namount = { min = 1, max = 2 }\nper = \"week\"\n",
    ),
    (
        "window-short",
        "[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nwhen = { days = \"mon\" }\n[[obligation]]\nname = \"groups\"\ndo = \"group\"\namount = 6\nper = \"4 weeks\"\n",
    ),
    (
        "nothing-offers",
        "[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[kind]]\nname = \"individual\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\n[[obligation]]\nname = \"individual\"\ndo = \"individual\"\namount = 1\nper = \"week\"\n",
    ),
    (
        "week-spread",
        "[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nwhen = { times = { min = 3, max = 5 }, per = \"week\" }\n[[obligation]]\nname = \"hours\"\ndo = \"group\"\nunit = \"minutes\"\namount = { min = 540 }\nper = \"week\"\n[[obligation]]\nname = \"days\"\ndo = \"group\"\nunit = \"days\"\namount = { min = 3, max = 5 }\nper = \"week\"\n",
    ),
    (
        "week-short",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"asam-2.1-adult\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"evening\"\nkind = \"group\"\nminutes = 135\nwhen = { days = [\"mon\", \"tue\", \"wed\"] }\n",
    ),
    (
        "week-least-short",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"asam-2.1-adult\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"group\"\nkind = \"group\"\nminutes = { min = 120, max = 180 }\nwhen = { times = { min = 2, max = 5 }, per = \"week\" }\n[[obligation]]\nname = \"groups\"\ndo = \"group\"\namount = { min = 2, max = 5 }\nper = \"week\"\n",
    ),
    (
        "week-no-slack",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"asam-2.1-adult\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"morning\"\nkind = \"group\"\nminutes = 135\nwhen = { days = [\"mon\", \"tue\", \"wed\", \"thu\", \"sun\"] }\n[[obligation]]\nname = \"groups\"\ndo = \"group\"\namount = 4\nper = \"week\"\n",
    ),
    (
        "week-fits",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"asam-2.1-adult\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nminutes = 180\nwhen = { days = [\"mon\", \"tue\", \"wed\", \"thu\"] }\n",
    ),
    (
        "week-over",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"asam-2.1-adult\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nminutes = 235\nwhen = { days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"] }\n",
    ),
    (
        "next-level",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"asam-2.1-adult\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nminutes = 240\nwhen = { days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"] }\n",
    ),
    (
        "day-short",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"h0015\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nminutes = 135\nwhen = { days = [\"mon\", \"tue\", \"wed\"] }\n",
    ),
    (
        "day-least-short",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"h0015\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nminutes = { min = 120, max = 180 }\nwhen = { days = [\"mon\", \"tue\", \"wed\"] }\n",
    ),
    (
        "breaks-not-counted",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"h0015\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nblocks = [{ minutes = 80 }, { minutes = 20, break = true }, { minutes = 80 }]\nwhen = { days = [\"mon\", \"tue\", \"wed\"] }\n",
    ),
    (
        "days-short",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"h0015\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nminutes = 180\nwhen = { days = [\"sat\", \"sun\"] }\n",
    ),
    (
        "days-least-short",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"h0015\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nminutes = 180\nwhen = { days = [\"mon\", \"tue\", \"wed\"] }\n[[obligation]]\nname = \"days\"\ndo = \"group\"\nunit = \"days\"\namount = { min = 2 }\nper = \"week\"\n",
    ),
    (
        "length-not-said",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"asam-2.1-adult\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nwhen = { days = [\"mon\", \"tue\", \"wed\"] }\n",
    ),
    ("decimal-hours", "[[offering]]\nname = \"group\"\nminutes = { min = 129, max = 135 }\nwhen = { times = 4, per = \"week\" }\n"),
    (
        "level-crossed",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"asam-2.1-adult\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[stage]]\nname = \"iop\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nminutes = 180\nwhen = { days = [\"mon\", \"tue\", \"wed\", \"thu\"] }\n[[obligation]]\nname = \"days\"\ndo = \"group\"\namount = 4\nper = \"week\"\nsteps = [{ from = \"8 weeks\", amount = 2 }]\n",
    ),
    (
        "other-level",
        "[program]\nid = \"p\"\nname = \"P\"\nlevel_of_care = \"2.1\"\nrules = \"asam-2.1-adult\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[stage]]\nname = \"aftercare\"\nlevel_of_care = \"1.0\"\n[[offering]]\nname = \"day\"\nkind = \"group\"\nminutes = 90\nwhen = { days = \"mon\" }\n",
    ),
    ("curriculum-empty", "[[offering]]\nname = \"o\"\n[[curriculum]]\nname = \"workbook\"\ntopics = []\n"),
    ("curriculum-not-taught", "[[offering]]\nname = \"o\"\n[[curriculum]]\nname = \"education\"\ntopics = [\"Fear\"]\n"),
    (
        "curriculum-short",
        "[[stage]]\nname = \"core\"\ntime = \"2 weeks\"\n[[offering]]\nname = \"o\"\ncurriculum = \"education\"\nwhen = { days = \"mon\" }\n[[curriculum]]\nname = \"education\"\ntopics = [\"Fear\", \"Grief\", \"Triggers\"]\n",
    ),
    (
        "coverage",
        "[[stage]]\nname = \"core\"\ntime = \"8 weeks\"\n[[offering]]\nname = \"o\"\ncurriculum = \"education\"\nwhen = { days = [\"mon\", \"wed\"] }\n[[curriculum]]\nname = \"education\"\norder = \"rotating\"\ntopics = [\"Fear\", \"Grief\", \"Triggers\"]\n",
    ),
    (
        "coverage-gap",
        "[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[stage]]\nname = \"core\"\ntime = \"8 weeks\"\n[[offering]]\nname = \"o\"\nkind = \"group\"\ncurriculum = \"education\"\nwhen = { days = [\"mon\", \"wed\"] }\n[[obligation]]\nname = \"groups\"\ndo = \"group\"\namount = 1\nper = \"week\"\n[[curriculum]]\nname = \"education\"\norder = \"rotating\"\ntopics = [\"Fear\", \"Grief\", \"Triggers\", \"Parenting\"]\n",
    ),
    (
        "ordered-under-rolling",
        "[[stage]]\nname = \"core\"\ntime = \"8 weeks\"\n[[offering]]\nname = \"o\"\ncurriculum = \"education\"\nwhen = { days = \"mon\" }\n[[curriculum]]\nname = \"education\"\norder = \"ordered\"\ntopics = [\"Fear\", \"Grief\", \"Triggers\"]\n",
    ),
    (
        "review-burden",
        "[program]\nid = \"p\"\nname = \"P\"\nrules = \"asam-2.1-adult\"\n[[stage]]\nname = \"iop\"\ntime = \"36 weeks\"\n[[offering]]\nname = \"o\"\n",
    ),
    (
        "record-volume",
        "[[stage]]\nname = \"iop\"\ntime = \"36 weeks\"\n[[offering]]\nname = \"o\"\nwhen = { days = [\"mon\", \"tue\", \"wed\", \"thu\"] }\nblocks = [{ minutes = 90 }, { minutes = 45 }]\n",
    ),
    ("search-cut", CROWDED),
];

/// Fifty sessions of different lengths that must make an exact sum with a cap just above it: more than can be searched through.
const CROWDED: &str = include_str!("crowded.toml");

/// A code, a program and a timetable of it that deserves the code.
pub const TIMETABLES: &[(&str, &str, &str)] = &[
    ("other-program", "[[offering]]\nname = \"o\"\n", "[timetable]\nprogram = \"another\"\n"),
    (
        "no-such-offering",
        "[[offering]]\nname = \"o\"\n",
        "[timetable]\nprogram = \"p\"\n[[offering]]\nname = \"morning\"\nof = \"group\"\n",
    ),
    (
        "circular-of",
        "[[offering]]\nname = \"o\"\n",
        "[timetable]\nprogram = \"p\"\n[[offering]]\nname = \"a\"\nof = \"b\"\n[[offering]]\nname = \"b\"\nof = \"a\"\n",
    ),
];
