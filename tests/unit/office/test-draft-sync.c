/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-clock.h"
#include "office-id.h"
#include "office-session.h"
#include "office-test-scene.h"

#define LIBRARY "room:" SCENE_LIBRARY

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  char *id;      /* of the draft in the Library */
  char *changed; /* the place that was told of last */
  guint n_changed;
} Fixture;

static void
on_changed (OfficeSession *session, const char *place, Fixture *self)
{
  g_free (self->changed);
  self->changed = g_strdup (place);
  self->n_changed++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->scene = office_test_scene_new ();
  self->session = office_test_scene_get_session (self->scene);
  self->id = office_id_derive (SCENE_BEN, "draft " SCENE_LIBRARY);
  office_test_scene_set_state (self->scene, OFFICE_LINE_LIVE);
  office_test_scene_answer (self->scene);
  g_signal_connect (self->session, "draft-changed", G_CALLBACK (on_changed), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  office_test_scene_free (self->scene);
  g_free (self->changed);
  g_free (self->id);
}

static void
assert_draft (Fixture *self, const char *place, const char *expected)
{
  g_autofree char *text = office_session_dup_draft (self->session, place);

  g_assert_cmpstr (text, ==, expected);
}

/* What the host knows of it, after it has answered. */
static void
assert_known (Fixture *self, const char *expected)
{
  g_autoptr (OfficeRecord) record = NULL;

  office_test_scene_answer (self->scene);
  record = office_test_scene_get_record (self->scene, self->id);
  g_assert_cmpstr (record != NULL && !office_record_is_gone (record) ? office_record_get_text (record, "text") : NULL,
                   ==, expected);
}

static void
write_elsewhere (Fixture *self, const char *text)
{
  g_autofree char *with = text != NULL ? g_strdup_printf ("{\"room\":\"" SCENE_LIBRARY "\",\"text\":\"%s\"}", text)
                                       : g_strdup ("{\"room\":\"" SCENE_LIBRARY "\"}");

  office_test_scene_act (self->scene, SCENE_BEN, "draft.set", with);
}

static void
wait_a_moment (Fixture *self)
{
  office_fake_clock_advance (office_test_scene_get_clock (self->scene), 3000);
}

/* Told after a pause, on leaving, and when it was sent; each to the place it was written in. */
static void
test_told (Fixture *self, gconstpointer data)
{
  OfficeRoom *room = office_session_find_room (self->session, SCENE_LIBRARY);
  g_autoptr (OfficeRecord) discussion = NULL;
  g_autofree char *id = office_id_derive (SCENE_BEN, "draft " SCENE_SAMPLES);

  office_session_set_draft (self->session, LIBRARY, "H");
  g_assert_true (office_room_get_drafting (room));
  assert_known (self, NULL);
  office_fake_clock_advance (office_test_scene_get_clock (self->scene), 2000);
  office_session_set_draft (self->session, LIBRARY, "Hello");
  office_fake_clock_advance (office_test_scene_get_clock (self->scene), 2000);
  assert_known (self, NULL);
  wait_a_moment (self);
  assert_known (self, "Hello");
  g_assert_cmpuint (self->n_changed, ==, 0);

  office_session_set_draft (self->session, LIBRARY, "Hello all");
  office_session_push_draft (self->session, LIBRARY);
  assert_known (self, "Hello all");
  office_session_set_draft (self->session, "task:" SCENE_SAMPLES, "On it");
  office_session_push_draft (self->session, "task:" SCENE_SAMPLES);
  office_test_scene_answer (self->scene);
  discussion = office_test_scene_get_record (self->scene, id);
  g_assert_cmpstr (office_record_get_text (discussion, "task"), ==, SCENE_SAMPLES);
  g_assert_cmpstr (office_record_get_text (discussion, "room"), ==, SCENE_LIBRARY);

  office_session_set_draft (self->session, LIBRARY, "");
  assert_known (self, "Hello all");
  office_session_push_draft (self->session, LIBRARY);
  assert_known (self, NULL);
  g_assert_false (office_room_get_drafting (room));
  /* What is being made of a title is nobody else's business. */
  office_session_set_draft (self->session, "title:" SCENE_SAMPLES, "Samples");
  wait_a_moment (self);
  g_assert_cmpuint (office_test_scene_answer (self->scene), ==, 0);
}

static void
test_taken (Fixture *self, gconstpointer data)
{
  OfficeRoom *room = office_session_find_room (self->session, SCENE_LIBRARY);

  write_elsewhere (self, "From the other desk");
  assert_draft (self, LIBRARY, "From the other desk");
  g_assert_cmpstr (self->changed, ==, LIBRARY);
  g_assert_true (office_room_get_drafting (room));
  write_elsewhere (self, "From the other desk, more");
  assert_draft (self, LIBRARY, "From the other desk, more");
  /* Sent there: it is over here too. */
  write_elsewhere (self, NULL);
  assert_draft (self, LIBRARY, NULL);
  g_assert_false (office_room_get_drafting (room));
  g_assert_cmpuint (self->n_changed, ==, 3);
  /* Nothing of that is this desk's own, to be told back. */
  wait_a_moment (self);
  g_assert_cmpuint (office_test_scene_answer (self->scene), ==, 0);
}

/* Two devices at once: neither text is lost. */
static void
test_both_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *other = NULL;
  g_autofree char *forgotten = NULL;

  office_session_set_draft (self->session, LIBRARY, "Mine");
  write_elsewhere (self, "The other");
  assert_draft (self, LIBRARY, "Mine");
  other = office_session_dup_other_draft (self->session, LIBRARY);
  g_assert_cmpstr (other, ==, "The other");
  g_assert_cmpuint (self->n_changed, ==, 1);
  wait_a_moment (self);
  assert_known (self, "Mine");
  assert_draft (self, LIBRARY, "Mine");
  office_session_forget_other_draft (self->session, LIBRARY);
  forgotten = office_session_dup_other_draft (self->session, LIBRARY);
  g_assert_null (forgotten);
}

/* As another device of this version does that knows of `was`. */
static void
write_knowing (Fixture *self, const char *text, const char *was)
{
  g_autofree char *known = office_id_derive (self->id, was);
  g_autofree char *with = g_strdup_printf ("{\"room\":\"" SCENE_LIBRARY "\",\"text\":\"%s\",\"was\":\"%s\"}", text,
                                           known);

  office_test_scene_act (self->scene, SCENE_BEN, "draft.set", with);
}

static void
assert_other (Fixture *self, const char *expected)
{
  g_autofree char *other = office_session_dup_other_draft (self->session, LIBRARY);

  g_assert_cmpstr (other, ==, expected);
}

/* Both were told before they heard of each other, and the other one came first. */
static void
test_told_at_once (Fixture *self, gconstpointer data)
{
  office_session_set_draft (self->session, LIBRARY, "Mine");
  office_session_push_draft (self->session, LIBRARY);
  write_knowing (self, "The other", "");
  assert_known (self, "Mine");
  assert_draft (self, LIBRARY, "Mine");
  assert_other (self, "The other");
  /* Going on does not end the choice; choosing does, for all devices. */
  office_session_set_draft (self->session, LIBRARY, "Mine, more");
  office_session_push_draft (self->session, LIBRARY);
  assert_known (self, "Mine, more");
  assert_other (self, "The other");
  office_session_forget_other_draft (self->session, LIBRARY);
  assert_other (self, NULL);
  g_assert_cmpuint (office_test_scene_answer (self->scene), ==, 1);
  assert_other (self, NULL);
  assert_known (self, "Mine, more");
}

/* This device's came first: the other's is the draft, and this one's is offered. */
static void
test_overtaken (Fixture *self, gconstpointer data)
{
  office_session_set_draft (self->session, LIBRARY, "Mine");
  office_session_push_draft (self->session, LIBRARY);
  assert_known (self, "Mine");
  write_knowing (self, "The other", "");
  assert_draft (self, LIBRARY, "The other");
  assert_other (self, "Mine");
  g_assert_cmpstr (self->changed, ==, LIBRARY);
  /* Chosen over there. */
  write_knowing (self, "The other, more", "The other");
  assert_draft (self, LIBRARY, "The other, more");
  assert_other (self, "Mine");
  write_knowing (self, "Mine, there", "Mine");
  assert_draft (self, LIBRARY, "Mine, there");
  assert_other (self, "The other, more");
}

/* It is sent here while something else is written there: that stays what is being written. */
static void
test_sent_meanwhile (Fixture *self, gconstpointer data)
{
  office_session_set_draft (self->session, LIBRARY, "Mine");
  office_session_push_draft (self->session, LIBRARY);
  assert_known (self, "Mine");
  office_session_set_draft (self->session, LIBRARY, NULL);
  write_knowing (self, "The other", "Mine");
  office_session_push_draft (self->session, LIBRARY);
  assert_known (self, "The other");
  assert_draft (self, LIBRARY, "The other");
  assert_other (self, NULL);
}

/* Told and sent before the other one was heard of. */
static void
test_sent_before (Fixture *self, gconstpointer data)
{
  office_session_set_draft (self->session, LIBRARY, "Mine");
  office_session_push_draft (self->session, LIBRARY);
  office_session_set_draft (self->session, LIBRARY, NULL);
  office_session_push_draft (self->session, LIBRARY);
  write_knowing (self, "The other", "");
  assert_known (self, NULL);
  assert_draft (self, LIBRARY, NULL);
  assert_other (self, "The other");
}

/* What came is taken when what was written here is taken back. */
static void
test_taken_back (Fixture *self, gconstpointer data)
{
  office_session_set_draft (self->session, LIBRARY, "Mine");
  write_knowing (self, "The other", "");
  assert_other (self, "The other");
  office_session_set_draft (self->session, LIBRARY, NULL);
  wait_a_moment (self);
  assert_draft (self, LIBRARY, "The other");
  assert_other (self, NULL);
  office_session_set_draft (self->session, LIBRARY, "Mine");
  write_elsewhere (self, NULL);
  assert_draft (self, LIBRARY, "Mine");
  assert_other (self, NULL);
}

/* Without a line it waits, and is told once when it is back. */
static void
test_offline (Fixture *self, gconstpointer data)
{
  office_test_scene_set_state (self->scene, OFFICE_LINE_WAITING);
  office_session_set_draft (self->session, LIBRARY, "On the train");
  wait_a_moment (self);
  office_session_set_draft (self->session, LIBRARY, "On the train, still");
  wait_a_moment (self);
  g_assert_cmpuint (office_test_scene_answer (self->scene), ==, 0);
  office_test_scene_set_state (self->scene, OFFICE_LINE_LIVE);
  g_assert_cmpuint (office_session_get_n_waiting (self->session), ==, 0);
  assert_known (self, "On the train, still");
}

static void
test_too_long (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (10001, 'a');

  office_session_set_draft (self->session, LIBRARY, text);
  wait_a_moment (self);
  assert_known (self, NULL);
  assert_draft (self, LIBRARY, text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/office/draft-sync/told", Fixture, NULL, set_up, test_told, tear_down);
  g_test_add ("/office/draft-sync/taken", Fixture, NULL, set_up, test_taken, tear_down);
  g_test_add ("/office/draft-sync/both-kept", Fixture, NULL, set_up, test_both_kept, tear_down);
  g_test_add ("/office/draft-sync/told-at-once", Fixture, NULL, set_up, test_told_at_once, tear_down);
  g_test_add ("/office/draft-sync/overtaken", Fixture, NULL, set_up, test_overtaken, tear_down);
  g_test_add ("/office/draft-sync/sent-meanwhile", Fixture, NULL, set_up, test_sent_meanwhile, tear_down);
  g_test_add ("/office/draft-sync/sent-before", Fixture, NULL, set_up, test_sent_before, tear_down);
  g_test_add ("/office/draft-sync/taken-back", Fixture, NULL, set_up, test_taken_back, tear_down);
  g_test_add ("/office/draft-sync/offline", Fixture, NULL, set_up, test_offline, tear_down);
  g_test_add ("/office/draft-sync/too-long", Fixture, NULL, set_up, test_too_long, tear_down);
  return g_test_run ();
}
