/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-test-client.h"

#include "office-id.h"
#include "office-problem.h"

#include <string.h>

/* What stands in a frame is judged by the rights at the moment it is sent. */
static void
check_visible (OfficeTestClient *self, OfficeFrame *frame)
{
  g_auto (GStrv) scopes = NULL;

  if (frame->records == NULL || frame->records->len == 0)
    return;
  scopes = office_store_dup_scopes_of (self->host->store, self->ticket->person);
  for (guint i = 0; i < frame->records->len; i++)
    {
      const char *scope = office_record_get_scope (g_ptr_array_index (frame->records, i));

      if (!g_strv_contains ((const char *const *) scopes, scope))
        g_error ("A record of %s was sent to one who may not see it", scope);
    }
}

static void
watch (GBytes *bytes, gpointer data)
{
  OfficeTestClient *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeFrame) frame = office_frame_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                                      OFFICE_LIMIT_SERVER_FRAME, &error);

  g_assert_no_error (error);
  check_visible (self, frame);
  if (frame->kind == OFFICE_FRAME_CHANGES || frame->kind == OFFICE_FRAME_PAGE)
    self->unreceived += (gint64) g_bytes_get_size (bytes);
  self->most_unreceived = MAX (self->most_unreceived, self->unreceived);
  g_assert_cmpint (self->unreceived, <=, OFFICE_LIMIT_UNRECEIVED);
}

static void
receive_record (OfficeTestClient *self, OfficeRecord *record)
{
  const char *id = office_record_get_id (record);
  OfficeRecord *mine = g_hash_table_lookup (self->records, id);

  if (office_record_is_gone (record))
    {
      if (mine != NULL && g_str_equal (office_record_get_scope (mine), office_record_get_scope (record))
          && office_record_get_rev (mine) <= office_record_get_rev (record))
        g_hash_table_remove (self->records, id);
      return;
    }
  if (mine != NULL && office_record_get_rev (mine) > office_record_get_rev (record))
    return;
  g_hash_table_remove (self->suspects, id);
  g_hash_table_insert (self->records, g_strdup (id), office_record_ref (record));
}

static void
receive_records (OfficeTestClient *self, OfficeFrame *frame)
{
  for (guint i = 0; i < frame->records->len; i++)
    {
      OfficeRecord *record = g_ptr_array_index (frame->records, i);
      const char *scope = office_record_get_scope (record);

      g_assert_true (g_hash_table_contains (self->scopes, scope) || g_hash_table_contains (self->half, scope));
      receive_record (self, record);
    }
}

static void
remove_scope (OfficeTestClient *self, const char *scope, gboolean only_suspects)
{
  GHashTableIter iter;
  const char *id;
  OfficeRecord *record;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &record))
    if (g_str_equal (office_record_get_scope (record), scope)
        && (!only_suspects || g_hash_table_contains (self->suspects, id)))
      {
        g_hash_table_remove (self->suspects, id);
        g_hash_table_iter_remove (&iter);
      }
}

static void
suspect_scope (OfficeTestClient *self, const char *scope)
{
  GHashTableIter iter;
  const char *id;
  OfficeRecord *record;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &record))
    if (g_str_equal (office_record_get_scope (record), scope))
      g_hash_table_add (self->suspects, g_strdup (id));
}

static void
drop_and_gain (OfficeTestClient *self, OfficeFrame *frame)
{
  for (guint i = 0; frame->drop[i] != NULL; i++)
    {
      remove_scope (self, frame->drop[i], FALSE);
      g_hash_table_remove (self->scopes, frame->drop[i]);
      g_hash_table_remove (self->half, frame->drop[i]);
    }
  for (guint i = 0; frame->gained[i] != NULL; i++)
    {
      if (!frame->reset && g_hash_table_contains (self->half, frame->gained[i]))
        continue;
      suspect_scope (self, frame->gained[i]);
      g_hash_table_remove (self->scopes, frame->gained[i]);
      g_hash_table_insert (self->half, g_strdup (frame->gained[i]), g_strdup (""));
    }
}

static void
receive_welcome (OfficeTestClient *self, OfficeFrame *frame)
{
  g_assert_cmpstr (frame->you, ==, self->ticket->person);
  drop_and_gain (self, frame);
  if (frame->reset)
    {
      g_clear_pointer (&self->cursor, office_cursor_free);
      self->cursor = office_cursor_copy (frame->cursor);
    }
  g_assert_nonnull (self->cursor);
}

static void
receive_changes (OfficeTestClient *self, OfficeFrame *frame)
{
  char *epoch = g_strdup (self->cursor->epoch);

  g_assert_cmpint (frame->after, ==, self->cursor->rev);
  g_assert_nonnull (frame->cursor->tag);
  drop_and_gain (self, frame);
  receive_records (self, frame);
  g_clear_pointer (&self->cursor, office_cursor_free);
  self->cursor = office_cursor_new (epoch, frame->cursor->rev, frame->cursor->tag);
  g_free (epoch);
}

static void
receive_page (OfficeTestClient *self, OfficeFrame *frame)
{
  g_assert_true (g_hash_table_contains (self->half, frame->scope));
  receive_records (self, frame);
  if (!frame->last)
    {
      g_hash_table_insert (self->half, g_strdup (frame->scope), g_strdup (frame->next));
      return;
    }
  remove_scope (self, frame->scope, TRUE);
  g_hash_table_remove (self->half, frame->scope);
  g_hash_table_add (self->scopes, g_strdup (frame->scope));
}

static void
receive_results (OfficeTestClient *self, OfficeFrame *frame)
{
  for (guint i = 0; i < frame->results->len; i++)
    {
      OfficeResult *result = g_ptr_array_index (frame->results, i);

      g_ptr_array_add (self->order, g_strdup (result->id));
      g_hash_table_insert (self->results, g_strdup (result->id), result);
    }
  g_ptr_array_set_free_func (frame->results, NULL);
}

static void
receive_frame (OfficeTestClient *self, OfficeFrame *frame)
{
  if (frame->kind == OFFICE_FRAME_WELCOME)
    receive_welcome (self, frame);
  else if (frame->kind == OFFICE_FRAME_CHANGES)
    receive_changes (self, frame);
  else if (frame->kind == OFFICE_FRAME_PAGE)
    receive_page (self, frame);
  else if (frame->kind == OFFICE_FRAME_RESULTS)
    receive_results (self, frame);
  else if (frame->kind == OFFICE_FRAME_LIVE)
    {
      g_assert_cmpint (frame->rev, ==, self->cursor->rev);
      g_assert_cmpuint (g_hash_table_size (self->half), ==, 0);
      self->live = TRUE;
    }
}

OfficeTestClient *
office_test_client_new (OfficeTestHost *host, OfficeTicket *ticket)
{
  OfficeTestClient *self = g_new0 (OfficeTestClient, 1);

  self->host = host;
  self->ticket = ticket;
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) office_record_unref);
  self->scopes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->half = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->suspects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->results = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) office_result_free);
  self->order = g_ptr_array_new_with_free_func (g_free);
  self->seen = g_ptr_array_new_with_free_func ((GDestroyNotify) office_frame_free);
  self->text = g_string_new (NULL);
  return self;
}

OfficeTestClient *
office_test_client_join (OfficeTestHost *host, const char *name, const char *role)
{
  OfficeTestClient *self = office_test_client_new (host, office_test_host_join (host, name, role));

  office_test_client_connect (self);
  return self;
}

void
office_test_client_free (OfficeTestClient *self)
{
  office_test_client_drop (self);
  g_clear_pointer (&self->cursor, office_cursor_free);
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->scopes);
  g_hash_table_unref (self->half);
  g_hash_table_unref (self->suspects);
  g_hash_table_unref (self->results);
  g_ptr_array_unref (self->order);
  g_ptr_array_unref (self->seen);
  g_string_free (self->text, TRUE);
  office_ticket_free (self->ticket);
  g_free (self);
}

void
office_test_client_open (OfficeTestClient *self)
{
  office_test_client_drop (self);
  self->bytes = self->acknowledged = self->unreceived = 0;
  self->live = FALSE;
  self->transport = office_fake_transport_new (self->host->hub);
  office_fake_transport_watch (self->transport, watch, self);
  office_fake_transport_open (self->transport);
}

static char *
make_hello (OfficeTestClient *self)
{
  g_autoptr (GStrvBuilder) held = g_strv_builder_new ();
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) office_pages_held_free);
  g_auto (GStrv) scopes = NULL;
  GHashTableIter iter;
  const char *scope, *next;

  g_hash_table_iter_init (&iter, self->scopes);
  while (g_hash_table_iter_next (&iter, (gpointer *) &scope, NULL))
    g_strv_builder_add (held, scope);
  scopes = g_strv_builder_end (held);
  g_hash_table_iter_init (&iter, self->half);
  while (g_hash_table_iter_next (&iter, (gpointer *) &scope, (gpointer *) &next))
    if (*next != '\0')
      g_ptr_array_add (pages, office_pages_held_new (scope, next));
  return office_frame_hello (self->ticket->token, self->ticket->device, "A test", self->cursor,
                             (const char *const *) scopes, pages);
}

void
office_test_client_connect (OfficeTestClient *self)
{
  office_test_client_open (self);
  office_test_client_say (self, make_hello (self));
  office_test_client_read (self);
}

void
office_test_client_drop (OfficeTestClient *self)
{
  if (self->transport == NULL)
    return;
  office_fake_transport_drop (self->transport);
  g_clear_object (&self->transport);
}

void
office_test_client_say (OfficeTestClient *self, char *frame)
{
  office_fake_transport_say (self->transport, frame, -1);
  g_free (frame);
}

void
office_test_client_read_one (OfficeTestClient *self)
{
  g_autoptr (GBytes) bytes = office_fake_transport_pop (self->transport);
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text;
  OfficeFrame *frame;

  g_assert_nonnull (bytes);
  text = g_bytes_get_data (bytes, &length);
  g_string_append_len (self->text, text, (gssize) length);
  frame = office_frame_parse (text, length, OFFICE_LIMIT_SERVER_FRAME, &error);
  g_assert_no_error (error);
  receive_frame (self, frame);
  if (frame->kind == OFFICE_FRAME_CHANGES || frame->kind == OFFICE_FRAME_PAGE)
    self->bytes += (gint64) length;
  g_ptr_array_add (self->seen, frame);
}

void
office_test_client_acknowledge (OfficeTestClient *self)
{
  self->unreceived -= self->bytes - self->acknowledged;
  self->acknowledged = self->bytes;
  office_test_client_say (self, office_frame_received (self->cursor->rev, self->bytes));
}

void
office_test_client_read (OfficeTestClient *self)
{
  gint64 said = self->bytes;

  while (self->transport != NULL && office_fake_transport_count (self->transport) > 0)
    {
      office_test_client_read_one (self);
      if (self->silent || self->bytes == said || office_fake_transport_count (self->transport) > 0)
        continue;
      said = self->bytes;
      office_test_client_acknowledge (self);
    }
}

void
office_test_client_send (OfficeTestClient *self, const char *id, const char *intent, const char *with)
{
  g_autofree char *json = g_strdelimit (g_strdup (with), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = office_json_parse (json, strlen (json), OFFICE_LIMIT_CLIENT_FRAME, &error);
  g_autoptr (OfficeOperation) operation = NULL;
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();

  g_assert_no_error (error);
  operation = office_operation_new (id, intent, self->cursor != NULL ? self->cursor->rev : 0,
                                    office_clock_now (self->host->clock), object);
  g_ptr_array_add (operations, operation);
  office_test_client_say (self, office_frame_operations (operations));
}

char *
office_test_client_do (OfficeTestClient *self, const char *intent, const char *with, ...)
{
  g_autofree char *json = NULL;
  char *id = office_test_host_new_id (self->host);
  va_list arguments;

  va_start (arguments, with);
  json = g_strdup_vprintf (with, arguments);
  va_end (arguments);
  office_test_client_send (self, id, intent, json);
  return id;
}

void
office_test_client_did (OfficeTestClient *self, const char *intent, const char *with, ...)
{
  g_autofree char *json = NULL;
  g_autofree char *id = office_test_host_new_id (self->host);
  OfficeResult *result;
  va_list arguments;

  va_start (arguments, with);
  json = g_strdup_vprintf (with, arguments);
  va_end (arguments);
  office_test_client_send (self, id, intent, json);
  office_test_host_settle (self->host);
  office_test_client_read (self);
  result = office_test_client_get_result (self, id);
  g_assert_nonnull (result);
  g_assert_no_error (result->problem);
}

OfficeResult *
office_test_client_get_result (OfficeTestClient *self, const char *id)
{
  return g_hash_table_lookup (self->results, id);
}

char *
office_test_client_make_room (OfficeTestClient *self, const char *name, const char *visibility)
{
  char *room = office_test_host_new_id (self->host);

  office_test_client_did (self, "room.create", "{'id':'%s','name':'%s','visibility':'%s'}", room, name, visibility);
  return room;
}

char *
office_test_client_make_task (OfficeTestClient *self, const char *room, const char *title)
{
  char *task = office_test_host_new_id (self->host);
  g_autofree char *column = office_id_derive (room, "todo");

  office_test_client_did (self, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'%s'}", task, room, column,
                          title);
  return task;
}

void
office_test_client_forget (OfficeTestClient *self)
{
  g_ptr_array_set_size (self->seen, 0);
}

guint
office_test_client_count (OfficeTestClient *self, OfficeFrameKind kind)
{
  guint n = 0;

  for (guint i = 0; i < self->seen->len; i++)
    n += ((OfficeFrame *) g_ptr_array_index (self->seen, i))->kind == kind;
  return n;
}

OfficeFrame *
office_test_client_last (OfficeTestClient *self, OfficeFrameKind kind)
{
  for (guint i = self->seen->len; i > 0; i--)
    {
      OfficeFrame *frame = g_ptr_array_index (self->seen, i - 1);

      if (frame->kind == kind)
        return frame;
    }
  return NULL;
}

gboolean
office_test_client_holds (OfficeTestClient *self, const char *id)
{
  return g_hash_table_contains (self->records, id);
}

void
office_test_client_assert_current (OfficeTestClient *self)
{
  g_autoptr (GHashTable) book = office_test_host_snapshot (self->host, self->ticket->person);
  GHashTableIter iter;
  const char *id;
  OfficeRecord *record;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &record))
    {
      g_autofree char *body = office_record_to_body (record);

      g_assert_cmpstr (body, ==, g_hash_table_lookup (book, id));
    }
  g_assert_cmpuint (g_hash_table_size (self->records), ==, g_hash_table_size (book));
}

void
office_test_client_assert_bye (OfficeTestClient *self, int status)
{
  OfficeFrame *bye = office_test_client_last (self, OFFICE_FRAME_BYE);

  g_assert_nonnull (bye);
  g_assert_error (bye->problem, OFFICE_PROBLEM, status);
  g_assert_false (office_fake_transport_is_open (self->transport));
  g_assert_cmpuint (office_fake_transport_get_code (self->transport), !=, 0);
}
