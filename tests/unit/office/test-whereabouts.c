/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people say of themselves: what of it holds, when it runs out, and how it reads. */
#include "office-fake-clock.h"
#include "office-person-private.h"
#include "office-test-scene.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)
#define NOW    G_GINT64_CONSTANT (1749636000000) /* Wednesday 11 June 2025, 10:00 UTC */

static OfficeRecord *
make_mei (gint64 until, gint64 quiet_until)
{
  OfficeRecord *record = office_record_new ("person", SCENE_MEI, "office");

  office_record_set_text (record, "name", "Mei 梅琳");
  office_record_set_text (record, "role", "member");
  office_record_set_text (record, "emoji", "🏡");
  office_record_set_text (record, "status", "Writing the report");
  office_record_set_text (record, "place", "home");
  office_record_set_text (record, "site", "Porto");
  office_record_set_text (record, "zone", "Asia/Shanghai");
  if (until != 0)
    office_record_set_integer (record, "until", until);
  if (quiet_until != 0)
    office_record_set_integer (record, "quiet_until", quiet_until);
  return record;
}

static void
test_read (void)
{
  g_autoptr (OfficeRecord) record = make_mei (NOW + HOUR, NOW + 2 * HOUR);
  OfficeWhereabouts at;
  g_autofree char *place = NULL;

  office_whereabouts_read (&at, record, NOW);
  place = office_whereabouts_dup_place (&at);
  g_assert_cmpstr (at.emoji, ==, "🏡");
  g_assert_cmpstr (at.status, ==, "Writing the report");
  g_assert_cmpint (at.place, ==, OFFICE_PLACE_HOME);
  g_assert_cmpstr (place, ==, "At home · Porto");
  g_assert_cmpint (at.until, ==, NOW + HOUR);
  g_assert_cmpint (at.quiet_until, ==, NOW + 2 * HOUR);
  g_assert_cmpint (office_whereabouts_get_next_change (&at), ==, NOW + HOUR);
  office_whereabouts_clear (&at);

  /* To the millisecond: what holds until then does not hold then. */
  office_whereabouts_read (&at, record, NOW + HOUR);
  g_assert_null (at.emoji);
  g_assert_null (at.status);
  g_assert_null (at.site);
  g_assert_cmpint (at.place, ==, OFFICE_PLACE_OFFICE);
  g_assert_cmpint (at.until, ==, 0);
  g_assert_cmpstr (at.zone, ==, "Asia/Shanghai");
  g_assert_cmpint (office_whereabouts_get_next_change (&at), ==, NOW + 2 * HOUR);
  office_whereabouts_clear (&at);

  office_whereabouts_read (&at, record, NOW + 2 * HOUR);
  g_assert_cmpint (at.quiet_until, ==, 0);
  g_assert_cmpint (office_whereabouts_get_next_change (&at), ==, 0);
  office_whereabouts_clear (&at);
}

static void
test_for_ever (void)
{
  g_autoptr (OfficeRecord) record = make_mei (0, OFFICE_UNTIL_CHANGED);
  OfficeWhereabouts at;

  office_whereabouts_read (&at, record, NOW + 1000 * DAY);
  g_assert_cmpstr (at.status, ==, "Writing the report");
  g_assert_cmpint (at.quiet_until, ==, OFFICE_UNTIL_CHANGED);
  g_assert_cmpint (office_whereabouts_get_next_change (&at), ==, 0);
  office_whereabouts_clear (&at);

  /* A place of a newer version, and of one of whom nothing is known. */
  office_record_set_text (record, "place", "moon");
  office_whereabouts_read (&at, record, NOW);
  g_assert_cmpint (at.place, ==, OFFICE_PLACE_OFFICE);
  office_whereabouts_clear (&at);
  office_whereabouts_read (&at, NULL, NOW);
  g_assert_null (at.status);
  office_whereabouts_clear (&at);
}

static void
test_until_in_words (void)
{
  static const struct {
    gint64 until;
    const char *text;
  } cases[] = {
    { 0, NULL },
    { OFFICE_UNTIL_CHANGED, NULL },
    { NOW + 30 * MINUTE, "until 10:30" },
    { NOW + 14 * HOUR, "today" },
    { NOW + DAY - HOUR, "until tomorrow, 9:00" },
    { NOW + DAY + 14 * HOUR, "until tomorrow" },
    { NOW + 2 * DAY, "until Fri, 10:00" },
    { NOW + 4 * DAY + 14 * HOUR, "until Sun" },
    { NOW + 30 * DAY, "until 11 Jul, 10:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = office_until_to_text (cases[i].until, NOW);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_zones (void)
{
  g_autofree char *shanghai = office_zone_dup_time ("Asia/Shanghai", NOW);
  g_autofree char *samoa = office_zone_dup_time ("Pacific/Pago_Pago", NOW);
  g_autofree char *nowhere = office_zone_dup_time ("Mars/Olympus", NOW);

  g_assert_cmpstr (shanghai, ==, "18:00");
  g_assert_cmpstr (samoa, ==, "Tue 23:00");
  g_assert_null (nowhere);
  g_assert_true (office_zone_differs ("Asia/Shanghai", NOW));
  g_assert_false (office_zone_differs ("Africa/Abidjan", NOW)); /* UTC all year */
  g_assert_false (office_zone_differs ("../../etc/passwd", NOW));
  g_assert_false (office_zone_differs (NULL, NOW));
}

static void
count (guint *n)
{
  ++*n;
}

/* Nobody sends anything: the clock alone takes it away. */
static void
test_runs_out (void)
{
  g_autoptr (OfficeTestScene) scene = office_test_scene_new ();
  OfficeClock *clock = office_test_scene_get_clock (scene);
  OfficePerson *mei = office_session_find_person (office_test_scene_get_session (scene), SCENE_MEI);
  guint statuses = 0, quiets = 0;

  office_test_scene_receive (scene, make_mei (NOW + HOUR, NOW + 30 * MINUTE), NULL);
  g_assert_cmpstr (office_person_get_status (mei), ==, "Writing the report");
  g_assert_true (office_person_is_quiet (mei));
  g_signal_connect_swapped (mei, "notify::status", G_CALLBACK (count), &statuses);
  g_signal_connect_swapped (mei, "notify::quiet-until", G_CALLBACK (count), &quiets);

  office_fake_clock_advance (clock, 30 * MINUTE);
  g_assert_false (office_person_is_quiet (mei));
  g_assert_cmpstr (office_person_get_status (mei), ==, "Writing the report");
  office_fake_clock_advance (clock, 30 * MINUTE);
  g_assert_null (office_person_get_status (mei));
  g_assert_cmpint (office_person_get_place (mei), ==, OFFICE_PLACE_OFFICE);
  g_assert_cmpuint (statuses, ==, 1);
  g_assert_cmpuint (quiets, ==, 1);

  /* Said anew for less long than another holds. */
  office_test_scene_receive (scene, make_mei (NOW + 10 * HOUR, 0), NULL);
  office_test_scene_receive (scene, make_mei (NOW + 2 * HOUR, 0), NULL);
  g_assert_nonnull (office_person_get_status (mei));
  office_fake_clock_advance (clock, HOUR);
  g_assert_null (office_person_get_status (mei));
}

static void
test_choices (void)
{
  g_assert_cmpint (office_until_choose (OFFICE_UNTIL_HALF_HOUR, NOW), ==, NOW + 30 * MINUTE);
  g_assert_cmpint (office_until_choose (OFFICE_UNTIL_MIDNIGHT, NOW), ==, NOW + 14 * HOUR);
  g_assert_cmpint (office_until_choose (OFFICE_UNTIL_MORNING, NOW), ==, NOW + 23 * HOUR);
  g_assert_cmpint (office_until_choose (OFFICE_UNTIL_WEEKEND, NOW), ==, NOW + 14 * HOUR + 4 * DAY);
  g_assert_cmpint (office_until_choose (OFFICE_UNTIL_WEEKEND, NOW + 4 * DAY), ==, NOW + 14 * HOUR + 4 * DAY);
  g_assert_cmpint (office_until_choose (OFFICE_UNTIL_FOR_EVER, NOW), ==, OFFICE_UNTIL_CHANGED);
}

/* A desk in another time zone than before says so, once. */
static void
test_tells_zone (void)
{
  g_autoptr (OfficeTestScene) scene = office_test_scene_new ();
  OfficeSession *session = office_test_scene_get_session (scene);
  g_autofree char *here = office_zone_dup_local ();

  office_session_follow_zone (session);
  g_assert_null (office_person_get_zone (office_session_get_me (session)));
  office_test_scene_set_state (scene, OFFICE_LINE_LIVE);
  g_assert_nonnull (here);
  g_assert_cmpstr (office_person_get_zone (office_session_get_me (session)), ==, here);
  g_assert_cmpuint (office_test_scene_answer (scene), ==, 1);
  office_test_scene_set_state (scene, OFFICE_LINE_WAITING);
  office_test_scene_set_state (scene, OFFICE_LINE_LIVE);
  g_assert_cmpuint (office_test_scene_answer (scene), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/whereabouts/read", test_read);
  g_test_add_func ("/whereabouts/for-ever", test_for_ever);
  g_test_add_func ("/whereabouts/until-in-words", test_until_in_words);
  g_test_add_func ("/whereabouts/zones", test_zones);
  g_test_add_func ("/whereabouts/choices", test_choices);
  g_test_add_func ("/whereabouts/tells-zone", test_tells_zone);
  g_test_add_func ("/whereabouts/runs-out", test_runs_out);
  return g_test_run ();
}
