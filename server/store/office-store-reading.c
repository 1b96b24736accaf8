/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-store-private.h"

#include "office-visible-scopes.h"

/* What the hub reads, on the second handle, in the store's own thread. */

gboolean
office_store_check_open (OfficeStore *self, GError **error)
{
  g_assert (self->thread == g_thread_self ());

  if (self->records != NULL)
    return TRUE;
  g_set_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FAILED, "The book is closed");
  return FALSE;
}

static OfficeRecord *
office_store_book_get (OfficeBook *book, const char *id)
{
  OfficeStore *self = OFFICE_STORE (book);
  g_autoptr (GError) error = NULL;
  OfficeRecord *record = NULL;

  if (office_store_check_open (self, &error))
    record = office_record_table_get (self->records, id, &error);
  if (error != NULL)
    g_warning ("A record could not be read: %s", error->message);
  return record;
}

static GPtrArray *
office_store_book_list (OfficeBook *book, const char *kind, const char *field, const char *value)
{
  OfficeStore *self = OFFICE_STORE (book);
  g_autoptr (GError) error = NULL;
  GPtrArray *records = NULL;

  if (office_store_check_open (self, &error))
    records = office_record_table_list (self->records, kind, field, value, &error);
  if (error != NULL)
    g_warning ("Records could not be read: %s", error->message);
  return records != NULL ? records : g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
}

/* Only who writes can give numbers. */
static gint64
office_store_book_next_seq (OfficeBook *book, const char *room)
{
  return 0;
}

static gint64
office_store_book_field_rev (OfficeBook *book, const char *id, const char *field, char **by, char **operation)
{
  if (by != NULL)
    *by = NULL;
  if (operation != NULL)
    *operation = NULL;
  return 0;
}

void
office_store_book_init (OfficeBookInterface *iface)
{
  iface->get = office_store_book_get;
  iface->list = office_store_book_list;
  iface->next_seq = office_store_book_next_seq;
  iface->next_number = office_store_book_next_seq;
  iface->field_rev = office_store_book_field_rev;
}

/**
 * office_store_dup_scopes_of:
 * @self: a store
 * @person: a person's id
 *
 * Returns: (transfer full) (array zero-terminated=1): all scopes that the person may see now, sorted as bytes; empty for
 *   somebody who is not of this office
 */
char **
office_store_dup_scopes_of (OfficeStore *self, const char *person)
{
  g_autoptr (OfficeRecord) record = NULL;

  g_return_val_if_fail (OFFICE_IS_STORE (self), NULL);

  if (office_store_check_open (self, NULL))
    record = office_store_book_get (OFFICE_BOOK (self), person);
  if (record == NULL || g_strcmp0 (office_record_get_kind_name (record), "person") != 0)
    return g_new0 (char *, 1);
  return office_visible_scopes_dup (self->database, person, office_record_get_text (record, "role"));
}

/**
 * office_store_dup_office_name:
 * @self: a store
 *
 * Returns: (transfer full): what the office is called now
 */
char *
office_store_dup_office_name (OfficeStore *self)
{
  g_autoptr (OfficeRecord) office = NULL;
  const char *name;

  g_return_val_if_fail (OFFICE_IS_STORE (self), NULL);

  office = office_store_book_get (OFFICE_BOOK (self), self->identity.office_id);
  name = office != NULL ? office_record_get_text (office, "name") : NULL;
  return g_strdup (name != NULL ? name : "");
}

/**
 * office_store_find_tag:
 * @self: a store
 * @rev: any number
 *
 * Returns: (transfer full) (nullable): the tag of the commit that made the revision; %NULL when it was never made or is
 *   below the floor
 */
char *
office_store_find_tag (OfficeStore *self, gint64 rev)
{
  g_return_val_if_fail (OFFICE_IS_STORE (self), NULL);

  return office_store_check_open (self, NULL) ? office_store_schema_find_tag (self->database, rev) : NULL;
}

/**
 * office_store_get_floor:
 * @self: a store
 *
 * Returns: the revision up to which removals have been forgotten; a cursor below it needs a snapshot
 */
gint64
office_store_get_floor (OfficeStore *self)
{
  g_return_val_if_fail (OFFICE_IS_STORE (self), 0);

  return office_store_check_open (self, NULL) ? office_store_schema_get_floor (self->database) : 0;
}

/**
 * office_store_changes:
 * @self: a store
 * @scopes: (array zero-terminated=1): each once
 * @after: changes of later revisions …
 * @until: … up to this one
 * @max_bytes: at most about so many bytes of bodies, but whole revisions and at least one
 * @reached: (out): the last revision covered
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full) (element-type utf8): bodies in order of revision, or %NULL
 */
GPtrArray *
office_store_changes (OfficeStore *self, const char *const *scopes, gint64 after, gint64 until, gsize max_bytes,
                      gint64 *reached, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_STORE (self), NULL);

  if (!office_store_check_open (self, error))
    return NULL;
  return office_record_table_changes (self->records, scopes, after, until, max_bytes, reached, error);
}

/**
 * office_store_page:
 * @self: a store
 * @scope: a scope
 * @after: (nullable): the mark of the page before
 * @max_bytes: at most so many bytes of bodies, but at least one body
 * @next: (out) (transfer full) (nullable): this page's mark, %NULL for the last
 * @error: return location for an OFFICE_SQL_ERROR, or an OFFICE_PROBLEM (422) for a mark that is none
 *
 * Returns: (transfer full) (element-type utf8): bodies, or %NULL
 */
GPtrArray *
office_store_page (OfficeStore *self, const char *scope, const char *after, gsize max_bytes, char **next,
                   GError **error)
{
  g_return_val_if_fail (OFFICE_IS_STORE (self), NULL);

  *next = NULL;
  if (!office_store_check_open (self, error))
    return NULL;
  return office_record_table_page (self->records, scope, after, max_bytes, next, error);
}

/**
 * office_store_is_message_mark:
 * @mark: what office_store_page() gave as next
 *
 * Returns: whether only messages come after that page
 */
gboolean
office_store_is_message_mark (const char *mark)
{
  return office_record_page_is_message_mark (mark);
}

/**
 * office_store_messages:
 * @self: a store
 * @room: a room's id
 * @before: messages with a smaller seq; 0 from the newest
 * @limit: at most so many
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type OfficeRecord): messages of the room, its threads and its tasks, newest first
 */
GPtrArray *
office_store_messages (OfficeStore *self, const char *room, gint64 before, guint limit, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_STORE (self), NULL);

  if (!office_store_check_open (self, error))
    return NULL;
  return office_record_table_history (self->records, room, before, limit, error);
}

/**
 * office_store_message_bodies:
 * @self: a store
 * @room: a room's id
 * @before: messages with a smaller seq; 0 from the newest
 * @limit: at most so many
 * @error: return location for an error
 *
 * As office_store_messages(), as they are stored, to be sent without being parsed.
 *
 * Returns: (transfer full) (element-type utf8): bodies, newest first
 */
GPtrArray *
office_store_message_bodies (OfficeStore *self, const char *room, gint64 before, guint limit, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_STORE (self), NULL);

  if (!office_store_check_open (self, error))
    return NULL;
  return office_record_table_history_bodies (self->records, room, before, limit, error);
}

/**
 * office_store_find:
 * @self: a store
 * @question: what is looked for; copied
 * @done: told what was found, exactly once
 * @data: for @done
 * @destroy: (nullable): for @data, after @done
 *
 * Searches the book beside the main loop, or, with OFFICE_STORE_INLINE, at once. The writer is not held up. Rights may have
 * changed when the answer is there.
 */
void
office_store_find (OfficeStore *self, const OfficeStoreQuestion *question, OfficeStoreFound done, gpointer data,
                   GDestroyNotify destroy)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  gint64 mark = 0;

  g_return_if_fail (OFFICE_IS_STORE (self));
  g_return_if_fail (question != NULL && question->find.text != NULL && question->scopes != NULL);

  if (self->finds != NULL)
    {
      office_store_finds_ask (self->finds, question, done, data, destroy);
      return;
    }
  if (office_store_check_open (self, &error))
    found = office_store_finds_answer (self->records, question, &mark, &error);
  done (data, found, mark, error);
  if (destroy != NULL)
    destroy (data);
}

/**
 * office_store_digest:
 * @self: a store
 * @scopes: (array zero-terminated=1): scopes
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full): office_record_table_digest() of the book
 */
char *
office_store_digest (OfficeStore *self, const char *const *scopes, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_STORE (self), NULL);

  if (!office_store_check_open (self, error))
    return NULL;
  return office_record_table_digest (self->records, scopes, error);
}
