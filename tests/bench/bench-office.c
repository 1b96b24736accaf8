/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-office DATA ROOMS TASKS MESSAGES: makes a big office in a host's data folder while no host runs: so many rooms, open
 * tasks in each, and messages spread over the rooms, each as it were with a revision of its own. People must be there already
 * (faults-book seats). Prints "front ROOM MESSAGES", the room whose scope comes last and how many messages it holds.
 */
#include "office-hub.h"
#include "office-id.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define A_GROUP  5000 /* works a commit */
#define FIRST_AT G_GINT64_CONSTANT (1700000000000)
#define A_MINUTE G_GINT64_CONSTANT (60000)

typedef struct {
  OfficeStore *store;
  OfficeClock *clock;
  OfficeRandom *random;
  char *person;
  GPtrArray *rooms; /* ids */
  guint *n_said;    /* messages of each room */
  guint n_works;
} Office;

typedef struct {
  Office *office;
  OfficeOperation *operation; /* either */
  OfficeRecord *message;      /* or */
} Work;

/* As long as what people write, and of as many different words as a search index gets to hold. */
static const char *const words[] = {
  "door",   "schedule", "level",    "fire",   "officer", "note",    "larch",  "sample", "window",   "frame", "stair",
  "plan",   "section",  "roof",     "gutter", "slab",    "pour",    "Monday", "delay",  "supplier", "price", "offer",
  "review", "drawing",  "revision", "client", "meeting", "minutes", "call",   "answer", "question", "glass", "steel",
};

static void
on_done (gpointer data, gint64 rev, const GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->operation, office_operation_unref);
  g_clear_pointer (&work->message, office_record_unref);
  g_free (work);
}

static gboolean
run_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (OfficeResult) result = NULL;
  g_autoptr (OfficeEffects) effects = NULL;

  if (work->message != NULL)
    {
      effects = office_effects_new ();
      g_ptr_array_add (effects->written, g_steal_pointer (&work->message));
      return office_transaction_write (transaction, effects, work->office->person, error);
    }
  result = office_hub_apply (transaction, work->operation, work->office->person, NULL);
  if (result->problem != NULL)
    g_error ("%s", result->problem->message);
  return TRUE;
}

static void
submit (Office *self, OfficeOperation *operation, OfficeRecord *message)
{
  Work *work = g_new0 (Work, 1);

  *work = (Work){ self, operation, message };
  office_store_submit (self->store, run_work, on_done, work, work_free);
  if (++self->n_works % A_GROUP == 0)
    office_store_flush (self->store);
}

static OfficeOperation *
make_operation (Office *self, const char *intent, JsonObject *with)
{
  g_autofree char *id = office_id_new (self->clock, self->random);

  return office_operation_new (id, intent, 0, 0, with);
}

static char *
find_first (Office *self, const char *kind, const char *room)
{
  g_autoptr (GPtrArray) records = office_book_list (OFFICE_BOOK (self->store), kind, room != NULL ? "room" : NULL,
                                                    room);

  if (records->len == 0)
    g_error ("The office has no %s", kind);
  return g_strdup (office_record_get_id (records->pdata[0]));
}

static void
make_rooms (Office *self, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (JsonObject) with = json_object_new ();
      g_autofree char *name = g_strdup_printf ("Project %03u", i + 1);
      char *id = office_id_new (self->clock, self->random);

      json_object_set_string_member (with, "id", id);
      json_object_set_string_member (with, "name", name);
      json_object_set_string_member (with, "visibility", "public");
      submit (self, make_operation (self, "room.create", with), NULL);
      g_ptr_array_add (self->rooms, id);
    }
  office_store_flush (self->store);
}

static void
make_tasks (Office *self, const char *room, guint n)
{
  g_autofree char *column = find_first (self, "column", room);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (JsonObject) with = json_object_new ();
      g_autofree char *id = office_id_new (self->clock, self->random);
      g_autofree char *title = g_strdup_printf ("Task %u: %s of the %s", i + 1, words[i % G_N_ELEMENTS (words)],
                                                words[i * 7 % G_N_ELEMENTS (words)]);

      json_object_set_string_member (with, "id", id);
      json_object_set_string_member (with, "room", room);
      json_object_set_string_member (with, "column", column);
      json_object_set_string_member (with, "title", title);
      submit (self, make_operation (self, "task.create", with), NULL);
    }
  office_store_flush (self->store);
}

static char *
make_text (Office *self, guint number)
{
  GString *text = g_string_new (NULL);
  guint n = (guint) office_random_between (self->random, 3, 30);

  g_string_printf (text, "Message %u:", number);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, " %s", words[office_random_between (self->random, 0, G_N_ELEMENTS (words) - 1)]);
  return g_string_free (text, FALSE);
}

static void
make_message (Office *self, guint number)
{
  guint place = number % self->rooms->len;
  const char *room = self->rooms->pdata[place];
  g_autofree char *id = office_id_new (self->clock, self->random);
  g_autofree char *scope = office_scope_for_room (room);
  g_autofree char *text = make_text (self, number);
  OfficeRecord *message = office_record_new ("message", id, scope);

  office_record_set_text (message, "room", room);
  office_record_set_integer (message, "seq", ++self->n_said[place]);
  office_record_set_text (message, "author", self->person);
  office_record_set_integer (message, "at", FIRST_AT + number * A_MINUTE);
  office_record_set_text (message, "text", text);
  submit (self, NULL, message);
}

static void
tell_front (Office *self)
{
  guint last = 0;

  for (guint i = 1; i < self->rooms->len; i++)
    if (strcmp (self->rooms->pdata[i], self->rooms->pdata[last]) > 0)
      last = i;
  printf ("front %s %u\n", (char *) self->rooms->pdata[last], self->n_said[last]);
}

static void
fill (Office *self, guint n_rooms, guint n_tasks, guint n_messages)
{
  self->person = find_first (self, "person", NULL);
  make_rooms (self, n_rooms);
  for (guint i = 0; i < n_rooms; i++)
    make_tasks (self, self->rooms->pdata[i], n_tasks);
  self->n_said = g_new0 (guint, n_rooms);
  for (guint i = 0; i < n_messages; i++)
    make_message (self, i);
  office_store_flush (self->store);
  tell_front (self);
}

int
main (int argc, char **argv)
{
  Office self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (argc != 5 || atoi (argv[2]) < 1)
    g_error ("usage: bench-office DATA ROOMS TASKS MESSAGES");
  path = g_build_filename (argv[1], "office.db", NULL);
  self.clock = office_system_clock_new ();
  self.random = office_system_random_new ();
  self.rooms = g_ptr_array_new_with_free_func (g_free);
  self.store = office_store_open (path, "Bench", OFFICE_STORE_INLINE, self.clock, self.random, &error);
  if (self.store == NULL)
    g_error ("%s", error->message);
  fill (&self, (guint) atoi (argv[2]), (guint) atoi (argv[3]), (guint) atoi (argv[4]));
  office_store_close (self.store);
  g_clear_object (&self.store);
  g_ptr_array_unref (self.rooms);
  g_free (self.person);
  g_free (self.n_said);
  g_object_unref (self.random);
  g_object_unref (self.clock);
  return fflush (stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
