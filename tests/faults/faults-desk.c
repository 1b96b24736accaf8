/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A desk without a window, for the tests of this folder: the real replica and the real line, on what a person would enter.
 *
 *   faults-desk FOLDER join LINK NAME   joins, keeps the membership in the folder and ends
 *   faults-desk FOLDER                  opens the book, holds the line and obeys lines on stdin until that closes
 *
 * It tells what happens in lines on stdout, each flushed at once, so that what was told before a kill -9 was so:
 *
 *   waiting OPERATION        was entered in an earlier life and has not been answered
 *   entered OPERATION INTENT it is in the book
 *   acknowledged OPERATION   the host has it
 *   refused OPERATION STATUS the host does not want it; it is kept and shown
 *   declined MESSAGE         the book does not allow it, nothing was entered
 *   failed MESSAGE           the book cannot be written, nothing was entered
 *   state STATE MESSAGE      of the line, and why it is not live
 *   page TOTAL               so many bytes of pages have come in this life
 *
 * Commands: load SEED WINDOW PAUSE CHARACTERS (PAUSE in ms), rest, say TEXT, try, status, refused, digest.
 */
#include "faults-load.h"
#include "office-connector.h"
#include "office-database.h"
#include "office-id.h"
#include "office-line.h"
#include "office-problem.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PASSWORD   "correct horse battery"
#define FULL_PAUSE 50 /* ms until the next try when the disk is full */

typedef struct {
  GMainLoop *loop;
  OfficeClock *clock;
  OfficeRandom *random;
  char *folder;
  GKeyFile *seat;
  OfficeReplica *replica;
  OfficeConnector *connector;
  OfficeSocket *socket;
  OfficeLine *line;
  FaultsLoad *load;
  GHashTable *open; /* operations told as entered or waiting, and not yet as answered */
  guint window;     /* of the load; 0: it rests */
  guint pause;
  guint source;
  guint64 page_bytes;
  GDataInputStream *input;
} Desk;

static void G_GNUC_PRINTF (1, 2) tell (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vprintf (format, arguments);
  va_end (arguments);
  putchar ('\n');
  fflush (stdout);
}

/* ---- the membership ---- */

static char *
get_path (Desk *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static char *
get_seat (Desk *self, const char *key)
{
  g_autoptr (GError) error = NULL;
  char *value = g_key_file_get_string (self->seat, "seat", key, &error);

  if (value == NULL)
    g_error ("%s", error->message);
  return value;
}

static void
open_connector (Desk *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeInvitationLink) link = office_invitation_link_parse (text, &error);

  if (link == NULL)
    g_error ("%s", error->message);
  self->connector = office_connector_new (link);
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer data)
{
  Desk *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeWelcomeCard) card = office_connector_enter_finish (self->connector, result, &error);
  g_autofree char *path = get_path (self, "seat");

  if (card == NULL)
    g_error ("%s", error->message);
  g_key_file_set_string (self->seat, "seat", "token", card->token);
  g_key_file_set_string (self->seat, "seat", "office", card->office_id);
  g_key_file_set_string (self->seat, "seat", "person", card->person);
  if (!g_key_file_save_to_file (self->seat, path, &error))
    g_error ("%s", error->message);
  tell ("joined %s", card->person);
  g_main_loop_quit (self->loop);
}

static void
join (Desk *self, const char *text, const char *name)
{
  g_autoptr (OfficeInvitationLink) link = office_invitation_link_parse (text, NULL);
  g_autofree char *device = office_id_new (self->clock, self->random);

  g_key_file_set_string (self->seat, "seat", "link", text);
  g_key_file_set_string (self->seat, "seat", "device", device);
  open_connector (self, text);
  office_connector_join_async (self->connector, link->code, name, PASSWORD, device, NULL, on_joined, self);
}

/* ---- what becomes of what was entered ---- */

static GHashTable *
collect_ids (GPtrArray *entries)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      OfficeOutboxEntry *entry = entries->pdata[i];

      g_hash_table_insert (ids, g_strdup (office_operation_get_id (entry->operation)),
                           GINT_TO_POINTER (entry->problem != NULL ? entry->problem->code : 0));
    }
  return ids;
}

static void pump (Desk *self);

static void
on_outbox_changed (OfficeReplica *replica, Desk *self)
{
  g_autoptr (GPtrArray) waiting = office_replica_list_waiting (replica);
  g_autoptr (GPtrArray) refused = office_replica_list_refused (replica);
  g_autoptr (GHashTable) still = collect_ids (waiting);
  g_autoptr (GHashTable) not_wanted = collect_ids (refused);
  GHashTableIter iter;
  gpointer id, status;

  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (g_hash_table_contains (still, id))
        continue;
      if (g_hash_table_lookup_extended (not_wanted, id, NULL, &status))
        tell ("refused %s %d", (char *) id, GPOINTER_TO_INT (status));
      else
        tell ("acknowledged %s", (char *) id);
      g_hash_table_iter_remove (&iter);
    }
  pump (self);
}

static void
tell_error (const GError *error)
{
  tell ("%s %s", error->domain == OFFICE_PROBLEM ? "declined" : "failed", error->message);
}

static void
note_entered (Desk *self, char *operation, const char *intent)
{
  if (operation == NULL)
    return;
  tell ("entered %s %s", operation, intent);
  g_hash_table_add (self->open, operation);
}

static gboolean
step (gpointer data)
{
  Desk *self = data;
  g_autoptr (GError) error = NULL;
  char *operation;
  const char *intent;

  self->source = 0;
  if (faults_load_enter (self->load, &operation, &intent, &error))
    note_entered (self, operation, intent);
  else
    tell_error (error);
  if (error != NULL && error->domain != OFFICE_PROBLEM)
    self->source = office_clock_add_timeout (self->clock, FULL_PAUSE, step, self, NULL);
  else
    pump (self);
  return G_SOURCE_REMOVE;
}

static void
pump (Desk *self)
{
  if (self->source != 0 || g_hash_table_size (self->open) >= self->window)
    return;
  self->source = office_clock_add_timeout (
      self->clock, self->pause > 0 ? (guint) office_random_between (self->random, 0, self->pause) : 0, step, self,
      NULL);
}

/* ---- the line ---- */

static void
on_state (OfficeLine *line, GParamSpec *pspec, gpointer data)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (OFFICE_TYPE_LINE_STATE);
  const GError *problem = office_line_get_problem (line);

  tell ("state %s %s", g_enum_get_value (states, (int) office_line_get_state (line))->value_nick,
        problem != NULL ? problem->message : "");
}

/* Before the line: what is counted here is stored, or was on its way, when the process ends. */
static void
on_text (OfficeSocket *socket, const char *text, guint64 length, Desk *self)
{
  if (!g_str_has_prefix (text, "{\"frame\":\"page\""))
    return;
  self->page_bytes += length;
  tell ("page %" G_GUINT64_FORMAT, self->page_bytes);
}

/* ---- commands ---- */

static void
do_load (Desk *self, const char *arguments)
{
  guint seed, window, pause, n_characters;

  if (sscanf (arguments, "%u %u %u %u", &seed, &window, &pause, &n_characters) != 4)
    g_error ("load SEED WINDOW PAUSE CHARACTERS");
  faults_load_set (self->load, seed, n_characters);
  self->window = window;
  self->pause = pause;
  pump (self);
}

static void
do_moves (Desk *self, const char *arguments)
{
  faults_load_move_only (self->load);
  do_load (self, arguments);
}

static void
do_rest (Desk *self, const char *arguments)
{
  self->window = 0;
  office_clock_remove_timeout (self->clock, self->source);
  self->source = 0;
  tell ("resting");
}

static void
do_say (Desk *self, const char *arguments)
{
  g_autoptr (GError) error = NULL;
  char *operation;

  if (faults_load_say (self->load, arguments, &operation, &error))
    note_entered (self, operation, "message.send");
  else
    tell_error (error);
}

static void
do_try (Desk *self, const char *arguments)
{
  office_line_try_now (self->line);
}

static void
do_status (Desk *self, const char *arguments)
{
  const OfficeCursor *cursor = office_replica_get_cursor (self->replica);

  tell ("status %" G_GINT64_FORMAT " %u", cursor != NULL ? cursor->rev : 0,
        office_replica_count_waiting (self->replica));
}

static void
do_refused (Desk *self, const char *arguments)
{
  g_autoptr (GPtrArray) refused = office_replica_list_refused (self->replica);

  for (guint i = 0; i < refused->len; i++)
    tell ("kept %s", office_operation_get_id (((OfficeOutboxEntry *) refused->pdata[i])->operation));
  tell ("kept-all %u", refused->len);
}

static void
do_digest (Desk *self, const char *arguments)
{
  g_autofree char *digest = office_replica_digest (self->replica);

  tell ("digest %s", digest);
}

static const struct {
  const char *name;
  void (*run) (Desk *self, const char *arguments);
} commands[] = {
  { "load", do_load }, { "moves", do_moves },   { "rest", do_rest },       { "say", do_say },
  { "try", do_try },   { "status", do_status }, { "refused", do_refused }, { "digest", do_digest },
};

static void
obey (Desk *self, const char *line)
{
  gsize length = strcspn (line, " ");

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strlen (commands[i].name) == length && strncmp (commands[i].name, line, length) == 0)
      {
        commands[i].run (self, line + length + (line[length] == ' '));
        return;
      }
  g_error ("No command “%s”", line);
}

static void read_command (Desk *self);

static void
on_command (GObject *source, GAsyncResult *result, gpointer data)
{
  Desk *self = data;
  g_autofree char *line = g_data_input_stream_read_line_finish (self->input, result, NULL, NULL);

  if (line == NULL)
    {
      g_main_loop_quit (self->loop);
      return;
    }
  obey (self, line);
  read_command (self);
}

static void
read_command (Desk *self)
{
  g_data_input_stream_read_line_async (self->input, G_PRIORITY_DEFAULT, NULL, on_command, self);
}

/* ---- a life ---- */

static void
tell_waiting (Desk *self)
{
  g_autoptr (GPtrArray) waiting = office_replica_list_waiting (self->replica);

  for (guint i = 0; i < waiting->len; i++)
    {
      OfficeOperation *operation = ((OfficeOutboxEntry *) waiting->pdata[i])->operation;

      tell ("waiting %s %s", office_operation_get_id (operation), office_operation_get_intent (operation));
      g_hash_table_add (self->open, g_strdup (office_operation_get_id (operation)));
    }
}

static gboolean
open_book (Desk *self)
{
  g_autofree char *path = get_path (self, "book.db");
  g_autofree char *office = get_seat (self, "office");
  g_autofree char *person = get_seat (self, "person");
  g_autofree char *device = get_seat (self, "device");
  g_autoptr (GError) error = NULL;
  gboolean damaged = FALSE;

  self->replica = office_replica_open (path, office, person, self->clock, self->random, &damaged, &error);
  if (self->replica == NULL || !office_replica_set_device (self->replica, device, &error))
    {
      tell_error (error);
      return FALSE;
    }
  if (damaged)
    g_error ("The book was damaged");
  return TRUE;
}

static void
hold_line (Desk *self)
{
  g_autofree char *token = get_seat (self, "token");
  g_autofree char *link = get_seat (self, "link");

  open_connector (self, link);
  self->socket = office_connector_make_socket (self->connector);
  g_signal_connect (self->socket, "text", G_CALLBACK (on_text), self);
  self->line = office_line_new (self->replica, self->socket, token, self->clock, self->random);
  self->load = faults_load_new (self->replica, self->clock, self->random);
  g_signal_connect (self->replica, "outbox-changed", G_CALLBACK (on_outbox_changed), self);
  g_signal_connect (self->line, "notify::state", G_CALLBACK (on_state), NULL);
  tell_waiting (self);
  office_line_start (self->line);
}

static void
live (Desk *self)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  hold_line (self);
  self->input = g_data_input_stream_new (input);
  read_command (self);
  g_main_loop_run (self->loop);
  g_signal_handlers_disconnect_by_data (self->replica, self);
  g_signal_handlers_disconnect_by_data (self->socket, self);
  office_clock_remove_timeout (self->clock, self->source);
  office_line_stop (self->line);
  faults_load_free (self->load);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  Desk self = { 0 };
  gboolean opened = TRUE;

  if (argc != 2 && !(argc == 5 && g_str_equal (argv[2], "join")))
    {
      fprintf (stderr, "faults-desk FOLDER [join LINK NAME]\n");
      return 2;
    }
  self.loop = g_main_loop_new (NULL, FALSE);
  self.clock = office_system_clock_new ();
  self.random = office_system_random_new ();
  self.folder = argv[1];
  self.seat = g_key_file_new ();
  self.open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  path = get_path (&self, "seat");
  if (argc == 5)
    {
      join (&self, argv[3], argv[4]);
      g_main_loop_run (self.loop);
    }
  else if (!g_key_file_load_from_file (self.seat, path, G_KEY_FILE_NONE, &error))
    g_error ("%s", error->message);
  else if ((opened = open_book (&self)))
    live (&self);

  g_clear_object (&self.input);
  g_clear_object (&self.line);
  g_clear_object (&self.socket);
  g_clear_object (&self.connector);
  g_clear_object (&self.replica);
  g_clear_pointer (&self.open, g_hash_table_unref);
  g_clear_pointer (&self.seat, g_key_file_unref);
  g_clear_pointer (&self.loop, g_main_loop_unref);
  g_clear_object (&self.random);
  g_clear_object (&self.clock);
  return opened ? 0 : 1;
}
