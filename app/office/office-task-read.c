/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-object.h"

#include "office-folded-text.h"

#include <string.h>

/* Where a task stands, what it says, and what hangs on it. */

/**
 * office_task_is_present:
 * @self: a task
 *
 * Returns: whether the book has it; it may have gone for good, or to a room that one does not see
 */
gboolean
office_task_is_present (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), FALSE);
  return self->present;
}

/**
 * office_task_compare:
 * @a: (type gpointer): an OfficeTask**
 * @b: (type gpointer): an OfficeTask**
 *
 * For g_ptr_array_sort(): by position, then by id, both as bytes.
 *
 * Returns: as strcmp()
 */
int
office_task_compare (gconstpointer a, gconstpointer b)
{
  OfficeTask *first = *(OfficeTask *const *) a;
  OfficeTask *second = *(OfficeTask *const *) b;
  int order = strcmp (first->position, second->position);

  return order != 0 ? order : strcmp (first->id, second->id);
}

/**
 * office_task_get_id:
 * @self: a task
 *
 * Returns: (transfer none): the id
 */
const char *
office_task_get_id (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->id;
}

/**
 * office_task_get_room_id:
 * @self: a task
 *
 * Returns: (transfer none): the room it belongs to
 */
const char *
office_task_get_room_id (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->room;
}

/**
 * office_task_get_column_id:
 * @self: a task
 *
 * Returns: (transfer none): the column it stands in
 */
const char *
office_task_get_column_id (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->column;
}

/**
 * office_task_get_column_name:
 * @self: a task
 *
 * Returns: (transfer none): that column's name
 */
const char *
office_task_get_column_name (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->column_name;
}

/**
 * office_task_get_state:
 * @self: a task
 *
 * Returns: that column's state
 */
OfficeColumnState
office_task_get_state (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), OFFICE_STATE_OPEN);
  return self->state;
}

/**
 * office_task_get_title:
 * @self: a task
 *
 * Returns: (transfer none): the title
 */
const char *
office_task_get_title (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->title;
}

/**
 * office_task_get_description:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): what it is about
 */
const char *
office_task_get_description (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->description;
}

/**
 * office_task_get_assignees:
 * @self: a task
 *
 * Returns: (transfer none): a model of OfficePerson
 */
GListModel *
office_task_get_assignees (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return G_LIST_MODEL (self->assignees);
}

/**
 * office_task_get_labels:
 * @self: a task
 *
 * Returns: (transfer none): a model of OfficeLabel
 */
GListModel *
office_task_get_labels (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return G_LIST_MODEL (self->labels);
}

/**
 * office_task_get_steps:
 * @self: a task
 *
 * Returns: (transfer none): a model of OfficeStep, in order
 */
GListModel *
office_task_get_steps (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return G_LIST_MODEL (self->steps);
}

/**
 * office_task_get_n_steps:
 * @self: a task
 *
 * Returns: how many steps it has
 */
guint
office_task_get_n_steps (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return office_list_get_length (self->steps);
}

/**
 * office_task_get_n_steps_done:
 * @self: a task
 *
 * Returns: how many of them are done
 */
guint
office_task_get_n_steps_done (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return self->n_steps_done;
}

/**
 * office_task_get_n_messages:
 * @self: a task
 *
 * Returns: how many messages its discussion has
 */
guint
office_task_get_n_messages (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return self->n_messages;
}

/**
 * office_task_get_folded:
 * @self: a task
 *
 * Worked out once: filtering thousands of tasks asks for it with each key.
 *
 * Returns: (transfer none): title, number and description as office_query_matches() takes them
 */
const char *
office_task_get_folded (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), "");
  if (self->folded == NULL)
    {
      g_autofree char *text = g_strdup_printf ("%s\n%" G_GINT64_FORMAT "\n%s", self->title, self->number,
                                               self->description != NULL ? self->description : "");
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        {
          char *folded = office_text_fold (lines[i]);

          g_free (lines[i]);
          lines[i] = folded;
        }
      self->folded = g_strjoinv ("\n", lines);
    }
  return self->folded;
}
