-- Tables, views and questions for DuckDB, in the directory of `nianbao export --parquet`; see duckdb.md.
-- Written by `make docs` from db/schema.py, db/views.py and db/questions.yml; edit there.
CREATE OR REPLACE MACRO total(x) AS coalesce(sum(x), 0.0);

CREATE OR REPLACE VIEW "forms" AS SELECT "id", "zh", "en", "notice" FROM read_parquet('forms.parquet');
CREATE OR REPLACE VIEW "provinces" AS SELECT "id", "zh", "en" FROM read_parquet('provinces.parquet');
CREATE OR REPLACE VIEW "agency_types" AS SELECT "id", "zh", "en", "level" FROM read_parquet('agency_types.parquet');
CREATE OR REPLACE VIEW "states" AS SELECT "id", "zh", "en" FROM read_parquet('states.parquet');
CREATE OR REPLACE VIEW "severities" AS SELECT "id", "zh", "en" FROM read_parquet('severities.parquet');
CREATE OR REPLACE VIEW "rules" AS SELECT "id", "zh", "en" FROM read_parquet('rules.parquet');
CREATE OR REPLACE VIEW "disclosure_items" AS SELECT "id", "code", "zh", "en", "group_code", "group_zh", "group_en" FROM read_parquet('disclosure_items.parquet');
CREATE OR REPLACE VIEW "outcomes" AS SELECT "id", "code", "zh", "en", "group_code", "group_zh", "group_en" FROM read_parquet('outcomes.parquet');
CREATE OR REPLACE VIEW "remedy_kinds" AS SELECT "id", "code", "zh", "en", "group_code", "group_zh", "group_en" FROM read_parquet('remedy_kinds.parquet');
CREATE OR REPLACE VIEW "cell_columns" AS SELECT "table", "code", "zh", "en" FROM read_parquet('cell_columns.parquet');
CREATE OR REPLACE VIEW "divisions" AS SELECT "id", "name", "prefecture", "province_id" FROM read_parquet('divisions.parquet');
CREATE OR REPLACE VIEW "portals" AS SELECT "id", "name", "root", "division_id" FROM read_parquet('portals.parquet');
CREATE OR REPLACE VIEW "agencies" AS SELECT "id", "portal_id", "name", "type_id" FROM read_parquet('agencies.parquet');
CREATE OR REPLACE VIEW "agency_names" AS SELECT "id", "agency_id", "name", "first_year", "last_year", "reports" FROM read_parquet('agency_names.parquet');
CREATE OR REPLACE VIEW "captures" AS SELECT "id", "portal_id", "url", "fetched_at", "status", "content_type", "digest", "filename", "offset", "kind", "reading", "parser" FROM read_parquet('captures.parquet');
CREATE OR REPLACE VIEW "rejected" AS SELECT "capture_id", "portal_id", "url", "rule", "message" FROM read_parquet('rejected.parquet');
CREATE OR REPLACE VIEW "reports" AS SELECT "id", "portal_id", "agency_id", "printed_agency", "year", "form", "title", "published", "days_late", "period_start", "period_end", "new_received", "carried_in", "granted", "granted_in_part", "denied", "unavailable", "not_processed", "other", "processed_total", "carried_over", "reconsiderations", "litigations", "errors", "warnings", "notes", "cells_read", "cells_seen", "document", "version", "format", "url", "capture_id", "list_date", "withdrawn", "document_number", "contact_telephone", "contact_email", "contact_address", "preamble", "parser", "fingerprint" FROM read_parquet('reports/*/*.parquet');
CREATE OR REPLACE VIEW "locations" AS SELECT "report_id", "url", "portal_id", "first_seen", "last_seen", "digest", "fingerprint", "missing_since" FROM read_parquet('locations/*/*.parquet');
CREATE OR REPLACE VIEW "sections" AS SELECT "id", "report_id", "number", "heading", "text", "wording" FROM read_parquet('sections/*/*.parquet');
CREATE OR REPLACE VIEW "disclosures" AS SELECT "report_id", "item_id", "issued", "repealed", "in_force", "decisions", "amount", "newly_made", "newly_disclosed", "total_disclosed", "previous_items", "change", "projects", "unit" FROM read_parquet('disclosures/*/*.parquet');
CREATE OR REPLACE VIEW "applications" AS SELECT "report_id", "outcome_id", "natural_person", "business", "research_institute", "public_interest_org", "legal_service_org", "other_org", "total" FROM read_parquet('applications/*/*.parquet');
CREATE OR REPLACE VIEW "remedies" AS SELECT "report_id", "kind_id", "upheld", "corrected", "other", "pending", "total" FROM read_parquet('remedies/*/*.parquet');
CREATE OR REPLACE VIEW "indicators" AS SELECT "report_id", "number", "row", "label", "unit", "count", "year", "cumulative" FROM read_parquet('indicators/*/*.parquet');
CREATE OR REPLACE VIEW "marks" AS SELECT "report_id", "table", "row", "column", "state", "raw" FROM read_parquet('marks/*/*.parquet');
CREATE OR REPLACE VIEW "counts" AS SELECT "id", "report_id", "number", "section", "subject", "metric", "channel", "value", "unit", "qualifier", "scope", "quote", "start", "end" FROM read_parquet('counts/*/*.parquet');
CREATE OR REPLACE VIEW "findings" AS SELECT "report_id", "number", "rule", "severity", "message", "where_", "expected", "actual" FROM read_parquet('findings/*/*.parquet');
CREATE OR REPLACE VIEW "versions" AS SELECT "report_id", "version", "capture_id", "fetched_at", "digest", "parser", "fingerprint" FROM read_parquet('versions/*/*.parquet');
CREATE OR REPLACE VIEW "changes" AS SELECT "report_id", "version", "table", "row", "column", "old", "new" FROM read_parquet('changes/*/*.parquet');
CREATE OR REPLACE VIEW "jumps" AS SELECT "report_id", "table", "row", "column", "before", "now" FROM read_parquet('jumps/*/*.parquet');
CREATE OR REPLACE VIEW "same_words" AS SELECT "wording", "report_id", "number" FROM read_parquet('same_words/*/*.parquet');
CREATE OR REPLACE VIEW "outcome_sums" AS SELECT "portal_id", "year", "form", "outcome_id", "reports", "n_of_denied", "of_denied", "denied", "n_of_handled", "of_handled", "handled" FROM read_parquet('outcome_sums.parquet');
CREATE OR REPLACE VIEW "bases" AS SELECT "question", "portal_id", "compared", "excluded" FROM read_parquet('bases.parquet');
CREATE OR REPLACE VIEW "releases" AS SELECT "id", "last_capture", "reports" FROM read_parquet('releases.parquet');

CREATE OR REPLACE VIEW "counties" AS
SELECT
  "p"."id" AS "portal_id",
  "p"."name" AS "county",
  "d"."id" AS "division",
  "d"."prefecture",
  "v"."zh" AS "province",
  "v"."en" AS "province_en",
  (
    SELECT
      COUNT(*)
    FROM "agencies"
    WHERE
      "portal_id" = "p"."id"
  ) AS "agencies",
  COUNT("r"."id") AS "reports",
  MIN("r"."year") AS "first_year",
  MAX("r"."year") AS "last_year",
  COUNT("r"."id") FILTER(WHERE
    "r"."warnings" > 0) AS "with_warnings",
  COUNT("r"."id") FILTER(WHERE
    "r"."errors" > 0) AS "with_errors"
FROM "portals" AS "p"
LEFT JOIN "divisions" AS "d"
  ON "d"."id" = "p"."division_id"
LEFT JOIN "provinces" AS "v"
  ON "v"."id" = "d"."province_id"
LEFT JOIN "reports" AS "r"
  ON "r"."portal_id" = "p"."id"
GROUP BY
  "p"."id",
  "p"."name",
  "d"."id",
  "d"."prefecture",
  "v"."zh",
  "v"."en";

CREATE OR REPLACE VIEW "cells" AS
SELECT
  "t"."report_id",
  'disclosure' AS "table",
  "l"."code" AS "row",
  'issued' AS "column",
  "t"."issued" AS "value",
  "l"."zh" AS "label"
FROM "disclosures" AS "t"
JOIN "disclosure_items" AS "l"
  ON "l"."id" = "t"."item_id"
WHERE
  NOT "t"."issued" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'disclosure' AS "table",
  "l"."code" AS "row",
  'repealed' AS "column",
  "t"."repealed" AS "value",
  "l"."zh" AS "label"
FROM "disclosures" AS "t"
JOIN "disclosure_items" AS "l"
  ON "l"."id" = "t"."item_id"
WHERE
  NOT "t"."repealed" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'disclosure' AS "table",
  "l"."code" AS "row",
  'in_force' AS "column",
  "t"."in_force" AS "value",
  "l"."zh" AS "label"
FROM "disclosures" AS "t"
JOIN "disclosure_items" AS "l"
  ON "l"."id" = "t"."item_id"
WHERE
  NOT "t"."in_force" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'disclosure' AS "table",
  "l"."code" AS "row",
  'decisions' AS "column",
  "t"."decisions" AS "value",
  "l"."zh" AS "label"
FROM "disclosures" AS "t"
JOIN "disclosure_items" AS "l"
  ON "l"."id" = "t"."item_id"
WHERE
  NOT "t"."decisions" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'disclosure' AS "table",
  "l"."code" AS "row",
  'amount' AS "column",
  "t"."amount" AS "value",
  "l"."zh" AS "label"
FROM "disclosures" AS "t"
JOIN "disclosure_items" AS "l"
  ON "l"."id" = "t"."item_id"
WHERE
  NOT "t"."amount" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'disclosure' AS "table",
  "l"."code" AS "row",
  'newly_made' AS "column",
  "t"."newly_made" AS "value",
  "l"."zh" AS "label"
FROM "disclosures" AS "t"
JOIN "disclosure_items" AS "l"
  ON "l"."id" = "t"."item_id"
WHERE
  NOT "t"."newly_made" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'disclosure' AS "table",
  "l"."code" AS "row",
  'newly_disclosed' AS "column",
  "t"."newly_disclosed" AS "value",
  "l"."zh" AS "label"
FROM "disclosures" AS "t"
JOIN "disclosure_items" AS "l"
  ON "l"."id" = "t"."item_id"
WHERE
  NOT "t"."newly_disclosed" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'disclosure' AS "table",
  "l"."code" AS "row",
  'total_disclosed' AS "column",
  "t"."total_disclosed" AS "value",
  "l"."zh" AS "label"
FROM "disclosures" AS "t"
JOIN "disclosure_items" AS "l"
  ON "l"."id" = "t"."item_id"
WHERE
  NOT "t"."total_disclosed" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'disclosure' AS "table",
  "l"."code" AS "row",
  'previous_items' AS "column",
  "t"."previous_items" AS "value",
  "l"."zh" AS "label"
FROM "disclosures" AS "t"
JOIN "disclosure_items" AS "l"
  ON "l"."id" = "t"."item_id"
WHERE
  NOT "t"."previous_items" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'disclosure' AS "table",
  "l"."code" AS "row",
  'change' AS "column",
  "t"."change" AS "value",
  "l"."zh" AS "label"
FROM "disclosures" AS "t"
JOIN "disclosure_items" AS "l"
  ON "l"."id" = "t"."item_id"
WHERE
  NOT "t"."change" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'disclosure' AS "table",
  "l"."code" AS "row",
  'projects' AS "column",
  "t"."projects" AS "value",
  "l"."zh" AS "label"
FROM "disclosures" AS "t"
JOIN "disclosure_items" AS "l"
  ON "l"."id" = "t"."item_id"
WHERE
  NOT "t"."projects" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'applications' AS "table",
  "l"."code" AS "row",
  'natural_person' AS "column",
  "t"."natural_person" AS "value",
  "l"."zh" AS "label"
FROM "applications" AS "t"
JOIN "outcomes" AS "l"
  ON "l"."id" = "t"."outcome_id"
WHERE
  NOT "t"."natural_person" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'applications' AS "table",
  "l"."code" AS "row",
  'business' AS "column",
  "t"."business" AS "value",
  "l"."zh" AS "label"
FROM "applications" AS "t"
JOIN "outcomes" AS "l"
  ON "l"."id" = "t"."outcome_id"
WHERE
  NOT "t"."business" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'applications' AS "table",
  "l"."code" AS "row",
  'research_institute' AS "column",
  "t"."research_institute" AS "value",
  "l"."zh" AS "label"
FROM "applications" AS "t"
JOIN "outcomes" AS "l"
  ON "l"."id" = "t"."outcome_id"
WHERE
  NOT "t"."research_institute" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'applications' AS "table",
  "l"."code" AS "row",
  'public_interest_org' AS "column",
  "t"."public_interest_org" AS "value",
  "l"."zh" AS "label"
FROM "applications" AS "t"
JOIN "outcomes" AS "l"
  ON "l"."id" = "t"."outcome_id"
WHERE
  NOT "t"."public_interest_org" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'applications' AS "table",
  "l"."code" AS "row",
  'legal_service_org' AS "column",
  "t"."legal_service_org" AS "value",
  "l"."zh" AS "label"
FROM "applications" AS "t"
JOIN "outcomes" AS "l"
  ON "l"."id" = "t"."outcome_id"
WHERE
  NOT "t"."legal_service_org" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'applications' AS "table",
  "l"."code" AS "row",
  'other_org' AS "column",
  "t"."other_org" AS "value",
  "l"."zh" AS "label"
FROM "applications" AS "t"
JOIN "outcomes" AS "l"
  ON "l"."id" = "t"."outcome_id"
WHERE
  NOT "t"."other_org" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'applications' AS "table",
  "l"."code" AS "row",
  'total' AS "column",
  "t"."total" AS "value",
  "l"."zh" AS "label"
FROM "applications" AS "t"
JOIN "outcomes" AS "l"
  ON "l"."id" = "t"."outcome_id"
WHERE
  NOT "t"."total" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'remedies' AS "table",
  "l"."code" AS "row",
  'upheld' AS "column",
  "t"."upheld" AS "value",
  "l"."zh" AS "label"
FROM "remedies" AS "t"
JOIN "remedy_kinds" AS "l"
  ON "l"."id" = "t"."kind_id"
WHERE
  NOT "t"."upheld" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'remedies' AS "table",
  "l"."code" AS "row",
  'corrected' AS "column",
  "t"."corrected" AS "value",
  "l"."zh" AS "label"
FROM "remedies" AS "t"
JOIN "remedy_kinds" AS "l"
  ON "l"."id" = "t"."kind_id"
WHERE
  NOT "t"."corrected" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'remedies' AS "table",
  "l"."code" AS "row",
  'other' AS "column",
  "t"."other" AS "value",
  "l"."zh" AS "label"
FROM "remedies" AS "t"
JOIN "remedy_kinds" AS "l"
  ON "l"."id" = "t"."kind_id"
WHERE
  NOT "t"."other" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'remedies' AS "table",
  "l"."code" AS "row",
  'pending' AS "column",
  "t"."pending" AS "value",
  "l"."zh" AS "label"
FROM "remedies" AS "t"
JOIN "remedy_kinds" AS "l"
  ON "l"."id" = "t"."kind_id"
WHERE
  NOT "t"."pending" IS NULL
UNION ALL
SELECT
  "t"."report_id",
  'remedies' AS "table",
  "l"."code" AS "row",
  'total' AS "column",
  "t"."total" AS "value",
  "l"."zh" AS "label"
FROM "remedies" AS "t"
JOIN "remedy_kinds" AS "l"
  ON "l"."id" = "t"."kind_id"
WHERE
  NOT "t"."total" IS NULL;

CREATE OR REPLACE VIEW "coverage" AS
SELECT
  "a"."portal_id",
  "a"."id" AS "agency_id",
  "a"."name" AS "agency",
  "y"."year",
  "r"."id" AS "report_id",
  "r"."form",
  "r"."published",
  "r"."days_late",
  CASE
    WHEN "r"."id" IS NULL
    THEN 'missing'
    WHEN NOT "r"."withdrawn" IS NULL
    THEN 'withdrawn'
    WHEN "r"."errors" > 0
    THEN 'unreadable'
    WHEN "r"."days_late" > 0
    THEN 'late'
    ELSE 'published'
  END AS "state"
FROM "agencies" AS "a"
JOIN (
  SELECT DISTINCT
    "portal_id",
    "year"
  FROM "reports"
  WHERE
    NOT "year" IS NULL
) AS "y"
  ON "y"."portal_id" = "a"."portal_id"
LEFT JOIN "reports" AS "r"
  ON "r"."agency_id" = "a"."id" AND "r"."year" = "y"."year" AND "r"."document" = 1;

CREATE OR REPLACE VIEW "problems" AS
SELECT
  "portal_id",
  'rejected' AS "problem",
  "url",
  NULL AS "report_id",
  "rule",
  "message"
FROM "rejected"
UNION ALL
SELECT
  "r"."portal_id",
  'error',
  "r"."url",
  "r"."id",
  "f"."rule",
  "f"."message"
FROM "findings" AS "f"
JOIN "reports" AS "r"
  ON "r"."id" = "f"."report_id"
WHERE
  "f"."severity" = 'error'
UNION ALL
SELECT
  "portal_id",
  'unplaced',
  "url",
  "id",
  NULL,
  '机关或年度不明 / agency or year unknown'
FROM "reports"
WHERE
  "agency_id" IS NULL OR "year" IS NULL;

CREATE OR REPLACE VIEW "outcome_shares" AS
SELECT
  "r"."id",
  "r"."portal_id",
  "r"."agency_id",
  "r"."year",
  "r"."form",
  "o"."id" AS "outcome_id",
  1 AS "reports",
  NOT "c"."total" IS NULL AND NOT "r"."denied" IS NULL AS "n_of_denied",
  CASE WHEN NOT "r"."denied" IS NULL THEN "c"."total" END AS "of_denied",
  CASE WHEN NOT "c"."total" IS NULL THEN "r"."denied" END AS "denied",
  NOT "c"."total" IS NULL AND NOT "r"."processed_total" IS NULL AS "n_of_handled",
  CASE WHEN NOT "r"."processed_total" IS NULL THEN "c"."total" END AS "of_handled",
  CASE WHEN NOT "c"."total" IS NULL THEN "r"."processed_total" END AS "handled"
FROM "reports" AS "r"
INNER JOIN "outcomes" AS "o"
  ON "o"."group_code" = 'denied'
  OR CASE "r"."form"
    WHEN '2019'
    THEN "o"."code" = 'other'
    WHEN '2021'
    THEN "o"."group_code" = 'other' AND "o"."code" <> 'other'
  END
LEFT JOIN "applications" AS "c"
  ON "c"."report_id" = "r"."id" AND "c"."outcome_id" = "o"."id"
WHERE
  "r"."document" = 1 AND "r"."form" IN ('2019', '2021') AND NOT "r"."year" IS NULL;

CREATE OR REPLACE VIEW "several_documents" AS
SELECT
  "r"."agency_id",
  "r"."year",
  "r"."document",
  "r"."id" AS "report_id",
  "r"."title",
  "r"."url",
  "r"."new_received",
  "r"."processed_total"
FROM "reports" AS "r"
WHERE
  ("r"."agency_id", "r"."year") IN (
    SELECT
      "agency_id",
      "year"
    FROM "reports"
    WHERE
      "document" > 1
  );

CREATE OR REPLACE VIEW "addresses_that_differ" AS
SELECT
  "l"."report_id",
  "r"."url" AS "current_url",
  "l"."url",
  "l"."last_seen"
FROM "locations" AS "l"
JOIN "reports" AS "r"
  ON "r"."id" = "l"."report_id"
WHERE
  "l"."fingerprint" <> "r"."fingerprint";

-- 不予公开率，按年度 · Refusal rate by year
CREATE OR REPLACE MACRO refusal_rate(of_portal := '', of_agency := '') AS TABLE
SELECT
  "r"."year",
  COUNT(*) FILTER(WHERE
    NOT "denied" IS NULL AND NOT "processed_total" IS NULL) AS "n_reports",
  SUM("denied") FILTER(WHERE
    NOT "processed_total" IS NULL) AS "denied",
  SUM("processed_total") FILTER(WHERE
    NOT "denied" IS NULL) AS "denominator",
  ROUND(
    100.0 * SUM("denied") FILTER(WHERE
      NOT "processed_total" IS NULL) / NULLIF(NULLIF(SUM("processed_total") FILTER(WHERE
      NOT "denied" IS NULL), 0), 0),
    2
  ) AS "percent",
  COUNT(*) FILTER(WHERE
    "denied" IS NULL OR "processed_total" IS NULL) AS "excluded"
FROM "reports" AS "r"
LEFT JOIN "agencies" AS "a"
  ON "a"."id" = "r"."agency_id"
WHERE
  "r"."document" = 1
  AND NOT "r"."year" IS NULL
  AND "r"."id" IN (
    SELECT
      "id"
    FROM "reports"
    WHERE
      "of_portal" = '' AND "of_agency" = ''
    UNION ALL
    SELECT
      "id"
    FROM "reports"
    WHERE
      "portal_id" = "of_portal" AND "of_agency" = ''
    UNION ALL
    SELECT
      "of"."id"
    FROM "agencies" AS "named"
    JOIN "reports" AS "of"
      ON "of"."agency_id" = "named"."id"
    WHERE
      "of_agency" <> ''
      AND "of_portal" IN ('', "named"."portal_id")
      AND (
        "named"."name" LIKE '%' || "of_agency" || '%'
        OR CAST("named"."id" AS TEXT) = "of_agency"
      )
  )
GROUP BY
  "r"."year"
ORDER BY
  "r"."year" NULLS FIRST;

-- 不予公开率，按机关类别和年度 · Refusal rate by type of agency and year
CREATE OR REPLACE MACRO refusal_rate_by_type(of_portal := '') AS TABLE
SELECT
  COALESCE(CAST("t"."zh" AS TEXT), '不明') AS "type",
  COALESCE(CAST("t"."en" AS TEXT), 'Unknown') AS "type_en",
  "r"."year",
  COUNT(*) FILTER(WHERE
    NOT "denied" IS NULL AND NOT "processed_total" IS NULL) AS "n_reports",
  SUM("denied") FILTER(WHERE
    NOT "processed_total" IS NULL) AS "denied",
  SUM("processed_total") FILTER(WHERE
    NOT "denied" IS NULL) AS "denominator",
  ROUND(
    100.0 * SUM("denied") FILTER(WHERE
      NOT "processed_total" IS NULL) / NULLIF(NULLIF(SUM("processed_total") FILTER(WHERE
      NOT "denied" IS NULL), 0), 0),
    2
  ) AS "percent",
  COUNT(*) FILTER(WHERE
    "denied" IS NULL OR "processed_total" IS NULL) AS "excluded"
FROM "reports" AS "r"
LEFT JOIN "agencies" AS "a"
  ON "a"."id" = "r"."agency_id"
LEFT JOIN "agency_types" AS "t"
  ON "t"."id" = "a"."type_id"
WHERE
  "r"."document" = 1
  AND NOT "r"."year" IS NULL
  AND "r"."id" IN (
    SELECT
      "id"
    FROM "reports"
    WHERE
      "of_portal" = ''
    UNION ALL
    SELECT
      "id"
    FROM "reports"
    WHERE
      "portal_id" = "of_portal"
  )
GROUP BY
  "a"."type_id",
  "r"."year",
  "t"."zh",
  "t"."en",
  "t"."id"
ORDER BY
  "t"."id" IS NULL NULLS FIRST,
  "t"."id" NULLS FIRST,
  "r"."year" NULLS FIRST;

-- 无法提供，及其中“本机关不掌握” · Unavailable, and of it “not held”
CREATE OR REPLACE MACRO unavailable_share(of_portal := '', of_agency := '') AS TABLE
SELECT
  "year",
  COUNT(*) FILTER(WHERE
    "told") AS "n_reports",
  SUM("unavailable") FILTER(WHERE
    "told") AS "unavailable",
  SUM("not_held") FILTER(WHERE
    "told") AS "not_held",
  SUM("processed_total") FILTER(WHERE
    "told") AS "denominator",
  ROUND(
    100.0 * SUM("unavailable") FILTER(WHERE
      "told") / NULLIF(NULLIF(SUM("processed_total") FILTER(WHERE
      "told"), 0), 0),
    2
  ) AS "percent",
  ROUND(
    100.0 * SUM("not_held") FILTER(WHERE
      "told") / NULLIF(NULLIF(SUM("unavailable") FILTER(WHERE
      "told"), 0), 0),
    2
  ) AS "percent_not_held",
  COUNT(*) FILTER(WHERE
    NOT "told") AS "excluded"
FROM (
  SELECT
    "r"."year",
    "r"."unavailable",
    "h"."total" AS "not_held",
    "r"."processed_total",
    NOT "r"."unavailable" IS NULL
    AND NOT "h"."total" IS NULL
    AND NOT "r"."processed_total" IS NULL AS "told"
  FROM "reports" AS "r"
  LEFT JOIN "agencies" AS "a"
    ON "a"."id" = "r"."agency_id"
  LEFT JOIN "applications" AS "h"
    ON "h"."report_id" = "r"."id"
    AND "h"."outcome_id" = (
      SELECT
        "id"
      FROM "outcomes"
      WHERE
        "code" = 'unavailable_not_held'
    )
  WHERE
    "r"."document" = 1
    AND NOT "r"."year" IS NULL
    AND "r"."id" IN (
      SELECT
        "id"
      FROM "reports"
      WHERE
        "of_portal" = '' AND "of_agency" = ''
      UNION ALL
      SELECT
        "id"
      FROM "reports"
      WHERE
        "portal_id" = "of_portal" AND "of_agency" = ''
      UNION ALL
      SELECT
        "of"."id"
      FROM "agencies" AS "named"
      JOIN "reports" AS "of"
        ON "of"."agency_id" = "named"."id"
      WHERE
        "of_agency" <> ''
        AND "of_portal" IN ('', "named"."portal_id")
        AND (
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency"
        )
    )
)
GROUP BY
  "year"
ORDER BY
  "year" NULLS FIRST;

-- 不予公开的理由，按年度 · Grounds of refusal by year
CREATE OR REPLACE MACRO refusal_grounds(of_portal := '', of_agency := '') AS TABLE
SELECT
  "t"."year",
  "o"."zh" AS "ground",
  "o"."en" AS "ground_en",
  SUM("n_of_denied") AS "n_reports",
  SUM("of_denied") AS "denied",
  SUM("t"."denied") AS "denominator",
  ROUND(100.0 * SUM("of_denied") / NULLIF(NULLIF(SUM("t"."denied"), 0), 0), 2) AS "percent",
  SUM("reports") - SUM("n_of_denied") AS "excluded"
FROM (
  SELECT
    "year",
    "form",
    "outcome_id",
    "reports",
    "n_of_denied",
    "of_denied",
    "denied",
    "n_of_handled",
    "of_handled",
    "handled"
  FROM "outcome_sums"
  WHERE
    "of_agency" = ''
    AND "portal_id" IN (
      SELECT
        "id"
      FROM "portals"
      WHERE
        "of_portal" IN ('', "id")
    )
  UNION ALL
  SELECT
    "year",
    "form",
    "outcome_id",
    "reports",
    "n_of_denied",
    "of_denied",
    "denied",
    "n_of_handled",
    "of_handled",
    "handled"
  FROM "outcome_shares" AS "r"
  WHERE
    "of_agency" <> ''
    AND "r"."id" IN (
      SELECT
        "id"
      FROM "reports"
      WHERE
        "of_portal" = '' AND "of_agency" = ''
      UNION ALL
      SELECT
        "id"
      FROM "reports"
      WHERE
        "portal_id" = "of_portal" AND "of_agency" = ''
      UNION ALL
      SELECT
        "of"."id"
      FROM "agencies" AS "named"
      JOIN "reports" AS "of"
        ON "of"."agency_id" = "named"."id"
      WHERE
        "of_agency" <> ''
        AND "of_portal" IN ('', "named"."portal_id")
        AND (
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency"
        )
    )
) AS "t"
JOIN "outcomes" AS "o"
  ON "o"."id" = "t"."outcome_id" AND "o"."group_code" = 'denied'
GROUP BY
  "t"."year",
  "o"."id",
  "o"."zh",
  "o"."en"
ORDER BY
  "t"."year" NULLS FIRST,
  "o"."id" NULLS FIRST;

-- 予以公开与部分公开，2019年《条例》前后 · Granted in full and in part, before and after 2019
CREATE OR REPLACE MACRO disclosure_rate(of_portal := '', of_agency := '') AS TABLE
WITH "told" AS (
  SELECT
    "r"."id",
    "r"."year",
    "r"."portal_id",
    "r"."agency_id",
    '2019, 2021' AS "forms",
    "granted",
    "granted_in_part",
    "processed_total" AS "answered"
  FROM "reports" AS "r"
  WHERE
    "r"."document" = 1 AND "r"."form" IN ('2019', '2021')
  UNION ALL
  SELECT
    "r"."id",
    "r"."year",
    "r"."portal_id",
    "r"."agency_id",
    '2014',
    MAX(COALESCE("i"."year", "i"."count")) FILTER(WHERE
      "i"."row" = 'granted'),
    MAX(COALESCE("i"."year", "i"."count")) FILTER(WHERE
      "i"."row" = 'granted_in_part'),
    MAX(COALESCE("i"."year", "i"."count")) FILTER(WHERE
      "i"."row" = 'applications_answered')
  FROM "reports" AS "r"
  LEFT JOIN "indicators" AS "i"
    ON "i"."report_id" = "r"."id"
  WHERE
    "r"."document" = 1 AND "r"."form" = '2014'
  GROUP BY
    "r"."id",
    "r"."year",
    "r"."portal_id",
    "r"."agency_id"
  UNION ALL
  SELECT
    "r"."id",
    "r"."year",
    "r"."portal_id",
    "r"."agency_id",
    NULL,
    NULL,
    NULL,
    NULL
  FROM "reports" AS "r"
  WHERE
    "r"."document" = 1
    AND (
      "r"."form" IS NULL OR NOT "r"."form" IN ('2014', '2019', '2021')
    )
)
SELECT
  "year",
  "forms",
  COUNT("full") AS "n_reports",
  SUM("granted") FILTER(WHERE
    "full") AS "granted",
  SUM("granted_in_part") FILTER(WHERE
    "full") AS "granted_in_part",
  SUM("answered") FILTER(WHERE
    "full") AS "denominator",
  ROUND(
    100.0 * SUM("granted") FILTER(WHERE
      "full") / NULLIF(NULLIF(SUM("answered") FILTER(WHERE
      "full"), 0), 0),
    2
  ) AS "percent_granted",
  ROUND(
    100.0 * SUM("granted_in_part") FILTER(WHERE
      "full") / NULLIF(NULLIF(SUM("answered") FILTER(WHERE
      "full"), 0), 0),
    2
  ) AS "percent_in_part",
  COUNT(*) - COUNT("full") AS "excluded"
FROM (
  SELECT
    "r".*,
    CASE WHEN NOT "granted" + "granted_in_part" + "answered" IS NULL THEN 1 END AS "full"
  FROM "told" AS "r"
  LEFT JOIN "agencies" AS "a"
    ON "a"."id" = "r"."agency_id"
  WHERE
    NOT "r"."year" IS NULL
    AND "r"."id" IN (
      SELECT
        "id"
      FROM "reports"
      WHERE
        "of_portal" = '' AND "of_agency" = ''
      UNION ALL
      SELECT
        "id"
      FROM "reports"
      WHERE
        "portal_id" = "of_portal" AND "of_agency" = ''
      UNION ALL
      SELECT
        "of"."id"
      FROM "agencies" AS "named"
      JOIN "reports" AS "of"
        ON "of"."agency_id" = "named"."id"
      WHERE
        "of_agency" <> ''
        AND "of_portal" IN ('', "named"."portal_id")
        AND (
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency"
        )
    )
)
GROUP BY
  "year",
  "forms"
ORDER BY
  "year" NULLS FIRST,
  "forms" NULLS FIRST;

-- 其他处理：2019年格式一行，2021年格式三行 · Otherwise handled, one row in 2019, three since 2021
CREATE OR REPLACE MACRO other_handled(of_portal := '', of_agency := '') AS TABLE
SELECT
  "t"."year",
  "t"."form",
  "o"."zh" AS "outcome",
  "o"."en" AS "outcome_en",
  SUM("n_of_handled") AS "n_reports",
  SUM("of_handled") AS "cases",
  SUM("handled") AS "denominator",
  ROUND(100.0 * SUM("of_handled") / NULLIF(NULLIF(SUM("handled"), 0), 0), 2) AS "percent",
  SUM("reports") - SUM("n_of_handled") AS "excluded"
FROM (
  SELECT
    "year",
    "form",
    "outcome_id",
    "reports",
    "n_of_denied",
    "of_denied",
    "denied",
    "n_of_handled",
    "of_handled",
    "handled"
  FROM "outcome_sums"
  WHERE
    "of_agency" = ''
    AND "portal_id" IN (
      SELECT
        "id"
      FROM "portals"
      WHERE
        "of_portal" IN ('', "id")
    )
  UNION ALL
  SELECT
    "year",
    "form",
    "outcome_id",
    "reports",
    "n_of_denied",
    "of_denied",
    "denied",
    "n_of_handled",
    "of_handled",
    "handled"
  FROM "outcome_shares" AS "r"
  WHERE
    "of_agency" <> ''
    AND "r"."id" IN (
      SELECT
        "id"
      FROM "reports"
      WHERE
        "of_portal" = '' AND "of_agency" = ''
      UNION ALL
      SELECT
        "id"
      FROM "reports"
      WHERE
        "portal_id" = "of_portal" AND "of_agency" = ''
      UNION ALL
      SELECT
        "of"."id"
      FROM "agencies" AS "named"
      JOIN "reports" AS "of"
        ON "of"."agency_id" = "named"."id"
      WHERE
        "of_agency" <> ''
        AND "of_portal" IN ('', "named"."portal_id")
        AND (
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency"
        )
    )
) AS "t"
JOIN "outcomes" AS "o"
  ON "o"."id" = "t"."outcome_id" AND "o"."group_code" IS DISTINCT FROM 'denied'
GROUP BY
  "t"."year",
  "t"."form",
  "o"."id",
  "o"."zh",
  "o"."en"
ORDER BY
  "t"."year" NULLS FIRST,
  "t"."form" NULLS FIRST,
  "o"."id" NULLS FIRST;

-- 上年结转与上年报告不符 · Carried in is not what was carried over
CREATE OR REPLACE MACRO carried_over_mismatches(of_portal := '') AS TABLE
WITH "pairs" AS (
  SELECT
    "r"."id",
    "r"."carried_in",
    "p"."carried_over"
  FROM "reports" AS "r"
  JOIN "reports" AS "p"
    ON "p"."agency_id" = "r"."agency_id"
    AND "p"."year" = "r"."year" - 1
    AND "p"."document" = 1
  WHERE
    "r"."document" = 1
    AND "r"."id" IN (
      SELECT
        "id"
      FROM "reports"
      WHERE
        "of_portal" = ''
      UNION ALL
      SELECT
        "id"
      FROM "reports"
      WHERE
        "portal_id" = "of_portal"
    )
), "all_pairs" AS (
  SELECT
    COUNT("carried_in" + "carried_over") AS "n_pairs",
    COUNT(*) - COUNT("carried_in" + "carried_over") AS "excluded"
  FROM "pairs"
)
SELECT
  "a"."name" AS "agency",
  "r"."year",
  "f"."expected" AS "carried_over_last_year",
  "f"."actual" AS "carried_in",
  "f"."actual" - "f"."expected" AS "difference",
  "n"."n_pairs",
  "n"."excluded",
  "r"."id" AS "report_id",
  "r"."url"
FROM "all_pairs" AS "n"
LEFT JOIN (
  "findings" AS "f"
    JOIN "pairs"
      ON "pairs"."id" = "f"."report_id"
    JOIN "reports" AS "r"
      ON "r"."id" = "f"."report_id"
    JOIN "agencies" AS "a"
      ON "a"."id" = "r"."agency_id"
)
  ON "f"."rule" = 'year.carry_over'
ORDER BY
  ABS("f"."actual" - "f"."expected") DESC,
  "a"."name" NULLS FIRST,
  "r"."year" NULLS FIRST;

-- 勾稽关系不成立与未能读取，按规则 · Sums that fail, and what we could not read, by rule
CREATE OR REPLACE MACRO broken_identities(of_portal := '') AS TABLE
WITH "here" AS (
  SELECT
    "id",
    "form"
  FROM "reports"
  WHERE
    "of_portal" = '' OR "portal_id" = "of_portal"
)
SELECT
  CASE "f"."severity" WHEN 'error' THEN 'ours' ELSE 'source' END AS "whose",
  "f"."rule",
  "l"."zh" AS "meaning",
  "l"."en" AS "meaning_en",
  COUNT(*) AS "failures",
  COUNT(DISTINCT "f"."report_id") AS "n_reports",
  (
    SELECT
      COUNT(*)
    FROM "here"
    WHERE
      "form" IN ('2019', '2021')
  ) AS "denominator",
  (
    SELECT
      COUNT(*)
    FROM "here"
    WHERE
      "form" IS NULL OR NOT "form" IN ('2019', '2021')
  ) AS "excluded"
FROM "findings" AS "f"
JOIN "here"
  ON "here"."id" = "f"."report_id"
JOIN "rules" AS "l"
  ON "l"."id" = "f"."rule"
WHERE
  "f"."rule" LIKE 'identity.%' OR "f"."severity" = 'error'
GROUP BY
  "whose",
  "f"."rule",
  "f"."severity",
  "l"."zh",
  "l"."en"
ORDER BY
  "whose" DESC,
  "failures" DESC,
  "f"."rule" NULLS FIRST;

-- 现行有效件数与上年不衔接 · In force does not follow from last year
CREATE OR REPLACE MACRO in_force_mismatches(of_portal := '') AS TABLE
WITH "pairs" AS (
  SELECT
    "d"."report_id",
    "b"."in_force" + "d"."issued" - "d"."repealed" - "d"."in_force" AS "off"
  FROM "reports" AS "r"
  JOIN "reports" AS "p"
    ON "p"."agency_id" = "r"."agency_id"
    AND "p"."year" = "r"."year" - 1
    AND "p"."document" = 1
  JOIN "disclosure_items" AS "i"
    ON "i"."code" IN ('regulations', 'normative_documents')
  LEFT JOIN "disclosures" AS "d"
    ON "d"."report_id" = "r"."id" AND "d"."item_id" = "i"."id"
  LEFT JOIN "disclosures" AS "b"
    ON "b"."report_id" = "p"."id" AND "b"."item_id" = "i"."id"
  WHERE
    "r"."document" = 1
    AND "r"."id" IN (
      SELECT
        "id"
      FROM "reports"
      WHERE
        "of_portal" = ''
      UNION ALL
      SELECT
        "id"
      FROM "reports"
      WHERE
        "portal_id" = "of_portal"
    )
), "all_pairs" AS (
  SELECT
    COUNT("off") AS "n_pairs",
    COUNT(*) - COUNT("off") AS "excluded"
  FROM "pairs"
)
SELECT
  "a"."name" AS "agency",
  "r"."year",
  "i"."zh" AS "item",
  "f"."expected",
  "f"."actual" AS "printed",
  "f"."actual" - "f"."expected" AS "difference",
  "n"."n_pairs",
  "n"."excluded",
  "r"."id" AS "report_id",
  "r"."url"
FROM "all_pairs" AS "n"
LEFT JOIN (
  "findings" AS "f"
    JOIN "reports" AS "r"
      ON "r"."id" = "f"."report_id"
    JOIN "agencies" AS "a"
      ON "a"."id" = "r"."agency_id"
    JOIN "disclosure_items" AS "i"
      ON "f"."where_" = 'disclosure.' || "i"."code" || '.in_force'
)
  ON "f"."rule" = 'year.in_force'
  AND "r"."id" IN (
    SELECT
      "id"
    FROM "reports"
    WHERE
      "of_portal" = ''
    UNION ALL
    SELECT
      "id"
    FROM "reports"
    WHERE
      "portal_id" = "of_portal"
  )
ORDER BY
  ABS("f"."actual" - "f"."expected") DESC,
  "a"."name" NULLS FIRST,
  "r"."year" NULLS FIRST,
  "i"."id" NULLS FIRST;

-- 正文的数字与表格或正文另一处不一致 · Prose against the table, or against itself
CREATE OR REPLACE MACRO prose_mismatches(of_portal := '', of_agency := '') AS TABLE
WITH "here" AS (
  SELECT
    "r"."id",
    "r"."year",
    "r"."url",
    "a"."name" AS "agency",
    EXISTS(
      SELECT
        1
      FROM "counts"
      WHERE
        "report_id" = "r"."id"
    ) AS "told"
  FROM "reports" AS "r"
  LEFT JOIN "agencies" AS "a"
    ON "a"."id" = "r"."agency_id"
  WHERE
    "r"."id" IN (
      SELECT
        "id"
      FROM "reports"
      WHERE
        "of_portal" = '' AND "of_agency" = ''
      UNION ALL
      SELECT
        "id"
      FROM "reports"
      WHERE
        "portal_id" = "of_portal" AND "of_agency" = ''
      UNION ALL
      SELECT
        "of"."id"
      FROM "agencies" AS "named"
      JOIN "reports" AS "of"
        ON "of"."agency_id" = "named"."id"
      WHERE
        "of_agency" <> ''
        AND "of_portal" IN ('', "named"."portal_id")
        AND (
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency"
        )
    )
), "all_reports" AS (
  SELECT
    TOTAL("told") AS "n_reports",
    COUNT(*) - TOTAL("told") AS "excluded"
  FROM "here"
)
SELECT
  "here"."agency",
  "here"."year",
  "f"."rule",
  "f"."expected",
  "f"."actual",
  "f"."message",
  CAST("n"."n_reports" AS INT) AS "n_reports",
  CAST("n"."excluded" AS INT) AS "excluded",
  "here"."id" AS "report_id",
  "here"."url"
FROM "all_reports" AS "n"
LEFT JOIN (
  "findings" AS "f"
    JOIN "here"
      ON "here"."id" = "f"."report_id"
)
  ON "f"."rule" IN ('narrative.table_mismatch', 'narrative.contradiction')
ORDER BY
  "here"."year" DESC,
  "here"."agency" NULLS FIRST,
  "here"."id" NULLS FIRST,
  "f"."number" NULLS FIRST;

-- 复议、诉讼纠正率 · Correction rate of reconsideration and litigation
CREATE OR REPLACE MACRO correction_rate(of_portal := '', of_agency := '') AS TABLE
SELECT
  "r"."year",
  "k"."zh" AS "kind",
  "k"."en" AS "kind_en",
  COUNT("m"."upheld" + "m"."corrected" + "m"."other") AS "n_reports",
  SUM("m"."corrected") FILTER(WHERE
    NOT "m"."upheld" + "m"."other" IS NULL) AS "corrected",
  SUM("m"."upheld" + "m"."corrected" + "m"."other") AS "denominator",
  ROUND(
    100.0 * SUM("m"."corrected") FILTER(WHERE
      NOT "m"."upheld" + "m"."other" IS NULL) / NULLIF(NULLIF(SUM("m"."upheld" + "m"."corrected" + "m"."other"), 0), 0),
    2
  ) AS "percent",
  SUM("m"."pending") AS "pending",
  COUNT(*) - COUNT("m"."upheld" + "m"."corrected" + "m"."other") AS "excluded"
FROM "reports" AS "r"
CROSS JOIN "remedy_kinds" AS "k"
LEFT JOIN "agencies" AS "a"
  ON "a"."id" = "r"."agency_id"
LEFT JOIN "remedies" AS "m"
  ON "m"."report_id" = "r"."id" AND "m"."kind_id" = "k"."id"
WHERE
  "r"."document" = 1
  AND "r"."form" IN ('2019', '2021')
  AND NOT "r"."year" IS NULL
  AND "r"."id" IN (
    SELECT
      "id"
    FROM "reports"
    WHERE
      "of_portal" = '' AND "of_agency" = ''
    UNION ALL
    SELECT
      "id"
    FROM "reports"
    WHERE
      "portal_id" = "of_portal" AND "of_agency" = ''
    UNION ALL
    SELECT
      "of"."id"
    FROM "agencies" AS "named"
    JOIN "reports" AS "of"
      ON "of"."agency_id" = "named"."id"
    WHERE
      "of_agency" <> ''
      AND "of_portal" IN ('', "named"."portal_id")
      AND (
        "named"."name" LIKE '%' || "of_agency" || '%'
        OR CAST("named"."id" AS TEXT) = "of_agency"
      )
  )
GROUP BY
  "r"."year",
  "k"."id",
  "k"."zh",
  "k"."en"
ORDER BY
  "r"."year" NULLS FIRST,
  "k"."id" NULLS FIRST;

-- 各机关的复议、诉讼纠正率 · Correction rate by agency and year
CREATE OR REPLACE MACRO correction_rate_by_agency(of_portal := '', of_agency := '') AS TABLE
SELECT
  "a"."name" AS "agency",
  "r"."year",
  "k"."zh" AS "kind",
  "k"."en" AS "kind_en",
  COUNT("m"."decided") AS "n_reports",
  SUM("m"."corrected") FILTER(WHERE
    NOT "m"."decided" IS NULL) AS "corrected",
  SUM("m"."decided") AS "denominator",
  ROUND(
    100.0 * SUM("m"."corrected") FILTER(WHERE
      NOT "m"."decided" IS NULL) / NULLIF(NULLIF(SUM("m"."decided"), 0), 0),
    2
  ) AS "percent",
  SUM("m"."pending") AS "pending",
  COUNT(*) - COUNT("m"."decided") AS "excluded",
  "r"."id" AS "report_id"
FROM "reports" AS "r"
CROSS JOIN (
  SELECT
    "id",
    "code" = 'reconsideration' AS "first",
    CASE "code" WHEN 'reconsideration' THEN "zh" ELSE '行政诉讼' END AS "zh",
    CASE "code" WHEN 'reconsideration' THEN "en" ELSE 'Litigation' END AS "en"
  FROM "remedy_kinds"
) AS "k"
JOIN "agencies" AS "a"
  ON "a"."id" = "r"."agency_id"
LEFT JOIN (
  SELECT
    *,
    "upheld" + "corrected" + "other" AS "decided"
  FROM "remedies"
) AS "m"
  ON "m"."report_id" = "r"."id" AND "m"."kind_id" = "k"."id"
WHERE
  "r"."document" = 1
  AND "r"."form" IN ('2019', '2021')
  AND NOT "r"."year" IS NULL
  AND "r"."id" IN (
    SELECT
      "id"
    FROM "reports"
    WHERE
      "of_portal" = '' AND "of_agency" = ''
    UNION ALL
    SELECT
      "id"
    FROM "reports"
    WHERE
      "portal_id" = "of_portal" AND "of_agency" = ''
    UNION ALL
    SELECT
      "of"."id"
    FROM "agencies" AS "named"
    JOIN "reports" AS "of"
      ON "of"."agency_id" = "named"."id"
    WHERE
      "of_agency" <> ''
      AND "of_portal" IN ('', "named"."portal_id")
      AND (
        "named"."name" LIKE '%' || "of_agency" || '%'
        OR CAST("named"."id" AS TEXT) = "of_agency"
      )
  )
GROUP BY
  "r"."id",
  "k"."first",
  "a"."name",
  "r"."year",
  "k"."zh",
  "k"."en"
HAVING
  TOTAL("m"."decided") > 0
  OR TOTAL("m"."pending") > 0
  OR COUNT("m"."decided") < COUNT(*)
ORDER BY
  "a"."name" NULLS FIRST,
  "r"."year" NULLS FIRST,
  "k"."first" DESC;

-- 连续三年零申请的机关 · No applications three years running
CREATE OR REPLACE MACRO zero_three_years(of_portal := '') AS TABLE
WITH "runs" AS (
  SELECT
    "r"."id",
    "r"."agency_id",
    "r"."portal_id",
    "r"."year",
    "r"."new_received" + "s"."new_received" + "t"."new_received" AS "received"
  FROM "reports" AS "r"
  JOIN "reports" AS "s"
    ON "s"."agency_id" = "r"."agency_id"
    AND "s"."year" = "r"."year" - 1
    AND "s"."document" = 1
  JOIN "reports" AS "t"
    ON "t"."agency_id" = "r"."agency_id"
    AND "t"."year" = "r"."year" - 2
    AND "t"."document" = 1
  WHERE
    "r"."document" = 1
    AND "r"."id" IN (
      SELECT
        "id"
      FROM "reports"
      WHERE
        "of_portal" = ''
      UNION ALL
      SELECT
        "id"
      FROM "reports"
      WHERE
        "portal_id" = "of_portal"
    )
), "all_runs" AS (
  SELECT
    COUNT("received") AS "n_runs",
    COUNT(*) - COUNT("received") AS "excluded"
  FROM "runs"
)
SELECT
  "p"."name" AS "portal",
  "a"."name" AS "agency",
  "r"."year" - 2 AS "first_year",
  "r"."year" AS "last_year",
  "n"."n_runs",
  "n"."excluded",
  "r"."id" AS "report_id"
FROM "all_runs" AS "n"
LEFT JOIN (
  "runs" AS "r"
    JOIN "agencies" AS "a"
      ON "a"."id" = "r"."agency_id"
    JOIN "portals" AS "p"
      ON "p"."id" = "r"."portal_id"
)
  ON "r"."received" = 0
ORDER BY
  "p"."name" NULLS FIRST,
  "a"."name" NULLS FIRST,
  "r"."year" NULLS FIRST;

-- 谁在申请：申请人类别，按年度 · Who asks, by year
CREATE OR REPLACE MACRO who_asks(of_portal := '', of_agency := '') AS TABLE
SELECT
  "year",
  COUNT("full") AS "n_reports",
  SUM("total") FILTER(WHERE
    "full") AS "denominator",
  SUM("natural_person") FILTER(WHERE
    "full") AS "natural_person",
  SUM("business") FILTER(WHERE
    "full") AS "business",
  SUM("research_institute") FILTER(WHERE
    "full") AS "research_institute",
  SUM("public_interest_org") FILTER(WHERE
    "full") AS "public_interest_org",
  SUM("legal_service_org") FILTER(WHERE
    "full") AS "legal_service_org",
  SUM("other_org") FILTER(WHERE
    "full") AS "other_org",
  ROUND(
    100.0 * SUM("natural_person") FILTER(WHERE
      "full") / NULLIF(NULLIF(SUM("total") FILTER(WHERE
      "full"), 0), 0),
    2
  ) AS "percent_natural",
  ROUND(
    100.0 * SUM("business") FILTER(WHERE
      "full") / NULLIF(NULLIF(SUM("total") FILTER(WHERE
      "full"), 0), 0),
    2
  ) AS "percent_business",
  ROUND(
    100.0 * SUM("legal_service_org") FILTER(WHERE
      "full") / NULLIF(NULLIF(SUM("total") FILTER(WHERE
      "full"), 0), 0),
    2
  ) AS "percent_legal",
  COUNT(*) - COUNT("full") AS "excluded"
FROM (
  SELECT
    "r"."year",
    "n".*,
    CASE
      WHEN NOT "natural_person" + "business" + "research_institute" + "public_interest_org" + "legal_service_org" + "other_org" + "total" IS NULL
      THEN 1
    END AS "full"
  FROM "reports" AS "r"
  LEFT JOIN "agencies" AS "a"
    ON "a"."id" = "r"."agency_id"
  LEFT JOIN "applications" AS "n"
    ON "n"."report_id" = "r"."id"
    AND "n"."outcome_id" = (
      SELECT
        "id"
      FROM "outcomes"
      WHERE
        "code" = 'new_received'
    )
  WHERE
    "r"."document" = 1
    AND "r"."form" IN ('2019', '2021')
    AND NOT "r"."year" IS NULL
    AND "r"."id" IN (
      SELECT
        "id"
      FROM "reports"
      WHERE
        "of_portal" = '' AND "of_agency" = ''
      UNION ALL
      SELECT
        "id"
      FROM "reports"
      WHERE
        "portal_id" = "of_portal" AND "of_agency" = ''
      UNION ALL
      SELECT
        "of"."id"
      FROM "agencies" AS "named"
      JOIN "reports" AS "of"
        ON "of"."agency_id" = "named"."id"
      WHERE
        "of_agency" <> ''
        AND "of_portal" IN ('', "named"."portal_id")
        AND (
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency"
        )
    )
)
GROUP BY
  "year"
ORDER BY
  "year" NULLS FIRST;

-- 从未找到报告或有缺年的机关 · Agencies without a report, or with gaps
CREATE OR REPLACE MACRO gaps(of_portal := '') AS TABLE
SELECT
  "p"."name" AS "portal",
  "c"."agency",
  COUNT("c"."report_id") AS "years_found",
  COUNT(*) AS "denominator",
  LISTAGG(CAST("c"."year" AS TEXT), ' ') FILTER(WHERE
    "c"."report_id" IS NULL) AS "missing",
  (
    SELECT
      COUNT(*)
    FROM "reports"
    WHERE
      "portal_id" = "p"."id" AND (
        "agency_id" IS NULL OR "year" IS NULL
      )
  ) AS "excluded",
  "c"."agency_id"
FROM (
  SELECT
    *
  FROM "coverage"
  ORDER BY
    "year" NULLS FIRST
) AS "c"
JOIN "portals" AS "p"
  ON "p"."id" = "c"."portal_id"
WHERE
  "of_portal" = '' OR "p"."id" = "of_portal"
GROUP BY
  "c"."agency_id",
  "p"."name",
  "c"."agency",
  "p"."id"
HAVING
  "years_found" < "denominator"
ORDER BY
  "years_found" NULLS FIRST,
  "p"."name" NULLS FIRST,
  "c"."agency" NULLS FIRST;

-- 晚于法定日期发布，按门户 · Published after the statutory date
CREATE OR REPLACE MACRO published_late(of_portal := '') AS TABLE
SELECT
  "p"."name" AS "portal",
  "r"."year",
  COUNT("r"."days_late") AS "n_reports",
  SUM("r"."days_late" > 0) AS "late",
  ROUND(100.0 * SUM("r"."days_late" > 0) / NULLIF(NULLIF(COUNT("r"."days_late"), 0), 0), 1) AS "percent",
  MAX("r"."days_late") AS "most_days_late",
  COUNT(*) - COUNT("r"."days_late") AS "excluded"
FROM "reports" AS "r"
JOIN "portals" AS "p"
  ON "p"."id" = "r"."portal_id"
WHERE
  "r"."document" = 1
  AND NOT "r"."year" IS NULL
  AND (
    "of_portal" = '' OR "p"."id" = "of_portal"
  )
GROUP BY
  "p"."id",
  "r"."year",
  "p"."name"
ORDER BY
  "p"."name" NULLS FIRST,
  "r"."year" NULLS FIRST;

-- 发布后改动的数字 · Figures changed after publication
CREATE OR REPLACE MACRO changed_after_publication(of_portal := '', of_agency := '') AS TABLE
WITH "here" AS (
  SELECT
    "r".*,
    "a"."name" AS "agency"
  FROM "reports" AS "r"
  LEFT JOIN "agencies" AS "a"
    ON "a"."id" = "r"."agency_id"
  WHERE
    "r"."id" IN (
      SELECT
        "id"
      FROM "reports"
      WHERE
        "of_portal" = '' AND "of_agency" = ''
      UNION ALL
      SELECT
        "id"
      FROM "reports"
      WHERE
        "portal_id" = "of_portal" AND "of_agency" = ''
      UNION ALL
      SELECT
        "of"."id"
      FROM "agencies" AS "named"
      JOIN "reports" AS "of"
        ON "of"."agency_id" = "named"."id"
      WHERE
        "of_agency" <> ''
        AND "of_portal" IN ('', "named"."portal_id")
        AND (
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency"
        )
    )
), "all_reports" AS (
  SELECT
    COUNT(*) FILTER(WHERE
      "version" > 1) AS "n_changed",
    COUNT(*) AS "denominator",
    COUNT(*) FILTER(WHERE
      NOT EXISTS(
        SELECT
          1
        FROM "locations" AS "l"
        WHERE
          "l"."report_id" = "here"."id" AND "l"."first_seen" < "l"."last_seen"
      )) AS "excluded"
  FROM "here"
)
SELECT
  "here"."agency",
  "here"."year",
  "c"."version",
  "v"."fetched_at" AS "seen",
  "c"."table",
  "c"."row",
  "c"."column",
  "c"."old",
  "c"."new",
  "n"."n_changed",
  "n"."denominator",
  "n"."excluded",
  "here"."id" AS "report_id"
FROM "all_reports" AS "n"
LEFT JOIN (
  "changes" AS "c"
    JOIN "here"
      ON "here"."id" = "c"."report_id"
    JOIN "versions" AS "v"
      ON "v"."report_id" = "c"."report_id" AND "v"."version" = "c"."version"
)
  ON 1
ORDER BY
  "v"."fetched_at" DESC,
  "here"."agency" NULLS FIRST,
  "here"."year" NULLS FIRST,
  "c"."table" NULLS FIRST,
  "c"."row" NULLS FIRST,
  "c"."column" NULLS FIRST;

-- 同一报告在不同网址数字不同 · The same report at several addresses with different numbers
CREATE OR REPLACE MACRO different_numbers(of_portal := '') AS TABLE
WITH "pairs" AS (
  SELECT
    "r"."id",
    "first"."id" AS "first_id",
    "r"."agency_id",
    "r"."year",
    "r"."document",
    "r"."url",
    "first"."url" AS "first_url"
  FROM "reports" AS "r"
  JOIN "reports" AS "first"
    ON "first"."agency_id" = "r"."agency_id"
    AND "first"."year" = "r"."year"
    AND "first"."document" = 1
  WHERE
    "r"."document" > 1
    AND "r"."id" IN (
      SELECT
        "id"
      FROM "reports"
      WHERE
        "of_portal" = ''
      UNION ALL
      SELECT
        "id"
      FROM "reports"
      WHERE
        "portal_id" = "of_portal"
    )
), "told" AS (
  SELECT
    "c".*
  FROM "cells" AS "c"
  WHERE
    "c"."report_id" IN (
      SELECT
        "id"
      FROM "pairs"
      UNION
      SELECT
        "first_id"
      FROM "pairs"
    )
), "compared" AS (
  SELECT
    "pairs"."id",
    "c"."value" AS "value",
    "b"."value" AS "first_value"
  FROM "pairs"
  JOIN "told" AS "c"
    ON "c"."report_id" = "pairs"."id"
  LEFT JOIN "told" AS "b"
    ON "b"."report_id" = "pairs"."first_id"
    AND "b"."table" = "c"."table"
    AND "b"."row" = "c"."row"
    AND "b"."column" = "c"."column"
  UNION ALL
  SELECT
    "pairs"."id",
    NULL,
    "b"."value"
  FROM "pairs"
  JOIN "told" AS "b"
    ON "b"."report_id" = "pairs"."first_id"
  WHERE
    NOT EXISTS(
      SELECT
        1
      FROM "told" AS "c"
      WHERE
        "c"."report_id" = "pairs"."id"
        AND "c"."table" = "b"."table"
        AND "c"."row" = "b"."row"
        AND "c"."column" = "b"."column"
    )
)
SELECT
  "a"."name" AS "agency",
  "p"."year",
  "p"."document",
  COUNT(*) FILTER(WHERE
    "c"."value" <> "c"."first_value") AS "differ",
  COUNT("c"."value" + "c"."first_value") AS "n_cells",
  COUNT("c"."id") - COUNT("c"."value" + "c"."first_value") AS "excluded",
  (
    SELECT
      COUNT(*)
    FROM "pairs"
  ) AS "n_documents",
  "p"."url",
  "p"."first_url",
  "p"."id" AS "report_id"
FROM (
  SELECT
    1
)
LEFT JOIN (
  "pairs" AS "p"
    JOIN "agencies" AS "a"
      ON "a"."id" = "p"."agency_id"
)
  ON 1
LEFT JOIN "compared" AS "c"
  ON "c"."id" = "p"."id"
GROUP BY
  "p"."id",
  "a"."name",
  "p"."year",
  "p"."document",
  "p"."url",
  "p"."first_url"
ORDER BY
  "differ" DESC,
  "a"."name" NULLS FIRST,
  "p"."year" NULLS FIRST,
  "p"."document" NULLS FIRST;

-- 一个机关与同类、同县机关相比 · An agency beside its category and its county
CREATE OR REPLACE MACRO beside_others(of_agency := '') AS TABLE
WITH "chosen" AS (
  SELECT
    "a"."id",
    "a"."name",
    "a"."type_id",
    "a"."portal_id",
    "t"."level"
  FROM "agencies" AS "a"
  LEFT JOIN "agency_types" AS "t"
    ON "t"."id" = "a"."type_id"
  WHERE
    "of_agency" <> ''
    AND (
      "a"."name" LIKE '%' || "of_agency" || '%' OR CAST("a"."id" AS TEXT) = "of_agency"
    )
), "peers" AS (
  SELECT
    "c"."id",
    'type' AS "beside",
    "a"."id" AS "agency_id"
  FROM "chosen" AS "c"
  JOIN "agencies" AS "a"
    ON "a"."type_id" = "c"."type_id"
  UNION ALL
  SELECT
    "c"."id",
    'county',
    "a"."id"
  FROM "chosen" AS "c"
  JOIN "agencies" AS "a"
    ON "a"."portal_id" = "c"."portal_id"
  JOIN "agency_types" AS "t"
    ON "t"."id" = "a"."type_id" AND "t"."level" = "c"."level"
), "figures" AS (
  SELECT
    "p".*,
    "r"."year",
    "m"."measure",
    CASE "m"."measure"
      WHEN 'new_received'
      THEN "r"."new_received"
      ELSE ROUND(100.0 * "r"."denied" / NULLIF(NULLIF("r"."processed_total", 0), 0), 2)
    END AS "figure"
  FROM "peers" AS "p"
  JOIN "reports" AS "r"
    ON "r"."agency_id" = "p"."agency_id"
  CROSS JOIN (
    SELECT
      'new_received' AS "measure"
    UNION ALL
    SELECT
      'percent_denied'
  ) AS "m"
  WHERE
    "r"."document" = 1 AND NOT "r"."year" IS NULL
), "ranked" AS (
  SELECT
    *,
    ROW_NUMBER() OVER (
      PARTITION BY "id", "beside", "measure", "year"
      ORDER BY "figure" IS NULL NULLS FIRST, "figure" NULLS FIRST
    ) AS "place",
    COUNT("figure") OVER (PARTITION BY "id", "beside", "measure", "year") AS "n"
  FROM "figures"
)
SELECT
  "c"."name" AS "agency",
  "q"."year",
  "q"."measure",
  "q"."beside",
  MAX("q"."figure") FILTER(WHERE
    "q"."agency_id" = "c"."id") AS "own",
  ROUND(AVG("q"."figure"), 2) AS "mean",
  AVG("q"."figure") FILTER(WHERE
    "q"."place" IN ((
        "q"."n" + 1
      ) // 2, (
        "q"."n" + 2
    ) // 2)) AS "median",
  MAX("q"."n") AS "n_reports",
  COUNT(*) - MAX("q"."n") AS "excluded"
FROM "ranked" AS "q"
JOIN "chosen" AS "c"
  ON "c"."id" = "q"."id"
GROUP BY
  "c"."id",
  "q"."year",
  "q"."measure",
  "q"."beside",
  "c"."name"
HAVING
  COUNT(*) FILTER(WHERE
    "q"."agency_id" = "c"."id") > 0
ORDER BY
  "c"."name" NULLS FIRST,
  "c"."id" NULLS FIRST,
  "q"."year" NULLS FIRST,
  "q"."measure" NULLS FIRST,
  "q"."beside" NULLS FIRST;

-- 县级政府总报告与各机关之和 · The county's report against the sum of its agencies
CREATE OR REPLACE MACRO county_total(of_portal := '') AS TABLE
SELECT
  "p"."name" AS "portal",
  "g"."year",
  "g"."new_received" AS "county",
  SUM("r"."new_received") AS "sum_of_agencies",
  "g"."new_received" - SUM("r"."new_received") AS "difference",
  COUNT("r"."new_received") AS "n_agencies",
  COUNT(*) AS "denominator",
  COUNT("r"."id") - COUNT("r"."new_received") AS "excluded",
  LISTAGG(CAST("a"."name" AS TEXT), '、') FILTER(WHERE
    "r"."id" IS NULL) AS "missing",
  "g"."id" AS "report_id"
FROM "reports" AS "g"
JOIN "agencies" AS "c"
  ON "c"."id" = "g"."agency_id" AND "c"."type_id" = 'government'
JOIN "portals" AS "p"
  ON "p"."id" = "g"."portal_id"
LEFT JOIN (
  SELECT
    *
  FROM "agencies"
  ORDER BY
    "name" NULLS FIRST
) AS "a"
  ON "a"."portal_id" = "g"."portal_id" AND "a"."id" <> "c"."id"
LEFT JOIN "reports" AS "r"
  ON "r"."agency_id" = "a"."id" AND "r"."year" = "g"."year" AND "r"."document" = 1
WHERE
  "g"."document" = 1
  AND NOT "g"."year" IS NULL
  AND (
    "of_portal" = '' OR "p"."id" = "of_portal"
  )
GROUP BY
  "g"."id",
  "p"."name",
  "g"."year",
  "g"."new_received",
  "c"."name"
ORDER BY
  "p"."name" NULLS FIRST,
  "g"."year" NULLS FIRST,
  "c"."name" NULLS FIRST;

-- 比上年多五倍以上的数字，可能的单位错误 · Five times last year's, and slips of the unit
CREATE OR REPLACE MACRO outliers(of_portal := '') AS TABLE
WITH "all_cells" AS (
  SELECT
    COALESCE(SUM("compared"), 0) AS "n_compared",
    COALESCE(SUM("excluded"), 0) AS "excluded"
  FROM "bases"
  WHERE
    "question" = 'outliers' AND "of_portal" IN ('', "portal_id")
)
SELECT
  "a"."name" AS "agency",
  "r"."year",
  "j"."table",
  COALESCE("o"."zh", "i"."zh") AS "label",
  "j"."column",
  "j"."before",
  "j"."now",
  ROUND(1.0 * "j"."now" / NULLIF("j"."before", 0), 1) AS "ratio",
  CASE
    WHEN "j"."column" = 'amount' AND "j"."now" / NULLIF("j"."before", 0) >= 1000
    THEN '单位？unit?'
  END AS "note",
  "n"."n_compared",
  "n"."excluded",
  "r"."id" AS "report_id"
FROM "all_cells" AS "n"
LEFT JOIN (
  "jumps" AS "j"
    JOIN "reports" AS "r"
      ON "r"."id" = "j"."report_id" AND "of_portal" IN ('', "r"."portal_id")
    JOIN "agencies" AS "a"
      ON "a"."id" = "r"."agency_id"
    LEFT JOIN "outcomes" AS "o"
      ON "j"."table" = 'applications' AND "o"."code" = "j"."row"
    LEFT JOIN "disclosure_items" AS "i"
      ON "j"."table" = 'disclosure' AND "i"."code" = "j"."row"
)
  ON 1
ORDER BY
  "ratio" DESC,
  "a"."name" NULLS FIRST,
  "r"."year" NULLS FIRST,
  "label" NULLS FIRST;

-- 文字雷同的小节 · Sections in the same words
CREATE OR REPLACE MACRO same_wording(of_portal := '') AS TABLE
WITH "here" AS (
  SELECT
    "w"."wording",
    "w"."report_id",
    "w"."number",
    COALESCE(CAST("a"."name" AS TEXT), '？') || ' ' || COALESCE(CAST("r"."year" AS TEXT), '？') AS "report"
  FROM "same_words" AS "w"
  JOIN "reports" AS "r"
    ON "r"."id" = "w"."report_id"
  LEFT JOIN "agencies" AS "a"
    ON "a"."id" = "r"."agency_id"
  WHERE
    "of_portal" IN ('', "r"."portal_id")
  ORDER BY
    "a"."name" NULLS FIRST,
    "r"."year" NULLS FIRST,
    "r"."id" NULLS FIRST
), "groups" AS (
  SELECT
    "wording",
    COUNT(*) AS "alike",
    LISTAGG(CAST("report" AS TEXT), '、') AS "reports",
    MIN("report_id") AS "report_id"
  FROM "here"
  GROUP BY
    "wording"
  HAVING
    COUNT(*) > 1
), "all_sections" AS (
  SELECT
    COALESCE(SUM("compared"), 0) AS "n_sections",
    COALESCE(SUM("excluded"), 0) AS "excluded"
  FROM "bases"
  WHERE
    "question" = 'same_wording' AND "of_portal" IN ('', "portal_id")
)
SELECT
  COALESCE("g"."alike", 0) AS "alike",
  "s"."heading",
  "g"."reports",
  SUBSTRING("s"."text", 1, 80) AS "beginning",
  "n"."n_sections",
  "n"."excluded",
  "g"."report_id"
FROM "all_sections" AS "n"
LEFT JOIN "groups" AS "g"
  ON 1
LEFT JOIN "sections" AS "s"
  ON "s"."report_id" = "g"."report_id"
  AND "s"."number" = (
    SELECT
      MIN("number")
    FROM "same_words"
    WHERE
      "wording" = "g"."wording" AND "report_id" = "g"."report_id"
  )
ORDER BY
  "alike" DESC,
  "reports" NULLS FIRST;

-- 收到的申请与各类答复，按年度 · Applications and how they were answered, by year
CREATE OR REPLACE MACRO answers_by_year(of_portal := '', of_agency := '') AS TABLE
SELECT
  "r"."year",
  COUNT(*) AS "denominator",
  SUM("new_received") AS "new_received",
  COUNT("new_received") AS "n_received",
  SUM("granted") AS "granted",
  COUNT("granted") AS "n_granted",
  SUM("granted_in_part") AS "granted_in_part",
  COUNT("granted_in_part") AS "n_in_part",
  SUM("denied") AS "denied",
  COUNT("denied") AS "n_denied",
  SUM("unavailable") AS "unavailable",
  COUNT("unavailable") AS "n_unavailable",
  SUM("not_processed") AS "not_processed",
  COUNT("not_processed") AS "n_not_processed",
  SUM("other") AS "other",
  COUNT("other") AS "n_other",
  SUM("reconsiderations") AS "reconsiderations",
  COUNT("reconsiderations") AS "n_reconsiderations",
  SUM("litigations") AS "litigations",
  COUNT("litigations") AS "n_litigations",
  COUNT(*) FILTER(WHERE
    "new_received" IS NULL) AS "excluded"
FROM "reports" AS "r"
LEFT JOIN "agencies" AS "a"
  ON "a"."id" = "r"."agency_id"
WHERE
  "r"."document" = 1
  AND NOT "r"."year" IS NULL
  AND "r"."id" IN (
    SELECT
      "id"
    FROM "reports"
    WHERE
      "of_portal" = '' AND "of_agency" = ''
    UNION ALL
    SELECT
      "id"
    FROM "reports"
    WHERE
      "portal_id" = "of_portal" AND "of_agency" = ''
    UNION ALL
    SELECT
      "of"."id"
    FROM "agencies" AS "named"
    JOIN "reports" AS "of"
      ON "of"."agency_id" = "named"."id"
    WHERE
      "of_agency" <> ''
      AND "of_portal" IN ('', "named"."portal_id")
      AND (
        "named"."name" LIKE '%' || "of_agency" || '%'
        OR CAST("named"."id" AS TEXT) = "of_agency"
      )
  )
GROUP BY
  "r"."year"
ORDER BY
  "r"."year" NULLS FIRST;

-- 各年度找到多少机关的年报 · Agencies with a report, by year
CREATE OR REPLACE MACRO coverage_by_year(of_portal := '') AS TABLE
SELECT
  "c"."year",
  COUNT("c"."report_id") AS "n_reports",
  COUNT(*) AS "denominator",
  COUNT(*) - COUNT("c"."report_id") AS "missing",
  SUM("c"."state" = 'late') AS "late",
  SUM("c"."state" = 'unreadable') AS "unreadable",
  SUM("c"."state" = 'withdrawn') AS "withdrawn",
  (
    SELECT
      COUNT(*)
    FROM "reports" AS "r"
    WHERE
      "r"."year" = "c"."year"
      AND "r"."agency_id" IS NULL
      AND "r"."id" IN (
        SELECT
          "id"
        FROM "reports"
        WHERE
          "of_portal" = ''
        UNION ALL
        SELECT
          "id"
        FROM "reports"
        WHERE
          "portal_id" = "of_portal"
      )
  ) AS "excluded"
FROM "coverage" AS "c"
WHERE
  "c"."portal_id" IN (
    SELECT
      "id"
    FROM "portals"
    WHERE
      "of_portal" IN ('', "id")
  )
GROUP BY
  "c"."year"
ORDER BY
  "c"."year" NULLS FIRST;

-- 本县同层级的机关 · Agencies of the same level in the county
CREATE OR REPLACE MACRO neighbours(of_agency := '') AS TABLE
WITH "chosen" AS (
  SELECT
    "a"."id",
    "a"."name",
    "a"."portal_id",
    "t"."level"
  FROM "agencies" AS "a"
  JOIN "agency_types" AS "t"
    ON "t"."id" = "a"."type_id"
  WHERE
    "of_agency" <> ''
    AND (
      "a"."name" LIKE '%' || "of_agency" || '%' OR CAST("a"."id" AS TEXT) = "of_agency"
    )
)
SELECT
  "c"."name" AS "beside",
  "r"."year",
  "a"."name" AS "agency",
  "r"."new_received",
  "r"."processed_total",
  "r"."denied",
  ROUND(100.0 * "r"."denied" / NULLIF(NULLIF("r"."processed_total", 0), 0), 2) AS "percent_denied",
  COUNT("r"."new_received") OVER (PARTITION BY "c"."id", "r"."year") AS "n_reports",
  COUNT(*) OVER (PARTITION BY "c"."id", "r"."year") - COUNT("r"."new_received") OVER (PARTITION BY "c"."id", "r"."year") AS "excluded",
  "a"."id" AS "agency_id",
  "r"."id" AS "report_id"
FROM "chosen" AS "c"
JOIN "agencies" AS "a"
  ON "a"."portal_id" = "c"."portal_id"
JOIN "agency_types" AS "t"
  ON "t"."id" = "a"."type_id" AND "t"."level" = "c"."level"
JOIN "reports" AS "r"
  ON "r"."agency_id" = "a"."id" AND "r"."document" = 1 AND NOT "r"."year" IS NULL
ORDER BY
  "c"."name" NULLS FIRST,
  "c"."id" NULLS FIRST,
  "r"."year" DESC,
  "a"."name" NULLS FIRST;

-- 申请与不予公开，按省份和年度 · Applications and refusals by province and year
CREATE OR REPLACE MACRO by_province(of_province := '') AS TABLE
SELECT
  COALESCE(CAST("v"."zh" AS TEXT), '不明') AS "province",
  COALESCE(CAST("v"."en" AS TEXT), 'Unknown') AS "province_en",
  "r"."year",
  COUNT(DISTINCT "r"."portal_id") AS "n_counties",
  COUNT(DISTINCT "r"."agency_id") AS "n_agencies",
  COUNT(*) AS "n_reports",
  SUM("new_received") AS "new_received",
  COUNT("new_received") AS "n_received",
  SUM("denied") FILTER(WHERE
    NOT "processed_total" IS NULL) AS "denied",
  SUM("processed_total") FILTER(WHERE
    NOT "denied" IS NULL) AS "denominator",
  ROUND(
    100.0 * SUM("denied") FILTER(WHERE
      NOT "processed_total" IS NULL) / NULLIF(NULLIF(SUM("processed_total") FILTER(WHERE
      NOT "denied" IS NULL), 0), 0),
    2
  ) AS "percent",
  COUNT(*) FILTER(WHERE
    "denied" IS NULL OR "processed_total" IS NULL) AS "excluded"
FROM "reports" AS "r"
JOIN "portals" AS "p"
  ON "p"."id" = "r"."portal_id"
LEFT JOIN "divisions" AS "d"
  ON "d"."id" = "p"."division_id"
LEFT JOIN "provinces" AS "v"
  ON "v"."id" = "d"."province_id"
WHERE
  "r"."document" = 1
  AND NOT "r"."year" IS NULL
  AND (
    "of_province" = ''
    OR "v"."id" = "of_province"
    OR "v"."zh" LIKE "of_province" || '%'
    OR "v"."en" = "of_province"
  )
GROUP BY
  "v"."id",
  "r"."year",
  "v"."zh",
  "v"."en"
ORDER BY
  "v"."id" IS NULL NULLS FIRST,
  "v"."id" NULLS FIRST,
  "r"."year" NULLS FIRST;
