/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-person.h"

typedef void (*Action) (DeskPerson *self, const char *text);

static const char *
get_room (DeskPerson *self)
{
  return office_board_get_room_id (self->board);
}

/* The first one that the book gives; NULL: none. */
static const char *
find_task (DeskPerson *self)
{
  g_autoptr (GPtrArray) tasks = office_replica_list (self->replica, "task", "room", get_room (self));
  OfficeTask *task = tasks->len > 0 ? office_session_find_task (self->session, office_record_get_id (tasks->pdata[0]))
                                    : NULL;

  return task != NULL ? office_task_get_id (task) : NULL;
}

/* The last one that is shown; NULL: none. */
static OfficeMessage *
dup_message (DeskPerson *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->conversation));

  return n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->conversation), n - 1) : NULL;
}

static void
send (DeskPerson *self, const char *text)
{
  office_session_send (self->session, get_room (self), NULL, text, NULL, NULL);
}

static void
discuss (DeskPerson *self, const char *text)
{
  if (find_task (self) != NULL)
    office_session_send (self->session, get_room (self), find_task (self), text, NULL, NULL);
}

static void
edit_message (DeskPerson *self, const char *text)
{
  g_autoptr (OfficeMessage) message = dup_message (self);

  if (message != NULL)
    office_session_edit_message (self->session, office_message_get_id (message), text, NULL);
}

static void
remove_message (DeskPerson *self, const char *text)
{
  g_autoptr (OfficeMessage) message = dup_message (self);

  if (message != NULL)
    office_session_remove_message (self->session, office_message_get_id (message), NULL);
}

static void
make_task_of_message (DeskPerson *self, const char *text)
{
  g_autoptr (OfficeMessage) message = dup_message (self);

  if (message != NULL)
    office_session_create_task_from_message (self->session, office_message_get_id (message), NULL, NULL);
}

static void
create_task (DeskPerson *self, const char *text)
{
  office_session_create_task (self->session, get_room (self), NULL, text, NULL, NULL);
}

static void
rename_task (DeskPerson *self, const char *text)
{
  if (find_task (self) != NULL)
    office_session_edit_task (self->session, find_task (self), "title", text, NULL);
}

static void
describe_task (DeskPerson *self, const char *text)
{
  OfficeTask *task = find_task (self) != NULL ? office_session_find_task (self->session, find_task (self)) : NULL;
  g_autofree char *base = task != NULL ? g_strdup (office_task_get_description (task)) : NULL;
  g_autofree char *lines = g_strdelimit (g_strdup (text), "|", '\n');

  if (task != NULL)
    office_session_edit_description (self->session, office_task_get_id (task), base, lines, NULL);
}

static void
finish_task (DeskPerson *self, const char *text)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->board));
  g_autoptr (OfficeColumn) last = n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->board), n - 1) : NULL;

  if (find_task (self) == NULL)
    return;
  if (last != NULL)
    office_session_move_task (self->session, find_task (self), office_column_get_id (last), NULL, NULL);
  office_session_complete_task (self->session, find_task (self), TRUE, NULL);
}

static void
trash_task (DeskPerson *self, const char *text)
{
  const char *task = find_task (self);

  if (task == NULL)
    return;
  if (*text != '\0')
    office_session_restore_task (self->session, task, NULL);
  else
    office_session_trash_task (self->session, task, NULL);
}

static void
add_step (DeskPerson *self, const char *text)
{
  if (find_task (self) != NULL)
    office_session_create_step (self->session, find_task (self), text, NULL, NULL);
}

static void
assign (DeskPerson *self, const char *text)
{
  GListModel *people = office_session_get_people (self->session);
  g_autoptr (OfficePerson) person = g_list_model_get_item (people, 0);

  if (find_task (self) != NULL && person != NULL)
    office_session_assign (self->session, find_task (self), office_person_get_id (person), *text == '\0', NULL);
}

static void
create_label (DeskPerson *self, const char *text)
{
  g_autofree char *label = NULL;

  office_session_create_label (self->session, get_room (self), text, "red", &label, NULL);
  if (label != NULL && find_task (self) != NULL)
    office_session_set_label (self->session, find_task (self), label, TRUE, NULL);
}

static void
create_column (DeskPerson *self, const char *text)
{
  office_session_create_column (self->session, get_room (self), text, OFFICE_STATE_DONE, NULL, NULL);
}

static void
remove_column (DeskPerson *self, const char *text)
{
  g_autoptr (OfficeColumn) first = g_list_model_get_item (G_LIST_MODEL (self->board), 0);

  if (first != NULL)
    office_session_remove_column (self->session, office_column_get_id (first), NULL, NULL);
}

static void
mark_read (DeskPerson *self, const char *text)
{
  office_session_mark_read (self->session, get_room (self), NULL,
                            office_replica_get_max_seq (self->replica, get_room (self)), NULL);
}

static void
mark_unread (DeskPerson *self, const char *text)
{
  office_session_mark_unread (self->session, get_room (self), NULL, 1, NULL);
}

static const char *
get_refused (GPtrArray *refused)
{
  return refused->len > 0 ? office_operation_get_id (((OfficeOutboxEntry *) refused->pdata[0])->operation) : NULL;
}

static void
retry (DeskPerson *self, const char *text)
{
  g_autoptr (GPtrArray) refused = office_session_list_refused (self->session);

  if (get_refused (refused) != NULL)
    office_session_retry_refused (self->session, get_refused (refused), NULL);
}

static void
discard (DeskPerson *self, const char *text)
{
  g_autoptr (GPtrArray) refused = office_session_list_refused (self->session);

  if (get_refused (refused) != NULL)
    office_session_discard_refused (self->session, get_refused (refused), NULL, NULL);
}

static void
undo (DeskPerson *self, const char *text)
{
  g_autoptr (GVariant) last = g_steal_pointer (&self->undo);

  if (last != NULL)
    office_session_undo (self->session, last);
}

static const struct {
  char letter;
  Action action;
} actions[] = {
  { 'm', send },
  { 'M', discuss },
  { 'e', edit_message },
  { 'E', remove_message },
  { 'f', make_task_of_message },
  { 't', create_task },
  { 'u', rename_task },
  { 'd', describe_task },
  { 'x', finish_task },
  { 'k', trash_task },
  { 's', add_step },
  { 'a', assign },
  { 'l', create_label },
  { 'c', create_column },
  { 'C', remove_column },
  { 'r', mark_read },
  { 'R', mark_unread },
  { 'y', retry },
  { 'n', discard },
  { 'z', undo },
};

/**
 * desk_person_act:
 * @self: a person
 * @what: a letter, see fuzz-desk.c
 * @text: what is typed; valid UTF-8
 *
 * Returns: whether the letter stands for something
 */
gboolean
desk_person_act (DeskPerson *self, char what, const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i].letter == what)
      {
        actions[i].action (self, text);
        return TRUE;
      }
  return FALSE;
}
