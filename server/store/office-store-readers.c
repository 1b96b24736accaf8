/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-store-private.h"

#include "office-id.h"

/* How far the members of a room have read: without parsing a record, for a room may have many hundreds of members. */

/**
 * office_reader_free:
 * @self: (nullable) (transfer full): a member and how far they have read
 */
void
office_reader_free (OfficeReader *self)
{
  if (self == NULL)
    return;
  g_free (self->person);
  g_free (self);
}

/* sql: one number of the record ?1; 0 where it is absent */
static gboolean
read_number (OfficeStore *self, const char *sql, const char *id, gint64 *value, GError **error)
{
  OfficeStatement *statement = office_database_prepare (self->database, sql, error);
  gboolean has_row;

  *value = 0;
  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, id);
  if (!office_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *value = office_statement_get_integer (statement, 0);
  office_statement_reset (statement);
  return TRUE;
}

static gboolean
read_reader (OfficeStore *self, const char *room, OfficeReader *reader, GError **error)
{
  g_autofree char *marker = office_id_derive (reader->person, room);
  gint64 hidden;

  if (!read_number (self, "SELECT body ->> '$.seq' FROM record WHERE id = ?1 AND kind = 'read'", marker, &reader->seq,
                    error)
      || !read_number (self, "SELECT body ->> '$.reading_hidden' FROM record WHERE id = ?1 AND kind = 'person'",
                       reader->person, &hidden, error))
    return FALSE;
  reader->hidden = hidden != 0;
  return TRUE;
}

static GPtrArray *
list_members (OfficeStore *self, const char *room, GError **error)
{
  g_autoptr (GPtrArray) readers = g_ptr_array_new_with_free_func ((GDestroyNotify) office_reader_free);
  OfficeStatement *statement = office_database_prepare (
      self->database, "SELECT f_person FROM record WHERE kind = 'member' AND kind <> 'message' AND f_room = ?1", error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, room);
  while (office_statement_step (statement, &has_row, error))
    {
      OfficeReader *reader;

      if (!has_row)
        return g_steal_pointer (&readers);
      if (office_statement_get_text (statement, 0) == NULL)
        continue;
      reader = g_new0 (OfficeReader, 1);
      reader->person = g_strdup (office_statement_get_text (statement, 0));
      g_ptr_array_add (readers, reader);
    }
  return NULL;
}

/**
 * office_store_list_readers:
 * @self: a store
 * @room: a room's id
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full) (element-type OfficeReader): the members of the room, and up to where each has read its own
 *   conversation, as of now; %NULL on failure
 */
GPtrArray *
office_store_list_readers (OfficeStore *self, const char *room, GError **error)
{
  g_autoptr (GPtrArray) readers = NULL;

  g_return_val_if_fail (OFFICE_IS_STORE (self), NULL);

  if (!office_store_check_open (self, error))
    return NULL;
  readers = list_members (self, room, error);
  for (guint i = 0; readers != NULL && i < readers->len; i++)
    if (!read_reader (self, room, readers->pdata[i], error))
      return NULL;
  return g_steal_pointer (&readers);
}
