/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-effects.h"

#include <string.h>

G_DEFINE_INTERFACE (OfficeBook, office_book, G_TYPE_OBJECT)

static void
office_book_default_init (OfficeBookInterface *iface)
{
}

/**
 * office_book_get:
 * @self: a book
 * @id: a record's id
 *
 * Returns: (transfer full) (nullable): the record as it is now; %NULL when there is none
 */
OfficeRecord *
office_book_get (OfficeBook *self, const char *id)
{
  return OFFICE_BOOK_GET_IFACE (self)->get (self, id);
}

/**
 * office_book_list:
 * @self: a book
 * @kind: a kind's name
 * @field: (nullable): the name of an indexed field; %NULL: all records of the kind
 * @value: (nullable): what it is to be
 *
 * Returns: (transfer full) (element-type OfficeRecord): the records, in no order
 */
GPtrArray *
office_book_list (OfficeBook *self, const char *kind, const char *field, const char *value)
{
  return OFFICE_BOOK_GET_IFACE (self)->list (self, kind, field, value);
}

static int
compare_place (OfficeRecord *task, const char *position, const char *id)
{
  int order = g_strcmp0 (office_record_get_text (task, "position"), position);

  return order != 0 ? order : strcmp (office_record_get_id (task), id);
}

static OfficeRecord *
find_next_task (OfficeBook *self, const char *column, const char *position, const char *id)
{
  g_autoptr (GPtrArray) tasks = office_book_list (self, "task", "column", column);
  OfficeRecord *next = NULL;

  for (guint i = 0; i < tasks->len; i++)
    if (compare_place (tasks->pdata[i], position, id) > 0
        && (next == NULL
            || compare_place (tasks->pdata[i], office_record_get_text (next, "position"), office_record_get_id (next))
                   < 0))
      next = tasks->pdata[i];
  return next != NULL ? office_record_ref (next) : NULL;
}

/**
 * office_book_next_task:
 * @self: a book
 * @column: a column's id
 * @position: (nullable): a place in it; %NULL: above the first
 * @id: (nullable): the id of the task that stands there, or stood
 *
 * Tasks in the trash keep their places and count.
 *
 * Returns: (transfer full) (nullable): the task that stands next behind it
 */
OfficeRecord *
office_book_next_task (OfficeBook *self, const char *column, const char *position, const char *id)
{
  OfficeBookInterface *iface = OFFICE_BOOK_GET_IFACE (self);

  return (iface->next_task != NULL ? iface->next_task : find_next_task) (self, column, position != NULL ? position : "",
                                                                         id != NULL ? id : "");
}

/**
 * office_book_next_seq:
 * @self: a book
 * @room: a room's id
 *
 * Returns: the sequence number for a new message of the room; 0 where it is not known, which is on a client
 */
gint64
office_book_next_seq (OfficeBook *self, const char *room)
{
  return OFFICE_BOOK_GET_IFACE (self)->next_seq (self, room);
}

/**
 * office_book_newest_seq:
 * @self: a book
 * @room: a room's id
 *
 * Returns: the largest sequence number of the room's messages, as far as the book knows; 0: it has none
 */
gint64
office_book_newest_seq (OfficeBook *self, const char *room)
{
  OfficeBookInterface *iface = OFFICE_BOOK_GET_IFACE (self);

  return iface->newest_seq != NULL ? iface->newest_seq (self, room) : MAX (iface->next_seq (self, room) - 1, 0);
}

/**
 * office_book_next_number:
 * @self: a book
 * @room: a room's id
 *
 * Returns: the number for a new task of the room; 0 where it is not known, which is on a client
 */
gint64
office_book_next_number (OfficeBook *self, const char *room)
{
  return OFFICE_BOOK_GET_IFACE (self)->next_number (self, room);
}

/**
 * office_book_field_rev:
 * @self: a book
 * @id: a record's id
 * @field: a field's name
 * @by: (out) (optional) (transfer full) (nullable): who changed it
 * @operation: (out) (optional) (transfer full) (nullable): by which operation
 *
 * Returns: the revision that last changed the field; 0 where it is not known, which is on a client
 */
gint64
office_book_field_rev (OfficeBook *self, const char *id, const char *field, char **by, char **operation)
{
  if (by != NULL)
    *by = NULL;
  if (operation != NULL)
    *operation = NULL;
  return OFFICE_BOOK_GET_IFACE (self)->field_rev (self, id, field, by, operation);
}
