/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-replica.h"

#include "kinds.h"
#include "office-json.h"
#include "office-position.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE_SIZE 500
#define N_PEOPLE  12
#define FRAME_MAX (16 << 20)
#define START     G_GINT64_CONSTANT (1750000000000)
#define APART_MS  G_GINT64_CONSTANT (60000)
/* Revisions up to here are those of the first sync. */
#define HEAD 10000000

OfficeReplica *
bench_replica_open (const char *folder)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autofree char *path = g_build_filename (folder, "replica.db", NULL);
  g_autoptr (GError) error = NULL;
  OfficeReplica *replica = office_replica_open (path, BENCH_OFFICE, BENCH_ME, clock, random, NULL, &error);

  if (replica == NULL)
    g_error ("%s", error->message);
  return replica;
}

gint64
bench_replica_get_time (guint seq)
{
  return START + seq * APART_MS;
}

char *
bench_replica_make_room_id (guint room)
{
  return g_strdup_printf ("0190a000-0000-7000-8000-0000000c%04x", room);
}

char *
bench_replica_make_person_id (guint person)
{
  return person == 0 ? g_strdup (BENCH_ME) : g_strdup_printf ("0190a000-0000-7000-8000-0000000d%04x", person);
}

static OfficeFrame *
parse (char *text)
{
  g_autofree char *owned = text;
  g_autoptr (GError) error = NULL;
  OfficeFrame *frame = office_frame_parse (text, strlen (text), FRAME_MAX, &error);

  if (frame == NULL)
    g_error ("%s", error->message);
  return frame;
}

static void
apply (OfficeReplica *replica, char *text, gboolean (*function) (OfficeReplica *, OfficeFrame *, GError **))
{
  g_autoptr (OfficeFrame) frame = parse (text);
  g_autoptr (GError) error = NULL;

  if (!function (replica, frame, &error))
    g_error ("%s", error->message);
}

/* What people say: now a word, now a paragraph; some of it with code, a list, Chinese, a link. */
static const char *const texts[] = {
  "The door schedule is checked on every save now, three doors of level two fail, see the note of the fire officer.",
  "Thanks!",
  "Can we have the **larch samples** on Thursday? The ones from `batch-7` were too dark, and the client asked for "
  "*lighter*.",
  "See https://example.com/plans/level-2?view=doors&sheet=14 for what changed.",
  "会议改到星期四下午三点，请把图纸带来。",
  "```\nfor (guint i = 0; i < doors->len; i++)\n  check (doors->pdata[i]);\n```",
  "I would rather wait for the answer of the structural engineer before we move that wall: if the beam can be lower by "
  "twelve centimetres, the duct fits below it and nothing else has to change, neither the ceiling nor the lights. She "
  "is "
  "on site tomorrow and wanted to measure anyway.",
  "- north façade\n- roof, *without* the skylights\n- stairs",
};

static char *
make_message (guint room, guint seq, gint64 rev)
{
  g_autofree char *room_id = bench_replica_make_room_id (room);
  g_autofree char *author = bench_replica_make_person_id (1 + seq / 3 % (N_PEOPLE - 1));
  g_autofree char *text = g_strdup_printf ("Message %u: %s", seq, texts[seq % G_N_ELEMENTS (texts)]);
  g_autoptr (GString) quoted = g_string_new (NULL);

  office_json_append_text (quoted, text);
  return g_strdup_printf (
      "{\"id\":\"0190a000-0000-7000-9%03x-%012x\",\"kind\":\"message\",\"scope\":\"room:%s\",\"rev\":%" G_GINT64_FORMAT
      ",\"room\":\"%s\",\"seq\":%u,\"author\":\"%s\",\"at\":%" G_GINT64_FORMAT ",\"text\":%s}",
      room, seq, room_id, rev, room_id, seq, author, bench_replica_get_time (seq), quoted->str);
}

static void
welcome (OfficeReplica *replica, guint n_rooms)
{
  static const char *const drop[] = { NULL };
  g_autoptr (OfficeCursor) head = office_cursor_new ("epoch", HEAD, "tag");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) gained = NULL;

  g_strv_builder_add_many (builder, "office", "person:" BENCH_ME, NULL);
  for (guint i = 0; i < n_rooms; i++)
    {
      g_autofree char *room_id = bench_replica_make_room_id (i);
      g_autofree char *scope = office_scope_for_room (room_id);

      g_strv_builder_add (builder, scope);
    }
  gained = g_strv_builder_end (builder);
  apply (replica,
         office_frame_welcome (BENCH_OFFICE, "Bench", BENCH_ME, head, TRUE, drop, (const char *const *) gained, 0, "0",
                               OFFICE_LIMIT_FILE, NULL),
         office_replica_apply_welcome);
}

static void
fill_office (OfficeReplica *replica)
{
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (bodies, g_strdup ("{\"id\":\"" BENCH_OFFICE
                                     "\",\"kind\":\"office\",\"scope\":\"office\",\"rev\":1,\"name\":\"Bench\"}"));
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autofree char *id = bench_replica_make_person_id (i);

      g_ptr_array_add (bodies, g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"person\",\"scope\":\"office\",\"rev\":%u,"
                                                "\"name\":\"Person %c. Okafor\",\"role\":\"member\"}",
                                                id, i + 2, 'A' + i));
    }
  apply (replica, office_frame_page ("office", bodies, NULL, TRUE), office_replica_apply_page);
  g_ptr_array_set_size (bodies, 0);
  apply (replica, office_frame_page ("person:" BENCH_ME, bodies, NULL, TRUE), office_replica_apply_page);
}

static void
fill_room (OfficeReplica *replica, guint room, guint n_messages)
{
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *room_id = bench_replica_make_room_id (room);
  g_autofree char *scope = office_scope_for_room (room_id);

  g_ptr_array_add (bodies, g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"room\",\"scope\":\"%s\",\"rev\":%u,\"name\":\"%s"
                                            " %u\",\"visibility\":\"public\"}",
                                            room_id, scope, 100 + room, room == 0 ? "General" : "Room", room));
  for (guint seq = n_messages; seq > 0; seq--)
    {
      g_ptr_array_add (bodies, make_message (room, seq, 1000 + seq));
      if (bodies->len >= PAGE_SIZE || seq == 1)
        {
          apply (replica, office_frame_page (scope, bodies, seq > 1 ? "m:1" : NULL, seq == 1),
                 office_replica_apply_page);
          g_ptr_array_set_size (bodies, 0);
        }
    }
}

/* All that there is was read, as on the desk of somebody who was here yesterday. */
static void
mark_read (OfficeReplica *replica, guint room, guint n_messages)
{
  g_autofree char *room_id = bench_replica_make_room_id (room);
  g_autoptr (JsonObject) with = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (with, "room", room_id);
  json_object_set_int_member (with, "seq", n_messages);
  if (!office_replica_perform (replica, "read.mark", with, NULL, &error))
    g_error ("%s", error->message);
}

static void
fill (const char *folder, const guint *n_messages, guint n_rooms)
{
  g_autoptr (OfficeReplica) replica = bench_replica_open (folder);

  welcome (replica, n_rooms);
  fill_office (replica);
  for (guint i = 0; i < n_rooms; i++)
    fill_room (replica, i, n_messages[i]);
  office_replica_note_live (replica);
  for (guint i = 0; i < n_rooms; i++)
    mark_read (replica, i, n_messages[i]);
  office_replica_close (replica);
}

/* ---- a board ---- */

char *
bench_replica_make_column_id (guint column)
{
  return g_strdup_printf ("0190a000-0000-7000-8000-0000000e%04x", column);
}

char *
bench_replica_make_task_id (guint task)
{
  return g_strdup_printf ("0190a000-0000-7000-8000-000001%06x", task);
}

/* In this year: a calendar shows it. */
static char *
make_day (guint task, guint day)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_strdup_printf ("%d-%02u-%02u", g_date_time_get_year (now), 1 + task / 3 % 12, day);
}

static char *
make_task (guint task, guint column, const char *position, gint64 rev)
{
  g_autofree char *id = bench_replica_make_task_id (task);
  g_autofree char *room = bench_replica_make_room_id (0);
  g_autofree char *column_id = bench_replica_make_column_id (column);
  g_autofree char *person = bench_replica_make_person_id (task % N_PEOPLE);
  g_autofree char *start = task % 6 == 0 ? make_day (task, MAX (1, (int) (task % 28) - 2)) : NULL;
  g_autofree char *due = make_day (task, 1 + task % 28);
  g_autofree char *more = task % 3 == 0
                              ? g_strdup_printf (",\"assignees\":[\"%s\"],\"due\":\"%s\",\"priority\":\"high\"%s%s%s",
                                                 person, due, start != NULL ? ",\"start\":\"" : "",
                                                 start != NULL ? start : "", start != NULL ? "\"" : "")
                              : g_strdup ("");

  return g_strdup_printf (
      "{\"id\":\"%s\",\"kind\":\"task\",\"scope\":\"room:%s\",\"rev\":%" G_GINT64_FORMAT
      ",\"room\":\"%s\",\"column\":\"%s\",\"position\":\"%s\",\"title\":\"Task %u: %s\",\"created_by\":\"%s\","
      "\"created_at\":%" G_GINT64_FORMAT ",\"number\":%u%s}",
      id, room, rev, room, column_id, position, task,
      task % 2 == 0 ? "the door schedule of level two"
                    : "ask what the stairs and the riser are to look like, and write it "
                      "down",
      person, START + task * APART_MS, task + 1, more);
}

static void
add_columns (GPtrArray *bodies)
{
  static const char *const states[BENCH_COLUMNS] = { "open", "open", "doing", "doing", "done" };
  g_autofree char *room = bench_replica_make_room_id (0);

  g_ptr_array_add (bodies, g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"room\",\"scope\":\"room:%s\",\"rev\":100,"
                                            "\"name\":\"General\",\"visibility\":\"public\",\"key\":\"GEN\"}",
                                            room, room));
  for (guint i = 0; i < BENCH_COLUMNS; i++)
    {
      g_autofree char *id = bench_replica_make_column_id (i);

      g_ptr_array_add (bodies, g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"column\",\"scope\":\"room:%s\",\"rev\":%u,"
                                                "\"room\":\"%s\",\"name\":\"Column %u\",\"position\":\"a%u\","
                                                "\"state\":\"%s\"}",
                                                id, room, 101 + i, room, i + 1, i, states[i]));
    }
}

static void
fill_board (const char *folder, guint n_tasks)
{
  g_autoptr (OfficeReplica) replica = bench_replica_open (folder);
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *room = bench_replica_make_room_id (0);
  g_autofree char *scope = office_scope_for_room (room);
  g_auto (GStrv) positions = office_position_spread (n_tasks);

  welcome (replica, 1);
  fill_office (replica);
  add_columns (bodies);
  for (guint i = 0; i < n_tasks; i++)
    {
      g_ptr_array_add (bodies, make_task (i, i % BENCH_COLUMNS, positions[i], 1000 + i));
      if (bodies->len >= PAGE_SIZE || i + 1 == n_tasks)
        {
          apply (replica, office_frame_page (scope, bodies, i + 1 < n_tasks ? "m:1" : NULL, i + 1 == n_tasks),
                 office_replica_apply_page);
          g_ptr_array_set_size (bodies, 0);
        }
    }
  office_replica_note_live (replica);
  office_replica_close (replica);
}

OfficeFrame *
bench_replica_make_move (OfficeReplica *replica, guint task, guint column, const char *position)
{
  const OfficeCursor *cursor = office_replica_get_cursor (replica);
  static const char *const none[] = { NULL };
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (bodies, make_task (task, column, position, cursor->rev + 1));
  return parse (office_frame_changes (cursor->rev, cursor->rev + 1, "tag", bodies, none, none));
}

/* ---- made aside ---- */

typedef struct {
  const char *folder;
  const guint *n_messages;
  guint n_rooms;
  guint n_tasks;
} Filling;

static void
in_child (void (*function) (const Filling *filling), const Filling *filling)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      function (filling);
      _exit (EXIT_SUCCESS);
    }
  if (waitpid (child, &status, 0) != child || status != 0)
    g_error ("The replica could not be made");
}

static void
fill_rooms_of (const Filling *filling)
{
  fill (filling->folder, filling->n_messages, filling->n_rooms);
}

/* Messages come as changes: a room's pages are one kind after the other. */
static void
fill_board_of (const Filling *filling)
{
  const guint n_messages = filling->n_messages != NULL ? *filling->n_messages : 0;
  g_autoptr (OfficeReplica) replica = NULL;

  fill_board (filling->folder, filling->n_tasks);
  if (n_messages == 0)
    return;
  replica = bench_replica_open (filling->folder);
  for (guint seq = 1; seq <= n_messages; seq += PAGE_SIZE)
    {
      g_autoptr (OfficeFrame) frame = bench_replica_make_changes (replica, 0, seq,
                                                                  MIN (PAGE_SIZE, n_messages + 1 - seq));
      g_autoptr (GError) error = NULL;

      if (!office_replica_apply_changes (replica, frame, &error))
        g_error ("%s", error->message);
    }
  mark_read (replica, 0, n_messages);
  office_replica_close (replica);
}

void
bench_replica_fill (const char *folder, const guint *n_messages, guint n_rooms)
{
  in_child (fill_rooms_of, &(Filling){ .folder = folder, .n_messages = n_messages, .n_rooms = n_rooms });
}

void
bench_replica_fill_board (const char *folder, guint n_tasks)
{
  in_child (fill_board_of, &(Filling){ .folder = folder, .n_tasks = n_tasks });
}

void
bench_replica_fill_office (const char *folder, guint n_tasks, guint n_messages)
{
  in_child (fill_board_of, &(Filling){ .folder = folder, .n_tasks = n_tasks, .n_messages = &n_messages });
}

double
bench_replica_measure_fill (const char *folder, guint n_tasks)
{
  const gint64 start = g_get_monotonic_time ();

  fill_board (folder, n_tasks);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

char *
bench_replica_make_changes_text (gint64 rev, guint room, guint first_seq, guint n)
{
  static const char *const none[] = { NULL };
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (bodies, make_message (room, first_seq + i, rev + 1 + i));
  return office_frame_changes (rev, rev + n, "tag", bodies, none, none);
}

OfficeFrame *
bench_replica_make_changes (OfficeReplica *replica, guint room, guint first_seq, guint n)
{
  return parse (bench_replica_make_changes_text (office_replica_get_cursor (replica)->rev, room, first_seq, n));
}
