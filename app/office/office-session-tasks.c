/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-merge.h"
#include "office-problem.h"
#include "office-text-markup.h"

#include <glib/gi18n.h>
#include <string.h>

/* Commands on tasks, their steps and labels. */

#define TITLE_MOST 80 /* characters of a message that become a task's title */

static void
give_id (char **id, char *made)
{
  if (id != NULL)
    *id = made;
  else
    g_free (made);
}

static char *
office_session_dup_first_column (OfficeSession *self, const char *room, const char *state, GError **error)
{
  g_autoptr (GPtrArray) columns = office_session_list_sorted (self, "column", "room", room);

  for (guint i = 0; i < columns->len; i++)
    if (state == NULL || g_strcmp0 (office_record_get_text (columns->pdata[i], "state"), state) == 0)
      return g_strdup (office_record_get_id (columns->pdata[i]));
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, "column", "%s",
                      _ ("The room has no column to put the task into"));
  return NULL;
}

/**
 * office_session_dup_open_column:
 * @self: a session
 * @room: a room's id
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the id of the column for new tasks: the first that is open, else the first; %NULL: the
 *   room has none
 */
char *
office_session_dup_open_column (OfficeSession *self, const char *room, GError **error)
{
  char *column = office_session_dup_first_column (self, room, "open", NULL);

  return column != NULL ? column : office_session_dup_first_column (self, room, NULL, error);
}

/* ---- making ---- */

static gboolean
office_session_make_task (OfficeSession *self, const char *room, const char *column, const char *title,
                          const char *description, const char *source, char **id, GError **error)
{
  g_autofree char *made = office_session_make_id (self);
  g_autoptr (GPtrArray) tasks = office_session_list_sorted (self, "task", "column", column);
  g_autofree char *position = office_session_position_after (tasks, NULL, NULL);
  g_autofree char *words = NULL;
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", made);
  json_object_set_string_member (with, "room", room);
  json_object_set_string_member (with, "column", column);
  json_object_set_string_member (with, "title", title);
  if (description != NULL)
    json_object_set_string_member (with, "description", description);
  if (source != NULL)
    json_object_set_string_member (with, "source", source);
  if (position != NULL)
    json_object_set_string_member (with, "position", position);
  words = g_strdup_printf (_ ("Task made: %s"), title);
  if (!office_session_do (self, "task.create", with, words, error))
    return FALSE;
  give_id (id, g_steal_pointer (&made));
  return TRUE;
}

/**
 * office_session_create_task:
 * @self: a session
 * @room: a room's id
 * @column: (nullable): the column it stands on top of; %NULL: the first
 * @title: 1 to 500 characters
 * @id: (out) (optional): its id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_create_task (OfficeSession *self, const char *room, const char *column, const char *title, char **id,
                            GError **error)
{
  g_autofree char *first = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (room != NULL && title != NULL, FALSE);

  if (column == NULL)
    column = first = office_session_dup_first_column (self, room, NULL, error);
  return column != NULL && office_session_make_task (self, room, column, title, NULL, NULL, id, error);
}

static gboolean
ends_sentence (const char *at)
{
  gunichar c = g_utf8_get_char (at);
  const char *next;

  if (c == '\n' || c == 0x3002 || c == 0xff01 || c == 0xff1f) /* 。！？ stand without a space behind them */
    return TRUE;
  if (c != '.' && c != '!' && c != '?' && c != 0x061f)
    return FALSE;
  next = g_utf8_next_char (at);
  return *next == '\0' || g_unichar_isspace (g_utf8_get_char (next));
}

/* Where the title ends: behind the first sentence, else before the last word that still fits. */
static const char *
find_title_end (const char *text)
{
  const char *at = text, *space = NULL;

  for (guint n = 0; *at != '\0' && n < TITLE_MOST; n++, at = g_utf8_next_char (at))
    {
      if (ends_sentence (at))
        return *at == '\n' ? at : g_utf8_next_char (at);
      if (g_unichar_isspace (g_utf8_get_char (at)))
        space = at;
    }
  return *at == '\0' || space == NULL ? at : space;
}

/* A title has no marks, and no bullet of a list that is not there. */
static char *
make_title (const char *text)
{
  g_autoptr (GPtrArray) blocks = office_text_markup_parse (text);

  for (guint i = 0; i < blocks->len; i++)
    {
      char *plain = g_strstrip (office_text_block_dup_plain (blocks->pdata[i], 0, G_MAXUINT));

      if (*plain != '\0')
        return plain;
      g_free (plain);
    }
  return g_strdup (text);
}

static char *
cut_title (const char *text, char **rest)
{
  const char *end = find_title_end (text);
  g_autofree char *start = g_strndup (text, end - text);

  *rest = g_strstrip (g_strdup (end));
  return make_title (start);
}

/*
 * The title without marks, and what follows as it was written. Where the cut goes through what is emphasized or a piece of
 * code, its marks would stand there without their other half: then what is cut is the text without marks.
 */
static char *
split_title (const char *text, char **rest)
{
  g_autofree char *words = g_strstrip (office_text_to_plain (text));
  g_autofree char *whole = make_title (words);
  g_autofree char *title = NULL;
  char *description = NULL;

  title = cut_title (words, &description);
  if (!g_str_has_prefix (whole, title))
    {
      g_autofree char *plain = g_strstrip (office_text_markup_dup_plain (words));

      g_free (title);
      g_free (description);
      title = cut_title (plain, &description);
    }

  /* A title is no sentence; what asks or calls out keeps its mark. */
  if (g_str_has_suffix (title, ".") && !g_str_has_suffix (title, ".."))
    title[strlen (title) - 1] = '\0';
  *rest = *description != '\0' ? description : NULL;
  if (*rest == NULL)
    g_free (description);
  return g_steal_pointer (&title);
}

/**
 * office_session_create_task_from_message:
 * @self: a session
 * @message: a message's id
 * @id: (out) (optional): the task's id
 * @error: return location
 *
 * The first sentence becomes the title, what follows the description. A message that has a task already keeps it: its id
 * is given, and nothing is made.
 *
 * Returns: whether there is a task of that message now
 */
gboolean
office_session_create_task_from_message (OfficeSession *self, const char *message, char **id, GError **error)
{
  g_autoptr (OfficeMessage) object = NULL;
  g_autofree char *column = NULL, *title = NULL, *description = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  object = office_session_dup_message (self, message);
  if (object == NULL || office_message_get_removed (object))
    {
      office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, "message", "There is no such message");
      return FALSE;
    }
  if (office_message_get_task (object) != NULL)
    {
      give_id (id, g_strdup (office_task_get_id (office_message_get_task (object))));
      return TRUE;
    }
  column = office_session_dup_first_column (self, office_message_get_room_id (object), "open", error);
  title = split_title (office_message_get_text (object), &description);
  if (*title == '\0')
    {
      g_autoptr (GListModel) files = office_session_list_files (self, message);
      g_autoptr (OfficeAttachment) file = g_list_model_get_item (files, 0);

      g_free (title);
      title = g_strdup (file != NULL ? office_attachment_get_name (file) : "");
    }
  return column != NULL
         && office_session_make_task (self, office_message_get_room_id (object), column, title, description, message,
                                      id, error);
}

/* ---- moving ---- */

static void
office_session_say_moved (OfficeSession *self, OfficeRecord *before, const char *column)
{
  OfficeRecord *target = office_session_find_column (self, column);

  if (g_strcmp0 (office_record_get_text (before, "column"), column) == 0 || target == NULL)
    office_session_say (self, office_undo_new_move (before, column), _ ("Task moved"));
  else
    /* Translators: %s is the name of a column of the board */
    office_session_say (self, office_undo_new_move (before, column), _ ("Task moved to %s"),
                        office_record_get_text (target, "name"));
}

/**
 * office_session_move_task:
 * @self: a session
 * @task: a task's id
 * @column: the column it goes to
 * @after: (nullable): the task it stands behind; %NULL: on top
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_move_task (OfficeSession *self, const char *task, const char *column, const char *after, GError **error)
{
  g_autoptr (OfficeRecord) before = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autofree char *position = NULL;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (column != NULL && g_strcmp0 (task, after) != 0, FALSE);

  before = office_session_find_or_refuse (self, task, "task", error);
  if (before == NULL)
    return FALSE;
  tasks = office_session_list_sorted (self, "task", "column", column);
  position = office_session_position_after (tasks, after, task);
  with = json_object_new ();
  json_object_set_string_member (with, "id", task);
  json_object_set_string_member (with, "column", column);
  if (after != NULL)
    json_object_set_string_member (with, "after", after);
  if (position != NULL)
    json_object_set_string_member (with, "position", position);
  if (!office_session_perform (self, "task.move", with, error))
    return FALSE;
  office_session_say_moved (self, before, column);
  return TRUE;
}

/**
 * office_session_complete_task:
 * @self: a session
 * @task: a task's id
 * @done: whether it is done
 * @error: return location
 *
 * Moves it on top of the first column that says so. Where it stands in one already, nothing happens.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_complete_task (OfficeSession *self, const char *task, gboolean done, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autofree char *column = NULL;
  OfficeRecord *standing;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  record = office_session_find_or_refuse (self, task, "task", error);
  if (record == NULL)
    return FALSE;
  standing = office_session_find_column (self, office_record_get_text (record, "column"));
  if (standing != NULL && done == g_str_equal (office_record_get_text (standing, "state"), "done"))
    return TRUE;
  column = office_session_dup_first_column (self, office_record_get_text (record, "room"), done ? "done" : "open",
                                            error);
  return column != NULL && office_session_move_task (self, task, column, NULL, error);
}

/* ---- editing ---- */

static const char *
say_changed (const char *field)
{
  if (g_str_equal (field, "title"))
    return _ ("Title changed");
  if (g_str_equal (field, "description"))
    return _ ("Description changed");
  return g_str_equal (field, "priority") ? _ ("Priority changed") : _ ("Task changed");
}

/**
 * office_session_edit_task:
 * @self: a session
 * @task: a task's id
 * @field: "title", "description", "due" or "priority"
 * @value: (nullable): its new text; %NULL empties it
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_edit_task (OfficeSession *self, const char *task, const char *field, const char *value, GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  if (g_str_equal (field, "due"))
    return office_session_set_task_time (self, task, field, value, error);
  set = json_object_new ();
  if (value != NULL)
    json_object_set_string_member (set, field, value);
  else
    json_object_set_null_member (set, field);
  return office_session_set_fields (self, "task", task, set, say_changed (field), error);
}

/* Two texts that do not merge. */
static gboolean
office_session_keep_descriptions (OfficeSession *self, const char *task, const char *mine, const char *theirs,
                                  GError **error)
{
  g_autofree char *both = office_merge_keep_both (mine, theirs);
  g_autofree char *kept = g_strdup (theirs); /* the task's own, until the edit */
  gboolean choice = *mine != '\0' && *theirs != '\0';

  if (!office_session_edit_task (self, task, "description", both, error)
      || (choice && !office_replica_set_kept (self->replica, task, mine, kept, error)))
    return FALSE;
  if (choice)
    office_session_kept_both (self, task);
  return TRUE;
}

/**
 * office_session_edit_description:
 * @self: a session
 * @task: a task's id
 * @base: (nullable): the description that the person began to change
 * @text: (nullable): what they made of it; %NULL or "" empties it
 * @error: return location
 *
 * Where somebody else has changed it meanwhile, both changes are merged; where they do not merge, both texts are kept.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_edit_description (OfficeSession *self, const char *task, const char *base, const char *text,
                                 GError **error)
{
  OfficeTask *object;
  const char *theirs;
  g_autofree char *merged = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  object = office_session_find_task (self, task);
  theirs = object != NULL ? office_task_get_description (object) : NULL;
  theirs = theirs != NULL ? theirs : "";
  base = base != NULL ? base : "";
  text = text != NULL ? text : "";
  if (!g_str_equal (base, theirs))
    merged = office_merge_texts (base, text, theirs);
  if (!g_str_equal (base, theirs) && merged == NULL)
    return office_session_keep_descriptions (self, task, text, theirs, error);
  if (merged != NULL)
    text = merged;
  return office_session_edit_task (self, task, "description", *text != '\0' ? text : NULL, error);
}

/**
 * office_session_assign:
 * @self: a session
 * @task: a task's id
 * @person: a person's id
 * @assigned: whether the person is to do it
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_assign (OfficeSession *self, const char *task, const char *person, gboolean assigned, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return office_session_set_member (self, task, "assignees", person, assigned, _ ("Assignees changed"), error);
}

/**
 * office_session_set_label:
 * @self: a session
 * @task: a task's id
 * @label: a label's id
 * @on: whether the task has it
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_label (OfficeSession *self, const char *task, const char *label, gboolean on, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return office_session_set_member (self, task, "labels", label, on, _ ("Labels changed"), error);
}

/**
 * office_session_trash_task:
 * @self: a session
 * @task: a task's id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_trash_task (OfficeSession *self, const char *task, GError **error)
{
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  if (!office_session_remove_record (self, "task", task, error))
    return FALSE;
  with = json_object_new ();
  json_object_set_string_member (with, "id", task);
  office_session_say (self, office_undo_new ("task.restore", with, NULL, NULL, NULL), _ ("Task moved to the trash"));
  return TRUE;
}

/**
 * office_session_restore_task:
 * @self: a session
 * @task: the id of a task in the trash
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_restore_task (OfficeSession *self, const char *task, GError **error)
{
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  with = json_object_new ();
  json_object_set_string_member (with, "id", task);
  return office_session_do (self, "task.restore", with, _ ("Task taken out of the trash"), error);
}
