-- Tables, views and questions for DuckDB, in the directory of `nianbao export --parquet`; see duckdb.md.
-- Written by `make docs` from db/schema.py, db/views.py and db/questions.yml; edit there.
CREATE OR REPLACE MACRO total(x) AS coalesce(sum(x), 0.0);
CREATE OR REPLACE MACRO likelihood(x, p) AS x;

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
CREATE OR REPLACE VIEW "zero_runs" AS SELECT "report_id" FROM read_parquet('zero_runs/*/*.parquet');
CREATE OR REPLACE VIEW "remedy_cases" AS SELECT "report_id", "litigation", "n", "corrected", "decided", "pending", "excluded" FROM read_parquet('remedy_cases/*/*.parquet');
CREATE OR REPLACE VIEW "same_words" AS SELECT "wording", "report_id", "number" FROM read_parquet('same_words/*/*.parquet');
CREATE OR REPLACE VIEW "bases" AS SELECT "question", "portal_id", "compared", "excluded" FROM read_parquet('bases.parquet');
CREATE OR REPLACE VIEW "report_sums" AS SELECT "portal_id", "year", "tables", "reports", "agencies", "new_received", "n_new_received", "carried_in", "n_carried_in", "granted", "n_granted", "granted_in_part", "n_granted_in_part", "denied", "n_denied", "unavailable", "n_unavailable", "not_processed", "n_not_processed", "other", "n_other", "processed_total", "n_processed_total", "carried_over", "n_carried_over", "reconsiderations", "n_reconsiderations", "litigations", "n_litigations", "n_refusal", "refusal_denied", "refusal_handled", "n_held", "held_unavailable", "held_not_held", "held_handled", "n_answers", "answers_granted", "answers_in_part", "answers_all", "n_applicants", "applicants_natural_person", "applicants_business", "applicants_research_institute", "applicants_public_interest_org", "applicants_legal_service_org", "applicants_other_org", "applicants_total" FROM read_parquet('report_sums.parquet');
CREATE OR REPLACE VIEW "document_sums" AS SELECT "portal_id", "reports", "tabled", "counted", "changed", "compared" FROM read_parquet('document_sums.parquet');
CREATE OR REPLACE VIEW "outcome_sums" AS SELECT "portal_id", "year", "form", "outcome_id", "reports", "n_of_denied", "of_denied_cases", "of_denied_denied", "n_of_handled", "of_handled_cases", "of_handled_handled" FROM read_parquet('outcome_sums.parquet');
CREATE OR REPLACE VIEW "remedy_sums" AS SELECT "portal_id", "year", "kind_id", "reports", "n_remedies", "remedies_corrected", "remedies_decided", "pending" FROM read_parquet('remedy_sums.parquet');
CREATE OR REPLACE VIEW "type_sums" AS SELECT "type_id", "year", "tables", "reports", "agencies", "new_received", "n_new_received", "carried_in", "n_carried_in", "granted", "n_granted", "granted_in_part", "n_granted_in_part", "denied", "n_denied", "unavailable", "n_unavailable", "not_processed", "n_not_processed", "other", "n_other", "processed_total", "n_processed_total", "carried_over", "n_carried_over", "reconsiderations", "n_reconsiderations", "litigations", "n_litigations", "n_refusal", "refusal_denied", "refusal_handled", "n_held", "held_unavailable", "held_not_held", "held_handled", "n_answers", "answers_granted", "answers_in_part", "answers_all", "n_applicants", "applicants_natural_person", "applicants_business", "applicants_research_institute", "applicants_public_interest_org", "applicants_legal_service_org", "applicants_other_org", "applicants_total" FROM read_parquet('type_sums.parquet');
CREATE OR REPLACE VIEW "type_figures" AS SELECT "type_id", "year", "measure", "n", "excluded", "mean", "median" FROM read_parquet('type_figures.parquet');
CREATE OR REPLACE VIEW "level_figures" AS SELECT "portal_id", "level", "year", "measure", "n", "excluded", "mean", "median" FROM read_parquet('level_figures.parquet');
CREATE OR REPLACE VIEW "delays" AS SELECT "portal_id", "year", "n", "excluded", "late", "most_days_late" FROM read_parquet('delays.parquet');
CREATE OR REPLACE VIEW "county_totals" AS SELECT "report_id", "new_received", "agencies", "n", "excluded", "missing" FROM read_parquet('county_totals/*/*.parquet');
CREATE OR REPLACE VIEW "coverage_sums" AS SELECT "portal_id", "year", "agencies", "reports", "late", "unreadable", "withdrawn" FROM read_parquet('coverage_sums.parquet');
CREATE OR REPLACE VIEW "rule_totals" AS SELECT "rule", "severity", "findings", "reports" FROM read_parquet('rule_totals.parquet');
CREATE OR REPLACE VIEW "portal_totals" AS SELECT "portal_id", "agencies", "reports", "first_year", "last_year", "warnings", "errors", "with_warnings", "with_errors", "findings", "counts", "rejected", "captures", "last_capture" FROM read_parquet('portal_totals.parquet');
CREATE OR REPLACE VIEW "releases" AS SELECT "id", "last_capture", "reports" FROM read_parquet('releases.parquet');

CREATE OR REPLACE VIEW "counties" AS
SELECT
  "p"."id" AS "portal_id",
  "p"."name" AS "county",
  "d"."id" AS "division",
  "d"."prefecture",
  "v"."zh" AS "province",
  "v"."en" AS "province_en",
  "t"."agencies",
  "t"."reports",
  "t"."first_year",
  "t"."last_year",
  "t"."with_warnings",
  "t"."with_errors"
FROM "portals" AS "p"
LEFT JOIN "divisions" AS "d"
  ON "d"."id" = "p"."division_id"
LEFT JOIN "provinces" AS "v"
  ON "v"."id" = "d"."province_id"
LEFT JOIN "portal_totals" AS "t"
  ON "t"."portal_id" = "p"."id";

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

CREATE OR REPLACE VIEW "report_shares" AS
SELECT
  "r"."id",
  "r"."portal_id",
  "r"."agency_id",
  "r"."year",
  CASE
    WHEN "r"."form" IN ('2019', '2021')
    THEN '2019, 2021'
    WHEN "r"."form" = '2014'
    THEN '2014'
    ELSE 'none'
  END AS "tables",
  1 AS "reports",
  NOT "r"."agency_id" IS NULL AS "agencies",
  "r"."new_received" AS "new_received",
  NOT "r"."new_received" IS NULL AS "n_new_received",
  "r"."carried_in" AS "carried_in",
  NOT "r"."carried_in" IS NULL AS "n_carried_in",
  "r"."granted" AS "granted",
  NOT "r"."granted" IS NULL AS "n_granted",
  "r"."granted_in_part" AS "granted_in_part",
  NOT "r"."granted_in_part" IS NULL AS "n_granted_in_part",
  "r"."denied" AS "denied",
  NOT "r"."denied" IS NULL AS "n_denied",
  "r"."unavailable" AS "unavailable",
  NOT "r"."unavailable" IS NULL AS "n_unavailable",
  "r"."not_processed" AS "not_processed",
  NOT "r"."not_processed" IS NULL AS "n_not_processed",
  "r"."other" AS "other",
  NOT "r"."other" IS NULL AS "n_other",
  "r"."processed_total" AS "processed_total",
  NOT "r"."processed_total" IS NULL AS "n_processed_total",
  "r"."carried_over" AS "carried_over",
  NOT "r"."carried_over" IS NULL AS "n_carried_over",
  "r"."reconsiderations" AS "reconsiderations",
  NOT "r"."reconsiderations" IS NULL AS "n_reconsiderations",
  "r"."litigations" AS "litigations",
  NOT "r"."litigations" IS NULL AS "n_litigations",
  NOT "r"."denied" IS NULL AND NOT "r"."processed_total" IS NULL AS "n_refusal",
  CASE
    WHEN NOT "r"."denied" IS NULL AND NOT "r"."processed_total" IS NULL
    THEN "r"."denied"
  END AS "refusal_denied",
  CASE
    WHEN NOT "r"."denied" IS NULL AND NOT "r"."processed_total" IS NULL
    THEN "r"."processed_total"
  END AS "refusal_handled",
  NOT "r"."unavailable" IS NULL
  AND NOT "h"."total" IS NULL
  AND NOT "r"."processed_total" IS NULL AS "n_held",
  CASE
    WHEN NOT "r"."unavailable" IS NULL
    AND NOT "h"."total" IS NULL
    AND NOT "r"."processed_total" IS NULL
    THEN "r"."unavailable"
  END AS "held_unavailable",
  CASE
    WHEN NOT "r"."unavailable" IS NULL
    AND NOT "h"."total" IS NULL
    AND NOT "r"."processed_total" IS NULL
    THEN "h"."total"
  END AS "held_not_held",
  CASE
    WHEN NOT "r"."unavailable" IS NULL
    AND NOT "h"."total" IS NULL
    AND NOT "r"."processed_total" IS NULL
    THEN "r"."processed_total"
  END AS "held_handled",
  NOT CASE "r"."form"
    WHEN '2014'
    THEN (
      SELECT
        MAX(COALESCE("i"."year", "i"."count"))
      FROM "indicators" AS "i"
      WHERE
        "i"."report_id" = "r"."id" AND "i"."row" = 'granted'
    )
    ELSE "r"."granted"
  END IS NULL
  AND NOT CASE "r"."form"
    WHEN '2014'
    THEN (
      SELECT
        MAX(COALESCE("i"."year", "i"."count"))
      FROM "indicators" AS "i"
      WHERE
        "i"."report_id" = "r"."id" AND "i"."row" = 'granted_in_part'
    )
    ELSE "r"."granted_in_part"
  END IS NULL
  AND NOT CASE "r"."form"
    WHEN '2014'
    THEN (
      SELECT
        MAX(COALESCE("i"."year", "i"."count"))
      FROM "indicators" AS "i"
      WHERE
        "i"."report_id" = "r"."id" AND "i"."row" = 'applications_answered'
    )
    ELSE "r"."processed_total"
  END IS NULL AS "n_answers",
  CASE
    WHEN NOT CASE "r"."form"
      WHEN '2014'
      THEN (
        SELECT
          MAX(COALESCE("i"."year", "i"."count"))
        FROM "indicators" AS "i"
        WHERE
          "i"."report_id" = "r"."id" AND "i"."row" = 'granted'
      )
      ELSE "r"."granted"
    END IS NULL
    AND NOT CASE "r"."form"
      WHEN '2014'
      THEN (
        SELECT
          MAX(COALESCE("i"."year", "i"."count"))
        FROM "indicators" AS "i"
        WHERE
          "i"."report_id" = "r"."id" AND "i"."row" = 'granted_in_part'
      )
      ELSE "r"."granted_in_part"
    END IS NULL
    AND NOT CASE "r"."form"
      WHEN '2014'
      THEN (
        SELECT
          MAX(COALESCE("i"."year", "i"."count"))
        FROM "indicators" AS "i"
        WHERE
          "i"."report_id" = "r"."id" AND "i"."row" = 'applications_answered'
      )
      ELSE "r"."processed_total"
    END IS NULL
    THEN CASE "r"."form"
      WHEN '2014'
      THEN (
        SELECT
          MAX(COALESCE("i"."year", "i"."count"))
        FROM "indicators" AS "i"
        WHERE
          "i"."report_id" = "r"."id" AND "i"."row" = 'granted'
      )
      ELSE "r"."granted"
    END
  END AS "answers_granted",
  CASE
    WHEN NOT CASE "r"."form"
      WHEN '2014'
      THEN (
        SELECT
          MAX(COALESCE("i"."year", "i"."count"))
        FROM "indicators" AS "i"
        WHERE
          "i"."report_id" = "r"."id" AND "i"."row" = 'granted'
      )
      ELSE "r"."granted"
    END IS NULL
    AND NOT CASE "r"."form"
      WHEN '2014'
      THEN (
        SELECT
          MAX(COALESCE("i"."year", "i"."count"))
        FROM "indicators" AS "i"
        WHERE
          "i"."report_id" = "r"."id" AND "i"."row" = 'granted_in_part'
      )
      ELSE "r"."granted_in_part"
    END IS NULL
    AND NOT CASE "r"."form"
      WHEN '2014'
      THEN (
        SELECT
          MAX(COALESCE("i"."year", "i"."count"))
        FROM "indicators" AS "i"
        WHERE
          "i"."report_id" = "r"."id" AND "i"."row" = 'applications_answered'
      )
      ELSE "r"."processed_total"
    END IS NULL
    THEN CASE "r"."form"
      WHEN '2014'
      THEN (
        SELECT
          MAX(COALESCE("i"."year", "i"."count"))
        FROM "indicators" AS "i"
        WHERE
          "i"."report_id" = "r"."id" AND "i"."row" = 'granted_in_part'
      )
      ELSE "r"."granted_in_part"
    END
  END AS "answers_in_part",
  CASE
    WHEN NOT CASE "r"."form"
      WHEN '2014'
      THEN (
        SELECT
          MAX(COALESCE("i"."year", "i"."count"))
        FROM "indicators" AS "i"
        WHERE
          "i"."report_id" = "r"."id" AND "i"."row" = 'granted'
      )
      ELSE "r"."granted"
    END IS NULL
    AND NOT CASE "r"."form"
      WHEN '2014'
      THEN (
        SELECT
          MAX(COALESCE("i"."year", "i"."count"))
        FROM "indicators" AS "i"
        WHERE
          "i"."report_id" = "r"."id" AND "i"."row" = 'granted_in_part'
      )
      ELSE "r"."granted_in_part"
    END IS NULL
    AND NOT CASE "r"."form"
      WHEN '2014'
      THEN (
        SELECT
          MAX(COALESCE("i"."year", "i"."count"))
        FROM "indicators" AS "i"
        WHERE
          "i"."report_id" = "r"."id" AND "i"."row" = 'applications_answered'
      )
      ELSE "r"."processed_total"
    END IS NULL
    THEN CASE "r"."form"
      WHEN '2014'
      THEN (
        SELECT
          MAX(COALESCE("i"."year", "i"."count"))
        FROM "indicators" AS "i"
        WHERE
          "i"."report_id" = "r"."id" AND "i"."row" = 'applications_answered'
      )
      ELSE "r"."processed_total"
    END
  END AS "answers_all",
  NOT "n"."natural_person" IS NULL
  AND NOT "n"."business" IS NULL
  AND NOT "n"."research_institute" IS NULL
  AND NOT "n"."public_interest_org" IS NULL
  AND NOT "n"."legal_service_org" IS NULL
  AND NOT "n"."other_org" IS NULL
  AND NOT "n"."total" IS NULL AS "n_applicants",
  CASE
    WHEN NOT "n"."natural_person" IS NULL
    AND NOT "n"."business" IS NULL
    AND NOT "n"."research_institute" IS NULL
    AND NOT "n"."public_interest_org" IS NULL
    AND NOT "n"."legal_service_org" IS NULL
    AND NOT "n"."other_org" IS NULL
    AND NOT "n"."total" IS NULL
    THEN "n"."natural_person"
  END AS "applicants_natural_person",
  CASE
    WHEN NOT "n"."natural_person" IS NULL
    AND NOT "n"."business" IS NULL
    AND NOT "n"."research_institute" IS NULL
    AND NOT "n"."public_interest_org" IS NULL
    AND NOT "n"."legal_service_org" IS NULL
    AND NOT "n"."other_org" IS NULL
    AND NOT "n"."total" IS NULL
    THEN "n"."business"
  END AS "applicants_business",
  CASE
    WHEN NOT "n"."natural_person" IS NULL
    AND NOT "n"."business" IS NULL
    AND NOT "n"."research_institute" IS NULL
    AND NOT "n"."public_interest_org" IS NULL
    AND NOT "n"."legal_service_org" IS NULL
    AND NOT "n"."other_org" IS NULL
    AND NOT "n"."total" IS NULL
    THEN "n"."research_institute"
  END AS "applicants_research_institute",
  CASE
    WHEN NOT "n"."natural_person" IS NULL
    AND NOT "n"."business" IS NULL
    AND NOT "n"."research_institute" IS NULL
    AND NOT "n"."public_interest_org" IS NULL
    AND NOT "n"."legal_service_org" IS NULL
    AND NOT "n"."other_org" IS NULL
    AND NOT "n"."total" IS NULL
    THEN "n"."public_interest_org"
  END AS "applicants_public_interest_org",
  CASE
    WHEN NOT "n"."natural_person" IS NULL
    AND NOT "n"."business" IS NULL
    AND NOT "n"."research_institute" IS NULL
    AND NOT "n"."public_interest_org" IS NULL
    AND NOT "n"."legal_service_org" IS NULL
    AND NOT "n"."other_org" IS NULL
    AND NOT "n"."total" IS NULL
    THEN "n"."legal_service_org"
  END AS "applicants_legal_service_org",
  CASE
    WHEN NOT "n"."natural_person" IS NULL
    AND NOT "n"."business" IS NULL
    AND NOT "n"."research_institute" IS NULL
    AND NOT "n"."public_interest_org" IS NULL
    AND NOT "n"."legal_service_org" IS NULL
    AND NOT "n"."other_org" IS NULL
    AND NOT "n"."total" IS NULL
    THEN "n"."other_org"
  END AS "applicants_other_org",
  CASE
    WHEN NOT "n"."natural_person" IS NULL
    AND NOT "n"."business" IS NULL
    AND NOT "n"."research_institute" IS NULL
    AND NOT "n"."public_interest_org" IS NULL
    AND NOT "n"."legal_service_org" IS NULL
    AND NOT "n"."other_org" IS NULL
    AND NOT "n"."total" IS NULL
    THEN "n"."total"
  END AS "applicants_total"
FROM "reports" AS "r"
LEFT JOIN "applications" AS "n"
  ON "n"."report_id" = "r"."id"
  AND "n"."outcome_id" = (
    SELECT
      "id"
    FROM "outcomes"
    WHERE
      "code" = 'new_received'
  )
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
  "r"."document" = 1 AND NOT "r"."year" IS NULL;

CREATE OR REPLACE VIEW "document_shares" AS
SELECT
  "r"."id",
  "r"."portal_id",
  "r"."agency_id",
  "r"."year",
  1 AS "reports",
  COALESCE("r"."form" IN ('2019', '2021'), 0) AS "tabled",
  EXISTS(
    SELECT
      1
    FROM "counts"
    WHERE
      "report_id" = "r"."id"
  ) AS "counted",
  "r"."version" > 1 AS "changed",
  EXISTS(
    SELECT
      1
    FROM "locations"
    WHERE
      "report_id" = "r"."id" AND "first_seen" < "last_seen"
  ) AS "compared"
FROM "reports" AS "r";

CREATE OR REPLACE VIEW "outcome_shares" AS
SELECT
  "r"."id",
  "r"."portal_id",
  "r"."agency_id",
  "r"."year",
  "r"."form" AS "form",
  "o"."id" AS "outcome_id",
  1 AS "reports",
  NOT "c"."total" IS NULL AND NOT "r"."denied" IS NULL AS "n_of_denied",
  CASE WHEN NOT "c"."total" IS NULL AND NOT "r"."denied" IS NULL THEN "c"."total" END AS "of_denied_cases",
  CASE
    WHEN NOT "c"."total" IS NULL AND NOT "r"."denied" IS NULL
    THEN "r"."denied"
  END AS "of_denied_denied",
  NOT "c"."total" IS NULL AND NOT "r"."processed_total" IS NULL AS "n_of_handled",
  CASE
    WHEN NOT "c"."total" IS NULL AND NOT "r"."processed_total" IS NULL
    THEN "c"."total"
  END AS "of_handled_cases",
  CASE
    WHEN NOT "c"."total" IS NULL AND NOT "r"."processed_total" IS NULL
    THEN "r"."processed_total"
  END AS "of_handled_handled"
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
  "r"."form" IN ('2019', '2021') AND "r"."document" = 1 AND NOT "r"."year" IS NULL;

CREATE OR REPLACE VIEW "remedy_shares" AS
SELECT
  "r"."id",
  "r"."portal_id",
  "r"."agency_id",
  "r"."year",
  "k"."id" AS "kind_id",
  1 AS "reports",
  NOT "m"."corrected" IS NULL
  AND NOT "m"."upheld" + "m"."corrected" + "m"."other" IS NULL AS "n_remedies",
  CASE
    WHEN NOT "m"."corrected" IS NULL
    AND NOT "m"."upheld" + "m"."corrected" + "m"."other" IS NULL
    THEN "m"."corrected"
  END AS "remedies_corrected",
  CASE
    WHEN NOT "m"."corrected" IS NULL
    AND NOT "m"."upheld" + "m"."corrected" + "m"."other" IS NULL
    THEN "m"."upheld" + "m"."corrected" + "m"."other"
  END AS "remedies_decided",
  "m"."pending" AS "pending"
FROM "reports" AS "r"
CROSS JOIN "remedy_kinds" AS "k"
LEFT JOIN "remedies" AS "m"
  ON "m"."report_id" = "r"."id" AND "m"."kind_id" = "k"."id"
WHERE
  "r"."form" IN ('2019', '2021') AND "r"."document" = 1 AND NOT "r"."year" IS NULL;

-- 不予公开率，按年度 · Refusal rate by year
CREATE OR REPLACE MACRO refusal_rate(of_portal := '', of_agency := '') AS TABLE
SELECT
  "year",
  SUM("n_refusal") AS "n_reports",
  SUM("refusal_denied") AS "denied",
  SUM("refusal_handled") AS "denominator",
  ROUND(100.0 * SUM("refusal_denied") / NULLIF(NULLIF(SUM("refusal_handled"), 0), 0), 2) AS "percent",
  SUM("reports") - SUM("n_refusal") AS "excluded"
FROM (
  SELECT
    "year",
    "reports",
    "n_refusal",
    "refusal_denied",
    "refusal_handled"
  FROM "report_sums"
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
    "reports",
    "n_refusal",
    "refusal_denied",
    "refusal_handled"
  FROM "report_shares" AS "r"
  WHERE
    "of_agency" <> ''
    AND "of_portal" IN ('', "r"."portal_id")
    AND "r"."agency_id" IN (
      SELECT
        "named"."id"
      FROM "agencies" AS "named"
      WHERE
        LIKELIHOOD(
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency",
          0.001
        )
    )
) AS "t"
GROUP BY
  "year"
ORDER BY
  "year" NULLS FIRST;

-- 不予公开率，按机关类别和年度 · Refusal rate by type of agency and year
CREATE OR REPLACE MACRO refusal_rate_by_type(of_portal := '') AS TABLE
SELECT
  COALESCE(CAST("t"."zh" AS TEXT), '不明') AS "type",
  COALESCE(CAST("t"."en" AS TEXT), 'Unknown') AS "type_en",
  "s"."year",
  SUM("n_refusal") AS "n_reports",
  SUM("refusal_denied") AS "denied",
  SUM("refusal_handled") AS "denominator",
  ROUND(100.0 * SUM("refusal_denied") / NULLIF(NULLIF(SUM("refusal_handled"), 0), 0), 2) AS "percent",
  SUM("reports") - SUM("n_refusal") AS "excluded"
FROM (
  SELECT
    "type_id",
    "year",
    "reports",
    "n_refusal",
    "refusal_denied",
    "refusal_handled"
  FROM "type_sums"
  WHERE
    "of_portal" = ''
  UNION ALL
  SELECT
    "a"."type_id",
    "r"."year",
    "reports",
    "n_refusal",
    "refusal_denied",
    "refusal_handled"
  FROM "report_shares" AS "r"
  LEFT JOIN "agencies" AS "a"
    ON "a"."id" = "r"."agency_id"
  WHERE
    "of_portal" <> '' AND "r"."portal_id" = "of_portal"
) AS "s"
LEFT JOIN "agency_types" AS "t"
  ON "t"."id" = "s"."type_id"
GROUP BY
  "s"."type_id",
  "s"."year",
  "t"."zh",
  "t"."en",
  "t"."id"
ORDER BY
  "t"."id" IS NULL NULLS FIRST,
  "t"."id" NULLS FIRST,
  "s"."year" NULLS FIRST;

-- 无法提供，及其中“本机关不掌握” · Unavailable, and of it “not held”
CREATE OR REPLACE MACRO unavailable_share(of_portal := '', of_agency := '') AS TABLE
SELECT
  "year",
  SUM("n_held") AS "n_reports",
  SUM("held_unavailable") AS "unavailable",
  SUM("held_not_held") AS "not_held",
  SUM("held_handled") AS "denominator",
  ROUND(100.0 * SUM("held_unavailable") / NULLIF(NULLIF(SUM("held_handled"), 0), 0), 2) AS "percent",
  ROUND(100.0 * SUM("held_not_held") / NULLIF(NULLIF(SUM("held_unavailable"), 0), 0), 2) AS "percent_not_held",
  SUM("reports") - SUM("n_held") AS "excluded"
FROM (
  SELECT
    "year",
    "reports",
    "n_held",
    "held_unavailable",
    "held_not_held",
    "held_handled"
  FROM "report_sums"
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
    "reports",
    "n_held",
    "held_unavailable",
    "held_not_held",
    "held_handled"
  FROM "report_shares" AS "r"
  WHERE
    "of_agency" <> ''
    AND "of_portal" IN ('', "r"."portal_id")
    AND "r"."agency_id" IN (
      SELECT
        "named"."id"
      FROM "agencies" AS "named"
      WHERE
        LIKELIHOOD(
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency",
          0.001
        )
    )
) AS "t"
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
  SUM("of_denied_cases") AS "denied",
  SUM("of_denied_denied") AS "denominator",
  ROUND(100.0 * SUM("of_denied_cases") / NULLIF(NULLIF(SUM("of_denied_denied"), 0), 0), 2) AS "percent",
  SUM("reports") - SUM("n_of_denied") AS "excluded"
FROM (
  SELECT
    "year",
    "outcome_id",
    "reports",
    "n_of_denied",
    "of_denied_cases",
    "of_denied_denied"
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
    "outcome_id",
    "reports",
    "n_of_denied",
    "of_denied_cases",
    "of_denied_denied"
  FROM "outcome_shares" AS "r"
  WHERE
    "of_agency" <> ''
    AND "of_portal" IN ('', "r"."portal_id")
    AND "r"."agency_id" IN (
      SELECT
        "named"."id"
      FROM "agencies" AS "named"
      WHERE
        LIKELIHOOD(
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency",
          0.001
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
SELECT
  "year",
  NULLIF("tables", 'none') AS "forms",
  SUM("n_answers") AS "n_reports",
  SUM("answers_granted") AS "granted",
  SUM("answers_in_part") AS "granted_in_part",
  SUM("answers_all") AS "denominator",
  ROUND(100.0 * SUM("answers_granted") / NULLIF(NULLIF(SUM("answers_all"), 0), 0), 2) AS "percent_granted",
  ROUND(100.0 * SUM("answers_in_part") / NULLIF(NULLIF(SUM("answers_all"), 0), 0), 2) AS "percent_in_part",
  SUM("reports") - SUM("n_answers") AS "excluded"
FROM (
  SELECT
    "year",
    "tables",
    "reports",
    "n_answers",
    "answers_granted",
    "answers_in_part",
    "answers_all"
  FROM "report_sums"
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
    "tables",
    "reports",
    "n_answers",
    "answers_granted",
    "answers_in_part",
    "answers_all"
  FROM "report_shares" AS "r"
  WHERE
    "of_agency" <> ''
    AND "of_portal" IN ('', "r"."portal_id")
    AND "r"."agency_id" IN (
      SELECT
        "named"."id"
      FROM "agencies" AS "named"
      WHERE
        LIKELIHOOD(
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency",
          0.001
        )
    )
) AS "t"
GROUP BY
  "year",
  "tables"
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
  SUM("of_handled_cases") AS "cases",
  SUM("of_handled_handled") AS "denominator",
  ROUND(
    100.0 * SUM("of_handled_cases") / NULLIF(NULLIF(SUM("of_handled_handled"), 0), 0),
    2
  ) AS "percent",
  SUM("reports") - SUM("n_of_handled") AS "excluded"
FROM (
  SELECT
    "year",
    "form",
    "outcome_id",
    "reports",
    "n_of_handled",
    "of_handled_cases",
    "of_handled_handled"
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
    "n_of_handled",
    "of_handled_cases",
    "of_handled_handled"
  FROM "outcome_shares" AS "r"
  WHERE
    "of_agency" <> ''
    AND "of_portal" IN ('', "r"."portal_id")
    AND "r"."agency_id" IN (
      SELECT
        "named"."id"
      FROM "agencies" AS "named"
      WHERE
        LIKELIHOOD(
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency",
          0.001
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
WITH "all_pairs" AS (
  SELECT
    COALESCE(SUM("compared"), 0) AS "n_pairs",
    COALESCE(SUM("excluded"), 0) AS "excluded"
  FROM "bases"
  WHERE
    "question" = 'year.carry_over' AND "of_portal" IN ('', "portal_id")
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
    INNER JOIN "reports" AS "r"
      ON "r"."id" = "f"."report_id"
      AND "f"."rule" = 'year.carry_over'
      AND "of_portal" IN ('', "r"."portal_id")
    JOIN "agencies" AS "a"
      ON "a"."id" = "r"."agency_id"
)
  ON 1
ORDER BY
  ABS("f"."actual" - "f"."expected") DESC,
  "a"."name" NULLS FIRST,
  "r"."year" NULLS FIRST;

-- 勾稽关系不成立与未能读取，按规则 · Sums that fail, and what we could not read, by rule
CREATE OR REPLACE MACRO broken_identities(of_portal := '') AS TABLE
WITH "told" AS (
  SELECT
    COALESCE(SUM("tabled"), 0) AS "denominator",
    COALESCE(SUM("reports") - SUM("tabled"), 0) AS "excluded"
  FROM "document_sums"
  WHERE
    "of_portal" IN ('', "portal_id")
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
      "denominator"
    FROM "told"
  ) AS "denominator",
  (
    SELECT
      "excluded"
    FROM "told"
  ) AS "excluded"
FROM "findings" AS "f"
INNER JOIN "reports" AS "r"
  ON "r"."id" = "f"."report_id"
JOIN "rules" AS "l"
  ON "l"."id" = "f"."rule"
WHERE
  (
    "f"."rule" LIKE 'identity.%' OR "f"."severity" = 'error'
  )
  AND "of_portal" IN ('', "r"."portal_id")
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
WITH "all_pairs" AS (
  SELECT
    COALESCE(SUM("compared"), 0) AS "n_pairs",
    COALESCE(SUM("excluded"), 0) AS "excluded"
  FROM "bases"
  WHERE
    "question" = 'year.in_force' AND "of_portal" IN ('', "portal_id")
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
    INNER JOIN "reports" AS "r"
      ON "r"."id" = "f"."report_id"
      AND "f"."rule" = 'year.in_force'
      AND "of_portal" IN ('', "r"."portal_id")
    JOIN "agencies" AS "a"
      ON "a"."id" = "r"."agency_id"
    JOIN "disclosure_items" AS "i"
      ON "f"."where_" = 'disclosure.' || "i"."code" || '.in_force'
)
  ON 1
ORDER BY
  ABS("f"."actual" - "f"."expected") DESC,
  "a"."name" NULLS FIRST,
  "r"."year" NULLS FIRST,
  "i"."id" NULLS FIRST;

-- 正文的数字与表格或正文另一处不一致 · Prose against the table, or against itself
CREATE OR REPLACE MACRO prose_mismatches(of_portal := '', of_agency := '') AS TABLE
WITH "all_reports" AS (
  SELECT
    COALESCE(SUM("counted"), 0) AS "n_reports",
    COALESCE(SUM("reports") - SUM("counted"), 0) AS "excluded"
  FROM (
    SELECT
      "reports",
      "counted"
    FROM "document_sums"
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
      "reports",
      "counted"
    FROM "document_shares" AS "r"
    WHERE
      "of_agency" <> ''
      AND "of_portal" IN ('', "r"."portal_id")
      AND "r"."agency_id" IN (
        SELECT
          "named"."id"
        FROM "agencies" AS "named"
        WHERE
          LIKELIHOOD(
            "named"."name" LIKE '%' || "of_agency" || '%'
            OR CAST("named"."id" AS TEXT) = "of_agency",
            0.001
          )
      )
  ) AS "t"
)
SELECT
  "a"."name" AS "agency",
  "r"."year",
  "f"."rule",
  "f"."expected",
  "f"."actual",
  "f"."message",
  "n"."n_reports",
  "n"."excluded",
  "r"."id" AS "report_id",
  "r"."url"
FROM "all_reports" AS "n"
LEFT JOIN (
  "findings" AS "f"
    INNER JOIN "reports" AS "r"
      ON "r"."id" = "f"."report_id"
      AND "of_portal" IN ('', "r"."portal_id")
      AND (
        "of_agency" = ''
        OR "r"."agency_id" IN (
          SELECT
            "named"."id"
          FROM "agencies" AS "named"
          WHERE
            LIKELIHOOD(
              "named"."name" LIKE '%' || "of_agency" || '%'
              OR CAST("named"."id" AS TEXT) = "of_agency",
              0.001
            )
        )
      )
      AND "f"."rule" IN ('narrative.table_mismatch', 'narrative.contradiction')
    LEFT JOIN "agencies" AS "a"
      ON "a"."id" = "r"."agency_id"
)
  ON 1
ORDER BY
  "r"."year" DESC,
  "a"."name" NULLS FIRST,
  "r"."id" NULLS FIRST,
  "f"."number" NULLS FIRST;

-- 复议、诉讼纠正率 · Correction rate of reconsideration and litigation
CREATE OR REPLACE MACRO correction_rate(of_portal := '', of_agency := '') AS TABLE
SELECT
  "t"."year",
  "k"."zh" AS "kind",
  "k"."en" AS "kind_en",
  SUM("n_remedies") AS "n_reports",
  SUM("remedies_corrected") AS "corrected",
  SUM("remedies_decided") AS "denominator",
  ROUND(
    100.0 * SUM("remedies_corrected") / NULLIF(NULLIF(SUM("remedies_decided"), 0), 0),
    2
  ) AS "percent",
  SUM("pending") AS "pending",
  SUM("reports") - SUM("n_remedies") AS "excluded"
FROM (
  SELECT
    "year",
    "kind_id",
    "reports",
    "n_remedies",
    "remedies_corrected",
    "remedies_decided",
    "pending"
  FROM "remedy_sums"
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
    "kind_id",
    "reports",
    "n_remedies",
    "remedies_corrected",
    "remedies_decided",
    "pending"
  FROM "remedy_shares" AS "r"
  WHERE
    "of_agency" <> ''
    AND "of_portal" IN ('', "r"."portal_id")
    AND "r"."agency_id" IN (
      SELECT
        "named"."id"
      FROM "agencies" AS "named"
      WHERE
        LIKELIHOOD(
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency",
          0.001
        )
    )
) AS "t"
JOIN "remedy_kinds" AS "k"
  ON "k"."id" = "t"."kind_id"
GROUP BY
  "t"."year",
  "k"."id",
  "k"."zh",
  "k"."en"
ORDER BY
  "t"."year" NULLS FIRST,
  "k"."id" NULLS FIRST;

-- 各机关的复议、诉讼纠正率 · Correction rate by agency and year
CREATE OR REPLACE MACRO correction_rate_by_agency(of_portal := '', of_agency := '') AS TABLE
SELECT
  "a"."name" AS "agency",
  "r"."year",
  CASE "c"."litigation" WHEN 0 THEN '行政复议' ELSE '行政诉讼' END AS "kind",
  CASE "c"."litigation"
    WHEN 0
    THEN 'Administrative reconsideration'
    ELSE 'Litigation'
  END AS "kind_en",
  "c"."n" AS "n_reports",
  "c"."corrected",
  "c"."decided" AS "denominator",
  ROUND(100.0 * "c"."corrected" / NULLIF(NULLIF("c"."decided", 0), 0), 2) AS "percent",
  "c"."pending",
  "c"."excluded",
  "r"."id" AS "report_id"
FROM "agencies" AS "a"
INNER JOIN "reports" AS "r"
  ON "r"."agency_id" = "a"."id"
INNER JOIN "remedy_cases" AS "c"
  ON "c"."report_id" = "r"."id"
WHERE
  "of_portal" IN ('', "a"."portal_id")
  AND (
    "of_agency" = ''
    OR LIKELIHOOD(
      "a"."name" LIKE '%' || "of_agency" || '%' OR CAST("a"."id" AS TEXT) = "of_agency",
      0.001
    )
  )
ORDER BY
  "a"."name" NULLS FIRST,
  "a"."id" NULLS FIRST,
  "r"."year" NULLS FIRST,
  "c"."litigation" NULLS FIRST;

-- 连续三年零申请的机关 · No applications three years running
CREATE OR REPLACE MACRO zero_three_years(of_portal := '') AS TABLE
WITH "all_runs" AS (
  SELECT
    COALESCE(SUM("compared"), 0) AS "n_runs",
    COALESCE(SUM("excluded"), 0) AS "excluded"
  FROM "bases"
  WHERE
    "question" = 'zero_three_years' AND "of_portal" IN ('', "portal_id")
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
  "zero_runs" AS "z"
    INNER JOIN "reports" AS "r"
      ON "r"."id" = "z"."report_id" AND "of_portal" IN ('', "r"."portal_id")
    INNER JOIN "agencies" AS "a"
      ON "a"."id" = "r"."agency_id"
    JOIN "portals" AS "p"
      ON "p"."id" = "r"."portal_id"
)
  ON 1
ORDER BY
  "p"."name" NULLS FIRST,
  "a"."name" NULLS FIRST,
  "r"."year" NULLS FIRST;

-- 谁在申请：申请人类别，按年度 · Who asks, by year
CREATE OR REPLACE MACRO who_asks(of_portal := '', of_agency := '') AS TABLE
SELECT
  "year",
  SUM("n_applicants") AS "n_reports",
  SUM("applicants_total") AS "denominator",
  SUM("applicants_natural_person") AS "natural_person",
  SUM("applicants_business") AS "business",
  SUM("applicants_research_institute") AS "research_institute",
  SUM("applicants_public_interest_org") AS "public_interest_org",
  SUM("applicants_legal_service_org") AS "legal_service_org",
  SUM("applicants_other_org") AS "other_org",
  ROUND(
    100.0 * SUM("applicants_natural_person") / NULLIF(NULLIF(SUM("applicants_total"), 0), 0),
    2
  ) AS "percent_natural",
  ROUND(
    100.0 * SUM("applicants_business") / NULLIF(NULLIF(SUM("applicants_total"), 0), 0),
    2
  ) AS "percent_business",
  ROUND(
    100.0 * SUM("applicants_legal_service_org") / NULLIF(NULLIF(SUM("applicants_total"), 0), 0),
    2
  ) AS "percent_legal",
  SUM("reports") - SUM("n_applicants") AS "excluded"
FROM (
  SELECT
    "year",
    "tables",
    "reports",
    "n_applicants",
    "applicants_natural_person",
    "applicants_business",
    "applicants_research_institute",
    "applicants_public_interest_org",
    "applicants_legal_service_org",
    "applicants_other_org",
    "applicants_total"
  FROM "report_sums"
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
    "tables",
    "reports",
    "n_applicants",
    "applicants_natural_person",
    "applicants_business",
    "applicants_research_institute",
    "applicants_public_interest_org",
    "applicants_legal_service_org",
    "applicants_other_org",
    "applicants_total"
  FROM "report_shares" AS "r"
  WHERE
    "of_agency" <> ''
    AND "of_portal" IN ('', "r"."portal_id")
    AND "r"."agency_id" IN (
      SELECT
        "named"."id"
      FROM "agencies" AS "named"
      WHERE
        LIKELIHOOD(
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency",
          0.001
        )
    )
) AS "t"
WHERE
  "tables" = '2019, 2021'
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
  WHERE
    "agency_id" IN (
      SELECT
        "a"."id"
      FROM "agencies" AS "a"
      WHERE
        "of_portal" IN ('', "a"."portal_id")
        AND (
          SELECT
            COUNT(*)
          FROM "reports"
          WHERE
            "agency_id" = "a"."id" AND NOT "year" IS NULL AND "document" = 1
        ) < (
          SELECT
            COUNT(*)
          FROM "coverage_sums"
          WHERE
            "portal_id" = "a"."portal_id"
        )
    )
  ORDER BY
    "year" NULLS FIRST
) AS "c"
JOIN "portals" AS "p"
  ON "p"."id" = "c"."portal_id"
GROUP BY
  "c"."agency_id",
  "p"."name",
  "c"."agency",
  "p"."id"
ORDER BY
  "years_found" NULLS FIRST,
  "p"."name" NULLS FIRST,
  "c"."agency" NULLS FIRST;

-- 晚于法定日期发布，按门户 · Published after the statutory date
CREATE OR REPLACE MACRO published_late(of_portal := '') AS TABLE
SELECT
  "p"."name" AS "portal",
  "t"."year",
  "t"."n" AS "n_reports",
  "t"."late",
  ROUND(100.0 * "t"."late" / NULLIF(NULLIF("t"."n", 0), 0), 1) AS "percent",
  "t"."most_days_late",
  "t"."excluded"
FROM "delays" AS "t"
JOIN "portals" AS "p"
  ON "p"."id" = "t"."portal_id"
WHERE
  "t"."portal_id" IN (
    SELECT
      "id"
    FROM "portals"
    WHERE
      "of_portal" IN ('', "id")
  )
ORDER BY
  "p"."name" NULLS FIRST,
  "p"."id" NULLS FIRST,
  "t"."year" NULLS FIRST;

-- 发布后改动的数字 · Figures changed after publication
CREATE OR REPLACE MACRO changed_after_publication(of_portal := '', of_agency := '') AS TABLE
WITH "all_reports" AS (
  SELECT
    COALESCE(SUM("changed"), 0) AS "n_changed",
    COALESCE(SUM("reports"), 0) AS "denominator",
    COALESCE(SUM("reports") - SUM("compared"), 0) AS "excluded"
  FROM (
    SELECT
      "reports",
      "changed",
      "compared"
    FROM "document_sums"
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
      "reports",
      "changed",
      "compared"
    FROM "document_shares" AS "r"
    WHERE
      "of_agency" <> ''
      AND "of_portal" IN ('', "r"."portal_id")
      AND "r"."agency_id" IN (
        SELECT
          "named"."id"
        FROM "agencies" AS "named"
        WHERE
          LIKELIHOOD(
            "named"."name" LIKE '%' || "of_agency" || '%'
            OR CAST("named"."id" AS TEXT) = "of_agency",
            0.001
          )
      )
  ) AS "t"
)
SELECT
  "a"."name" AS "agency",
  "r"."year",
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
  "r"."id" AS "report_id"
FROM "all_reports" AS "n"
LEFT JOIN (
  "changes" AS "c"
    INNER JOIN "reports" AS "r"
      ON "r"."id" = "c"."report_id"
      AND "of_portal" IN ('', "r"."portal_id")
      AND (
        "of_agency" = ''
        OR "r"."agency_id" IN (
          SELECT
            "named"."id"
          FROM "agencies" AS "named"
          WHERE
            LIKELIHOOD(
              "named"."name" LIKE '%' || "of_agency" || '%'
              OR CAST("named"."id" AS TEXT) = "of_agency",
              0.001
            )
        )
      )
    LEFT JOIN "agencies" AS "a"
      ON "a"."id" = "r"."agency_id"
    JOIN "versions" AS "v"
      ON "v"."report_id" = "c"."report_id" AND "v"."version" = "c"."version"
)
  ON 1
ORDER BY
  "v"."fetched_at" DESC,
  "a"."name" NULLS FIRST,
  "r"."year" NULLS FIRST,
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
  INNER JOIN "reports" AS "first"
    ON "first"."agency_id" = "r"."agency_id"
    AND "first"."year" = "r"."year"
    AND "first"."document" = 1
  WHERE
    "r"."id" IN (
      SELECT
        "id"
      FROM "reports"
      WHERE
        "document" > 1
    )
    AND "of_portal" IN ('', "r"."portal_id")
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
SELECT
  "a"."name" AS "agency",
  "r"."year",
  "m"."measure",
  "b"."beside",
  CASE "m"."measure"
    WHEN 'new_received'
    THEN "r"."new_received"
    ELSE ROUND(100.0 * "r"."denied" / NULLIF(NULLIF("r"."processed_total", 0), 0), 2)
  END AS "own",
  COALESCE("t"."mean", "l"."mean") AS "mean",
  COALESCE("t"."median", "l"."median") AS "median",
  COALESCE("t"."n", "l"."n") AS "n_reports",
  COALESCE("t"."excluded", "l"."excluded") AS "excluded"
FROM "agencies" AS "a"
INNER JOIN "agency_types" AS "y"
  ON "y"."id" = "a"."type_id"
INNER JOIN "reports" AS "r"
  ON "r"."agency_id" = "a"."id" AND "r"."document" = 1
CROSS JOIN (
  SELECT
    'new_received' AS "measure"
  UNION ALL
  SELECT
    'percent_denied'
) AS "m"
CROSS JOIN (
  SELECT
    'county' AS "beside"
  UNION ALL
  SELECT
    'type'
) AS "b"
LEFT JOIN "type_figures" AS "t"
  ON "b"."beside" = 'type'
  AND "t"."type_id" = "a"."type_id"
  AND "t"."year" = "r"."year"
  AND "t"."measure" = "m"."measure"
LEFT JOIN "level_figures" AS "l"
  ON "b"."beside" = 'county'
  AND "l"."portal_id" = "a"."portal_id"
  AND "l"."level" = "y"."level"
  AND "l"."year" = "r"."year"
  AND "l"."measure" = "m"."measure"
WHERE
  NOT "r"."year" IS NULL
  AND "of_agency" <> ''
  AND LIKELIHOOD(
    "a"."name" LIKE '%' || "of_agency" || '%' OR CAST("a"."id" AS TEXT) = "of_agency",
    0.001
  )
ORDER BY
  "a"."name" NULLS FIRST,
  "a"."id" NULLS FIRST,
  "r"."year" NULLS FIRST,
  "m"."measure" NULLS FIRST,
  "b"."beside" NULLS FIRST;

-- 县级政府总报告与各机关之和 · The county's report against the sum of its agencies
CREATE OR REPLACE MACRO county_total(of_portal := '') AS TABLE
SELECT
  "p"."name" AS "portal",
  "g"."year",
  "g"."new_received" AS "county",
  "t"."new_received" AS "sum_of_agencies",
  "g"."new_received" - "t"."new_received" AS "difference",
  "t"."n" AS "n_agencies",
  "t"."agencies" AS "denominator",
  "t"."excluded",
  "t"."missing",
  "g"."id" AS "report_id"
FROM "county_totals" AS "t"
INNER JOIN "reports" AS "g"
  ON "g"."id" = "t"."report_id" AND "of_portal" IN ('', "g"."portal_id")
JOIN "agencies" AS "c"
  ON "c"."id" = "g"."agency_id"
JOIN "portals" AS "p"
  ON "p"."id" = "g"."portal_id"
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
    INNER JOIN "reports" AS "r"
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
  "year",
  SUM("reports") AS "denominator",
  SUM("new_received") AS "new_received",
  SUM("n_new_received") AS "n_received",
  SUM("granted") AS "granted",
  SUM("n_granted") AS "n_granted",
  SUM("granted_in_part") AS "granted_in_part",
  SUM("n_granted_in_part") AS "n_in_part",
  SUM("denied") AS "denied",
  SUM("n_denied") AS "n_denied",
  SUM("unavailable") AS "unavailable",
  SUM("n_unavailable") AS "n_unavailable",
  SUM("not_processed") AS "not_processed",
  SUM("n_not_processed") AS "n_not_processed",
  SUM("other") AS "other",
  SUM("n_other") AS "n_other",
  SUM("reconsiderations") AS "reconsiderations",
  SUM("n_reconsiderations") AS "n_reconsiderations",
  SUM("litigations") AS "litigations",
  SUM("n_litigations") AS "n_litigations",
  SUM("reports") - SUM("n_new_received") AS "excluded"
FROM (
  SELECT
    "year",
    "reports",
    "new_received",
    "n_new_received",
    "granted",
    "n_granted",
    "granted_in_part",
    "n_granted_in_part",
    "denied",
    "n_denied",
    "unavailable",
    "n_unavailable",
    "not_processed",
    "n_not_processed",
    "other",
    "n_other",
    "reconsiderations",
    "n_reconsiderations",
    "litigations",
    "n_litigations"
  FROM "report_sums"
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
    "reports",
    "new_received",
    "n_new_received",
    "granted",
    "n_granted",
    "granted_in_part",
    "n_granted_in_part",
    "denied",
    "n_denied",
    "unavailable",
    "n_unavailable",
    "not_processed",
    "n_not_processed",
    "other",
    "n_other",
    "reconsiderations",
    "n_reconsiderations",
    "litigations",
    "n_litigations"
  FROM "report_shares" AS "r"
  WHERE
    "of_agency" <> ''
    AND "of_portal" IN ('', "r"."portal_id")
    AND "r"."agency_id" IN (
      SELECT
        "named"."id"
      FROM "agencies" AS "named"
      WHERE
        LIKELIHOOD(
          "named"."name" LIKE '%' || "of_agency" || '%'
          OR CAST("named"."id" AS TEXT) = "of_agency",
          0.001
        )
    )
) AS "t"
GROUP BY
  "year"
ORDER BY
  "year" NULLS FIRST;

-- 各年度找到多少机关的年报 · Agencies with a report, by year
CREATE OR REPLACE MACRO coverage_by_year(of_portal := '') AS TABLE
SELECT
  "c"."year",
  SUM("reports") AS "n_reports",
  SUM("agencies") AS "denominator",
  SUM("agencies") - SUM("reports") AS "missing",
  SUM("late") AS "late",
  SUM("unreadable") AS "unreadable",
  SUM("withdrawn") AS "withdrawn",
  (
    SELECT
      COUNT(*)
    FROM "reports" AS "r"
    WHERE
      "r"."year" = "c"."year"
      AND "r"."agency_id" IS NULL
      AND "of_portal" IN ('', "r"."portal_id")
  ) AS "excluded"
FROM "coverage_sums" AS "c"
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
SELECT
  "c"."name" AS "beside",
  "r"."year",
  "a"."name" AS "agency",
  "r"."new_received",
  "r"."processed_total",
  "r"."denied",
  ROUND(100.0 * "r"."denied" / NULLIF(NULLIF("r"."processed_total", 0), 0), 2) AS "percent_denied",
  "l"."n" AS "n_reports",
  "l"."excluded",
  "a"."id" AS "agency_id",
  "r"."id" AS "report_id"
FROM "agencies" AS "c"
INNER JOIN "agency_types" AS "y"
  ON "y"."id" = "c"."type_id"
INNER JOIN "level_figures" AS "l"
  ON "l"."portal_id" = "c"."portal_id"
  AND "l"."level" = "y"."level"
  AND "l"."measure" = 'new_received'
INNER JOIN "agencies" AS "a"
  ON "a"."portal_id" = "c"."portal_id"
INNER JOIN "agency_types" AS "t"
  ON "t"."id" = "a"."type_id" AND "t"."level" = "y"."level"
INNER JOIN "reports" AS "r"
  ON "r"."agency_id" = "a"."id" AND "r"."year" = "l"."year" AND "r"."document" = 1
WHERE
  "of_agency" <> ''
  AND LIKELIHOOD(
    "c"."name" LIKE '%' || "of_agency" || '%' OR CAST("c"."id" AS TEXT) = "of_agency",
    0.001
  )
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
  "s"."year",
  COUNT(DISTINCT "s"."portal_id") AS "n_counties",
  SUM("agencies") AS "n_agencies",
  SUM("reports") AS "n_reports",
  SUM("new_received") AS "new_received",
  SUM("n_new_received") AS "n_received",
  SUM("refusal_denied") AS "denied",
  SUM("refusal_handled") AS "denominator",
  ROUND(100.0 * SUM("refusal_denied") / NULLIF(NULLIF(SUM("refusal_handled"), 0), 0), 2) AS "percent",
  SUM("reports") - SUM("n_refusal") AS "excluded"
FROM "report_sums" AS "s"
JOIN "portals" AS "p"
  ON "p"."id" = "s"."portal_id"
LEFT JOIN "divisions" AS "d"
  ON "d"."id" = "p"."division_id"
LEFT JOIN "provinces" AS "v"
  ON "v"."id" = "d"."province_id"
WHERE
  "of_province" = ''
  OR "v"."id" = "of_province"
  OR "v"."zh" LIKE "of_province" || '%'
  OR "v"."en" = "of_province"
GROUP BY
  "v"."id",
  "s"."year",
  "v"."zh",
  "v"."en"
ORDER BY
  "v"."id" IS NULL NULLS FIRST,
  "v"."id" NULLS FIRST,
  "s"."year" NULLS FIRST;
