/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-window empty | bench-window room MESSAGES FOLDER: time from start to the first painted frame, and memory (PSS), of an
 * empty libadwaita window, or of an office with a room of so many messages open. The replica is made before, by a child, so
 * that its making counts neither as time nor as memory. Prints lines "name value".
 */
#include "office-id.h"
#include "office-ui.h"
#include "office-workspace.h"

#include <adwaita.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define OFFICE_ID "0190a000-0000-7000-8000-0000000000a1"
#define PERSON_ID "0190a000-0000-7000-8000-0000000000b1"
#define ROOM_ID   "0190a000-0000-7000-8000-0000000000c1"
#define PAGE_SIZE 500

static gint64 start_time;

static void
report (const char *name, double value)
{
  g_print ("%s %.6g\n", name, value);
}

static double
get_milliseconds_since (gint64 time)
{
  return (double) (g_get_monotonic_time () - time) / 1000;
}

/* ---- the replica ---- */

static OfficeReplica *
open_replica (const char *folder)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autofree char *path = g_build_filename (folder, "replica.db", NULL);
  g_autoptr (GError) error = NULL;
  OfficeReplica *replica = office_replica_open (path, OFFICE_ID, PERSON_ID, clock, random, NULL, &error);

  if (replica == NULL)
    g_error ("%s", error->message);
  return replica;
}

static void
apply (OfficeReplica *replica, char *text, gboolean (*function) (OfficeReplica *, OfficeFrame *, GError **))
{
  g_autofree char *owned = text;
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeFrame) frame = office_frame_parse (text, strlen (text), 16 << 20, &error);

  if (frame == NULL || !function (replica, frame, &error))
    g_error ("%s", error->message);
}

static char *
make_message (guint seq)
{
  return g_strdup_printf (
      "{\"id\":\"0190a000-0000-7000-8001-%012x\",\"kind\":\"message\",\"scope\":\"room:" ROOM_ID
      "\",\"rev\":%u,\"room\":\"" ROOM_ID "\",\"seq\":%u,\"author\":\"" PERSON_ID "\",\"at\":%" G_GINT64_FORMAT
      ",\"text\":\"Message %u: the door schedule is checked on "
      "every save now, three doors of level two fail, see the note of the fire officer and the larch samples.\"}",
      seq, seq + 10, seq, G_GINT64_CONSTANT (1750000000000) + seq * G_GINT64_CONSTANT (60000), seq);
}

static void
fill_replica (const char *folder, guint n_messages)
{
  static const char *const gained[] = { "office", "person:" PERSON_ID, "room:" ROOM_ID, NULL };
  static const char *const drop[] = { NULL };
  g_autoptr (OfficeReplica) replica = open_replica (folder);
  g_autoptr (OfficeCursor) head = office_cursor_new ("epoch", n_messages + 10, "tag");
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);

  apply (replica,
         office_frame_welcome (OFFICE_ID, "Bench", PERSON_ID, head, TRUE, drop, gained, 0, "0", OFFICE_LIMIT_FILE),
         office_replica_apply_welcome);
  g_ptr_array_add (bodies, g_strdup ("{\"id\":\"" OFFICE_ID
                                     "\",\"kind\":\"office\",\"scope\":\"office\",\"rev\":1,\"name\":\"Bench\"}"));
  g_ptr_array_add (bodies, g_strdup ("{\"id\":\"" PERSON_ID
                                     "\",\"kind\":\"person\",\"scope\":\"office\",\"rev\":2,\"name\":\"Ben Okafor\","
                                     "\"role\":\"admin\"}"));
  apply (replica, office_frame_page ("office", bodies, NULL, TRUE), office_replica_apply_page);
  g_ptr_array_set_size (bodies, 0);
  apply (replica, office_frame_page ("person:" PERSON_ID, bodies, NULL, TRUE), office_replica_apply_page);
  g_ptr_array_add (bodies, g_strdup ("{\"id\":\"" ROOM_ID "\",\"kind\":\"room\",\"scope\":\"room:" ROOM_ID
                                     "\",\"rev\":3,\"name\":"
                                     "\"General\",\"visibility\":\"public\"}"));
  for (guint seq = n_messages; seq > 0; seq--)
    {
      g_ptr_array_add (bodies, make_message (seq));
      if (bodies->len >= PAGE_SIZE || seq == 1)
        {
          apply (replica, office_frame_page ("room:" ROOM_ID, bodies, seq > 1 ? "m:1" : NULL, seq == 1),
                 office_replica_apply_page);
          g_ptr_array_set_size (bodies, 0);
        }
    }
  office_replica_note_live (replica);
  office_replica_close (replica);
}

static void
fill_replica_in_child (const char *folder, guint n_messages)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      fill_replica (folder, n_messages);
      _exit (EXIT_SUCCESS);
    }
  if (waitpid (child, &status, 0) != child || status != 0)
    g_error ("The replica could not be made");
}

/* ---- the window ---- */

static double
get_pss (void)
{
  g_autofree char *rollup = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &rollup, NULL, NULL)
      || (line = strstr (rollup, "\nPss:")) == NULL)
    return 0;
  return g_ascii_strtod (line + 5, NULL);
}

static void
on_painted (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static void
wait_for_paint (GtkWindow *window)
{
  gboolean painted = FALSE;
  GdkFrameClock *clock;
  gulong handler;

  gtk_window_present (window);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &painted);
  while (!painted || !gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  report ("first_frame_ms", get_milliseconds_since (start_time));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  report ("pss_kib", get_pss ());
}

static GtkWindow *
make_window (GtkWidget *content)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, 1200, 800);
  adw_window_set_content (ADW_WINDOW (window), content);
  return window;
}

static void
show_empty (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  adw_init ();
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  wait_for_paint (make_window (box));
}

static void
show_room (const char *folder)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autoptr (OfficeReplica) replica = NULL;
  g_autoptr (OfficeSession) session = NULL;
  GtkWidget *workspace;
  gint64 opened;

  adw_init ();
  office_ui_init ();
  opened = g_get_monotonic_time ();
  replica = open_replica (folder);
  session = office_session_new (replica, NULL, clock, random);
  office_session_start (session);
  workspace = office_workspace_new ();
  office_workspace_set_session (OFFICE_WORKSPACE (workspace), session, ROOM_ID);
  if (g_strcmp0 (office_workspace_get_room_id (OFFICE_WORKSPACE (workspace)), ROOM_ID) != 0)
    g_error ("The room is not shown");
  report ("open_ms", get_milliseconds_since (opened));
  wait_for_paint (make_window (workspace));
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "room"))
    fill_replica_in_child (argv[3], (guint) atoi (argv[2]));
  else if (argc != 2 || !g_str_equal (argv[1], "empty"))
    g_error ("usage: bench-window empty | room MESSAGES FOLDER");

  start_time = g_get_monotonic_time ();
  gtk_init ();
  if (argc == 2)
    show_empty ();
  else
    show_room (argv[3]);
  _exit (EXIT_SUCCESS);
}
