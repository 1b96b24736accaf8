/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-store-finds-private.h"

#include "office-reason.h"

#define ROWS 4000 /* of the table for one question: some tens of milliseconds */

typedef struct {
  OfficeStoreQuestion question; /* its own copies */
  OfficeStoreFound done;
  gpointer data;
  GDestroyNotify destroy; /* nullable */
  /* what the thread has found out */
  GPtrArray *found;
  gint64 mark;
  GError *error;
} Search;

struct _OfficeStoreFinds {
  char *path;
  GQueue waiting;  /* Search */
  Search *running; /* the thread's until it is joined; nullable */
  GThread *thread;
  GSource *wake; /* made ready from the thread, which GLib allows */
};

static void run_next (OfficeStoreFinds *self);

static void
search_free (Search *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free ((char *) self->question.find.text);
  g_strfreev ((char **) self->question.find.people);
  g_strfreev ((char **) self->question.find.rooms);
  g_strfreev ((char **) self->question.scopes);
  g_free ((char *) self->question.me);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static const char *const *
copy_texts (const char *const *texts)
{
  return (const char *const *) g_strdupv ((char **) texts);
}

static Search *
search_new (const OfficeStoreQuestion *question, OfficeStoreFound done, gpointer data, GDestroyNotify destroy)
{
  Search *self = g_new0 (Search, 1);

  self->question = *question;
  self->question.find.text = g_strdup (question->find.text);
  self->question.find.people = copy_texts (question->find.people);
  self->question.find.rooms = copy_texts (question->find.rooms);
  self->question.scopes = copy_texts (question->scopes);
  self->question.me = g_strdup (question->me);
  self->done = done;
  self->data = data;
  self->destroy = destroy;
  return self;
}

/* Days and names are not read here: the question says what they mean. */
static OfficeQuery *
parse (const OfficeFind *find)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  OfficeQuery *query = office_query_parse (find->text, 0, zone);

  query->since = find->since;
  query->until = find->until;
  return query;
}

static const char *const *
get_meant (GPtrArray *names, const char *const *ids)
{
  static const char *const nobody[] = { NULL };

  if (names->len == 0)
    return NULL;
  return ids != NULL ? ids : nobody;
}

static OfficeRecordFound *
find_carrier (OfficeRecordTable *records, OfficeRecordFound *one)
{
  g_autoptr (OfficeRecord) file = office_record_new_from_body (one->body, -1, NULL);
  g_autoptr (OfficeRecord) carrier = NULL;
  OfficeRecordFound *found;
  const char *id;

  if (file == NULL || g_strcmp0 (office_record_get_kind_name (file), "file") != 0)
    return NULL;
  id = office_record_search_get_carrier (file);
  carrier = id != NULL ? office_record_table_get (records, id, NULL) : NULL;
  if (carrier == NULL)
    return NULL;
  found = g_new0 (OfficeRecordFound, 1);
  found->mark = one->mark + 1; /* where the answer ends behind it, the next one begins with the file */
  found->scope = g_strdup (office_record_get_scope (carrier));
  found->body = office_record_to_body (carrier);
  return found;
}

/* Who asks may not have what a file hangs on: it comes before the file. */
static GPtrArray *
add_carriers (OfficeRecordTable *records, GPtrArray *found)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_found_free);

  for (guint i = 0; i < found->len; i++)
    {
      OfficeRecordFound *carrier = find_carrier (records, found->pdata[i]);

      if (carrier != NULL)
        g_ptr_array_add (all, carrier);
      g_ptr_array_add (all, g_steal_pointer (&found->pdata[i]));
    }
  return all;
}

/**
 * office_store_finds_answer: (skip)
 * @records: a table
 * @question: what is asked
 * @mark: (out): where to go on; 0 when nothing is left
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full) (element-type OfficeRecordFound): newest first, before each file what it hangs on; %NULL on failure
 */
GPtrArray *
office_store_finds_answer (OfficeRecordTable *records, const OfficeStoreQuestion *question, gint64 *mark,
                           GError **error)
{
  g_autoptr (OfficeQuery) query = parse (&question->find);
  const OfficeRecordSearchRequest request = { query, get_meant (query->from, question->find.people),
                                              get_meant (query->in, question->find.rooms), question->me };
  g_autoptr (GPtrArray) found = NULL;

  *mark = question->mark;
  found = office_record_table_scan (records, &request, question->scopes, question->limit, ROWS, mark, error);
  return found != NULL ? add_carriers (records, found) : NULL;
}

/* ---- the thread ---- */

static void
search (OfficeStoreFinds *self, Search *running)
{
  g_autoptr (OfficeDatabase) database = office_database_open (self->path, OFFICE_DATABASE_READ_ONLY, &running->error);
  g_autoptr (OfficeRecordTable) records = database != NULL
                                              ? office_record_table_new (database, "record", &running->error)
                                              : NULL;

  if (records != NULL)
    running->found = office_store_finds_answer (records, &running->question, &running->mark, &running->error);
}

static gpointer
search_thread (gpointer data)
{
  OfficeStoreFinds *self = data;

  search (self, self->running);
  g_source_set_ready_time (self->wake, 0);
  return NULL;
}

/* ---- the store's thread ---- */

static void
finish (Search *search)
{
  search->done (search->data, search->found, search->mark, search->error);
  search_free (search);
}

static void
fail (Search *search)
{
  g_clear_error (&search->error);
  g_clear_pointer (&search->found, g_ptr_array_unref);
  search->error = office_reason_new (OFFICE_REASON_STOPPING, NULL);
  finish (search);
}

static gboolean
on_searched (gpointer data)
{
  OfficeStoreFinds *self = data;
  Search *search = g_steal_pointer (&self->running);

  g_source_set_ready_time (self->wake, -1);
  if (search == NULL)
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->thread, g_thread_join);
  run_next (self);
  finish (search);
  return G_SOURCE_CONTINUE;
}

static void
run_next (OfficeStoreFinds *self)
{
  if (self->running != NULL || g_queue_is_empty (&self->waiting))
    return;
  self->running = g_queue_pop_head (&self->waiting);
  self->thread = g_thread_new ("office-find", search_thread, self);
}

static gboolean
wake_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static GSourceFuncs wake_functions = { .dispatch = wake_dispatch };

/**
 * office_store_finds_new: (skip)
 * @path: the book's file
 *
 * Returns: (transfer full): nothing is asked yet
 */
OfficeStoreFinds *
office_store_finds_new (const char *path)
{
  OfficeStoreFinds *self = g_new0 (OfficeStoreFinds, 1);

  self->path = g_strdup (path);
  g_queue_init (&self->waiting);
  self->wake = g_source_new (&wake_functions, sizeof (GSource));
  g_source_set_static_name (self->wake, "office-find");
  g_source_set_callback (self->wake, on_searched, self, NULL);
  g_source_attach (self->wake, g_main_context_get_thread_default ());
  return self;
}

void
office_store_finds_free (OfficeStoreFinds *self)
{
  Search *search;

  g_clear_pointer (&self->thread, g_thread_join);
  g_source_destroy (self->wake);
  g_source_unref (self->wake);
  if (self->running != NULL)
    fail (g_steal_pointer (&self->running));
  while ((search = g_queue_pop_head (&self->waiting)) != NULL)
    fail (search);
  g_free (self->path);
  g_free (self);
}

/**
 * office_store_finds_ask: (skip)
 * @self: searches
 * @question: what is asked; copied
 * @done: told what was found, exactly once
 * @data: for @done
 * @destroy: (nullable): for @data
 */
void
office_store_finds_ask (OfficeStoreFinds *self, const OfficeStoreQuestion *question, OfficeStoreFound done,
                        gpointer data, GDestroyNotify destroy)
{
  g_queue_push_tail (&self->waiting, search_new (question, done, data, destroy));
  run_next (self);
}
