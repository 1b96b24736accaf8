/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-search-private.h"

#include "office-folded-text.h"
#include "office-host-search-private.h"
#include "office-session-private.h"
#include "office-task-filter.h"

#include <glib/gi18n.h>

#define MOST_NAMES 4  /* rooms, and people */
#define MOST_TASKS 4  /* beside messages */
#define PAGE       30 /* messages, or tasks where only they are asked for */

/*
 * The book is asked for pages, which it looks for on a thread of its own, and which may hold less than was asked for, or nothing,
 * with more to come (office_replica_ask()). So a run asks again until a page is full. While it looks for the first results, those
 * of the text before stay in the list, so that nothing flickers from one letter to the next. Another text ends the run; where
 * only the book has changed it comes to its end first, or nothing would be found while a month of absence arrives.
 */
struct _OfficeSearch {
  GObject parent_instance;

  OfficeSession *session;
  OfficeList *list;
  char *text;
  OfficeQuery *query;
  OfficeTaskFilter *filter; /* of the same text */
  char **people;            /* that from: means; NULL: it is not there */
  char **rooms;             /* that in: means; NULL: it is not there */

  GPtrArray *names;    /* OfficeSearchResult */
  GPtrArray *tasks;    /* OfficeSearchResult */
  GPtrArray *messages; /* OfficeSearchResult */
  GHashTable *task_ids;
  gint64 mark;  /* of what is paged */
  guint wanted; /* results of it that are to be found before the run stops */
  gboolean exhausted;
  gboolean stale;         /* the book has changed: to be asked anew */
  gboolean wants_tasks;   /* this run has yet to ask for the few beside the messages */
  guint turn;             /* source: the run begins */
  guint asked;            /* the question that the book has yet to answer; 0: none */
  OfficeHostSearch *host; /* of messages that are not here yet */
};

enum { PROP_0, PROP_BUSY, PROP_HAS_MORE, PROP_PARTIAL, N_PROPS };
static GParamSpec *properties[N_PROPS];

static void office_search_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeSearch, office_search, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, office_search_list_model_init))

static GType
office_search_get_item_type (GListModel *model)
{
  return OFFICE_TYPE_SEARCH_RESULT;
}

static guint
office_search_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (OFFICE_SEARCH (model)->list));
}

static gpointer
office_search_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_SEARCH (model)->list), position);
}

static void
office_search_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = office_search_get_item_type;
  iface->get_n_items = office_search_get_n_items;
  iface->get_item = office_search_get_item;
}

/* ---- rooms and people ---- */

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  OfficeSearchResult *one = *(OfficeSearchResult *const *) a;
  OfficeSearchResult *other = *(OfficeSearchResult *const *) b;

  return g_utf8_collate (office_search_result_get_title (one)->text, office_search_result_get_title (other)->text);
}

static gboolean
name_matches (OfficeSearch *self, const char *name, const char *more)
{
  g_autofree char *folded_name = office_text_fold (name);
  g_autofree char *folded_more = office_text_fold (more != NULL ? more : "");
  g_autofree char *folded = g_strconcat (folded_name, "\n", folded_more, NULL);

  return office_query_matches (self->query, folded);
}

static void
take_first (OfficeSearch *self, GPtrArray *found)
{
  g_ptr_array_sort (found, compare_titles);
  for (guint i = 0; i < MIN (found->len, MOST_NAMES); i++)
    g_ptr_array_add (self->names, g_object_ref (found->pdata[i]));
}

/* The direct room of two is reached by the person's own row. */
static void
find_rooms (OfficeSearch *self)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->session->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      OfficeRoom *room = value;

      if (office_room_get_partner (room) == NULL
          && name_matches (self, office_room_get_name (room), office_room_get_topic (room)))
        g_ptr_array_add (found, office_search_result_new_room (room, self->query));
    }
  take_first (self, found);
}

static void
find_people (OfficeSearch *self)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *people = office_session_get_people (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      if (!office_person_is_me (person) && name_matches (self, office_person_get_name (person), NULL))
        g_ptr_array_add (found, office_search_result_new_person (person, self->query));
    }
  take_first (self, found);
}

static gboolean
means (GPtrArray *wanted, const char *name)
{
  for (guint i = 0; i < wanted->len; i++)
    if (office_query_name_matches (wanted->pdata[i], name))
      return TRUE;
  return FALSE;
}

/* "me" is nobody whose name begins so. */
static gboolean
means_person (GPtrArray *wanted, OfficePerson *person)
{
  for (guint i = 0; i < wanted->len; i++)
    if (g_str_equal (wanted->pdata[i], "me")
            ? office_person_is_me (person)
            : office_query_name_matches (wanted->pdata[i], office_person_get_name (person)))
      return TRUE;
  return FALSE;
}

static char **
steal_ids (GPtrArray *ids)
{
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_steal (ids, NULL);
}

static char **
find_authors (OfficeSearch *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GListModel *people = office_session_get_people (self->session);

  if (self->query->from->len == 0)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      if (means_person (self->query->from, person))
        g_ptr_array_add (ids, g_strdup (office_person_get_id (person)));
    }
  return steal_ids (ids);
}

static char **
find_places (OfficeSearch *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id, room;

  if (self->query->in->len == 0)
    return NULL;
  g_hash_table_iter_init (&iter, self->session->rooms);
  while (g_hash_table_iter_next (&iter, &id, &room))
    if (means (self->query->in, office_room_get_name (room)))
      g_ptr_array_add (ids, g_strdup (id));
  return steal_ids (ids);
}

/* ---- messages and tasks ---- */

static gboolean
asks_for_tasks (OfficeSearch *self)
{
  return office_query_asks_for_tasks (self->query);
}

/* Whether it will be answered: not by a book that is closed. */
static gboolean
ask (OfficeSearch *self, OfficeQueryFlags flags, guint limit, gint64 mark, OfficeReplicaFoundFunc func)
{
  OfficeQuery query = *self->query;

  query.flags |= flags;
  self->asked = office_replica_ask (self->session->replica, &query, (const char *const *) self->people,
                                    (const char *const *) self->rooms, limit, mark, func, self);
  return self->asked != 0;
}

static void
stop_asking (OfficeSearch *self)
{
  if (self->asked != 0)
    office_replica_stop_asking (self->session->replica, self->asked);
  self->asked = 0;
}

static void
take_task (OfficeSearch *self, OfficeRecord *found)
{
  gboolean whole = g_strcmp0 (office_record_get_kind_name (found), "task") == 0;
  const char *id = whole ? office_record_get_id (found) : office_record_get_text (found, "task");
  OfficeTask *task = office_session_find_task (self->session, id);
  OfficeRoom *room = task != NULL ? office_session_find_room (self->session, office_task_get_room_id (task)) : NULL;

  if (task != NULL && !office_task_filter_passes_terms (self->filter, task))
    return;
  if (room != NULL && g_hash_table_add (self->task_ids, g_strdup (id)))
    g_ptr_array_add (self->tasks, office_search_result_new_task (task, room, found, self->query));
}

static gboolean
shows_message (OfficeSearch *self, const char *id)
{
  for (guint i = 0; i < self->messages->len; i++)
    if (g_strcmp0 (office_search_result_get_id (self->messages->pdata[i]), id) == 0)
      return TRUE;
  return FALSE;
}

/* file: nullable, by whose name it was found */
static void
take_message (OfficeSearch *self, OfficeRecord *found, OfficeRecord *file)
{
  OfficeRoom *room = office_session_find_room (self->session, office_record_get_text (found, "room"));
  const char *author = office_record_get_text (found, "author");
  const char *task = office_record_get_text (found, "task");

  if (room != NULL && author != NULL && !shows_message (self, office_record_get_id (found)))
    g_ptr_array_add (self->messages,
                     office_search_result_new_message (
                         found, room, office_session_find_person (self->session, author),
                         task != NULL ? office_session_find_task (self->session, task) : NULL, file, self->query));
}

/* A message, or a file that stands for it. */
static void
take_said (OfficeSearch *self, OfficeRecord *found)
{
  g_autoptr (OfficeRecord) message = NULL;

  if (g_strcmp0 (office_record_get_kind_name (found), "file") != 0)
    {
      take_message (self, found, NULL);
      return;
    }
  message = office_session_get_record (self->session, office_record_get_text (found, "message"), "message");
  if (message != NULL && !office_record_get_boolean (message, "removed"))
    take_message (self, message, found);
}

/* "DES-12": the task that is called so comes before those that say it. A short id is read as a phrase of two words. */
static void
find_called_task (OfficeSearch *self)
{
  g_autofree char *short_id = self->query->words->len == 1 ? g_strdup (self->query->words->pdata[0]) : NULL;
  OfficeTask *task = NULL;
  g_autoptr (OfficeRecord) record = NULL;

  if (short_id != NULL)
    task = office_session_find_task_by_short_id (self->session, g_strdelimit (short_id, " ", '-'));
  if (task != NULL && !office_task_get_trashed (task))
    record = office_session_get_record (self->session, office_task_get_id (task), "task");
  if (record != NULL)
    take_task (self, record);
}

static GPtrArray *
get_paged (OfficeSearch *self)
{
  return asks_for_tasks (self) ? self->tasks : self->messages;
}

/* ---- what only the host has ---- */

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 one = office_search_result_get_at (*(OfficeSearchResult *const *) a);
  gint64 other = office_search_result_get_at (*(OfficeSearchResult *const *) b);

  return one < other ? 1 : one > other ? -1 : 0;
}

/* The messages of this desk and those of the host, newest first; those of the same moment as they were. */
static GPtrArray *
merge_messages (OfficeSearch *self)
{
  g_autoptr (GPtrArray) found = office_host_search_list (self->host);
  guint n = self->messages->len;
  GPtrArray *all;

  for (guint i = 0; i < found->len; i++)
    take_message (self, found->pdata[i],
                  office_host_search_find_file (self->host, office_record_get_id (found->pdata[i])));
  all = g_ptr_array_copy (self->messages, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  g_ptr_array_set_free_func (all, g_object_unref);
  g_ptr_array_set_size (self->messages, (int) n);
  if (all->len > n)
    g_ptr_array_sort (all, compare_times);
  return all;
}

static void
ask_host (OfficeSearch *self)
{
  guint have = get_paged (self)->len;

  if (self->exhausted && !office_query_is_empty (self->query))
    office_host_search_want (self->host, self->query, (const char *const *) self->people,
                             (const char *const *) self->rooms, self->wanted - MIN (have, self->wanted));
}

/* Results that are paged, those of the host too. */
static guint
get_shown (OfficeSearch *self)
{
  g_autoptr (GPtrArray) found = office_host_search_list (self->host);

  return get_paged (self)->len + (asks_for_tasks (self) ? 0 : found->len);
}

/* ---- a run ---- */

static gboolean
is_full (OfficeSearch *self)
{
  return self->exhausted || get_paged (self)->len >= self->wanted;
}

static const char *
get_key (OfficeSearchResult *result)
{
  return office_search_result_get_id (result) != NULL ? office_search_result_get_id (result) : "";
}

/* What was found before and is the same stays the same object, and so does its row with the cursor on it. */
static void
publish (OfficeSearch *self)
{
  g_autoptr (GPtrArray) messages = merge_messages (self);
  GPtrArray *parts[] = { self->names, self->tasks, messages };
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < office_list_get_length (self->list); i++)
    {
      OfficeSearchResult *result = office_list_peek (self->list, i);

      g_hash_table_insert (shown, (gpointer) get_key (result), result);
    }
  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    for (guint i = 0; i < parts[p]->len; i++)
      {
        OfficeSearchResult *result = parts[p]->pdata[i];
        OfficeSearchResult *before = g_hash_table_lookup (shown, get_key (result));

        g_ptr_array_add (all, before != NULL && office_search_result_looks_like (before, result) ? before : result);
      }
  office_list_set (self->list, all);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_MORE]);
}

static void
begin (OfficeSearch *self)
{
  self->stale = FALSE;
  self->wants_tasks = FALSE;
  g_ptr_array_set_size (self->names, 0);
  g_ptr_array_set_size (self->tasks, 0);
  g_ptr_array_set_size (self->messages, 0);
  g_hash_table_remove_all (self->task_ids);
  g_clear_pointer (&self->people, g_strfreev);
  g_clear_pointer (&self->rooms, g_strfreev);
  self->mark = 0;
  self->exhausted = office_query_is_empty (self->query);
  if (self->exhausted)
    return;
  self->people = find_authors (self);
  self->rooms = find_places (self);
  if (!office_query_has_filters (self->query))
    {
      find_rooms (self);
      find_people (self);
    }
  if (asks_for_tasks (self) || !office_query_has_filters (self->query))
    find_called_task (self);
  self->wants_tasks = !asks_for_tasks (self)
                      && (self->query->flags & (OFFICE_QUERY_MESSAGE | OFFICE_QUERY_HAS_TASK)) == 0;
}

static gboolean on_turn (gpointer data);

/* One that is under way comes to its end first. */
static void
run (OfficeSearch *self)
{
  if (self->turn == 0 && self->asked == 0)
    self->turn = g_idle_add (on_turn, self);
}

static void look_on (OfficeSearch *self);

/* A few beside the messages, one more than is shown to know whether there are more. */
static void
on_some_tasks (GPtrArray *found, gint64 mark, gpointer data)
{
  OfficeSearch *self = data;

  self->asked = 0;
  for (guint i = 0; i < found->len && self->tasks->len <= MOST_TASKS; i++)
    take_task (self, found->pdata[i]);
  if (self->tasks->len > MOST_TASKS || mark != 0)
    {
      g_ptr_array_set_size (self->tasks, (int) MIN (self->tasks->len, MOST_TASKS));
      g_ptr_array_add (self->tasks, office_search_result_new_all_tasks ());
    }
  g_ptr_array_unref (found);
  look_on (self);
}

static void
on_page (GPtrArray *found, gint64 mark, gpointer data)
{
  OfficeSearch *self = data;
  gboolean tasks = asks_for_tasks (self);

  self->asked = 0;
  self->mark = mark;
  self->exhausted = mark == 0;
  for (guint i = 0; i < found->len; i++)
    if (tasks)
      take_task (self, found->pdata[i]);
    else
      take_said (self, found->pdata[i]);
  g_ptr_array_unref (found);
  look_on (self);
}

/* Whether there will be an answer. */
static gboolean
ask_for_some_tasks (OfficeSearch *self)
{
  gboolean wanted = self->wants_tasks;

  self->wants_tasks = FALSE;
  return wanted && ask (self, OFFICE_QUERY_TASK, 3 * MOST_TASKS, 0, on_some_tasks);
}

static gboolean
ask_for_more (OfficeSearch *self)
{
  if (is_full (self))
    return FALSE;
  self->exhausted = !ask (self, asks_for_tasks (self) ? OFFICE_QUERY_TASK : OFFICE_QUERY_MESSAGE,
                          self->wanted - get_paged (self)->len, self->mark, on_page);
  return !self->exhausted;
}

/* Goes on with the run. */
static void
look_on (OfficeSearch *self)
{
  if (ask_for_some_tasks (self))
    return;
  if (!ask_for_more (self))
    ask_host (self);
  if (self->asked == 0 || get_paged (self)->len > 0)
    publish (self);
  if (self->asked == 0 && self->stale)
    run (self);
}

static gboolean
on_turn (gpointer data)
{
  OfficeSearch *self = data;

  self->turn = 0;
  if (self->stale)
    begin (self);
  look_on (self);
  return G_SOURCE_REMOVE;
}

static void
on_host_found (gpointer data)
{
  OfficeSearch *self = data;

  if (self->turn == 0 && self->asked == 0)
    publish (self);
}

static void
on_book_changed (OfficeSearch *self)
{
  if (office_query_is_empty (self->query))
    return;
  self->stale = TRUE;
  run (self);
}

static void
on_indexed (OfficeSearch *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARTIAL]);
  on_book_changed (self);
}

/* ---- the object ---- */

static void
office_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeSearch *self = OFFICE_SEARCH (object);

  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, office_search_is_busy (self));
      break;
    case PROP_HAS_MORE:
      g_value_set_boolean (value, office_search_has_more (self));
      break;
    case PROP_PARTIAL:
      g_value_set_boolean (value, office_search_is_partial (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_search_finalize (GObject *object)
{
  OfficeSearch *self = OFFICE_SEARCH (object);

  g_clear_handle_id (&self->turn, g_source_remove);
  stop_asking (self);
  g_clear_pointer (&self->host, office_host_search_free);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  g_clear_object (&self->list);
  g_free (self->text);
  office_query_free (self->query);
  g_strfreev (self->people);
  g_strfreev (self->rooms);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->tasks);
  g_ptr_array_unref (self->messages);
  g_hash_table_unref (self->task_ids);

  G_OBJECT_CLASS (office_search_parent_class)->finalize (object);
}

static void
office_search_class_init (OfficeSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = office_search_get_property;
  object_class->finalize = office_search_finalize;
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_MORE] = g_param_spec_boolean ("has-more", NULL, NULL, FALSE, flags);
  properties[PROP_PARTIAL] = g_param_spec_boolean ("partial", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_search_init (OfficeSearch *self)
{
  self->list = office_list_new (OFFICE_TYPE_SEARCH_RESULT);
  office_list_forward (self->list, G_LIST_MODEL (self));
  self->names = g_ptr_array_new_with_free_func (g_object_unref);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->messages = g_ptr_array_new_with_free_func (g_object_unref);
  self->task_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static OfficeQuery *
parse (OfficeSearch *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return office_query_parse (self->text, office_session_get_now (self->session), zone);
}

/**
 * office_search_new:
 * @session: an office
 *
 * Returns: (transfer full): a search that asks for nothing yet
 */
OfficeSearch *
office_search_new (OfficeSession *session)
{
  OfficeSearch *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_SEARCH, NULL);
  self->session = g_object_ref (session);
  self->text = g_strdup ("");
  self->query = parse (self);
  self->filter = office_task_filter_new (session);
  self->exhausted = TRUE;
  self->host = office_host_search_new (session, on_host_found, self);
  g_signal_connect_object (session->replica, "changed", G_CALLBACK (on_book_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session->replica, "indexed", G_CALLBACK (on_indexed), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * office_search_set_text:
 * @self: a search
 * @text: what is typed
 *
 * The list follows when the main loop turns.
 */
void
office_search_set_text (OfficeSearch *self, const char *text)
{
  g_return_if_fail (OFFICE_IS_SEARCH (self));
  g_return_if_fail (text != NULL);

  if (g_str_equal (text, self->text))
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  office_query_free (self->query);
  self->query = parse (self);
  office_task_filter_set_text (self->filter, text);
  office_host_search_begin (self->host, text);
  self->wanted = PAGE;
  self->exhausted = FALSE;
  self->stale = TRUE;
  stop_asking (self);
  run (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

const char *
office_search_get_text (OfficeSearch *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH (self), NULL);
  return self->text;
}

/**
 * office_search_show_all_tasks:
 * @self: a search
 *
 * Asks for tasks alone, which are paged then.
 */
void
office_search_show_all_tasks (OfficeSearch *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (OFFICE_IS_SEARCH (self));

  text = g_strconcat (self->text, " is:task", NULL);
  office_search_set_text (self, text);
}

gboolean
office_search_is_empty (OfficeSearch *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH (self), TRUE);
  return office_query_is_empty (self->query);
}

gboolean
office_search_is_busy (OfficeSearch *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH (self), FALSE);
  return self->turn != 0 || self->asked != 0 || office_host_search_is_busy (self->host);
}

/**
 * office_search_dup_problem:
 * @self: a search
 *
 * Returns: (transfer full) (nullable): a sentence that names the first filter whose value is none, or means nobody or no room here;
 *   translated. One that is still being typed is no problem.
 */
char *
office_search_dup_problem (OfficeSearch *self)
{
  g_autofree char *problem = NULL;

  g_return_val_if_fail (OFFICE_IS_SEARCH (self), NULL);

  problem = office_task_filter_dup_problem (self->filter);
  if (problem != NULL)
    return g_steal_pointer (&problem);
  if (self->people != NULL && self->people[0] == NULL && self->query->from->len > 0)
    /* Translators: what was typed behind from: */
    return g_strdup_printf (_ ("Nobody here is called “%s”"), (const char *) self->query->from->pdata[0]);
  if (self->rooms != NULL && self->rooms[0] == NULL && self->query->in->len > 0)
    /* Translators: what was typed behind in: */
    return g_strdup_printf (_ ("No room is called “%s”"), (const char *) self->query->in->pdata[0]);
  return NULL;
}

gboolean
office_search_is_partial (OfficeSearch *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH (self), FALSE);
  return office_replica_is_indexing (self->session->replica);
}

gboolean
office_search_has_more (OfficeSearch *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH (self), FALSE);
  return !self->exhausted || office_host_search_has_more (self->host);
}

/**
 * office_search_load_more:
 * @self: a search
 *
 * Another page, behind what is there.
 */
void
office_search_load_more (OfficeSearch *self)
{
  g_return_if_fail (OFFICE_IS_SEARCH (self));

  if (!office_search_has_more (self) || office_search_is_busy (self))
    return;
  self->wanted = get_shown (self) + PAGE;
  run (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}
