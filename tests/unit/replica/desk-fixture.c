/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "office-id.h"
#include "office-problem.h"
#include "office-wait.h"

#include <glib/gstdio.h>

static void
on_changed (OfficeReplica *replica, GPtrArray *records, Desk *self)
{
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  self->changed = g_ptr_array_ref (records);
  self->n_changed++;
}

static void
on_outbox_changed (OfficeReplica *replica, Desk *self)
{
  self->n_outbox_changed++;
}

static void
on_overwritten (OfficeReplica *replica, OfficeResult *result, Desk *self)
{
  self->n_overwritten++;
}

static Desk *
make (const char *path)
{
  g_autoptr (GError) error = NULL;
  Desk *self = g_new0 (Desk, 1);

  self->clock = office_fake_clock_new (START);
  self->random = office_fake_random_new (1);
  self->folder = g_dir_make_tmp ("office-replica-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = path != NULL ? g_strdup (path) : g_build_filename (self->folder, "replica.sqlite", NULL);
  desk_open (self, NULL);
  return self;
}

Desk *
desk_new (void)
{
  return make (NULL);
}

Desk *
desk_new_in_memory (void)
{
  return make (":memory:");
}

void
desk_open (Desk *self, gboolean *damaged)
{
  g_autoptr (GError) error = NULL;

  self->replica = office_replica_open (self->path, OFFICE, ME, self->clock, self->random, damaged, &error);
  g_assert_no_error (error);
  g_signal_connect (self->replica, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->replica, "outbox-changed", G_CALLBACK (on_outbox_changed), self);
  g_signal_connect (self->replica, "overwritten", G_CALLBACK (on_overwritten), self);
}

void
desk_close (Desk *self)
{
  office_replica_close (self->replica);
  g_assert_finalize_object (self->replica);
  self->replica = NULL;
}

void
desk_free (Desk *self)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (self->replica != NULL)
    desk_close (self);
  folder = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_object_unref (self->clock);
  g_object_unref (self->random);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

char *
desk_column_id (const char *room)
{
  return office_id_derive (room, "todo");
}

void
desk_settle_in (Desk *self)
{
  GPtrArray *office = bodies_new ();
  GPtrArray *room = bodies_new ();

  desk_welcome (self, "ONE", 10, TRUE, NULL, "office person:" ME " room:" ROOM);
  add_office (office, 1);
  add_person (office, 2, ME, "Ada");
  add_person (office, 3, BEN, "Ben");
  desk_page (self, "office", NULL, office);
  desk_page (self, "person:" ME, NULL, bodies_new ());
  add_room (room, 4, ROOM, "public", TRUE);
  desk_page (self, "room:" ROOM, NULL, room);
  office_replica_note_live (self->replica);
}

static OfficeFrame *
parse (char *text)
{
  g_autofree char *owned = text;
  g_autoptr (GError) error = NULL;
  OfficeFrame *frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, &error);

  g_assert_no_error (error);
  return frame;
}

static char **
split (const char *words)
{
  return words != NULL && *words != '\0' ? g_strsplit (words, " ", -1) : g_new0 (char *, 1);
}

void
desk_welcome (Desk *self, const char *epoch, gint64 head, gboolean reset, const char *drop, const char *gained)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) drops = split (drop);
  g_auto (GStrv) gains = split (gained);
  g_autoptr (OfficeCursor) cursor = office_cursor_new (epoch, head, "TAG");
  g_autoptr (OfficeFrame) frame = parse (office_frame_welcome (OFFICE, "Atelier Nord", ME, cursor, reset,
                                                               (const char *const *) drops, (const char *const *) gains,
                                                               START, "0.1.0", OFFICE_LIMIT_FILE, NULL));

  office_replica_apply_welcome (self->replica, frame, &error);
  g_assert_no_error (error);
}

void
desk_page (Desk *self, const char *scope, const char *next, GPtrArray *bodies)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) owned = bodies;
  g_autoptr (OfficeFrame) frame = parse (office_frame_page (scope, owned, next, next == NULL));

  office_replica_apply_page (self->replica, frame, &error);
  g_assert_no_error (error);
}

gboolean
desk_try_changes (Desk *self, gint64 after, gint64 rev, GPtrArray *bodies, const char *gained, const char *drop,
                  GError **error)
{
  g_autoptr (GPtrArray) owned = bodies;
  g_auto (GStrv) gains = split (gained);
  g_auto (GStrv) drops = split (drop);
  g_autoptr (OfficeFrame) frame = parse (
      office_frame_changes (after, rev, "TAG", owned, (const char *const *) gains, (const char *const *) drops));

  return office_replica_apply_changes (self->replica, frame, error);
}

void
desk_changes (Desk *self, gint64 after, gint64 rev, GPtrArray *bodies)
{
  g_autoptr (GError) error = NULL;

  desk_try_changes (self, after, rev, bodies, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
say_result (Desk *self, OfficeResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) office_result_free);
  g_autoptr (OfficeFrame) frame = NULL;

  g_ptr_array_add (results, result);
  frame = parse (office_frame_results (results));
  office_replica_apply_results (self->replica, frame, &error);
  g_assert_no_error (error);
}

void
desk_accept (Desk *self, const char *operation, gint64 rev)
{
  say_result (self, office_result_new (operation, rev, NULL));
}

void
desk_refuse (Desk *self, const char *operation, OfficeProblem status)
{
  say_result (self, office_result_new (operation, 0, office_problem_new (status, "text", "The host says no")));
}

GPtrArray *
bodies_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

void
add_record (GPtrArray *bodies, OfficeRecord *record, gint64 rev)
{
  office_record_set_rev (record, rev);
  g_ptr_array_add (bodies, office_record_to_body (record));
  office_record_unref (record);
}

void
add_office (GPtrArray *bodies, gint64 rev)
{
  OfficeRecord *record = office_record_new ("office", OFFICE, "office");

  office_record_set_text (record, "name", "Atelier Nord");
  add_record (bodies, record, rev);
}

void
add_person (GPtrArray *bodies, gint64 rev, const char *id, const char *name)
{
  OfficeRecord *record = office_record_new ("person", id, "office");

  office_record_set_text (record, "name", name);
  office_record_set_text (record, "role", "member");
  add_record (bodies, record, rev);
}

static void
add_member (GPtrArray *bodies, gint64 rev, const char *room, const char *person)
{
  g_autofree char *id = office_id_derive (room, person);
  g_autofree char *scope = office_scope_for_room (room);
  OfficeRecord *record = office_record_new ("member", id, scope);

  office_record_set_text (record, "room", room);
  office_record_set_text (record, "person", person);
  add_record (bodies, record, rev);
}

void
add_room (GPtrArray *bodies, gint64 rev, const char *room, const char *visibility, gboolean with_me)
{
  g_autofree char *scope = office_scope_for_room (room);
  g_autofree char *column = desk_column_id (room);
  OfficeRecord *record = office_record_new ("room", room, scope);

  office_record_set_text (record, "name", "General");
  office_record_set_text (record, "visibility", visibility);
  add_record (bodies, record, rev);
  add_member (bodies, rev, room, BEN);
  if (with_me)
    add_member (bodies, rev, room, ME);
  record = office_record_new ("column", column, scope);
  office_record_set_text (record, "room", room);
  office_record_set_text (record, "name", "To do");
  office_record_set_text (record, "position", "V");
  office_record_set_text (record, "state", "open");
  add_record (bodies, record, rev);
}

void
add_message (GPtrArray *bodies, gint64 rev, const char *room, const char *id, gint64 seq, const char *author,
             const char *text)
{
  g_autofree char *scope = office_scope_for_room (room);
  OfficeRecord *record = office_record_new ("message", id, scope);

  office_record_set_text (record, "room", room);
  office_record_set_integer (record, "seq", seq);
  office_record_set_text (record, "author", author);
  office_record_set_integer (record, "at", START);
  office_record_set_text (record, "text", text);
  add_record (bodies, record, rev);
}

void
add_task (GPtrArray *bodies, gint64 rev, const char *room, const char *id, const char *title)
{
  g_autofree char *scope = office_scope_for_room (room);
  g_autofree char *column = desk_column_id (room);
  OfficeRecord *record = office_record_new ("task", id, scope);

  office_record_set_text (record, "room", room);
  office_record_set_text (record, "column", column);
  office_record_set_text (record, "position", "V");
  office_record_set_text (record, "title", title);
  add_record (bodies, record, rev);
}

void
add_gone (GPtrArray *bodies, gint64 rev, const char *kind, const char *scope, const char *id)
{
  add_record (bodies, office_record_new_gone (kind, id, scope, rev), rev);
}

char *
make_id (guint number)
{
  return g_strdup_printf ("0190a000-0000-7000-8000-%012u", number);
}

static char *
perform (Desk *self, const char *intent, JsonObject *with)
{
  g_autoptr (GError) error = NULL;
  char *operation = NULL;

  office_replica_perform (self->replica, intent, with, &operation, &error);
  g_assert_no_error (error);
  g_assert_nonnull (operation);
  return operation;
}

char *
desk_send_message (Desk *self, const char *room, const char *id, const char *text)
{
  g_autoptr (JsonObject) with = json_object_new ();

  json_object_set_string_member (with, "id", id);
  json_object_set_string_member (with, "room", room);
  json_object_set_string_member (with, "text", text);
  return perform (self, "message.send", with);
}

char *
desk_rename_task (Desk *self, const char *id, const char *title)
{
  g_autoptr (JsonObject) with = json_object_new ();
  JsonObject *set = json_object_new ();

  json_object_set_string_member (set, "title", title);
  json_object_set_string_member (with, "kind", "task");
  json_object_set_string_member (with, "id", id);
  json_object_set_object_member (with, "set", set);
  return perform (self, "patch", with);
}

char *
desk_dup_text (Desk *self, const char *id, const char *field)
{
  g_autoptr (OfficeRecord) record = office_replica_get (self->replica, id);

  return record != NULL ? g_strdup (office_record_get_text (record, field)) : NULL;
}

typedef struct {
  GPtrArray *all, *page; /* page: the answer; nullable */
  gint64 mark;
} Finding;

static void
on_found (GPtrArray *found, gint64 mark, gpointer data)
{
  Finding *finding = data;

  finding->page = found;
  finding->mark = mark;
}

GPtrArray *
desk_find (Desk *self, const char *text, guint limit)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (OfficeQuery) query = office_query_parse (text, START, zone);
  Finding finding = { g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref) };

  do
    {
      if (office_replica_ask (self->replica, query, NULL, NULL, limit, finding.mark, on_found, &finding) == 0)
        return finding.all; /* it is closed */
      OFFICE_WAIT_UNTIL (finding.page != NULL);
      g_assert_cmpuint (finding.page->len, <=, limit);
      g_ptr_array_extend_and_steal (finding.all, g_steal_pointer (&finding.page));
    }
  while (finding.mark != 0);
  return finding.all;
}

char *
desk_show_messages (Desk *self, const char *room)
{
  g_autoptr (GPtrArray) messages = office_replica_messages (self->replica, room, NULL, NULL, 0, 100);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < messages->len; i++)
    g_string_append_printf (text, "%s\n", office_record_get_text (messages->pdata[i], "text"));
  return g_string_free (text, FALSE);
}
