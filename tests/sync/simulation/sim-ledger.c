/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-series.h"
#include "sim-world.h"

#include "office-id.h"
#include "office-problem.h"

#include <string.h>

/*
 * What somebody who sees everything would write down: who might see what at which revision, worked out anew from what was
 * committed; every operation that reached the host; and the first answer to each.
 */

/* A room, person or member as it was from a revision on. */
typedef struct {
  gint64 rev;
  char *kind, *id, *room, *person;
  gboolean gone, public, guest, archived;
} Fact;

struct _SimLedger {
  SimWorld *world;
  GPtrArray *facts; /* Fact, by rev */
  SimSeries *series;
  gint64 head;
  gint64 promised;        /* the newest revision that somebody was told of */
  GHashTable *answers;    /* operation → its first result, as JSON */
  GHashTable *promises;   /* operations that were acknowledged, in whichever life */
  GHashTable *operations; /* id → JsonObject: as it was sent */
  GHashTable *doers;      /* id of an operation → whose it is */
};

static void
fact_free (gpointer data)
{
  Fact *self = data;

  g_free (self->kind);
  g_free (self->id);
  g_free (self->room);
  g_free (self->person);
  g_free (self);
}

SimLedger *
sim_ledger_new (SimWorld *world)
{
  SimLedger *self = g_new0 (SimLedger, 1);

  self->world = world;
  self->facts = g_ptr_array_new_with_free_func (fact_free);
  self->series = sim_series_new ();
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->promises = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->operations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  self->doers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
sim_ledger_free (SimLedger *self)
{
  g_ptr_array_unref (self->facts);
  sim_series_free (self->series);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->promises);
  g_hash_table_unref (self->operations);
  g_hash_table_unref (self->doers);
  g_free (self);
}

/* ---- who may see what ---- */

static void
note_fact (SimLedger *self, OfficeChange *change)
{
  OfficeRecord *record = change->record;
  Fact *fact;

  if (!g_str_equal (change->kind, "room") && !g_str_equal (change->kind, "person")
      && !g_str_equal (change->kind, "member"))
    return;
  fact = g_new0 (Fact, 1);
  fact->rev = change->rev;
  fact->kind = g_strdup (change->kind);
  fact->id = g_strdup (change->id);
  fact->gone = change->gone;
  if (!change->gone)
    {
      fact->room = g_strdup (office_record_get_text (record, "room"));
      fact->person = g_strdup (office_record_get_text (record, "person"));
      fact->public = g_strcmp0 (office_record_get_text (record, "visibility"), "public") == 0;
      fact->archived = office_record_get_boolean (record, "archived");
      fact->guest = g_strcmp0 (office_record_get_text (record, "role"), "guest") == 0;
    }
  g_ptr_array_add (self->facts, fact);
}

/* The last word on a record up to a revision; NULL: there is none, or it is gone. */
static Fact *
find_fact (SimLedger *self, const char *id, gint64 rev)
{
  for (guint i = self->facts->len; i > 0; i--)
    {
      Fact *fact = self->facts->pdata[i - 1];

      if (fact->rev <= rev && g_str_equal (fact->id, id))
        return fact->gone ? NULL : fact;
    }
  return NULL;
}

static gboolean
may_see (SimLedger *self, const char *person, const char *scope, gint64 rev)
{
  const char *room = office_scope_get_room (scope);
  const char *owner = office_scope_get_person (scope);
  Fact *who = find_fact (self, person, rev);
  Fact *what;
  g_autofree char *member = NULL;

  if (who == NULL)
    return FALSE;
  if (owner != NULL)
    return g_str_equal (owner, person);
  if (room == NULL)
    return TRUE; /* the office's own */
  what = find_fact (self, room, rev);
  if (what != NULL && what->public && !who->guest)
    return TRUE;
  member = office_id_derive (room, person);
  return what != NULL && find_fact (self, member, rev) != NULL;
}

void
sim_ledger_note_batch (SimLedger *self, OfficeBatch *batch)
{
  if (batch->after != self->head)
    sim_world_fail (self->world, "the batch after %" G_GINT64_FORMAT " does not follow on %" G_GINT64_FORMAT,
                    batch->after, self->head);
  for (guint i = 0; i < batch->changes->len; i++)
    note_fact (self, batch->changes->pdata[i]);
  sim_series_note_batch (self->series, self->world, batch);
  self->head = batch->rev;
}

/* The store makes its first revision before anybody can listen. */
void
sim_ledger_note_head (SimLedger *self, gint64 rev)
{
  if (rev > self->head && self->head > 0)
    sim_world_fail (self->world, "the host came back with revisions that nobody has seen it commit");
  if (rev < self->promised)
    sim_world_fail (self->world,
                    "the host has lost what it acknowledged: it came back at %" G_GINT64_FORMAT
                    ", and had told of %" G_GINT64_FORMAT,
                    rev, self->promised);
  for (guint i = self->facts->len; i > 0 && ((Fact *) self->facts->pdata[i - 1])->rev > rev; i--)
    g_ptr_array_set_size (self->facts, (gint) i - 1);
  sim_series_forget_after (self->series, rev);
  self->head = rev;
}

/* ---- lives of the host ---- */

/* What was known of the life in which a backup was made; a host may be set back, or on, to that of any of its lives. */
struct _SimLedgerImage {
  GPtrArray *facts;
  SimSeries *series;
  gint64 head;
  GHashTable *answers;
};

static GPtrArray *
copy_facts (GPtrArray *facts)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (fact_free);

  for (guint i = 0; i < facts->len; i++)
    {
      const Fact *fact = facts->pdata[i];
      Fact *other = g_memdup2 (fact, sizeof *fact);

      other->kind = g_strdup (fact->kind);
      other->id = g_strdup (fact->id);
      other->room = g_strdup (fact->room);
      other->person = g_strdup (fact->person);
      g_ptr_array_add (copy, other);
    }
  return copy;
}

static GHashTable *
copy_answers (GHashTable *answers)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer id, json;

  g_hash_table_iter_init (&iter, answers);
  while (g_hash_table_iter_next (&iter, &id, &json))
    g_hash_table_insert (copy, g_strdup (id), g_strdup (json));
  return copy;
}

SimLedgerImage *
sim_ledger_copy (SimLedger *self)
{
  SimLedgerImage *image = g_new0 (SimLedgerImage, 1);

  image->facts = copy_facts (self->facts);
  image->series = sim_series_copy (self->series);
  image->head = self->head;
  image->answers = copy_answers (self->answers);
  return image;
}

void
sim_ledger_paste (SimLedger *self, SimLedgerImage *image)
{
  g_ptr_array_unref (self->facts);
  sim_series_free (self->series);
  g_hash_table_unref (self->answers);
  self->series = sim_series_copy (image->series);
  self->facts = copy_facts (image->facts);
  self->answers = copy_answers (image->answers);
  self->head = self->promised = image->head;
}

void
sim_ledger_image_free (SimLedgerImage *self)
{
  g_ptr_array_unref (self->facts);
  sim_series_free (self->series);
  g_hash_table_unref (self->answers);
  g_free (self);
}

/* ---- what the host says ---- */

static void
check_records (SimLedger *self, SimDesk *desk, OfficeFrame *frame)
{
  for (guint i = 0; i < frame->records->len; i++)
    {
      OfficeRecord *record = frame->records->pdata[i];
      const char *scope = office_record_get_scope (record);
      gint64 rev = office_record_get_rev (record);

      if (!may_see (self, desk->person, scope, self->head) && !may_see (self, desk->person, scope, rev))
        sim_world_fail (self->world, "%s gets %s %s of %s at revision %" G_GINT64_FORMAT ", which is not for them",
                        desk->name, office_record_get_kind_name (record), office_record_get_id (record), scope, rev);
    }
}

/* The same operation gets the same answer, for as long as the host lives this life. */
static void
check_result (SimLedger *self, SimDesk *desk, OfficeResult *result)
{
  const char *first = g_hash_table_lookup (self->answers, result->id);
  g_autofree char *json = office_result_to_json (result);

  if (result->problem != NULL
      && (office_problem_is_temporary (result->problem) || office_problem_is_missing_file (result->problem)))
    return;
  self->promised = MAX (self->promised, result->rev);
  if (result->rev > 0)
    g_hash_table_add (self->promises, g_strdup (result->id));
  if (first == NULL)
    {
      g_hash_table_insert (self->answers, g_strdup (result->id), g_steal_pointer (&json));
      return;
    }
  if (g_strcmp0 (first, json) != 0)
    sim_world_fail (self->world, "%s's operation %s first got %s and then %s", desk->name, result->id, first, json);
}

static void
log_frame (SimLedger *self, SimDesk *desk, const char *text, gsize length, const char *way)
{
  if (strstr (text, "\"presence\"") == NULL && strstr (text, "\"pong\"") == NULL)
    sim_world_log (self->world, "%s %s %.*s", desk->name, way, (int) MIN (length, 600), text);
}

void
sim_ledger_check_frame (SimLedger *self, SimDesk *desk, GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *copy = self->world->log != NULL ? g_strndup (text, length) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeFrame) frame = office_frame_parse (text, length, OFFICE_LIMIT_SERVER_FRAME, &error);

  if (frame == NULL)
    {
      sim_world_fail (self->world, "the host says what cannot be read: %s", error->message);
      return;
    }
  if (copy != NULL)
    log_frame (self, desk, copy, length, "<-");
  if (frame->kind == OFFICE_FRAME_CHANGES)
    self->promised = MAX (self->promised, frame->cursor->rev);
  if (frame->kind == OFFICE_FRAME_PAGE || frame->kind == OFFICE_FRAME_CHANGES)
    check_records (self, desk, frame);
  if (frame->kind == OFFICE_FRAME_RESULTS)
    for (guint i = 0; i < frame->results->len; i++)
      check_result (self, desk, frame->results->pdata[i]);
}

/* ---- what the desks say ---- */

void
sim_ledger_note_up (SimLedger *self, SimDesk *desk, const char *text, gsize length)
{
  static const char start[] = "{\"frame\":\"operations\"";
  g_autofree char *copy = self->world->log != NULL ? g_strndup (text, length) : NULL;
  g_autoptr (OfficeFrame) frame = NULL;

  if (copy != NULL && !strstr (copy, "\"received\"") && !strstr (copy, "\"ping\""))
    log_frame (self, desk, copy, length, "->");
  if (length < strlen (start) || memcmp (text, start, strlen (start)) != 0)
    return;
  frame = office_frame_parse (text, length, OFFICE_LIMIT_CLIENT_FRAME, NULL);
  g_assert (frame != NULL);
  for (guint i = 0; i < frame->operations->len; i++)
    {
      JsonObject *operation = frame->operations->pdata[i];

      const char *id = json_object_get_string_member (operation, "id");

      g_hash_table_insert (self->operations, g_strdup (id), json_object_ref (operation));
      g_hash_table_insert (self->doers, g_strdup (id), g_strdup (desk->person));
    }
}

gboolean
sim_ledger_was_member (SimLedger *self, const char *room, const char *person, gint64 rev)
{
  g_autofree char *member = office_id_derive (room, person);

  return find_fact (self, member, rev) != NULL;
}

gboolean
sim_ledger_was_archived (SimLedger *self, const char *room)
{
  for (guint i = 0; i < self->facts->len; i++)
    {
      Fact *fact = self->facts->pdata[i];

      if (fact->archived && g_str_equal (fact->id, room))
        return TRUE;
    }
  return FALSE;
}

gboolean
sim_ledger_was_promised (SimLedger *self, const char *id)
{
  return g_hash_table_contains (self->promises, id);
}

JsonObject *
sim_ledger_find_operation (SimLedger *self, const char *id)
{
  return g_hash_table_lookup (self->operations, id);
}

const char *
sim_ledger_find_doer (SimLedger *self, const char *id)
{
  return g_hash_table_lookup (self->doers, id);
}

GList *
sim_ledger_list_operations (SimLedger *self)
{
  return g_list_sort (g_hash_table_get_keys (self->operations), (GCompareFunc) g_strcmp0);
}
