/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"

/*
 * What happens to tasks is said in the conversation of rooms that want it: a message of whoever did it, which names the task
 * in `about` and what happened in `event`. The host says it. Its text is a link to the task, for readers that know no more.
 */

#define MOST_SAYINGS 10 /* by one operation: a column that goes with a hundred tasks does not fill the room */

/* Behind what the operation itself has said or brought there. */
static gint64
find_seq (OfficeAct *self, const char *room)
{
  gint64 next = office_book_next_seq (self->book, room);

  for (guint i = 0; i < self->effects->written->len; i++)
    {
      OfficeRecord *record = g_ptr_array_index (self->effects->written, i);

      if (g_str_equal (office_record_get_kind_name (record), "message")
          && g_strcmp0 (office_record_get_text (record, "room"), room) == 0)
        next = MAX (next, office_record_get_integer (record, "seq") + 1);
    }
  return next;
}

/* The title as the words of a link, which hold no brackets. */
static char *
make_text (OfficeRecord *task)
{
  g_autofree char *title = g_strdup (office_record_get_text (task, "title"));

  g_strdelimit (title, "[", '(');
  g_strdelimit (title, "]", ')');
  return g_strdup_printf ("[%s](office:task/%s)", title, office_record_get_id (task));
}

static void
fill (OfficeRecord *message, OfficeRecord *task, const char *event, const char *author, gint64 seq, gint64 now)
{
  g_autofree char *text = make_text (task);

  office_record_set_text (message, "room", office_record_get_text (task, "room"));
  office_record_set_integer (message, "seq", seq);
  office_record_set_text (message, "author", author);
  office_record_set_integer (message, "at", now);
  office_record_set_text (message, "text", text);
  office_record_set_text (message, "about", office_record_get_id (task));
  office_record_set_text (message, "event", event);
}

static void
say (OfficeAct *self, OfficeRecord *task, const char *event)
{
  g_autofree char *name = g_strdup_printf ("%s %s", event, self->operation != NULL ? self->operation : "");
  g_autofree char *id = office_id_derive (office_record_get_id (task), name);
  gint64 seq = find_seq (self, office_record_get_text (task, "room"));

  fill (office_act_add (self, "message", id, office_record_get_scope (task)), task, event, self->person, seq,
        self->now);
}

/* Somebody else than who gives it. */
static gboolean
is_given (OfficeAct *self, OfficeRecord *task, OfficeRecord *before)
{
  g_auto (GStrv) new = office_record_dup_ids (task, "assignees");
  g_auto (GStrv) old = before != NULL ? office_record_dup_ids (before, "assignees") : g_new0 (char *, 1);

  for (guint i = 0; new[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) old, new[i]) && !g_str_equal (new[i], self->person))
      return TRUE;
  return FALSE;
}

/* The room that it is said in, if it is one that wants any of it. */
static OfficeRecord *
find_room (OfficeAct *self, OfficeRecord *task)
{
  g_autoptr (OfficeRecord) room = office_act_get (self, office_record_get_text (task, "room"), "room");

  if (room == NULL || office_record_get_boolean (task, "template") || office_record_has (task, "trashed_at"))
    return NULL;
  return office_record_get_boolean (room, "says_completed") || office_record_get_boolean (room, "says_assigned")
             ? g_steal_pointer (&room)
             : NULL;
}

/* What event there is to be said; NULL: none. The next of a series is nobody's doing. */
static const char *
find_event (OfficeAct *self, OfficeRecord *task, OfficeRecord *room)
{
  g_autoptr (OfficeRecord) before = office_book_get (self->book, office_record_get_id (task));
  gboolean was = before != NULL && office_record_has (before, "completed_at");
  gboolean is = office_record_has (task, "completed_at");

  if (before != NULL && was != is && office_record_get_boolean (room, "says_completed"))
    return is ? "completed" : "reopened";
  if (!is && office_record_get_boolean (room, "says_assigned") && is_given (self, task, before)
      && (before == NULL ? !office_id_is_derived (office_record_get_id (task))
                         : !office_record_has (before, "trashed_at")))
    return "assigned";
  return NULL;
}

void
office_act_say (OfficeAct *self)
{
  g_autoptr (GPtrArray) written = office_act_dup_written (self);
  guint n_said = 0;

  for (guint i = 0; i < written->len && n_said < MOST_SAYINGS; i++)
    {
      OfficeRecord *task = g_ptr_array_index (written, i);
      g_autoptr (OfficeRecord) room = NULL;
      const char *event;

      if (!g_str_equal (office_record_get_kind_name (task), "task"))
        continue;
      room = find_room (self, task);
      event = room != NULL ? find_event (self, task, room) : NULL;
      if (event != NULL)
        {
          say (self, task, event);
          n_said++;
        }
    }
}

/* ---- overdue: said when the time has come ---- */

/**
 * office_effects_of_overdue:
 * @task: as the book has it now
 * @book: the host's book
 * @now: the host's time, ms
 *
 * Says that the task is overdue, where its room wants that; of one due date once. Said for who made the task.
 *
 * Returns: (transfer full): the effects, empty where nothing is to be said
 */
OfficeEffects *
office_effects_of_overdue (OfficeRecord *task, OfficeBook *book, gint64 now)
{
  OfficeEffects *effects = office_effects_new ();
  gint64 at = office_task_get_overdue_at (task, book);
  const char *room_id = office_record_get_text (task, "room");
  g_autoptr (OfficeRecord) room = office_book_get (book, room_id);
  g_autofree char *name = g_strconcat ("overdue ", office_record_get_text (task, "due"), NULL);
  g_autofree char *id = office_id_derive (office_record_get_id (task), name);
  g_autoptr (OfficeRecord) said = office_book_get (book, id);
  OfficeRecord *message;

  if (at == 0 || at > now || said != NULL || room == NULL || !office_record_get_boolean (room, "says_overdue")
      || office_record_get_boolean (room, "archived"))
    return effects;
  message = office_record_new ("message", id, office_record_get_scope (task));
  fill (message, task, "overdue", office_record_get_text (task, "created_by"), office_book_next_seq (book, room_id),
        now);
  g_ptr_array_add (effects->written, message);
  return effects;
}
