/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-place-link.h"

#define OFFICE "0190a000-0000-7000-8000-0000000000a1"
#define ID     "0190a000-0000-7000-8000-0000000000d1"

static void
assert_reads (const char *text, const char *office, OfficePlaceLinkKind kind)
{
  g_autoptr (OfficePlaceLink) link = office_place_link_parse (text);
  g_autofree char *written = NULL;

  g_assert_nonnull (link);
  g_assert_cmpstr (link->office, ==, office);
  g_assert_cmpint (link->kind, ==, kind);
  g_assert_cmpstr (link->id, ==, ID);
  written = office_place_link_write (link->office, link->kind, link->id);
  g_assert_true (g_ascii_strcasecmp (written, text) == 0);
}

static void
test_reads (void)
{
  assert_reads ("office:room/" ID, NULL, OFFICE_PLACE_LINK_ROOM);
  assert_reads ("office:message/" ID, NULL, OFFICE_PLACE_LINK_MESSAGE);
  assert_reads ("office:task/" ID, NULL, OFFICE_PLACE_LINK_TASK);
  assert_reads ("office:person/" ID, NULL, OFFICE_PLACE_LINK_PERSON);
  assert_reads ("office://" OFFICE "/message/" ID, OFFICE, OFFICE_PLACE_LINK_MESSAGE);
  /* Programs that hand links on may write them in capitals. */
  assert_reads ("office://0190A000-0000-7000-8000-0000000000A1/task/0190A000-0000-7000-8000-0000000000D1", OFFICE,
                OFFICE_PLACE_LINK_TASK);
}

static void
test_refuses (void)
{
  static const char *const texts[] = {
    "",
    "office:",
    "office://",
    "office:///room/" ID,
    "office:room/",
    "office:room/" ID "x",
    "office:room/" ID "/more",
    "office:file/" ID,
    "office://192.168.1.20:8765/join/7q4c9xk2m5hzt8wn",
    "office://192.168.1.20/room/" ID,
    "office://" OFFICE,
    "office://" OFFICE "/" ID,
    "https://" OFFICE "/room/" ID,
    "office:person/../../etc/passwd",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (office_place_link_parse (texts[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place-link/reads", test_reads);
  g_test_add_func ("/place-link/refuses", test_refuses);
  return g_test_run ();
}
