/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-chips.h"

#include "office-record.h"

struct _OfficeMessageChips {
  OfficeSession *session;
  GPtrArray *tasks;   /* OfficeTask, one for each chip */
  GPtrArray *states;  /* char *: what each chip tells, nullable: nothing any more */
  GPtrArray *rooms;   /* OfficeRoom: the chips tell the keys of these */
  GPtrArray *missing; /* char *: short ids, and ids, of tasks that are not shown */
  OfficeMessageChipsFunc changed;
  gpointer data;
};

/* A task changes a property at a time; most of them are not told here. */
static void
task_changed (OfficeMessageChips *self, GParamSpec *property, OfficeTask *task)
{
  for (guint i = 0; i < self->tasks->len; i++)
    {
      g_autofree char *state = NULL;

      if (self->tasks->pdata[i] != task)
        continue;
      state = office_text_dup_task_state (task, self->session);
      if (g_strcmp0 (state, self->states->pdata[i]) == 0)
        continue;
      self->changed (self->data);
      return;
    }
}

static void
key_changed (OfficeMessageChips *self)
{
  self->changed (self->data);
}

static void
follow (OfficeMessageChips *self, OfficeTask *task)
{
  OfficeRoom *room = office_session_find_room (self->session, office_task_get_room_id (task));

  g_signal_connect_swapped (g_object_ref (task), "notify", G_CALLBACK (task_changed), self);
  g_ptr_array_add (self->states, office_text_dup_task_state (task, self->session));
  if (room == NULL || g_ptr_array_find (self->rooms, room, NULL))
    return;
  g_signal_connect_swapped (room, "notify::key", G_CALLBACK (key_changed), self);
  g_ptr_array_add (self->rooms, g_object_ref (room));
}

static gboolean
has_come (OfficeMessageChips *self, const char *id)
{
  OfficeTask *task = office_session_find_task_by_short_id (self->session, id);
  g_autofree char *state = NULL;

  if (task == NULL)
    task = office_session_find_task (self->session, id);
  state = task != NULL ? office_text_dup_task_state (task, self->session) : NULL;
  return state != NULL;
}

/* One that is named may come later than the text that names it, or back out of the trash. */
static void
applied (OfficeMessageChips *self, GPtrArray *records)
{
  gboolean tasks = FALSE;

  for (guint i = 0; i < records->len && !tasks; i++)
    {
      const char *kind = office_record_get_kind_name (records->pdata[i]);

      tasks = g_strcmp0 (kind, "task") == 0 || g_strcmp0 (kind, "room") == 0;
    }
  for (guint i = 0; i < self->missing->len && tasks; i++)
    if (has_come (self, self->missing->pdata[i]))
      {
        self->changed (self->data);
        return;
      }
}

/**
 * office_message_chips_new:
 * @session: the office
 * @blocks: (element-type OfficeTextBlock): a text, into which chips are put
 * @changed: called when a task stands otherwise than shown, or one that was missing has come
 * @data: for @changed
 *
 * Returns: (transfer full): what follows the tasks
 */
OfficeMessageChips *
office_message_chips_new (OfficeSession *session, GPtrArray *blocks, OfficeMessageChipsFunc changed, gpointer data)
{
  OfficeMessageChips *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_new0 (OfficeMessageChips, 1);
  self->session = g_object_ref (session);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->states = g_ptr_array_new_with_free_func (g_free);
  self->rooms = g_ptr_array_new_with_free_func (g_object_unref);
  self->missing = g_ptr_array_new_with_free_func (g_free);
  self->changed = changed;
  self->data = data;
  office_text_show_tasks (blocks, session, self->tasks, self->missing);
  for (guint i = 0; i < self->tasks->len; i++)
    follow (self, self->tasks->pdata[i]);
  if (self->missing->len > 0)
    g_signal_connect_swapped (session, "applied", G_CALLBACK (applied), self);
  return self;
}

/**
 * office_message_chips_free:
 */
void
office_message_chips_free (OfficeMessageChips *self)
{
  for (guint i = 0; i < self->tasks->len; i++)
    g_signal_handlers_disconnect_by_data (self->tasks->pdata[i], self);
  for (guint i = 0; i < self->rooms->len; i++)
    g_signal_handlers_disconnect_by_data (self->rooms->pdata[i], self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_ptr_array_unref (self->tasks);
  g_ptr_array_unref (self->states);
  g_ptr_array_unref (self->rooms);
  g_ptr_array_unref (self->missing);
  g_object_unref (self->session);
  g_free (self);
}
