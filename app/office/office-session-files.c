/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-problem.h"
#include "office-reason-words.h"
#include "office-session-save-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Files of messages and tasks: lists that are live while somebody holds them, and what is on this computer. */

#define OF_ROOM "room:" /* before a room's id: what the list of all its files is found by */
#define LENT    "open"  /* below the folder: files under the names that people know them by */

typedef struct {
  GHashTable *lists;
  char *parent;
} Forgetting;

static void
on_list_finalized (gpointer data, GObject *where_it_was)
{
  Forgetting *forgetting = data;

  g_hash_table_remove (forgetting->lists, forgetting->parent);
  g_hash_table_unref (forgetting->lists);
  g_free (forgetting->parent);
  g_free (forgetting);
}

/**
 * office_session_build_path:
 * @self: a session
 * @hash: a file
 *
 * Returns: (transfer full): where its bytes are, if they are here
 */
char *
office_session_build_path (OfficeSession *self, const char *hash)
{
  return g_build_filename (self->files_folder, hash, NULL);
}

/**
 * office_session_build_lent:
 * @self: a session
 * @hash: a file
 *
 * Returns: (transfer full): the folder of what other programs get of it
 */
char *
office_session_build_lent (OfficeSession *self, const char *hash)
{
  return g_build_filename (self->files_folder, LENT, hash, NULL);
}

/* ---- how a file is ---- */

static gboolean
is_wanted (OfficeSession *self, OfficeAttachment *file)
{
  return g_hash_table_contains (self->wanted_files, office_attachment_get_hash (file));
}

static void
office_session_refresh_file (OfficeSession *self, OfficeAttachment *file)
{
  OfficeBlobState blob = office_replica_get_blob (self->replica, office_attachment_get_hash (file));
  const char *problem = g_hash_table_lookup (self->failed_files, office_attachment_get_hash (file));

  if (blob == OFFICE_BLOB_QUEUED && office_replica_awaits_blob (self->replica, office_attachment_get_hash (file)))
    office_attachment_set_state (file, OFFICE_ATTACHMENT_SENDING, NULL);
  else if (blob != OFFICE_BLOB_NONE)
    office_attachment_set_state (file, OFFICE_ATTACHMENT_HERE, NULL);
  else if (is_wanted (self, file))
    office_attachment_set_state (file, OFFICE_ATTACHMENT_FETCHING,
                                 self->state != OFFICE_LINE_LIVE ? _ ("waits for the line") : NULL);
  else if (problem != NULL)
    office_attachment_set_state (file, OFFICE_ATTACHMENT_FAILED, problem);
  else
    office_attachment_set_state (file, OFFICE_ATTACHMENT_REMOTE, NULL);
}

typedef void (*FileFunc) (OfficeSession *self, OfficeAttachment *file, gpointer data);

static void
office_session_each_file (OfficeSession *self, FileFunc func, gpointer data)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer list;

  g_hash_table_iter_init (&iter, self->file_lists);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    g_ptr_array_add (lists, g_object_ref (list));
  for (guint i = 0; i < lists->len; i++)
    for (guint n = 0; n < g_list_model_get_n_items (lists->pdata[i]); n++)
      {
        g_autoptr (OfficeAttachment) file = g_list_model_get_item (lists->pdata[i], n);

        func (self, file, data);
      }
}

static void
refresh (OfficeSession *self, OfficeAttachment *file, gpointer data)
{
  office_session_refresh_file (self, file);
}

typedef struct {
  const char *hash;
  gint64 done;
} Progress;

static void
tell_progress (OfficeSession *self, OfficeAttachment *file, gpointer data)
{
  const Progress *progress = data;
  gint64 size = office_attachment_get_size (file);

  if (g_str_equal (office_attachment_get_hash (file), progress->hash) && size > 0)
    office_attachment_set_progress (file, (double) progress->done / (double) size);
}

static void
on_progress (OfficeSession *self, const char *hash, gint64 done)
{
  Progress progress = { hash, done };

  office_session_each_file (self, tell_progress, &progress);
}

static void
on_fetched (OfficeSession *self, const char *hash, const GError *error)
{
  g_hash_table_remove (self->wanted_files, hash);
  if (error != NULL)
    g_hash_table_insert (self->failed_files, g_strdup (hash), g_strdup (office_reason_get_words_of (error)));
  else
    g_hash_table_remove (self->failed_files, hash);
  office_session_each_file (self, refresh, NULL);
  office_session_save_arrived (self, hash, error);
}

/* ---- lists ---- */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (office_attachment_get_file_id (*(OfficeRecord *const *) a),
                    office_attachment_get_file_id (*(OfficeRecord *const *) b));
}

/* What was to be sent with a message that was refused. */
static void
add_refused (OfficeSession *self, GPtrArray *files, const char *parent)
{
  g_autoptr (OfficeOutboxEntry) entry = office_replica_find_entry_of (self->replica, parent);
  JsonNode *node = entry != NULL && entry->problem != NULL
                       ? json_object_get_member (office_operation_get_with (entry->operation), "files")
                       : NULL;
  JsonArray *entries = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      OfficeAttachment *file = office_attachment_new_from_entry (json_array_get_object_element (entries, i));

      if (file != NULL)
        g_ptr_array_add (files, file);
    }
}

static OfficeAttachment *
find_in_list (GListModel *list, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (OfficeAttachment) file = g_list_model_get_item (list, i);

      if (g_strcmp0 (office_attachment_get_id (file), id) == 0)
        return g_steal_pointer (&file);
    }
  return NULL;
}

static gboolean
is_as_before (GListModel *list, GPtrArray *files)
{
  if (g_list_model_get_n_items (list) != files->len)
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (OfficeAttachment) file = g_list_model_get_item (list, i);

      if (file != files->pdata[i])
        return FALSE;
    }
  return TRUE;
}

/* One that the person has removed is not seen, though it can still be had again. */
static void
leave_out_removing (OfficeSession *self, GPtrArray *records)
{
  for (guint i = records->len; i-- > 0;)
    if (office_session_is_removing (self, office_record_get_id (records->pdata[i])))
      g_ptr_array_remove_index (records, i);
}

/* Of a message, of a task, or of what is to be said later. */
static GPtrArray *
list_records (OfficeSession *self, const char *parent)
{
  static const struct {
    const char *kind, *field;
  } places[] = { { "file", "message" }, { "file", "task" }, { "enclosure", "scheduled" } };
  GPtrArray *records = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places) && (records == NULL || records->len == 0); i++)
    {
      g_clear_pointer (&records, g_ptr_array_unref);
      records = office_replica_list (self->replica, places[i].kind, places[i].field, parent);
    }
  return records;
}

static void
office_session_load_files_of (OfficeSession *self, GListStore *list, const char *parent)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) records = list_records (self, parent);

  leave_out_removing (self, records);
  g_ptr_array_sort (records, compare_ids);
  for (guint i = 0; i < records->len; i++)
    {
      OfficeAttachment *file = find_in_list (G_LIST_MODEL (list), office_attachment_get_file_id (records->pdata[i]));

      /* The id of a refused one has its record now. */
      if (file != NULL && office_attachment_get_author_id (file) == NULL
          && office_record_has (records->pdata[i], "author"))
        g_clear_object (&file);
      g_ptr_array_add (files, file != NULL ? file : office_attachment_new_from_record (records->pdata[i]));
    }
  if (files->len == 0)
    add_refused (self, files, parent);
  for (guint i = 0; i < files->len; i++)
    office_session_refresh_file (self, files->pdata[i]);
  if (!is_as_before (G_LIST_MODEL (list), files))
    g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), files->pdata, files->len);
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  gint64 one = office_record_get_integer (*(OfficeRecord *const *) a, "at");
  gint64 other = office_record_get_integer (*(OfficeRecord *const *) b, "at");

  return one != other ? (one > other ? -1 : 1) : compare_ids (b, a);
}

static GHashTable *
make_table (GListModel *list)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      OfficeAttachment *file = g_list_model_get_item (list, i);

      g_hash_table_insert (table, (gpointer) office_attachment_get_id (file), file);
    }
  return table;
}

/* It may be long. */
static void
office_session_load_files_of_room (OfficeSession *self, GListStore *list, const char *room)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) records = office_replica_list (self->replica, "file", "room", room);
  g_autoptr (GHashTable) known = make_table (G_LIST_MODEL (list));

  leave_out_removing (self, records);
  g_ptr_array_sort (records, compare_newest);
  for (guint i = 0; i < records->len; i++)
    {
      OfficeAttachment *file = g_hash_table_lookup (known, office_record_get_id (records->pdata[i]));

      g_ptr_array_add (files,
                       file != NULL ? g_object_ref (file) : office_attachment_new_from_record (records->pdata[i]));
      office_session_refresh_file (self, files->pdata[i]);
    }
  if (!is_as_before (G_LIST_MODEL (list), files))
    g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), files->pdata, files->len);
}

static void
office_session_load_files (OfficeSession *self, GListStore *list, const char *parent)
{
  if (g_str_has_prefix (parent, OF_ROOM))
    office_session_load_files_of_room (self, list, parent + strlen (OF_ROOM));
  else
    office_session_load_files_of (self, list, parent);
}

/**
 * office_session_list_files:
 * @self: a session
 * @parent: the id of a message, a task or what is scheduled
 *
 * Returns: (transfer full): a model of OfficeAttachment; live as long as it is held
 */
GListModel *
office_session_list_files (OfficeSession *self, const char *parent)
{
  GListStore *list;
  Forgetting *forgetting;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (parent != NULL, NULL);

  list = g_hash_table_lookup (self->file_lists, parent);
  if (list != NULL)
    return G_LIST_MODEL (g_object_ref (list));
  list = g_list_store_new (OFFICE_TYPE_ATTACHMENT);
  forgetting = g_new0 (Forgetting, 1);
  forgetting->lists = g_hash_table_ref (self->file_lists);
  forgetting->parent = g_strdup (parent);
  g_hash_table_insert (self->file_lists, g_strdup (parent), list);
  g_object_weak_ref (G_OBJECT (list), on_list_finalized, forgetting);
  office_session_load_files (self, list, parent);
  return G_LIST_MODEL (list);
}

/**
 * office_session_list_room_files:
 * @self: a session
 * @room: a room's id
 *
 * Returns: (transfer full): a model of OfficeAttachment, of all messages and tasks of the room, the newest first; live as
 *   long as it is held
 */
GListModel *
office_session_list_room_files (OfficeSession *self, const char *room)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (room != NULL, NULL);

  key = g_strconcat (OF_ROOM, room, NULL);
  return office_session_list_files (self, key);
}

/* ---- the book changes ---- */

static void
office_session_files_came (OfficeSession *self, const char *parent)
{
  GListStore *list = parent != NULL ? g_hash_table_lookup (self->file_lists, parent) : NULL;

  if (list != NULL)
    office_session_load_files (self, list, parent);
}

/* A task takes its files along when it goes to another room: they are not in the old one's list any more. */
static void
leave_other_rooms (OfficeSession *self, const char *id, const char *of_room)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer key, list;

  g_hash_table_iter_init (&iter, self->file_lists);
  while (g_hash_table_iter_next (&iter, &key, &list))
    {
      g_autoptr (OfficeAttachment) file = NULL;

      if (!g_str_has_prefix (key, OF_ROOM) || g_strcmp0 (key, of_room) == 0)
        continue;
      file = find_in_list (list, id);
      if (file != NULL)
        g_ptr_array_add (left, g_strdup (key));
    }
  for (guint i = 0; i < left->len; i++)
    office_session_files_came (self, left->pdata[i]);
}

/**
 * office_session_take_file:
 * @self: a session
 * @record: a file's record, or that it has gone
 */
void
office_session_take_file (OfficeSession *self, OfficeRecord *record)
{
  const char *parent = office_record_get_text (record, "message");
  const char *room = office_record_get_text (record, "room");
  g_autofree char *of_room = room != NULL ? g_strconcat (OF_ROOM, room, NULL) : NULL;

  if (office_record_is_gone (record))
    {
      self->files_stale = TRUE;
      office_session_turn_later (self);
      return;
    }
  if (parent == NULL)
    parent = office_record_get_text (record, "task");
  office_session_files_came (self, parent != NULL ? parent : office_record_get_text (record, "scheduled"));
  office_session_files_came (self, of_room);
  leave_other_rooms (self, office_record_get_id (record), of_room);
}

/* All lists that somebody holds are read anew. */
void
office_session_reload_files (OfficeSession *self)
{
  g_autoptr (GPtrArray) parents = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer parent;

  g_hash_table_iter_init (&iter, self->file_lists);
  while (g_hash_table_iter_next (&iter, &parent, NULL))
    g_ptr_array_add (parents, g_strdup (parent));
  for (guint i = 0; i < parents->len; i++)
    {
      g_autoptr (GListStore) list = g_hash_table_lookup (self->file_lists, parents->pdata[i]);

      if (list != NULL)
        office_session_load_files (self, g_object_ref (list), parents->pdata[i]);
    }
}

static void
remove_lent (OfficeSession *self, const char *hash)
{
  g_autofree char *folder = office_session_build_lent (self, hash);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* The bytes first: a row that stays behind is met again at the next start. */
static void
sweep (OfficeSession *self)
{
  g_autoptr (GPtrArray) orphans = self->files_folder != NULL ? office_replica_list_orphans (self->replica) : NULL;

  for (guint i = 0; orphans != NULL && i < orphans->len; i++)
    {
      g_autofree char *path = office_session_build_path (self, orphans->pdata[i]);
      g_autofree char *part = g_strconcat (path, ".part", NULL);

      remove_lent (self, orphans->pdata[i]);
      g_unlink (part);
      if (g_unlink (path) == 0 || errno == ENOENT)
        office_replica_set_blob (self->replica, orphans->pdata[i], 0, OFFICE_BLOB_NONE, NULL);
    }
}

/**
 * office_session_files_turn:
 * @self: a session
 *
 * Where files came to be without a record, or operations refused: looks at the lists anew, and throws away what nothing
 * names any more.
 */
void
office_session_files_turn (OfficeSession *self)
{
  g_autoptr (GPtrArray) waiting = NULL;

  if (!self->files_stale)
    return;
  self->files_stale = FALSE;
  office_session_reload_files (self);
  sweep (self);
  waiting = office_replica_list_waiting (self->replica);
  self->files_named = waiting->len > 0;
}

/**
 * office_session_refresh_files:
 * @self: a session
 *
 * Looks which files are here and which have yet to go up.
 */
void
office_session_refresh_files (OfficeSession *self)
{
  office_session_each_file (self, refresh, NULL);
}

/**
 * office_session_files_state_changed:
 * @self: a session
 *
 * The line has come or gone.
 */
void
office_session_files_state_changed (OfficeSession *self)
{
  if (self->transfer == NULL)
    return;
  office_transfer_set_online (self->transfer, self->state == OFFICE_LINE_LIVE);
  if (g_hash_table_size (self->wanted_files) > 0)
    office_session_each_file (self, refresh, NULL);
}

/**
 * office_session_set_files:
 * @self: a session that is not started
 * @folder: where files lie, beside the book
 * @transfer: (nullable): brings them to and from the host; kept
 */
void
office_session_set_files (OfficeSession *self, const char *folder, OfficeTransfer *transfer)
{
  g_return_if_fail (OFFICE_IS_SESSION (self));
  g_return_if_fail (folder != NULL);

  g_free (self->files_folder);
  self->files_folder = g_strdup (folder);
  self->files_stale = TRUE;
  office_session_turn_later (self);
  if (!g_set_object (&self->transfer, transfer) || transfer == NULL)
    return;
  g_signal_connect_object (transfer, "progress", G_CALLBACK (on_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (transfer, "put-off", G_CALLBACK (office_session_update_put_off), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (transfer, "fetched", G_CALLBACK (on_fetched), self, G_CONNECT_SWAPPED);
  office_session_files_state_changed (self);
}

/* ---- commands ---- */

/**
 * office_session_fetch_file:
 * @self: a session
 * @file: a file that is not here
 *
 * Brings it here, now or when the line is back. Its state tells.
 */
void
office_session_fetch_file (OfficeSession *self, OfficeAttachment *file)
{
  const char *hash;

  g_return_if_fail (OFFICE_IS_SESSION (self));
  g_return_if_fail (OFFICE_IS_ATTACHMENT (file));

  hash = office_attachment_get_hash (file);
  if (self->transfer == NULL || office_replica_get_blob (self->replica, hash) != OFFICE_BLOB_NONE)
    return;
  g_hash_table_add (self->wanted_files, g_strdup (hash));
  g_hash_table_remove (self->failed_files, hash);
  office_session_each_file (self, refresh, NULL);
  office_transfer_fetch (self->transfer, hash, office_attachment_get_size (file));
}

/**
 * office_session_cancel_file:
 * @self: a session
 * @file: a file that is on its way, or waits for it
 *
 * One that comes down stays on the host. What waits for one that goes up is set aside as if the host had refused it: it
 * is shown as not sent, and the person may try again, which goes on from where it was broken off.
 */
void
office_session_cancel_file (OfficeSession *self, OfficeAttachment *file)
{
  g_autoptr (GError) called_off = g_error_new_literal (OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT,
                                                       _ ("You canceled this"));
  g_autoptr (GError) error = NULL;
  const char *hash;

  g_return_if_fail (OFFICE_IS_SESSION (self));
  g_return_if_fail (OFFICE_IS_ATTACHMENT (file));

  hash = office_attachment_get_hash (file);
  if (office_replica_get_blob (self->replica, hash) == OFFICE_BLOB_QUEUED
      && !office_replica_refuse_blob (self->replica, hash, called_off, &error))
    office_session_say (self, NULL, _ ("It could not be canceled: %s"), error->message);
  if (self->transfer != NULL)
    office_transfer_cancel (self->transfer, hash);
  g_hash_table_remove (self->wanted_files, hash);
  office_session_each_file (self, refresh, NULL);
  office_session_save_called_off (self, hash);
}

/* Somebody has cleared the folder. The host has it still, and it can be fetched as any other. */
static void
forget_lost (OfficeSession *self, const char *hash)
{
  g_autoptr (GError) error = NULL;

  if (office_replica_get_blob (self->replica, hash) != OFFICE_BLOB_KEPT)
    return;
  if (!office_replica_set_blob (self->replica, hash, 0, OFFICE_BLOB_NONE, &error))
    g_message ("That a file is gone cannot be noted: %s", error->message);
  office_session_each_file (self, refresh, NULL);
}

/**
 * office_session_dup_file_path:
 * @self: a session
 * @file: a file
 *
 * Returns: (transfer full) (nullable): where its bytes are on this computer, under a name without a meaning; %NULL: not here
 */
char *
office_session_dup_file_path (OfficeSession *self, OfficeAttachment *file)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (OFFICE_IS_ATTACHMENT (file), NULL);

  if (self->files_folder == NULL
      || office_replica_get_blob (self->replica, office_attachment_get_hash (file)) == OFFICE_BLOB_NONE)
    return NULL;
  path = office_session_build_path (self, office_attachment_get_hash (file));
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  forget_lost (self, office_attachment_get_hash (file));
  return NULL;
}

/**
 * office_session_add_file:
 * @self: a session
 * @task: a task's id
 * @file: (transfer none): one that office_session_attach_finish() gave
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_add_file (OfficeSession *self, const char *task, OfficeAttachment *file, GError **error)
{
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (task != NULL && OFFICE_IS_ATTACHMENT (file), FALSE);

  with = office_attachment_to_entry (file);
  json_object_set_string_member (with, "task", task);
  return office_session_do (self, "file.add", with, _ ("File added"), error);
}

/**
 * office_session_list_draft_files:
 * @self: a session
 * @place: "room:ID" or "task:ID"
 *
 * Returns: (transfer full) (element-type OfficeAttachment): what is to go with the message that is being written there
 */
GPtrArray *
office_session_list_draft_files (OfficeSession *self, const char *place)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) entries = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), files);

  entries = office_replica_list_draft_files (self->replica, place);
  for (guint i = 0; i < entries->len; i++)
    {
      OfficeAttachment *file = office_attachment_new_from_entry (entries->pdata[i]);

      if (file != NULL)
        g_ptr_array_add (files, file);
    }
  return files;
}

/**
 * office_session_set_draft_files:
 * @self: a session
 * @place: "room:ID" or "task:ID"
 * @files: (nullable) (element-type OfficeAttachment): what is to go with the message that is being written there; what is
 *   still being copied is not kept yet
 */
void
office_session_set_draft_files (OfficeSession *self, const char *place, GPtrArray *files)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (GError) error = NULL;

  g_return_if_fail (OFFICE_IS_SESSION (self));

  for (guint i = 0; files != NULL && i < files->len; i++)
    if (office_attachment_get_state (files->pdata[i]) != OFFICE_ATTACHMENT_COPYING)
      g_ptr_array_add (entries, office_attachment_to_entry (files->pdata[i]));
  if (!office_replica_set_draft_files (self->replica, place, entries, &error))
    office_session_say (self, NULL, _ ("The draft was not kept: %s"), error->message);
  self->files_stale = TRUE;
  office_session_turn_later (self);
}
