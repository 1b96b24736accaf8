/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"

#include <string.h>

/*
 * The history of tasks: a `change` for each field that an operation changes, who did it and when. What one person does to one
 * field in a few minutes is one change, and none where it then is as it was. Only the host writes it.
 */

#define ONE_GO_MS     300000
#define MOST_CHANGES  500   /* of a task; the oldest go */
#define LONGEST_VALUE 20000 /* bytes of JSON: two of them, and what stands beside, are a record */
#define CUT           " …"

/* Where a task stands, and what the host keeps for itself, is no news. */
static const char *const fields[] = {
  "title",  "description", "column", "assignees", "labels",     "priority", "due",      "start",       "zone",
  "repeat", "parent",      "cover",  "estimate",  "blocked_by", "watchers", "template", "repeat_from",
};

/* What has happened, in the order in which it is told. */
static const struct {
  const char *field; /* of the task: a time that is set or emptied */
  const char *set;
  const char *emptied;
} events[] = {
  { "trashed_at", "trashed", "restored" },
  { "archived_at", "archived", "archived" },
};

/* ---- values ---- */

/* Cut to what a record can hold, at the end of a character. */
static char *
shorten (const char *text)
{
  gsize length = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      length += strchr ("\"\\\n\t", *c) != NULL ? 2 : (gsize) (g_utf8_next_char (c) - c);
      if (length > LONGEST_VALUE)
        return g_strdup_printf ("%.*s" CUT, (int) (c - text), text);
    }
  return g_strdup (text);
}

static char *
dup_value (OfficeRecord *record, const OfficeField *field)
{
  if (!office_record_has (record, field->name))
    return NULL;
  switch (field->type)
    {
    case OFFICE_FIELD_INTEGER:
    case OFFICE_FIELD_TIME:
      return g_strdup_printf ("%" G_GINT64_FORMAT, office_record_get_integer (record, field->name));
    case OFFICE_FIELD_BOOLEAN:
      return g_strdup (office_record_get_boolean (record, field->name) ? "true" : NULL);
    case OFFICE_FIELD_TEXT:
    case OFFICE_FIELD_ID:
    case OFFICE_FIELD_ID_SET:
    case OFFICE_FIELD_DUE:
    case OFFICE_FIELD_CHOICE:
    case OFFICE_FIELD_POSITION:
    case OFFICE_FIELD_HASH:
    default:
      return shorten (office_record_get_text (record, field->name));
    }
}

/* The ids of `in` that are not among `out`, with spaces between; NULL: none. */
static char *
list_others (char **in, char **out)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; in[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) out, in[i]))
      g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", in[i]);
  return list->len > 0 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

/* ---- one change ---- */

static OfficeRecord *
find_newest (GPtrArray *history, const char *field)
{
  OfficeRecord *last = NULL;

  for (guint i = 0; i < history->len; i++)
    {
      OfficeRecord *change = g_ptr_array_index (history, i);

      if (g_strcmp0 (office_record_get_text (change, "field"), field) == 0
          && (last == NULL || office_record_get_integer (change, "at") > office_record_get_integer (last, "at")))
        last = change;
    }
  return last;
}

/* The newest change of the field, if this is one with it; NULL: it is another. */
static OfficeRecord *
find_last (OfficeAct *self, GPtrArray *history, const char *field)
{
  OfficeRecord *last = find_newest (history, field);

  if (last == NULL || self->now - office_record_get_integer (last, "at") > ONE_GO_MS
      || g_strcmp0 (office_record_get_text (last, "by"), self->person) != 0)
    return NULL;
  return last;
}

/* After the newest of the field, also where both come in one millisecond, or the clock was set back: what a field became
 * last is what it is. */
static gint64
find_moment (OfficeAct *self, GPtrArray *history, const char *field)
{
  OfficeRecord *newest = find_newest (history, field);

  return newest != NULL ? MAX (self->now, office_record_get_integer (newest, "at") + 1) : self->now;
}

static void
add_change_at (OfficeAct *self, OfficeRecord *task, gint64 at, const char *field, const char *about, const char *was,
               const char *became)
{
  g_autofree char *name = g_strdup_printf ("change %s %s %s", field, about,
                                           self->operation != NULL ? self->operation : "");
  g_autofree char *id = office_id_derive (office_record_get_id (task), name);
  g_autofree char *unique = NULL;
  OfficeRecord *change;

  if (self->operation == NULL)
    {
      g_autofree char *moment = g_strdup_printf ("%" G_GINT64_FORMAT, self->now);

      unique = office_id_derive (id, moment);
    }
  change = office_act_add (self, "change", unique != NULL ? unique : id, office_record_get_scope (task));
  office_record_set_text (change, "room", office_record_get_text (task, "room"));
  office_record_set_text (change, "task", office_record_get_id (task));
  office_record_set_text (change, "by", self->person);
  office_record_set_integer (change, "at", at);
  office_record_set_text (change, "field", field);
  office_record_set_text (change, "was", was);
  office_record_set_text (change, "became", became);
}

static void
add_change (OfficeAct *self, OfficeRecord *task, const char *field, const char *about, const char *was,
            const char *became)
{
  add_change_at (self, task, self->now, field, about, was, became);
}

/* As if it had not been; it may have come along to another room by this very operation. */
static void
forget (OfficeAct *self, OfficeRecord *change)
{
  OfficeRecord *written = g_hash_table_lookup (self->written, office_record_get_id (change));

  if (written != NULL)
    {
      g_hash_table_remove (self->written, office_record_get_id (change));
      g_ptr_array_remove (self->effects->written, written);
    }
  office_act_drop (self, change);
}

/* Of one field: goes on in the last change where that is of the same person and not long ago. */
static void
note (OfficeAct *self, OfficeRecord *task, GPtrArray *history, const char *field, const char *was, const char *became)
{
  OfficeRecord *last = find_last (self, history, field);
  OfficeRecord *change;

  if (last == NULL)
    {
      add_change_at (self, task, find_moment (self, history, field), field, "", was, became);
      return;
    }
  if (g_strcmp0 (office_record_get_text (last, "was"), became) == 0)
    {
      forget (self, last);
      return;
    }
  change = office_act_edit (self, last);
  office_record_set_text (change, "became", became);
  office_record_set_integer (change, "at", MAX (self->now, office_record_get_integer (last, "at")));
}

/* What one go takes out and puts back is neither. */
static void
note_set (OfficeAct *self, OfficeRecord *task, GPtrArray *history, const char *field, char **before, char **after)
{
  g_autofree char *taken = list_others (before, after);
  g_autofree char *added = list_others (after, before);
  OfficeRecord *last = find_last (self, history, field);
  const char *was, *became;
  g_auto (GStrv) all_taken = NULL;
  g_auto (GStrv) all_added = NULL;
  g_autofree char *taken_text = NULL;
  g_autofree char *added_text = NULL;
  g_autofree char *net_taken = NULL;
  g_autofree char *net_added = NULL;
  OfficeRecord *change;

  if (taken == NULL && added == NULL)
    return;
  if (last == NULL)
    {
      add_change_at (self, task, find_moment (self, history, field), field, "", taken, added);
      return;
    }
  was = office_record_get_text (last, "was");
  became = office_record_get_text (last, "became");
  taken_text = g_strjoin (" ", was != NULL ? was : "", taken, NULL);
  added_text = g_strjoin (" ", became != NULL ? became : "", added, NULL);
  all_taken = g_strsplit (g_strstrip (taken_text), " ", -1);
  all_added = g_strsplit (g_strstrip (added_text), " ", -1);
  net_taken = list_others (all_taken, all_added);
  net_added = list_others (all_added, all_taken);
  if (net_taken == NULL && net_added == NULL)
    {
      forget (self, last);
      return;
    }
  change = office_act_edit (self, last);
  office_record_set_text (change, "was", net_taken);
  office_record_set_text (change, "became", net_added);
  office_record_set_integer (change, "at", MAX (self->now, office_record_get_integer (last, "at")));
}

/* ---- what an operation has changed ---- */

static gboolean
is_same (OfficeRecord *a, OfficeRecord *b, const char *field)
{
  JsonNode *first = office_record_get_node (a, field);
  JsonNode *second = office_record_get_node (b, field);

  return first == second || (first != NULL && second != NULL && json_node_equal (first, second));
}

static gboolean
is_rule (const OfficeField *field)
{
  return g_str_equal (field->name, "repeat");
}

/* Then the rule has gone to the next one, or has come back from it; nobody has changed it. */
static gboolean
has_come_or_gone (OfficeRecord *task, OfficeRecord *before)
{
  return office_record_has (task, "completed_at") != office_record_has (before, "completed_at");
}

static void
note_field (OfficeAct *self, OfficeRecord *task, OfficeRecord *before, GPtrArray *history, const OfficeField *field)
{
  g_autofree char *was = NULL;
  g_autofree char *became = NULL;

  if (is_same (before, task, field->name) || (is_rule (field) && has_come_or_gone (task, before)))
    return;
  if (field->type == OFFICE_FIELD_ID_SET)
    {
      g_auto (GStrv) old = office_record_dup_ids (before, field->name);
      g_auto (GStrv) new = office_record_dup_ids (task, field->name);

      note_set (self, task, history, field->name, old, new);
      return;
    }
  was = dup_value (before, field);
  became = dup_value (task, field);
  note (self, task, history, field->name, was, became);
}

static void
note_events (OfficeAct *self, OfficeRecord *task, OfficeRecord *before)
{
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      gboolean was = office_record_has (before, events[i].field);
      gboolean is = office_record_has (task, events[i].field);

      if (was != is)
        add_change (self, task, is ? events[i].set : events[i].emptied, "", was ? "true" : NULL, is ? "true" : NULL);
    }
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = office_record_get_integer (*(OfficeRecord *const *) a, "at");
  gint64 second = office_record_get_integer (*(OfficeRecord *const *) b, "at");

  return first < second ? -1 : first > second;
}

static void
forget_oldest (OfficeAct *self, GPtrArray *history)
{
  if (history->len < MOST_CHANGES)
    return;
  g_ptr_array_sort (history, compare_times);
  for (guint i = 0; i + MOST_CHANGES <= history->len; i++)
    forget (self, g_ptr_array_index (history, i));
}

/*
 * In the room that it has come to, nobody need know where it was: who saw it there knows, and what it was called stands in
 * `former`. The same goes for the rooms in which it was before.
 */
static void
note_room (OfficeAct *self, OfficeRecord *task, GPtrArray *history)
{
  for (guint i = 0; i < history->len; i++)
    {
      OfficeRecord *change = g_ptr_array_index (history, i);

      if (g_strcmp0 (office_record_get_text (change, "field"), "room") == 0)
        office_record_set_text (office_act_edit (self, change), "became", NULL);
    }
  add_change (self, task, "room", "", NULL, office_record_get_text (task, "room"));
}

/* Most operations on tasks only move them within their column. */
static gboolean
is_news (OfficeRecord *task, OfficeRecord *before)
{
  if (!is_same (before, task, "room"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!is_same (before, task, fields[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (!is_same (before, task, events[i].field))
      return TRUE;
  return FALSE;
}

static void
note_task (OfficeAct *self, OfficeRecord *task)
{
  g_autoptr (OfficeRecord) before = office_book_get (self->book, office_record_get_id (task));
  g_autoptr (GPtrArray) history = NULL;
  guint n_written = self->effects->written->len;
  gboolean has_moved;

  if (before == NULL)
    {
      add_change (self, task, "created", "", NULL, NULL);
      return;
    }
  if (!is_news (task, before))
    return;
  history = office_book_list (self->book, "change", "task", office_record_get_id (task));
  has_moved = !is_same (before, task, "room");
  if (has_moved)
    note_room (self, task, history);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!has_moved || !g_str_equal (fields[i], "column"))
      note_field (self, task, before, history, office_kind_find_field (office_record_get_kind (task), fields[i]));
  note_events (self, task, before);
  if (self->effects->written->len > n_written)
    forget_oldest (self, history);
}

/* Of the task that the record is a part of; its history goes on with what the part is called. */
static void
note_part (OfficeAct *self, OfficeRecord *part, const char *field, const char *was, const char *became)
{
  const char *id = office_record_get_text (part, "task");
  g_autoptr (OfficeRecord) task = id != NULL ? office_act_get (self, id, "task") : NULL;
  g_autofree char *about = NULL;

  if (task == NULL)
    return;
  about = g_strdup (office_record_get_id (part));
  add_change (self, task, field, about, was, became);
}

static gboolean
is_part (OfficeRecord *record)
{
  const char *kind = office_record_get_kind_name (record);

  return g_str_equal (kind, "step") || g_str_equal (kind, "file");
}

static void
note_written_part (OfficeAct *self, OfficeRecord *part)
{
  g_autoptr (OfficeRecord) before = office_book_get (self->book, office_record_get_id (part));
  gboolean is_step = g_str_equal (office_record_get_kind_name (part), "step");
  const char *name = office_record_get_text (part, is_step ? "text" : "name");
  const char *old = before != NULL ? office_record_get_text (before, is_step ? "text" : "name") : NULL;
  gboolean was_done = before != NULL && office_record_get_boolean (before, "done");
  gboolean is_done = office_record_get_boolean (part, "done");

  if (g_strcmp0 (old, name) != 0)
    note_part (self, part, is_step ? "steps" : "file", old, name);
  if (before != NULL && was_done != is_done)
    note_part (self, part, "step", was_done ? name : NULL, is_done ? name : NULL);
}

static void
note_gone_part (OfficeAct *self, OfficeRecord *gone)
{
  g_autoptr (OfficeRecord) before = office_book_get (self->book, office_record_get_id (gone));
  gboolean is_step = g_str_equal (office_record_get_kind_name (gone), "step");

  if (before != NULL)
    note_part (self, before, is_step ? "steps" : "file", office_record_get_text (before, is_step ? "text" : "name"),
               NULL);
}

void
office_act_note_changes (OfficeAct *self)
{
  g_autoptr (GPtrArray) written = office_act_dup_written (self);
  guint n_gone = self->effects->gone->len;

  for (guint i = 0; i < written->len; i++)
    {
      OfficeRecord *record = g_ptr_array_index (written, i);

      if (g_str_equal (office_record_get_kind_name (record), "task"))
        note_task (self, record);
      else if (is_part (record))
        note_written_part (self, record);
    }
  for (guint i = 0; i < n_gone; i++)
    if (is_part (g_ptr_array_index (self->effects->gone, i)))
      note_gone_part (self, g_ptr_array_index (self->effects->gone, i));
}
