/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-new-task.h"

#include "office-problem.h"
#include "office-session-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a typed line can mean in this office, and the tasks that are made of such lines. */

static GPtrArray *
make_names (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) office_quick_name_free);
}

static GPtrArray *
office_session_name_people (OfficeSession *self, const char *room)
{
  OfficeRoom *object = office_session_find_room (self, room);
  GListModel *people = object != NULL ? office_room_get_people (object) : office_session_get_people (self);
  GPtrArray *names = make_names ();

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      g_ptr_array_add (names,
                       office_quick_name_new (office_person_get_id (person), office_person_get_name (person), NULL));
    }
  return names;
}

static GPtrArray *
office_session_name_labels (OfficeSession *self, const char *room)
{
  g_autoptr (GPtrArray) labels = office_replica_list (self->replica, "label", "room", room);
  GPtrArray *names = make_names ();

  for (guint i = 0; i < labels->len; i++)
    g_ptr_array_add (names, office_quick_name_new (office_record_get_id (labels->pdata[i]),
                                                   office_record_get_text (labels->pdata[i], "name"), NULL));
  return names;
}

static GPtrArray *
office_session_name_rooms (OfficeSession *self)
{
  GListModel *rooms = office_session_get_rooms (self);
  GPtrArray *names = make_names ();

  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (rooms, i);
      g_autoptr (OfficeRecord) record = office_session_get_record (self, office_room_get_id (room), "room");

      g_ptr_array_add (names, office_quick_name_new (office_room_get_id (room), office_room_get_name (room),
                                                     record != NULL ? office_record_get_text (record, "key") : NULL));
    }
  return names;
}

static OfficeQuickTask *
office_session_read_in (OfficeSession *self, const char *room, gboolean choosing, const char *line,
                        const char *const *rejected)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GPtrArray) people = office_session_name_people (self, room);
  g_autoptr (GPtrArray) labels = office_session_name_labels (self, room);
  g_autoptr (GPtrArray) rooms = choosing ? office_session_name_rooms (self) : NULL;
  const OfficeQuickContext context = {
    .now = office_clock_now (self->clock),
    .zone = zone,
    .me = office_person_get_id (self->me),
    .people = people,
    .labels = labels,
    .rooms = rooms,
  };

  return office_quick_parse (line, rejected, &context);
}

/**
 * office_session_read_task:
 * @self: a session
 * @room: the id of the room that the task goes to
 * @choosing: whether the line may name another room
 * @line: what was typed
 * @rejected: (nullable): pieces of it that are plain words
 *
 * People and labels are those of the room that it ends up in.
 *
 * Returns: (transfer full): what was understood
 */
OfficeQuickTask *
office_session_read_task (OfficeSession *self, const char *room, gboolean choosing, const char *line,
                          const char *const *rejected)
{
  g_autoptr (OfficeQuickTask) task = NULL;
  const char *other;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (room != NULL && line != NULL, NULL);

  task = office_session_read_in (self, room, choosing, line, rejected);
  other = office_quick_task_get (task, OFFICE_QUICK_ROOM);
  if (other != NULL && !g_str_equal (other, room))
    return office_session_read_in (self, other, choosing, line, rejected);
  return g_steal_pointer (&task);
}

static char **
dup_values (OfficeQuickTask *task, OfficeQuickKind kind)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < task->tokens->len; i++)
    {
      const OfficeQuickToken *token = task->tokens->pdata[i];

      if (token->kind == kind)
        g_strv_builder_add (builder, token->value);
    }
  return g_strv_builder_end (builder);
}

/* new: holds values of the task and of assignees and labels, which are full */
static void
fill (OfficeNewTask *new, OfficeQuickTask *task, const char *room, const char *column, char ***assignees,
      char ***labels)
{
  const char *other = office_quick_task_get (task, OFFICE_QUICK_ROOM);
  const char *estimate = office_quick_task_get (task, OFFICE_QUICK_ESTIMATE);
  const gboolean elsewhere = other != NULL && !g_str_equal (other, room);

  *assignees = dup_values (task, OFFICE_QUICK_ASSIGNEE);
  *labels = dup_values (task, OFFICE_QUICK_LABEL);
  *new = (OfficeNewTask){
    .room = elsewhere ? other : room,
    .column = elsewhere ? NULL : column,
    .title = task->title,
    .due = task->due,
    .priority = office_quick_task_get (task, OFFICE_QUICK_PRIORITY),
    .repeat = office_quick_task_get (task, OFFICE_QUICK_REPEAT),
    .estimate = estimate != NULL ? atoi (estimate) : 0,
    .assignees = (const char *const *) *assignees,
    .labels = (const char *const *) *labels,
  };
}

/**
 * office_session_make_quick_task:
 * @self: a session
 * @room: the id of the room that it goes to, unless it names another
 * @column: (nullable): the column it stands on top of; %NULL: the first open one
 * @task: what was typed
 * @id: (out) (optional): its id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_make_quick_task (OfficeSession *self, const char *room, const char *column, OfficeQuickTask *task,
                                char **id, GError **error)
{
  return office_session_make_quick_task_with (self, room, column, task, NULL, id, error);
}

/**
 * office_session_make_quick_task_with:
 * @self: a session
 * @room: the id of the room that it goes to, unless it names another
 * @column: (nullable): the column it stands on top of; %NULL: the first open one
 * @task: what was typed
 * @more: (nullable): what else it has
 * @id: (out) (optional): its id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_make_quick_task_with (OfficeSession *self, const char *room, const char *column, OfficeQuickTask *task,
                                     const OfficeQuickMore *more, char **id, GError **error)
{
  g_auto (GStrv) assignees = NULL;
  g_auto (GStrv) labels = NULL;
  g_auto (GStrv) ids = NULL;
  OfficeNewTask new;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  if (*task->title == '\0')
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "title", "%s", _ ("Say what is to be done"));
      return FALSE;
    }
  fill (&new, task, room, column, &assignees, &labels);
  if (more != NULL)
    {
      new.description = more->description;
      new.steps = more->steps;
    }
  if (!office_session_make_tasks (self, &new, 1, &ids, error))
    return FALSE;
  if (id != NULL)
    *id = g_strdup (ids[0]);
  return TRUE;
}

/* What stands before the words in a list: "- ", "* ", "• ", "- [ ] ", "1. ". */
static const char *
skip_bullet (const char *line)
{
  const char *at = line;

  if (g_ascii_isdigit (*at))
    {
      while (g_ascii_isdigit (*at))
        at++;
      return (*at == '.' || *at == ')') && at[1] == ' ' ? at + 2 : line;
    }
  if (g_str_has_prefix (at, "• ") || g_str_has_prefix (at, "– "))
    at += strlen ("• ");
  else if ((*at == '-' || *at == '*' || *at == '+') && at[1] == ' ')
    at += 2;
  if (g_str_has_prefix (at, "[ ] ") || g_str_has_prefix (at, "[x] ") || g_str_has_prefix (at, "[X] "))
    at += 4;
  return at;
}

/**
 * office_quick_split_lines:
 * @text: what was pasted
 *
 * Returns: (transfer full) (array zero-terminated=1): its lines that say something
 */
char **
office_quick_split_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = g_strstrip (g_strdup (skip_bullet (g_strstrip (lines[i]))));

      if (*line != '\0')
        g_strv_builder_add (builder, line);
    }
  return g_strv_builder_end (builder);
}

/**
 * office_session_make_quick_tasks:
 * @self: a session
 * @room: the id of the room that they go to, unless one names another
 * @column: (nullable): the column they stand on top of; %NULL: the first open one
 * @lines: (array zero-terminated=1): a task a line; one in which nothing but fields is understood is all title
 * @error: return location
 *
 * Returns: whether the book allowed all of them; %FALSE: none was made
 */
gboolean
office_session_make_quick_tasks (OfficeSession *self, const char *room, const char *column, const char *const *lines,
                                 GError **error)
{
  const guint n = g_strv_length ((char **) lines);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) office_quick_task_free);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree OfficeNewTask *new = g_new0 (OfficeNewTask, n);

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  for (guint i = 0; i < n; i++)
    {
      const char *const whole[] = { lines[i], NULL };
      OfficeQuickTask *task = office_session_read_task (self, room, FALSE, lines[i], NULL);
      char **assignees, **labels;

      if (*task->title == '\0')
        {
          office_quick_task_free (task);
          task = office_session_read_task (self, room, FALSE, lines[i], whole);
        }
      g_ptr_array_add (tasks, task);
      fill (&new[i], task, room, column, &assignees, &labels);
      g_ptr_array_add (values, assignees);
      g_ptr_array_add (values, labels);
    }
  return n == 0 || office_session_make_tasks (self, new, n, NULL, error);
}
