/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A desk without a window, for tests/net/discovery: it tells what it finds on the network, a line each time an office
 * comes, changes or goes, and joins the first office that it finds when it was given a code.
 */
#include "office-desk.h"

#include <stdio.h>

typedef struct {
  OfficeDesk *desk;
  const char *code; /* nullable */
  GHashTable *told; /* id → the line that told of it */
} Looking;

static char *
describe (OfficeFound *found)
{
  return g_strdup_printf ("%s on %s at %s:%u with %s", office_found_get_name (found), office_found_get_machine (found),
                          office_found_get_address (found), office_found_get_port (found),
                          office_found_get_fingerprint (found));
}

static void
tell (const char *what, const char *line)
{
  printf ("%s %s\n", what, line);
  fflush (stdout);
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeMembership) membership = office_desk_enter_finish (OFFICE_DESK (source), result, &error);

  if (membership == NULL)
    tell ("refused", error->message);
  else
    tell ("joined", office_membership_get_where (membership)->fingerprint);
}

static void
join (Looking *looking, OfficeFound *found)
{
  g_autoptr (OfficeInvitationLink) link = office_invitation_link_new (office_found_get_address (found),
                                                                      office_found_get_port (found), looking->code,
                                                                      office_found_get_fingerprint (found), FALSE);

  looking->code = NULL;
  office_desk_join_async (looking->desk, link, "Ben", "correct horse", NULL, on_joined, NULL);
}

static GHashTable *
list_now (GListModel *offices)
{
  GHashTable *now = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < g_list_model_get_n_items (offices); i++)
    {
      g_autoptr (OfficeFound) found = g_list_model_get_item (offices, i);

      g_hash_table_insert (now, g_strdup (office_found_get_id (found)), describe (found));
    }
  return now;
}

static void
on_changed (GListModel *offices, guint position, guint removed, guint added, Looking *looking)
{
  g_autoptr (GHashTable) before = looking->told;
  GHashTableIter iter;
  gpointer id;
  gpointer line;

  looking->told = list_now (offices);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &id, &line))
    if (!g_hash_table_contains (looking->told, id))
      tell ("gone", line);
  g_hash_table_iter_init (&iter, looking->told);
  while (g_hash_table_iter_next (&iter, &id, &line))
    if (g_strcmp0 (g_hash_table_lookup (before, id), line) != 0)
      tell ("here", line);
  if (looking->code != NULL && g_list_model_get_n_items (offices) > 0)
    {
      g_autoptr (OfficeFound) found = g_list_model_get_item (offices, 0);

      join (looking, found);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  Looking looking = { .told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };

  if (argc < 2)
    {
      fprintf (stderr, "discovery-desk FOLDER [CODE]\n");
      return 2;
    }
  looking.desk = office_desk_new (argv[1], clock, random);
  looking.code = argc > 2 ? argv[2] : NULL;
  g_signal_connect (office_desk_get_finder (looking.desk), "items-changed", G_CALLBACK (on_changed), &looking);
  office_finder_start (office_desk_get_finder (looking.desk));
  g_main_loop_run (loop);
  return 0;
}
