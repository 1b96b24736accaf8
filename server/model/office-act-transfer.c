/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"
#include "office-parts.h"
#include "office-reason.h"

#include <string.h>

/*
 * A task goes to another room, and all that hangs on it goes along: at one revision it is gone from the old room and
 * whole in the new one (office-parts.h). A mention stays in the scope of the person it is for.
 *
 * What was said on the task is numbered anew behind all that was said in the new room, for a number counts only within a
 * room; the numbers in the old room stay used up. A mention that its person has read in the old room loses its number,
 * and so is behind every marker.
 *
 * A client does not know the new room's numbers. There messages keep their old ones, which are in the same order, until
 * the host has answered; a mention that was not read is put just behind the person's marker.
 */

typedef struct {
  OfficeAct *act;
  const char *from; /* rooms */
  const char *to;
  char *from_scope;
  char *to_scope;
  gint64 seq; /* of the next message; 0: not known */
} Transfer;

static void
transfer_clear (Transfer *self)
{
  g_free (self->from_scope);
  g_free (self->to_scope);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Transfer, transfer_clear)

static OfficeRecord *
bring (Transfer *self, OfficeRecord *record)
{
  OfficeRecord *brought = office_act_edit (self->act, record);

  office_record_set_text (brought, "room", self->to);
  office_record_set_scope (brought, self->to_scope);
  return brought;
}

/* ---- the task ---- */

/* Of several with that name the one with the smallest id, so that host and client find the same. */
static const char *
find_label_called (GPtrArray *labels, const char *name)
{
  const char *found = NULL;

  for (guint i = 0; i < labels->len; i++)
    {
      const char *id = office_record_get_id (g_ptr_array_index (labels, i));

      if (g_strcmp0 (office_record_get_text (g_ptr_array_index (labels, i), "name"), name) == 0
          && (found == NULL || strcmp (id, found) < 0))
        found = id;
    }
  return found;
}

static void
translate_labels (Transfer *self, OfficeRecord *task)
{
  g_autoptr (GPtrArray) labels = office_book_list (self->act->book, "label", "room", self->to);
  g_auto (GStrv) ids = office_record_dup_ids (task, "labels");

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (OfficeRecord) label = office_act_get (self->act, ids[i], "label");
      const char *same = label != NULL ? find_label_called (labels, office_record_get_text (label, "name")) : NULL;

      office_record_take_id (task, "labels", ids[i]);
      if (same != NULL)
        office_record_add_id (task, "labels", same);
    }
}

static void
drop_strangers (Transfer *self, OfficeRecord *task, const char *field)
{
  g_auto (GStrv) people = office_record_dup_ids (task, field);

  for (guint i = 0; people[i] != NULL; i++)
    if (!office_access_may_see_scope (self->act->book, people[i], self->to_scope))
      office_record_take_id (task, field, people[i]);
}

static OfficeRecord *
find_first_column (Transfer *self, GError **error)
{
  OfficeRecord *column = office_act_find_first_column (self->act, self->to);

  if (column == NULL)
    office_reason_set (error, OFFICE_REASON_NO_COLUMN, "room");
  return column;
}

static OfficeRecord *
find_column (Transfer *self, GError **error)
{
  const char *id;

  if (!office_json_get_id (self->act->with, "column", OFFICE_JSON_OPTIONAL, &id, error))
    return NULL;
  return id != NULL ? office_act_find_in_room (self->act, "column", "column", self->to, error)
                    : find_first_column (self, error);
}

static gboolean
bring_task (Transfer *self, OfficeRecord *task, GError **error)
{
  g_autoptr (OfficeRecord) column = find_column (self, error);
  OfficeRecord *brought;

  if (column == NULL)
    return FALSE;
  office_act_note_overwritten (self->act, task, "room");
  brought = bring (self, task);
  office_act_set_column (self->act, brought, column);
  translate_labels (self, brought);
  drop_strangers (self, brought, "assignees");
  drop_strangers (self, brought, "watchers");
  office_act_assign (self->act, brought, task);
  return office_act_place (self->act, brought, column, error);
}

/* ---- mentions ---- */

static gint64
get_marker (Transfer *self, const char *person, const char *room)
{
  g_autofree char *id = office_id_derive (person, room);
  g_autoptr (OfficeRecord) marker = office_act_get (self->act, id, "read");

  return marker != NULL ? office_record_get_integer (marker, "seq") : 0;
}

static void
bring_mention (Transfer *self, OfficeRecord *mention, OfficeRecord *message)
{
  const char *person = office_scope_get_person (office_record_get_scope (mention));
  OfficeRecord *brought;
  gint64 seq = 0;

  if (person == NULL || !office_access_may_see_scope (self->act->book, person, self->to_scope))
    {
      office_act_drop (self->act, mention);
      return;
    }
  if (office_record_get_integer (mention, "seq") > get_marker (self, person, self->from))
    seq = self->seq > 0 ? office_record_get_integer (message, "seq") : get_marker (self, person, self->to) + 1;
  brought = office_act_edit (self->act, mention);
  office_record_set_text (brought, "room", self->to);
  office_record_set_integer (brought, "seq", seq);
}

static gboolean
has_mention_of (GPtrArray *mentions, const char *person)
{
  for (guint i = 0; i < mentions->len; i++)
    if (g_strcmp0 (office_scope_get_person (office_record_get_scope (g_ptr_array_index (mentions, i))), person) == 0)
      return TRUE;
  return FALSE;
}

/* Whoever could not see the message where it was, and is called by name in it, is told now: for them it is new. */
static void
mention_newcomers (Transfer *self, OfficeRecord *message, GPtrArray *mentions)
{
  g_auto (GStrv) people = NULL;

  if (self->seq == 0 || office_record_get_boolean (message, "removed"))
    return;
  people = office_text_dup_mentions (office_record_get_text (message, "text"), "person");
  for (guint i = 0; people[i] != NULL; i++)
    if (g_strcmp0 (people[i], office_record_get_text (message, "author")) != 0 && !has_mention_of (mentions, people[i])
        && office_access_may_see_scope (self->act->book, people[i], self->to_scope)
        && !office_access_may_see_scope (self->act->book, people[i], self->from_scope))
      office_act_add_mention (self->act, message, people[i]);
}

static void
bring_mentions (Transfer *self, OfficeRecord *message)
{
  g_autoptr (GPtrArray) mentions = office_book_list (self->act->book, "mention", "message",
                                                     office_record_get_id (message));

  for (guint i = 0; i < mentions->len; i++)
    bring_mention (self, g_ptr_array_index (mentions, i), message);
  mention_newcomers (self, message, mentions);
}

/* ---- what hangs on the task ---- */

/* Those of a client that have no number yet come last; they are in the order of their ids, which a client makes in time. */
static int
compare_seqs (gconstpointer a, gconstpointer b)
{
  OfficeRecord *first = *(OfficeRecord *const *) a;
  OfficeRecord *second = *(OfficeRecord *const *) b;
  gint64 first_seq = office_record_get_integer (first, "seq");
  gint64 second_seq = office_record_get_integer (second, "seq");

  if (first_seq == second_seq)
    return strcmp (office_record_get_id (first), office_record_get_id (second));
  if (first_seq == 0 || second_seq == 0)
    return first_seq == 0 ? 1 : -1;
  return first_seq < second_seq ? -1 : 1;
}

static void bring_parts (Transfer *self, OfficeRecord *whole);

static void
bring_part (Transfer *self, OfficeRecord *record)
{
  OfficeRecord *brought = bring (self, record);

  if (g_str_equal (office_record_get_kind_name (record), "message"))
    {
      if (self->seq > 0)
        office_record_set_integer (brought, "seq", self->seq++);
      bring_mentions (self, brought);
    }
  if (office_record_has (brought, "assignee")
      && !office_access_may_see_scope (self->act->book, office_record_get_text (brought, "assignee"), self->to_scope))
    office_record_set_text (brought, "assignee", NULL);
  bring_parts (self, brought);
}

static void
bring_parts (Transfer *self, OfficeRecord *whole)
{
  g_autoptr (GPtrArray) parts = office_parts_list (self->act->book, whole, OFFICE_PARTS_SHARED);

  g_ptr_array_sort (parts, compare_seqs);
  for (guint i = 0; i < parts->len; i++)
    bring_part (self, g_ptr_array_index (parts, i));
}

static gboolean
transfer (OfficeAct *act, OfficeRecord *task, OfficeRecord *room, GError **error)
{
  g_auto (Transfer) self = { 0 };

  self.act = act;
  self.from = office_record_get_text (task, "room");
  self.to = office_record_get_id (room);
  self.from_scope = g_strdup (office_record_get_scope (task));
  self.to_scope = office_scope_for_room (self.to);
  self.seq = office_book_next_seq (act->book, self.to);
  if (!bring_task (&self, task, error))
    return FALSE;
  bring_parts (&self, task);
  return TRUE;
}

gboolean
office_act_task_transfer (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) task = office_act_find (self, "id", "task", error);
  g_autoptr (OfficeRecord) room = NULL;
  const char *column;

  if (task == NULL || !office_act_check_open (self, task, error) || !office_act_check_not_trashed (task, error))
    return FALSE;
  room = office_act_find_room (self, "room", error);
  if (room == NULL)
    return FALSE;
  if (g_strcmp0 (office_record_get_text (task, "room"), office_record_get_id (room)) != 0)
    return transfer (self, task, room, error);
  /* Somebody else has brought it there; only its place is left to be said. */
  return office_json_get_id (self->with, "column", OFFICE_JSON_OPTIONAL, &column, error)
         && (column == NULL || office_act_move_within_room (self, task, error));
}
