/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new for the person: what belongs to it, in which order, and what of it was looked at. */
#include "office-activity.h"
#include "office-fake-clock.h"
#include "office-test-scene.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR   (60 * MINUTE)
#define NOW    G_GINT64_CONSTANT (1749636000000) /* Wednesday 11 June 2025, 10:00 UTC */
#define REMIND "0190a000-0000-7000-8000-0000000009d1"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeClock *clock;
  OfficeActivity *activity;
  guint n;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->clock = office_test_scene_get_clock (fixture->scene);
  fixture->activity = office_activity_new (fixture->session);
  office_fake_clock_advance (fixture->clock, 1000);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->activity);
  office_test_scene_free (fixture->scene);
}

static void
go_on (Fixture *fixture)
{
  office_fake_clock_advance (fixture->clock, MINUTE);
}

static void
act (Fixture *fixture, const char *person, const char *intent, const char *with)
{
  office_test_scene_act (fixture->scene, person, intent, with);
  go_on (fixture);
}

static void
reply (Fixture *fixture, const char *person, const char *thread, const char *text)
{
  g_autofree char *with = g_strdup_printf ("{\"id\":\"0190a000-0000-7000-8000-00000000a%03u\",\"room\":\"" SCENE_LIBRARY
                                           "\",\"thread\":\"%s\",\"text\":\"%s\"}",
                                           ++fixture->n, thread, text);

  act (fixture, person, "message.send", with);
}

static void
react (Fixture *fixture, const char *person, const char *message, const char *emoji)
{
  g_autofree char *with = g_strdup_printf ("{\"message\":\"%s\",\"emoji\":\"%s\"}", message, emoji);

  act (fixture, person, "reaction.add", with);
}

static void
mention (Fixture *fixture, const char *room, const char *text)
{
  g_autofree char *with = g_strdup_printf (
      "{\"id\":\"0190a000-0000-7000-8000-00000000a%03u\",\"room\":\"%s\",\"text\":\"[@Ben](office:person/" SCENE_BEN
      ") %s\"}",
      ++fixture->n, room, text);

  act (fixture, SCENE_ANNA, "message.send", with);
}

static void
assert_titles (Fixture *fixture, const char *expected)
{
  GListModel *model = G_LIST_MODEL (fixture->activity);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (OfficeActivityEntry) entry = g_list_model_get_item (model, i);

      g_string_append_printf (titles, "%s%s%s", i > 0 ? " | " : "", office_activity_entry_get_title (entry),
                              office_activity_entry_get_unread (entry) ? " *" : "");
    }
  g_assert_cmpstr (titles->str, ==, expected);
}

static OfficeActivityEntry *
first (Fixture *fixture)
{
  OfficeActivityEntry *entry = g_list_model_get_item (G_LIST_MODEL (fixture->activity), 0);

  g_object_unref (entry);
  return entry;
}

static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  assert_titles (fixture, "");
  mention (fixture, SCENE_GENERAL, "look");
  assert_titles (fixture, "Anna Lindqvist mentioned you in General *");
  g_assert_cmpstr (office_activity_entry_get_text (first (fixture)), ==, "@Ben look");
  g_assert_cmpstr (office_activity_entry_get_action (first (fixture)), ==, "open-message");

  reply (fixture, SCENE_MEI, SCENE_MORNING, "I have them");
  assert_titles (fixture, "Mei 梅琳 replied in Riverside Library * | Anna Lindqvist mentioned you in General *");
  reply (fixture, SCENE_ANNA, SCENE_MORNING, "And the slate");
  assert_titles (fixture, "2 replies in Riverside Library, the last by Anna Lindqvist * | "
                          "Anna Lindqvist mentioned you in General *");

  react (fixture, SCENE_SOFIA, SCENE_MORNING, "👍");
  react (fixture, SCENE_MEI, SCENE_MORNING, "❤️");
  g_assert_cmpstr (office_activity_entry_get_title (first (fixture)), ==, "Mei 梅琳 and 1 other reacted ❤️ 👍");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->activity)), ==, 3);

  act (fixture, SCENE_ANNA, "patch",
       "{\"kind\":\"task\",\"id\":\"" SCENE_LAMPS "\",\"add\":{\"assignees\":[\"" SCENE_BEN "\"]}}");
  g_assert_cmpstr (office_activity_entry_get_title (first (fixture)), ==,
                   "Anna Lindqvist gave you a task in Riverside Library");
  g_assert_cmpstr (office_activity_entry_get_target (first (fixture)), ==, SCENE_LAMPS);
  g_assert_cmpuint (office_activity_get_n_unread (fixture->activity), ==, 4);
}

/* What is not for this person. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  g_autofree char *said = NULL;

  /* In a thread of others, to what another said, one's own. */
  said = g_strdup (office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_ANNA, "Lunch?"));
  reply (fixture, SCENE_MEI, said, "Yes");
  react (fixture, SCENE_MEI, said, "👍");
  react (fixture, SCENE_BEN, SCENE_MORNING, "👍");
  reply (fixture, SCENE_BEN, SCENE_MORNING, "Mine");
  assert_titles (fixture, "");
  /* Once one has answered there, it is one's own thread too. */
  reply (fixture, SCENE_BEN, said, "Me too");
  reply (fixture, SCENE_ANNA, said, "Good");
  assert_titles (fixture, "2 replies in Riverside Library, the last by Anna Lindqvist *");
}

/* A mention in one's own thread is told once. */
static void
test_once (Fixture *fixture, gconstpointer data)
{
  reply (fixture, SCENE_ANNA, SCENE_MORNING, "[@Ben](office:person/" SCENE_BEN ") where?");
  assert_titles (fixture, "Anna Lindqvist mentioned you in Riverside Library *");
}

static void
test_goes (Fixture *fixture, gconstpointer data)
{
  mention (fixture, SCENE_GENERAL, "look");
  react (fixture, SCENE_MEI, SCENE_MORNING, "👍");
  assert_titles (fixture, "Mei 梅琳 reacted 👍 * | Anna Lindqvist mentioned you in General *");
  act (fixture, SCENE_MEI, "reaction.remove", "{\"message\":\"" SCENE_MORNING "\",\"emoji\":\"👍\"}");
  assert_titles (fixture, "Anna Lindqvist mentioned you in General *");
  act (fixture, SCENE_ANNA, "remove", "{\"kind\":\"message\",\"id\":\"0190a000-0000-7000-8000-00000000a001\"}");
  assert_titles (fixture, "");
}

static void
test_looked_at (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  mention (fixture, SCENE_GENERAL, "one");
  mention (fixture, SCENE_PARTNERS, "two");
  g_assert_cmpuint (office_activity_get_n_unread (fixture->activity), ==, 2);
  /* Read where it was said: it is not new any more. */
  g_assert_true (office_session_mark_read (fixture->session, SCENE_GENERAL, NULL, 2, &error));
  g_assert_cmpuint (office_activity_get_n_unread (fixture->activity), ==, 1);
  assert_titles (fixture, "Anna Lindqvist mentioned you in Partners * | Anna Lindqvist mentioned you in General");

  /* Looked at: the badge goes, the marks stay as long as one looks. */
  office_activity_set_in_view (fixture->activity, TRUE);
  g_assert_cmpuint (office_activity_get_n_unread (fixture->activity), ==, 0);
  g_assert_true (office_activity_entry_get_unread (first (fixture)));
  mention (fixture, SCENE_PARTNERS, "three");
  g_assert_cmpuint (office_activity_get_n_unread (fixture->activity), ==, 0);
  g_assert_true (office_activity_entry_get_unread (first (fixture)));
  office_activity_mark_read (fixture->activity);
  g_assert_false (office_activity_entry_get_unread (first (fixture)));
  office_activity_set_in_view (fixture->activity, FALSE);
  g_assert_cmpuint (office_activity_get_n_unread (fixture->activity), ==, 0);
  /* And on this person's other devices. */
  office_test_scene_answer (fixture->scene);
  mention (fixture, SCENE_PARTNERS, "four");
  g_assert_cmpuint (office_activity_get_n_unread (fixture->activity), ==, 1);
  act (fixture, SCENE_BEN, "activity.mark", "{\"at\":1749650000000}");
  g_assert_cmpuint (office_activity_get_n_unread (fixture->activity), ==, 0);
}

static void
test_reminder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *with = g_strdup_printf (
      "{\"id\":\"" REMIND "\",\"task\":\"" SCENE_DOORS "\",\"remind_at\":%" G_GINT64_FORMAT "}", NOW + HOUR);

  act (fixture, SCENE_BEN, "reminder.set", with);
  assert_titles (fixture, "");
  office_fake_clock_advance (fixture->clock, HOUR);
  assert_titles (fixture, "You wanted to be reminded *");
  g_assert_cmpstr (office_activity_entry_get_text (first (fixture)), ==, "Door schedule, level 2");
  g_assert_cmpstr (office_activity_entry_get_reminder (first (fixture)), ==, REMIND);
  act (fixture, SCENE_BEN, "remove", "{\"kind\":\"reminder\",\"id\":\"" REMIND "\"}");
  assert_titles (fixture, "");
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 150; i++)
    mention (fixture, SCENE_GENERAL, "again");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->activity)), ==, 60);
  g_assert_true (office_activity_has_older (fixture->activity));
  office_activity_load_older (fixture->activity);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->activity)), ==, 120);
  office_activity_load_older (fixture->activity);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->activity)), ==, 150);
  g_assert_false (office_activity_has_older (fixture->activity));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/activity/kinds", Fixture, NULL, set_up, test_kinds, tear_down);
  g_test_add ("/activity/others", Fixture, NULL, set_up, test_others, tear_down);
  g_test_add ("/activity/once", Fixture, NULL, set_up, test_once, tear_down);
  g_test_add ("/activity/goes", Fixture, NULL, set_up, test_goes, tear_down);
  g_test_add ("/activity/looked-at", Fixture, NULL, set_up, test_looked_at, tear_down);
  g_test_add ("/activity/reminder", Fixture, NULL, set_up, test_reminder, tear_down);
  g_test_add ("/activity/pages", Fixture, NULL, set_up, test_pages, tear_down);
  return g_test_run ();
}
