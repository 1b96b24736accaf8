/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person is told of while they look elsewhere, and when it is withdrawn. */
#include "office-alerts.h"
#include "office-fake-clock.h"
#include "office-id.h"
#include "office-test-scene.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)
#define NOW    G_GINT64_CONSTANT (1749636000000) /* Wednesday 11 June 2025, 10:00 UTC */
#define TASK   SCENE_LAMPS
#define REMIND "0190a000-0000-7000-8000-0000000009d1"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeClock *clock;
  OfficeAlerts *alerts;
  GPtrArray *told;    /* OfficeAlert */
  GString *withdrawn; /* ids, each with a space behind it */
} Fixture;

static void
on_tell (Fixture *fixture, OfficeAlert *alert)
{
  g_ptr_array_add (fixture->told, office_alert_copy (alert));
}

static void
on_withdraw (Fixture *fixture, const char *id)
{
  g_string_append_printf (fixture->withdrawn, "%s ", id);
}

static void
watch (Fixture *fixture)
{
  fixture->alerts = office_alerts_new (fixture->session);
  g_signal_connect_swapped (fixture->alerts, "tell", G_CALLBACK (on_tell), fixture);
  g_signal_connect_swapped (fixture->alerts, "withdraw", G_CALLBACK (on_withdraw), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->clock = office_test_scene_get_clock (fixture->scene);
  fixture->told = g_ptr_array_new_with_free_func ((GDestroyNotify) office_alert_free);
  fixture->withdrawn = g_string_new (NULL);
  watch (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->alerts);
  g_ptr_array_unref (fixture->told);
  g_string_free (fixture->withdrawn, TRUE);
  office_test_scene_free (fixture->scene);
}

static void
go_live (Fixture *fixture)
{
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
}

/* Long enough for whatever is gathered, and for the next alert on the same place. */
static void
wait_a_little (Fixture *fixture)
{
  office_fake_clock_advance (fixture->clock, 5000);
}

static const char *
say (Fixture *fixture, const char *room, const char *author, const char *text)
{
  return office_test_scene_say (fixture->scene, room, NULL, author, text);
}

static void
look_at (Fixture *fixture, const char *place)
{
  const char *const places[] = { SCENE_DOORS, place, NULL };

  office_alerts_set_views (fixture->alerts, place != NULL ? places : NULL);
}

static OfficeAlert *
only_alert (Fixture *fixture)
{
  g_assert_cmpuint (fixture->told->len, ==, 1);
  return fixture->told->pdata[0];
}

static void
prefer (Fixture *fixture, const char *room, const char *level, gboolean muted)
{
  g_autofree char *name = g_strconcat ("preference ", room, NULL);
  g_autofree char *id = office_id_derive (SCENE_BEN, name);
  OfficeRecord *record = office_record_new ("preference", id, "person:" SCENE_BEN);

  office_record_set_text (record, "room", room);
  if (level != NULL)
    office_record_set_text (record, "level", level);
  office_record_set_boolean (record, "muted", muted);
  office_test_scene_receive (fixture->scene, record, NULL);
}

/* ---- what is told ---- */

static void
test_message (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  OfficeAlert *alert;

  go_live (fixture);
  id = g_strdup (say (fixture, SCENE_LIBRARY, SCENE_ANNA, "Who has the [@key](office:task/" TASK ")?"));
  g_assert_cmpuint (fixture->told->len, ==, 0);
  wait_a_little (fixture);
  alert = only_alert (fixture);
  g_assert_cmpstr (alert->title, ==, "Anna Lindqvist in Riverside Library");
  g_assert_cmpstr (alert->body, ==, "Who has the @key?");
  g_assert_cmpstr (alert->action, ==, "open-message");
  g_assert_cmpstr (alert->target, ==, id);
  g_assert_false (alert->urgent);
}

static void
test_direct_and_mention (Fixture *fixture, gconstpointer data)
{
  OfficeAlert *alert;

  go_live (fixture);
  say (fixture, office_test_scene_get_direct (fixture->scene), SCENE_MEI, "可以吗？");
  wait_a_little (fixture);
  alert = only_alert (fixture);
  g_assert_cmpstr (alert->title, ==, "Mei 梅琳");
  g_assert_cmpstr (alert->body, ==, "可以吗？");
  g_ptr_array_set_size (fixture->told, 0);

  say (fixture, SCENE_GENERAL, SCENE_ANNA, "[@Ben](office:person/" SCENE_BEN ") look");
  wait_a_little (fixture);
  alert = only_alert (fixture);
  g_assert_cmpstr (alert->title, ==, "Anna Lindqvist mentioned you in General");
  g_assert_true (alert->urgent);
  g_ptr_array_set_size (fixture->told, 0);

  say (fixture, SCENE_LIBRARY, SCENE_ANNA, "[@room](office:room/" SCENE_LIBRARY ") look");
  wait_a_little (fixture);
  alert = only_alert (fixture);
  g_assert_cmpstr (alert->title, ==, "Anna Lindqvist mentioned you in Riverside Library");
}

static void
test_burst (Fixture *fixture, gconstpointer data)
{
  OfficeAlert *alert;

  go_live (fixture);
  for (guint i = 0; i < 20; i++)
    {
      say (fixture, SCENE_GENERAL, i % 2 == 0 ? SCENE_ANNA : SCENE_MEI, "Once more");
      office_fake_clock_advance (fixture->clock, 100);
    }
  wait_a_little (fixture);
  /* One of what came at once, one that sums up the rest in its place. */
  g_assert_cmpuint (fixture->told->len, ==, 2);
  alert = fixture->told->pdata[1];
  g_assert_cmpstr (alert->id, ==, ((OfficeAlert *) fixture->told->pdata[0])->id);
  g_assert_cmpstr (alert->title, ==, "20 new messages in General");
  g_assert_cmpstr (alert->body, ==, "Mei 梅琳: Once more");
}

static void
test_many_places (Fixture *fixture, gconstpointer data)
{
  OfficeAlert *alert;

  go_live (fixture);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_WAITING);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_CATCHING_UP);
  say (fixture, SCENE_GENERAL, SCENE_ANNA, "One");
  say (fixture, SCENE_LIBRARY, SCENE_ANNA, "Two");
  say (fixture, SCENE_PARTNERS, SCENE_ANNA, "Three");
  say (fixture, SCENE_PARTNERS, SCENE_LIBOR, "Four");
  say (fixture, office_test_scene_get_direct (fixture->scene), SCENE_MEI, "Five");
  wait_a_little (fixture);
  g_assert_cmpuint (fixture->told->len, ==, 0);
  go_live (fixture);
  alert = only_alert (fixture);
  g_assert_cmpstr (alert->title, ==, "5 new messages in 4 places");
  g_assert_cmpstr (alert->action, ==, "open-page");
}

/* ---- what is not ---- */

static void
test_silence (Fixture *fixture, gconstpointer data)
{
  /* What comes with the first sync: a month of it, or what was said this morning. */
  say (fixture, SCENE_GENERAL, SCENE_ANNA, "Before the line came");
  go_live (fixture);
  wait_a_little (fixture);
  /* Older than the program: a room that one is let into brings its past along. */
  {
    OfficeRecord *old = office_record_new ("message", "0190a000-0000-7000-8000-0000000009a1", "room:" SCENE_GENERAL);

    office_record_set_text (old, "room", SCENE_GENERAL);
    office_record_set_text (old, "author", SCENE_ANNA);
    office_record_set_text (old, "text", "Last month");
    office_record_set_integer (old, "seq", 40);
    office_record_set_integer (old, "at", NOW - 30 * DAY);
    office_test_scene_receive (fixture->scene, old, NULL);
  }
  /* One's own, from another device. */
  say (fixture, SCENE_LIBRARY, SCENE_BEN, "Mine");
  /* The place in view. */
  look_at (fixture, SCENE_PARTNERS);
  say (fixture, SCENE_PARTNERS, SCENE_ANNA, "You see this");
  wait_a_little (fixture);
  g_assert_cmpuint (fixture->told->len, ==, 0);

  /* An edit is no news. */
  look_at (fixture, NULL);
  say (fixture, SCENE_PARTNERS, SCENE_ANNA, "You do not see this");
  wait_a_little (fixture);
  g_assert_cmpuint (fixture->told->len, ==, 1);
  office_alerts_set_enabled (fixture->alerts, FALSE);
  say (fixture, SCENE_PARTNERS, SCENE_ANNA, "Nor this");
  wait_a_little (fixture);
  office_alerts_set_enabled (fixture->alerts, TRUE);
  wait_a_little (fixture);
  g_assert_cmpuint (fixture->told->len, ==, 1);
}

static void
test_quiet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  go_live (fixture);
  g_assert_true (office_session_set_quiet (fixture->session, NOW + HOUR, &error));
  g_assert_no_error (error);
  say (fixture, SCENE_GENERAL, SCENE_ANNA, "[@Ben](office:person/" SCENE_BEN ") look");
  wait_a_little (fixture);
  g_assert_cmpuint (fixture->told->len, ==, 0);
  /* No storm when it is over, and from then on as before. */
  office_fake_clock_advance (fixture->clock, HOUR);
  g_assert_cmpuint (fixture->told->len, ==, 0);
  say (fixture, SCENE_LIBRARY, SCENE_ANNA, "Good morning");
  wait_a_little (fixture);
  g_assert_cmpuint (fixture->told->len, ==, 1);
}

static void
test_levels (Fixture *fixture, gconstpointer data)
{
  go_live (fixture);
  prefer (fixture, SCENE_GENERAL, "mentions", FALSE);
  prefer (fixture, SCENE_LIBRARY, "none", FALSE);
  prefer (fixture, SCENE_PARTNERS, NULL, TRUE);
  say (fixture, SCENE_GENERAL, SCENE_ANNA, "All of you");
  say (fixture, SCENE_LIBRARY, SCENE_ANNA, "[@Ben](office:person/" SCENE_BEN ") look");
  say (fixture, SCENE_PARTNERS, SCENE_ANNA, "[@Ben](office:person/" SCENE_BEN ") look");
  wait_a_little (fixture);
  g_assert_cmpuint (fixture->told->len, ==, 0);
  say (fixture, SCENE_GENERAL, SCENE_ANNA, "[@Ben](office:person/" SCENE_BEN ") look");
  wait_a_little (fixture);
  only_alert (fixture);
}

/* Everything said in a direct room is for the person, until they want to be told less of it. */
static void
test_direct_level (Fixture *fixture, gconstpointer data)
{
  const char *direct = office_test_scene_get_direct (fixture->scene);
  OfficeRoom *room = office_session_find_room (fixture->session, direct);

  go_live (fixture);
  say (fixture, direct, SCENE_MEI, "Two");
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (office_room_get_mentions (room), ==, 2);
  prefer (fixture, direct, "mentions", FALSE);
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (office_room_get_mentions (room), ==, 0);
  g_assert_cmpuint (office_room_get_unread (room), ==, 2);
}

static void
test_threads_and_tasks (Fixture *fixture, gconstpointer data)
{
  OfficeAlert *alert;

  go_live (fixture);
  /* The thread under what I said, and one that is none of mine. */
  office_test_scene_act (fixture->scene, SCENE_ANNA, "message.send",
                         "{\"id\":\"0190a000-0000-7000-8000-0000000009b1\",\"room\":\"" SCENE_LIBRARY
                         "\",\"thread\":\"" SCENE_MORNING "\",\"text\":\"I have them\"}");
  wait_a_little (fixture);
  alert = only_alert (fixture);
  g_assert_cmpstr (alert->title, ==, "Anna Lindqvist replied in Riverside Library");
  g_assert_cmpstr (alert->id, ==, "talk:" SCENE_MORNING);
  g_ptr_array_set_size (fixture->told, 0);

  /* A task that is mine, and one that is not. */
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, SCENE_DOORS, SCENE_ANNA, "2.15 is only a cupboard");
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, SCENE_SAMPLES, SCENE_MEI, "Slate comes from Porto");
  wait_a_little (fixture);
  alert = only_alert (fixture);
  g_assert_cmpstr (alert->action, ==, "open-task");
  g_assert_cmpstr (alert->target, ==, SCENE_DOORS);
}

/* ---- and when it is over ---- */

static void
test_withdrawn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *remove = NULL;

  go_live (fixture);
  say (fixture, SCENE_GENERAL, SCENE_ANNA, "One");
  wait_a_little (fixture);
  g_assert_true (office_session_mark_read (fixture->session, SCENE_GENERAL, NULL, 2, &error));
  g_assert_cmpstr (fixture->withdrawn->str, ==, "talk:" SCENE_GENERAL " ");

  /* Deleted before anybody read it. */
  g_string_truncate (fixture->withdrawn, 0);
  id = g_strdup (say (fixture, SCENE_LIBRARY, SCENE_ANNA, "Wrong room"));
  wait_a_little (fixture);
  remove = g_strdup_printf ("{\"kind\":\"message\",\"id\":\"%s\"}", id);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "remove", remove);
  g_assert_cmpstr (fixture->withdrawn->str, ==, "talk:" SCENE_LIBRARY " ");

  /* The person comes to look. */
  g_string_truncate (fixture->withdrawn, 0);
  say (fixture, SCENE_PARTNERS, SCENE_ANNA, "Two");
  wait_a_little (fixture);
  look_at (fixture, SCENE_PARTNERS);
  g_assert_nonnull (strstr (fixture->withdrawn->str, "talk:" SCENE_PARTNERS " "));
}

/* Told by the program that ran before: that it was read takes it away all the same. */
static void
test_withdrawn_of_earlier_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  go_live (fixture);
  g_assert_true (office_session_mark_read (fixture->session, SCENE_LIBRARY, NULL, 4, &error));
  g_assert_cmpstr (fixture->withdrawn->str, ==, "talk:" SCENE_LIBRARY " ");
  look_at (fixture, SCENE_PARTNERS);
  g_assert_nonnull (strstr (fixture->withdrawn->str, "talk:" SCENE_PARTNERS " "));
}

static void
test_assignment (Fixture *fixture, gconstpointer data)
{
  OfficeAlert *alert;

  go_live (fixture);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\":\"task\",\"id\":\"" TASK "\",\"add\":{\"assignees\":[\"" SCENE_BEN "\"]}}");
  alert = only_alert (fixture);
  g_assert_cmpint (alert->kind, ==, OFFICE_ALERT_ASSIGNMENT);
  g_assert_cmpstr (alert->title, ==, "Anna Lindqvist gave you a task");
  g_assert_cmpstr (alert->body, ==, "Ask three quotes for the reading-room lamps\nRiverside Library");
  g_assert_cmpstr (alert->target, ==, TASK);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\":\"task\",\"id\":\"" TASK "\",\"take\":{\"assignees\":[\"" SCENE_BEN "\"]}}");
  g_assert_nonnull (strstr (fixture->withdrawn->str, alert->id));
}

static void
set_reminder (Fixture *fixture, gint64 at)
{
  g_autofree char *with = g_strdup_printf (
      "{\"id\":\"" REMIND "\",\"message\":\"" SCENE_MORNING "\",\"remind_at\":%" G_GINT64_FORMAT "}", at);

  office_test_scene_act (fixture->scene, SCENE_BEN, "reminder.set", with);
}

/* With or without a line, once, and again only when it was put off. */
static void
test_reminder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  OfficeAlert *alert;

  set_reminder (fixture, NOW + HOUR);
  office_fake_clock_advance (fixture->clock, HOUR - 1);
  g_assert_cmpuint (fixture->told->len, ==, 0);
  office_fake_clock_advance (fixture->clock, 1);
  alert = only_alert (fixture);
  g_assert_cmpint (alert->kind, ==, OFFICE_ALERT_REMINDER);
  g_assert_cmpstr (alert->action, ==, "open-message");
  g_assert_cmpstr (alert->target, ==, SCENE_MORNING);
  g_assert_true (g_str_has_prefix (alert->body, "Morning!"));

  /* Started anew: it has rung here already. */
  g_clear_object (&fixture->alerts);
  watch (fixture);
  go_live (fixture);
  g_assert_cmpuint (fixture->told->len, ==, 1);

  g_assert_true (office_session_change_reminder (fixture->session, REMIND, NOW + 3 * HOUR, &error));
  g_assert_no_error (error);
  office_fake_clock_advance (fixture->clock, 2 * HOUR);
  g_assert_cmpuint (fixture->told->len, ==, 2);
  g_assert_true (office_session_remove_reminder (fixture->session, REMIND, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->withdrawn->str, ==, "reminder:" REMIND " ");
}

/* A due date that the host does not know of yet rings here; when the host's reminder comes, it does not ring again. */
static void
test_due_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = office_id_derive (SCENE_DOORS, "due " SCENE_BEN);
  OfficeRecord *reminder;
  OfficeAlert *alert;
  g_autoptr (GDateTime) due = g_date_time_new_from_unix_local ((NOW + HOUR) / 1000);
  g_autofree char *text = g_date_time_format (due, "%Y-%m-%dT%H:%M");

  g_assert_true (office_session_edit_task (fixture->session, SCENE_DOORS, "due", text, &error));
  g_assert_no_error (error);
  office_test_scene_settle (fixture->scene);
  wait_a_little (fixture);
  g_assert_cmpuint (fixture->told->len, ==, 0);
  office_fake_clock_advance (fixture->clock, HOUR);
  alert = only_alert (fixture);
  g_assert_cmpint (alert->kind, ==, OFFICE_ALERT_DUE);
  g_assert_true (g_str_has_prefix (alert->title, "Due: Door schedule"));
  g_assert_cmpstr (alert->action, ==, "open-task");
  g_assert_cmpstr (alert->target, ==, SCENE_DOORS);

  go_live (fixture);
  office_test_scene_answer (fixture->scene);
  reminder = office_record_new ("reminder", id, "person:" SCENE_BEN);
  office_record_set_text (reminder, "task", SCENE_DOORS);
  office_record_set_integer (reminder, "remind_at", NOW + HOUR);
  office_record_set_boolean (reminder, "due", TRUE);
  office_test_scene_receive (fixture->scene, reminder, NULL);
  wait_a_little (fixture);
  only_alert (fixture);
}

/* The host's reminder of a date that was changed here since is not rung. */
static void
test_due_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = office_id_derive (SCENE_DOORS, "due " SCENE_BEN);
  OfficeRecord *reminder = office_record_new ("reminder", id, "person:" SCENE_BEN);

  office_record_set_text (reminder, "task", SCENE_DOORS);
  office_record_set_integer (reminder, "remind_at", NOW + HOUR);
  office_record_set_boolean (reminder, "due", TRUE);
  office_test_scene_receive (fixture->scene, reminder, NULL);
  g_assert_true (office_session_edit_task (fixture->session, SCENE_DOORS, "due", "2025-06-20", &error));
  office_test_scene_settle (fixture->scene);
  office_fake_clock_advance (fixture->clock, 2 * HOUR);
  g_assert_cmpuint (fixture->told->len, ==, 0);
}

/* Set twice on one task it is one reminder; the host's own of the due date is another. */
static void
test_task_reminder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  OfficeAlert *alert;

  g_assert_true (office_session_remind (fixture->session, TASK, NULL, NOW + 2 * HOUR, NULL, &error));
  g_assert_true (office_session_remind (fixture->session, TASK, NULL, NOW + HOUR, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (office_session_get_reminders (fixture->session)), ==, 1);
  office_fake_clock_advance (fixture->clock, HOUR + MINUTE);
  alert = only_alert (fixture);
  g_assert_cmpint (alert->kind, ==, OFFICE_ALERT_REMINDER);
  g_assert_cmpstr (alert->target, ==, TASK);
}

static void
test_reminder_in_quiet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  go_live (fixture);
  set_reminder (fixture, NOW + HOUR);
  g_assert_true (office_session_set_quiet (fixture->session, NOW + 2 * HOUR, &error));
  office_fake_clock_advance (fixture->clock, HOUR + MINUTE);
  g_assert_cmpuint (fixture->told->len, ==, 0);
  office_fake_clock_advance (fixture->clock, HOUR);
  g_assert_cmpuint (fixture->told->len, ==, 1);
}

/* ---- reactions ---- */

static void
react (Fixture *fixture, const char *person, const char *intent, const char *emoji)
{
  g_autofree char *with = g_strdup_printf ("{\"message\":\"%s\",\"emoji\":\"%s\"}", SCENE_MORNING, emoji);

  office_test_scene_act (fixture->scene, person, intent, with);
}

/* To what one has said oneself; of several people together. */
static void
test_reactions (Fixture *fixture, gconstpointer data)
{
  OfficeAlert *alert;

  go_live (fixture);
  react (fixture, SCENE_ANNA, "reaction.add", "👍");
  g_assert_cmpuint (fixture->told->len, ==, 0);
  office_fake_clock_advance (fixture->clock, 1000);
  alert = only_alert (fixture);
  g_assert_cmpstr (alert->id, ==, "reaction:" SCENE_MORNING);
  g_assert_cmpstr (alert->title, ==, "Anna Lindqvist reacted 👍");
  g_assert_cmpstr (alert->body, ==,
                   "Morning! The client wants to touch real samples of the larch and the slate before Friday.");
  g_assert_cmpstr (alert->action, ==, "open-message");
  g_assert_cmpstr (alert->target, ==, SCENE_MORNING);
  g_assert_false (alert->urgent);

  /* More of them change its words, not at once. */
  react (fixture, SCENE_MEI, "reaction.add", "🎉");
  react (fixture, SCENE_YOUSSEF, "reaction.add", "👍");
  office_fake_clock_advance (fixture->clock, 1000);
  g_assert_cmpuint (fixture->told->len, ==, 1);
  office_fake_clock_advance (fixture->clock, 8000);
  g_assert_cmpuint (fixture->told->len, ==, 2);
  alert = fixture->told->pdata[1];
  g_assert_cmpstr (alert->id, ==, "reaction:" SCENE_MORNING);
  g_assert_cmpstr (alert->title, ==, "Youssef Haddad and 2 others reacted 👍 🎉");

  look_at (fixture, SCENE_LIBRARY);
  g_assert_cmpstr (fixture->withdrawn->str, ==, "talk:" SCENE_DOORS " talk:" SCENE_LIBRARY " reaction:" SCENE_MORNING " ");
  react (fixture, SCENE_ANNA, "reaction.add", "🎉");
  office_fake_clock_advance (fixture->clock, 20000);
  g_assert_cmpuint (fixture->told->len, ==, 2);
}

static void
test_reactions_are_taken_back (Fixture *fixture, gconstpointer data)
{
  go_live (fixture);
  react (fixture, SCENE_ANNA, "reaction.add", "👍");
  react (fixture, SCENE_ANNA, "reaction.remove", "👍");
  office_fake_clock_advance (fixture->clock, 20000);
  g_assert_cmpuint (fixture->told->len, ==, 0);
  react (fixture, SCENE_ANNA, "reaction.add", "👍");
  office_fake_clock_advance (fixture->clock, 20000);
  g_assert_cmpuint (fixture->told->len, ==, 1);
  react (fixture, SCENE_ANNA, "reaction.remove", "👍");
  g_assert_cmpstr (fixture->withdrawn->str, ==, "reaction:" SCENE_MORNING " ");
}

/* Nothing of a room of which one wants to hear nothing, nothing of what was before, nothing of one's own. */
static void
test_reactions_that_are_not_told (Fixture *fixture, gconstpointer data)
{
  react (fixture, SCENE_ANNA, "reaction.add", "👍");
  go_live (fixture);
  office_fake_clock_advance (fixture->clock, 20000);
  react (fixture, SCENE_BEN, "reaction.add", "👍");
  prefer (fixture, SCENE_LIBRARY, "none", FALSE);
  react (fixture, SCENE_MEI, "reaction.add", "👍");
  prefer (fixture, SCENE_LIBRARY, "all", TRUE);
  react (fixture, SCENE_YOUSSEF, "reaction.add", "👍");
  office_fake_clock_advance (fixture->clock, 20000);
  g_assert_cmpuint (fixture->told->len, ==, 0);
  prefer (fixture, SCENE_LIBRARY, "mentions", FALSE);
  react (fixture, SCENE_SOFIA, "reaction.add", "👍");
  office_fake_clock_advance (fixture->clock, 20000);
  g_assert_cmpuint (fixture->told->len, ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "message", test_message },
    { "direct-and-mention", test_direct_and_mention },
    { "burst", test_burst },
    { "many-places", test_many_places },
    { "silence", test_silence },
    { "quiet", test_quiet },
    { "levels", test_levels },
    { "direct-level", test_direct_level },
    { "threads-and-tasks", test_threads_and_tasks },
    { "withdrawn", test_withdrawn },
    { "withdrawn-of-earlier-run", test_withdrawn_of_earlier_run },
    { "assignment", test_assignment },
    { "reactions-not-told", test_reactions_that_are_not_told },
    { "reactions-taken-back", test_reactions_are_taken_back },
    { "reactions", test_reactions },
    { "reminder", test_reminder },
    { "due-changed", test_due_changed },
    { "due-offline", test_due_offline },
    { "reminder-in-quiet", test_reminder_in_quiet },
    { "task-reminder", test_task_reminder },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/alerts/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
