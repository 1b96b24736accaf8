/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "offices-fixture.h"

#include "office-beside.h"
#include "office-test-folder.h"

/* All offices are copies of one scene: in the other one, a task of it has another title. */
static void
call_otherwise (OfficesFixture *self, OfficeReplica *replica, const char *office)
{
  g_autoptr (OfficeSession) session = NULL;

  if (!g_str_equal (office, OFFICES_OTHER))
    return;
  session = office_session_new (replica, NULL, office_test_scene_get_clock (self->scene),
                                office_test_scene_get_random (self->scene));
  g_assert_true (office_session_edit_task (session, SCENE_DOORS, "title", "Book the hall", NULL));
}

/* Port 1 of this computer: nobody answers. */
OfficeMembership *
offices_fixture_add (OfficesFixture *self, const char *id, const char *name, const char *token)
{
  g_autoptr (OfficeInvitationLink) where = office_invitation_link_new ("127.0.0.1", 1, NULL, NULL, TRUE);
  OfficeMembership *membership = office_membership_new (id, name, SCENE_BEN, where, NULL);
  g_autofree char *path = office_desk_dup_replica_path (self->desk, membership);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (OfficeReplica) replica = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  replica = office_replica_open (path, id, SCENE_BEN, office_test_scene_get_clock (self->scene),
                                 office_test_scene_get_random (self->scene), NULL, &error);
  g_assert_no_error (error);
  office_test_scene_fill (self->scene, replica, name);
  call_otherwise (self, replica, id);
  office_replica_close (replica);
  g_assert_true (office_desk_keep (self->desk, membership, token, NULL));
  return membership;
}

void
offices_fixture_set_up (OfficesFixture *self, gconstpointer data)
{
  self->desktop = office_fake_desktop_new ();
  self->folder = g_dir_make_tmp ("office-work-XXXXXX", NULL);
  self->scene = office_test_scene_new ();
  self->desk = office_desk_new (self->folder, office_test_scene_get_clock (self->scene),
                                office_test_scene_get_random (self->scene));
  self->other = offices_fixture_add (self, OFFICES_OTHER, "Chess Club", "TOKEN");
  self->own = offices_fixture_add (self, SCENE_OFFICE, "Atelier Nord", "TOKEN");
  self->window = OFFICE_WINDOW (office_window_new (office_fake_desktop_require_application (), self->desk));
  gtk_window_set_default_size (GTK_WINDOW (self->window), data != NULL ? 360 : 1200, data != NULL ? 640 : 800);
  g_assert_true (office_window_open_membership (self->window, self->own));
  self->ui = office_ui_fixture_new_for_window (GTK_WINDOW (self->window));
}

void
offices_fixture_tear_down (OfficesFixture *self, gconstpointer data)
{
  OfficeBeside *beside = office_desk_find_beside (self->desk, OFFICES_OTHER);
  OfficeSession *shown = self->window->session, *other = beside != NULL ? office_beside_get_session (beside) : NULL;

  office_test_scene_turn_to (self->scene, NULL);
  g_object_add_weak_pointer (G_OBJECT (shown), (gpointer *) &shown);
  if (other != NULL)
    g_object_add_weak_pointer (G_OBJECT (other), (gpointer *) &other);
  office_ui_fixture_free (self->ui);
  /* Nobody holds the books of the offices: they can be opened again. */
  OFFICE_WAIT_UNTIL (shown == NULL && other == NULL);
  g_object_unref (self->own);
  g_object_unref (self->other);
  g_object_unref (self->desk);
  office_test_scene_free (self->scene);
  office_test_remove_tree (self->folder);
  g_free (self->folder);
  office_fake_desktop_free (self->desktop);
}

OfficeWork *
offices_fixture_get_work (OfficesFixture *self)
{
  return office_session_get_work (self->window->session);
}

OfficeSession *
offices_fixture_wait_for_other (OfficesFixture *self)
{
  OfficeBeside *beside = office_desk_find_beside (self->desk, OFFICES_OTHER);

  g_assert_nonnull (beside);
  OFFICE_WAIT_UNTIL (office_beside_get_session (beside) != NULL);
  return office_beside_get_session (beside);
}

static char *home;

void
offices_fixture_init (int *argc, char ***argv)
{
  home = g_dir_make_tmp ("office-home-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("GNOTIFICATION_BACKEND", "gtk", TRUE);
  office_ui_fixture_init (argc, argv);
}

int
offices_fixture_run (void)
{
  const int status = g_test_run ();

  office_test_remove_tree (home);
  g_clear_pointer (&home, g_free);
  return status;
}
