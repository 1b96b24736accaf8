/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-check.h"

#include "office-id.h"
#include "office-record.h"
#include "office-store-schema.h"

#include <string.h>

/* What must be true of every record and tombstone, and between them. */

typedef struct {
  OfficeFindings *findings;
  GHashTable *rooms;  /* ids */
  GHashTable *people; /* ids */
  gint64 head;
} Walk;

static GHashTable *
list_ids (OfficeDatabase *database, const char *sql, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  OfficeStatement *statement = office_database_prepare (database, sql, error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  while (office_statement_step (statement, &has_row, error))
    {
      const char *id;

      if (!has_row)
        return g_steal_pointer (&ids);
      id = office_statement_get_text (statement, 0);
      g_hash_table_add (ids, g_strdup (id != NULL ? id : ""));
    }
  return NULL;
}

/* ---- one record ---- */

static void
check_scope (Walk *walk, OfficeRecord *record, const char *name)
{
  const char *scope = office_record_get_scope (record);
  const char *room = office_scope_get_room (scope);
  const char *person = office_scope_get_person (scope);
  const OfficeKind *kind = office_record_get_kind (record);
  OfficeScopeRule rule = room != NULL ? OFFICE_SCOPE_ROOM : person != NULL ? OFFICE_SCOPE_PERSON : OFFICE_SCOPE_OFFICE;

  if (!office_scope_is_valid (scope))
    office_findings_add (walk->findings, "scope", "%s has the scope “%s”, which is none.", name, scope);
  else if (kind != NULL && kind->scope != rule)
    office_findings_add (walk->findings, "scope", "%s has the scope “%s”, where there is no such kind.", name, scope);
  else if (room != NULL && !g_hash_table_contains (walk->rooms, room))
    office_findings_add (walk->findings, "scope", "%s is in the room %s, which is missing.", name, room);
  else if (person != NULL && !g_hash_table_contains (walk->people, person))
    office_findings_add (walk->findings, "scope", "%s belongs to the person %s, who is missing.", name, person);
}

/* Files may stand for words: of that there is a rule below. */
static gboolean
may_be_missing (const OfficeKind *kind, const OfficeField *field)
{
  return strcmp (field->name, "text") == 0
         && (strcmp (kind->name, "message") == 0 || strcmp (kind->name, "scheduled") == 0);
}

static void
check_fields (Walk *walk, OfficeRecord *record, const char *name)
{
  const OfficeKind *kind = office_record_get_kind (record);
  const char *room = office_scope_get_room (office_record_get_scope (record));

  /* What was removed leaves a stub without its words. */
  if (kind == NULL || office_record_get_boolean (record, "removed"))
    return;
  for (guint i = 0; i < kind->n_fields; i++)
    if ((kind->fields[i].flags & OFFICE_FIELD_REQUIRED) != 0 && !may_be_missing (kind, &kind->fields[i])
        && !office_record_has (record, kind->fields[i].name))
      office_findings_add (walk->findings, "field", "%s has no “%s”.", name, kind->fields[i].name);
  if (room != NULL && office_kind_find_field (kind, "room") != NULL
      && g_strcmp0 (office_record_get_text (record, "room"), room) != 0)
    office_findings_add (walk->findings, "room", "%s names another room than its scope.", name);
}

static gboolean
is_as_in_row (OfficeRecord *record, OfficeStatement *row)
{
  return g_strcmp0 (office_record_get_id (record), office_statement_get_text (row, 0)) == 0
         && g_strcmp0 (office_record_get_kind_name (record), office_statement_get_text (row, 1)) == 0
         && g_strcmp0 (office_record_get_scope (record), office_statement_get_text (row, 2)) == 0
         && office_record_get_rev (record) == office_statement_get_integer (row, 3);
}

/* row: id, kind, scope, rev, body */
static void
check_row (Walk *walk, OfficeStatement *row, gboolean gone)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *body = office_statement_get_blob (row, 4, &length);
  g_autoptr (OfficeRecord) record = office_record_new_from_body (body != NULL ? body : "", (gssize) length, &error);
  g_autofree char *name = NULL;

  if (record == NULL)
    {
      office_findings_add (walk->findings, "record", "The record %s cannot be read: %s.",
                           office_statement_get_text (row, 0), error->message);
      return;
    }
  name = g_strdup_printf ("The %s %s", office_record_get_kind_name (record), office_record_get_id (record));
  if (office_record_is_gone (record) != gone)
    office_findings_add (walk->findings, "gone", "%s is %s, but kept among those that are %s.", name,
                         gone ? "there" : "gone", gone ? "gone" : "there");
  if (!is_as_in_row (record, row))
    office_findings_add (walk->findings, "row", "%s differs from the row that holds it.", name);
  if (office_record_get_rev (record) < 1 || office_record_get_rev (record) > walk->head)
    office_findings_add (walk->findings, "revision",
                         "%s has the revision %" G_GINT64_FORMAT ", the book's last is %" G_GINT64_FORMAT ".", name,
                         office_record_get_rev (record), walk->head);
  if (gone)
    return;
  check_scope (walk, record, name);
  check_fields (walk, record, name);
}

static void
check_rows (Walk *walk, OfficeDatabase *database, const char *sql, gboolean gone)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (database, sql, &error);
  gboolean has_row;

  while (statement != NULL && office_statement_step (statement, &has_row, &error) && has_row)
    check_row (walk, statement, gone);
  office_findings_add_error (walk->findings, &error);
}

/* ---- between records ---- */

typedef struct {
  const char *sort;
  const char *sql; /* a sentence for each fault */
} Rule;

/*
 * Numbers of messages: each once, none above the last that was given. Some are missing: of messages that went for good with
 * their task, or to another room. They leave tombstones, until these are forgotten, too; or they have come back, and were
 * numbered anew. Where there is nothing of that, a number that is missing is a message that was lost.
 */
/* clang-format off */
static const Rule rules[] = {
  { "number",
    "SELECT 'In the room ' || substr (scope, 6) || ' two messages have the number ' || (body ->> '$.seq') || '.'"
    " FROM record WHERE kind = 'message' AND json_valid (body)"
    " GROUP BY scope, body ->> '$.seq' HAVING count (*) > 1" },
  { "number",
    "SELECT 'The message ' || record.id || ' has the number ' || coalesce (body ->> '$.seq', 'of none')"
    "  || ', the last that its room gave is ' || coalesce (room_seq.seq, 0) || '.'"
    " FROM record LEFT JOIN room_seq ON room_seq.room = substr (record.scope, 6)"
    " WHERE kind = 'message' AND json_valid (body)"
    "  AND NOT coalesce ((body ->> '$.seq') BETWEEN 1 AND room_seq.seq, 0)" },
  { "number",
    "SELECT 'In the room ' || room || ' ' || missing || ' numbers of messages are missing, and ' || buried"
    "  || ' are accounted for.'"
    " FROM (SELECT room,"
    "  seq - (SELECT count (*) FROM record WHERE kind = 'message' AND scope = 'room:' || room) AS missing,"
    "  (SELECT count (*) FROM record_gone WHERE kind = 'message' AND scope = 'room:' || room) AS buried FROM room_seq)"
    " WHERE missing < buried"
    "  OR (missing > 0 AND buried = 0 AND NOT EXISTS (SELECT 1 FROM meta WHERE key = 'floor')"
    "   AND NOT EXISTS (SELECT 1 FROM field_revision JOIN record ON record.id = field_revision.id"
    "    WHERE field_revision.field = 'room' AND record.kind = 'message' AND record.scope = 'room:' || room))" },
  { "field",
    "SELECT 'The ' || record.kind || ' ' || record.id || ' has neither words nor files.' FROM record"
    " WHERE kind IN ('message', 'scheduled') AND json_valid (body) AND body ->> '$.text' IS NULL"
    "  AND body ->> '$.removed' IS NULL AND id NOT IN"
    "  (SELECT coalesce (body ->> '$.message', body ->> '$.scheduled', '') FROM record"
    "   WHERE kind IN ('file', 'enclosure') AND kind <> 'message' AND json_valid (body))" },
  { "twice",
    "SELECT 'The ' || record.kind || ' ' || record.id || ' is both there and gone in ' || record.scope || '.'"
    " FROM record JOIN record_gone ON record_gone.id = record.id AND record_gone.scope = record.scope" },
  { "account",
    "SELECT 'The account ' || person || ' (' || name_key || ') has no person.' FROM account"
    " WHERE NOT EXISTS (SELECT 1 FROM record WHERE record.id = account.person AND kind = 'person')" },
  { "member",
    "SELECT 'The member ' || id || ' names a person who is missing.' FROM record AS member"
    " WHERE kind = 'member' AND json_valid (body) AND NOT EXISTS"
    "  (SELECT 1 FROM record WHERE record.id = member.body ->> '$.person' AND record.kind = 'person')" },
  { "field revision",
    "SELECT 'The field ' || field || ' of ' || id || ' has the revision ' || rev || ', which is to come.'"
    " FROM field_revision WHERE rev > (SELECT coalesce (max (rev), 0) FROM revision)" },
};
/* clang-format on */

static void
check_rule (OfficeDatabase *database, const Rule *rule, OfficeFindings *findings)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (database, rule->sql, &error);
  gboolean has_row;

  while (statement != NULL && office_statement_step (statement, &has_row, &error) && has_row)
    office_findings_add (findings, rule->sort, "%s", office_statement_get_text (statement, 0));
  office_findings_add_error (findings, &error);
}

/**
 * office_check_records:
 * @database: a handle on the book
 * @findings: gets what is wrong
 *
 * Parses every record. Blocking, some 10 µs a record.
 */
void
office_check_records (OfficeDatabase *database, OfficeFindings *findings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) rooms = list_ids (database, "SELECT id FROM record WHERE kind = 'room'", &error);
  g_autoptr (GHashTable) people = NULL;
  g_autofree char *tag = NULL;
  Walk walk = { .findings = findings };

  if (rooms != NULL)
    people = list_ids (database, "SELECT id FROM record WHERE kind = 'person'", &error);
  if (people == NULL || !office_store_schema_read_head (database, &walk.head, &tag, &error))
    {
      office_findings_add_error (findings, &error);
      return;
    }
  walk.rooms = rooms;
  walk.people = people;
  check_rows (&walk, database, "SELECT id, kind, scope, rev, body FROM record", FALSE);
  check_rows (&walk, database, "SELECT id, kind, scope, rev, body FROM record_gone", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    check_rule (database, &rules[i], findings);
}
