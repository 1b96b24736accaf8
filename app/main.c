/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-admin.h"
#include "office-host.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if OFFICE_WITH_CLIENT
#include "demo.h"
#include "office-application.h"
#include "office-desk-digest.h"
#endif

#define EXIT_BAD_OPTIONS 2

static gboolean
has_argument (int argc, char **argv, const char *name)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], name))
        return TRUE;
    }
  return FALSE;
}

#if OFFICE_WITH_CLIENT
static OfficeDemo *demo;

static gboolean
start_demo (OfficeSession **session, char **room, GError **error)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeRandom) random = office_system_random_new ();

  demo = office_demo_new (clock, random);
  if (office_demo_start (demo, error))
    {
      *session = g_object_ref (office_demo_get_session (demo));
      *room = g_strdup (office_demo_get_room (demo));
      return TRUE;
    }
  g_clear_object (&demo);
  return FALSE;
}

static void
stop_demo (void)
{
  office_demo_stop (demo);
  g_clear_object (&demo);
}

static int
open_window (int argc, char **argv)
{
  static const OfficeApplicationHooks hooks = { start_demo, stop_demo };

  return office_application_main (argc, argv, &hooks);
}
#else
static int
open_window (int argc, char **argv)
{
  fputs ("office: This Office was built without its window; host an office with office --serve, see office --serve "
         "--help.\n",
         stderr);
  return EXIT_BAD_OPTIONS;
}
#endif

/* The only place where both halves meet. The host's half comes first, so that nothing of GTK is touched without a display. */
int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  if (has_argument (argc, argv, "--serve"))
    return office_serve_main (argc, argv);
  if (has_argument (argc, argv, "--admin"))
    return office_admin_main (argc, argv);
#if OFFICE_WITH_CLIENT
  if (has_argument (argc, argv, "--digest"))
    return office_desk_digest_main (argc, argv);
#endif
  if (has_argument (argc, argv, "--version"))
    {
      puts ("Office " OFFICE_VERSION);
      return EXIT_SUCCESS;
    }
  return open_window (argc, argv);
}
