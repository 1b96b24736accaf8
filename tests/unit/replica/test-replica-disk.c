/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "office-fake-disk.h"
#include "office-fake-random.h"

#include <glib/gstdio.h>

/* What the window has shown as done survives the power cut that follows; what the host says need not, for it says it again. */

static Desk *
desk_new_on (OfficeFakeDisk **disk, guint64 seed)
{
  Desk *desk = desk_new ();
  g_autoptr (OfficeRandom) random = office_fake_random_new (seed);

  desk_close (desk);
  g_assert_cmpint (g_remove (desk->path), ==, 0);
  *disk = office_fake_disk_new (desk->folder, random);
  desk_open (desk, NULL);
  desk_settle_in (desk);
  return desk;
}

static void
lose_power (Desk *desk, OfficeFakeDisk *disk)
{
  gboolean damaged = FALSE;

  office_fake_disk_crash (disk, TRUE);
  desk_close (desk);
  office_fake_disk_restart (disk);
  desk_open (desk, &damaged);
  g_assert_false (damaged);
}

static void
test_entered_survives (void)
{
  for (guint seed = 1; seed <= 20; seed++)
    {
      g_autoptr (OfficeFakeDisk) disk = NULL;
      g_autoptr (Desk) desk = desk_new_on (&disk, seed);
      g_autofree char *id = make_id (1);
      g_autofree char *operation = desk_send_message (desk, ROOM, id, "Before the lights went out");
      g_autofree char *text = NULL;

      lose_power (desk, disk);
      text = desk_dup_text (desk, id, "text");
      g_assert_cmpstr (text, ==, "Before the lights went out");
      g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 1);
    }
}

/* An entered operation must never be kept by a cursor that the disk has forgotten, or the other way round. */
static void
test_cursor_and_records_agree (void)
{
  for (guint seed = 1; seed <= 20; seed++)
    {
      g_autoptr (OfficeFakeDisk) disk = NULL;
      g_autoptr (Desk) desk = desk_new_on (&disk, seed);
      g_autofree char *id = make_id (1);
      g_autofree char *text = NULL;
      const OfficeCursor *cursor;
      GPtrArray *bodies = bodies_new ();

      add_message (bodies, 11, ROOM, id, 1, BEN, "Hello");
      desk_changes (desk, 10, 11, bodies);
      lose_power (desk, disk);
      cursor = office_replica_get_cursor (desk->replica);
      text = desk_dup_text (desk, id, "text");
      g_assert_true ((text != NULL) == (cursor != NULL && cursor->rev == 11));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/disk/entered-survives", test_entered_survives);
  g_test_add_func ("/replica/disk/cursor-and-records-agree", test_cursor_and_records_agree);
  return g_test_run ();
}
