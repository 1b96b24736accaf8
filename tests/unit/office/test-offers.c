/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-offer.h"
#include "office-session.h"
#include "office-test-scene.h"

static char *
join (GPtrArray *offers)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < offers->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "", ((OfficeOffer *) offers->pdata[i])->title);
  return g_string_free (titles, FALSE);
}

static void
assert_found (GPtrArray *offers, const char *typed, const char *expected)
{
  g_autoptr (GPtrArray) found = office_offer_filter (offers, typed, 3);
  g_autofree char *titles = join (found);

  g_assert_cmpstr (titles, ==, expected);
}

static void
test_ranking (void)
{
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func ((GDestroyNotify) office_offer_free);

  g_ptr_array_add (offers, office_offer_new ("Joanna", NULL, ""));
  g_ptr_array_add (offers, office_offer_new ("Bea Annan", NULL, ""));
  g_ptr_array_add (offers, office_offer_new ("Ánna", NULL, ""));
  g_ptr_array_add (offers, office_offer_new ("thumbs_up", "+1 yes", ""));
  g_ptr_array_add (offers, office_offer_new ("Anne", NULL, ""));
  /* What begins so, then a word that does, then what only holds it; among equals the order is kept. */
  assert_found (offers, "ann", "Ánna|Anne|Bea Annan");
  assert_found (offers, "ANNA", "Ánna|Bea Annan|Joanna");
  assert_found (offers, "oan", "Joanna");
  assert_found (offers, "thumbs_u", "thumbs_up");
  assert_found (offers, "+1", "thumbs_up");
  assert_found (offers, "zz", "");
  assert_found (offers, "Bea ", "Bea Annan");
  assert_found (offers, "Bea Annan ", "");
  assert_found (offers, " ", "");
  assert_found (offers, "", "Joanna|Bea Annan|Ánna");
}

static void
test_people (void)
{
  g_autoptr (OfficeTestScene) scene = office_test_scene_new ();
  OfficeSession *session = office_test_scene_get_session (scene);
  g_autoptr (GPtrArray) offers = NULL;
  OfficeOffer *first, *last;

  office_test_scene_say (scene, SCENE_LIBRARY, NULL, SCENE_SOFIA, "Here I am");
  offers = office_session_offer_people (session, SCENE_LIBRARY);
  g_assert_cmpuint (offers->len, >, 2);
  first = offers->pdata[0];
  last = offers->pdata[offers->len - 1];
  g_assert_cmpstr (first->id, ==, SCENE_SOFIA);
  g_assert_cmpstr (last->title, ==, "room");
  for (guint i = 0; i < offers->len; i++)
    g_assert_cmpstr (((OfficeOffer *) offers->pdata[i])->id, !=, SCENE_BEN);
}

static void
test_tasks (void)
{
  g_autoptr (OfficeTestScene) scene = office_test_scene_new ();
  OfficeSession *session = office_test_scene_get_session (scene);
  g_autoptr (GPtrArray) offers = NULL;
  g_autoptr (GPtrArray) direct = NULL;
  g_autoptr (OfficeRecord) message = NULL;
  g_autofree char *id = NULL;

  offers = office_session_offer_tasks (session, SCENE_LIBRARY);
  g_assert_cmpuint (offers->len, ==, 4);
  direct = office_session_offer_tasks (session, office_test_scene_get_direct (scene));
  g_assert_cmpuint (direct->len, ==, 4);
  g_assert_true (office_session_send (session, SCENE_LIBRARY, NULL,
                                      "See #Send façade samples to the client, @room and @Mei", &id, NULL));
  office_test_scene_answer (scene);
  message = office_replica_get (office_test_scene_get_replica (scene), id);
  g_assert_cmpstr (office_record_get_text (message, "text"), ==,
                   "See [#Send façade samples to the client](office:task/" SCENE_SAMPLES
                   "), [@room](office:room/" SCENE_LIBRARY ") and [@Mei](office:person/" SCENE_MEI ")");
}

static void
number_tasks (OfficeTestScene *scene)
{
  OfficeRecord *room = office_test_scene_get_record (scene, SCENE_LIBRARY);
  OfficeRecord *lamps = office_test_scene_get_record (scene, SCENE_LAMPS);
  OfficeRecord *doors = office_test_scene_get_record (scene, SCENE_DOORS);

  office_record_set_text (room, "key", "LIB");
  office_record_set_text (room, "former_keys", "RIV");
  office_record_set_integer (lamps, "number", 12);
  office_record_set_integer (doors, "number", 3);
  office_test_scene_receive (scene, room, lamps, doors, NULL);
}

static void
assert_inserts (GPtrArray *offers, const char *typed, const char *expected)
{
  g_autoptr (GPtrArray) found = office_offer_filter (offers, typed, 8);

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (office_offer_get_insert (found->pdata[0], typed), ==, expected);
}

/* Who types a number is given the number, who types the title the title. */
static void
test_numbers (void)
{
  g_autoptr (OfficeTestScene) scene = office_test_scene_new ();
  OfficeSession *session = office_test_scene_get_session (scene);
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GPtrArray) elsewhere = NULL;
  g_autoptr (GPtrArray) direct = NULL;
  g_autoptr (GPtrArray) nothing = NULL;
  g_autofree char *called = NULL;

  number_tasks (scene);
  here = office_session_offer_tasks (session, SCENE_LIBRARY);
  assert_inserts (here, "12", "#LIB-12 ");
  assert_inserts (here, "lib-1", "#LIB-12 ");
  assert_inserts (here, "LIB-12", "#LIB-12 ");
  assert_inserts (here, "riv-12", "#LIB-12 "); /* as it was called before */
  assert_inserts (here, "ask three", "#Ask three quotes for the reading-room lamps ");
  g_assert_cmpuint (here->len, ==, 4);
  office_session_offer_tasks_by_number (session, SCENE_LIBRARY, "LIB", here);
  g_assert_cmpuint (here->len, ==, 4);

  called = office_session_dup_key_called (session, "lib-");
  g_assert_cmpstr (called, ==, "LIB");
  g_assert_null (office_session_dup_key_called (session, "lib"));
  g_assert_null (office_session_dup_key_called (session, "-3"));
  g_assert_null (office_session_dup_key_called (session, "NOWHERE-3"));

  elsewhere = office_session_offer_tasks (session, SCENE_GENERAL);
  g_assert_cmpuint (elsewhere->len, ==, 0);
  office_session_offer_tasks_by_number (session, SCENE_GENERAL, called, elsewhere);
  assert_inserts (elsewhere, "LIB-3", "#LIB-3 ");
  assert_inserts (elsewhere, "RIV-3", "#LIB-3 ");
  nothing = office_offer_filter (elsewhere, "ask three", 8);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_ptr_array_unref (nothing);
  nothing = office_offer_filter (elsewhere, "", 8);
  g_assert_cmpuint (nothing->len, ==, 0);

  direct = office_session_offer_tasks (session, office_test_scene_get_direct (scene));
  office_session_offer_tasks_by_number (session, office_test_scene_get_direct (scene), called, direct);
  assert_inserts (direct, "LIB-3", "#LIB-3 ");
  assert_inserts (direct, "riv-3", "#LIB-3 ");
}

static GPtrArray *
offer_called (OfficeSession *session, const char *room, const char *typed)
{
  GPtrArray *offers = office_session_offer_tasks (session, room);
  g_autofree char *key = office_session_dup_key_called (session, typed);

  g_assert_nonnull (key);
  office_session_offer_tasks_by_number (session, room, key, offers);
  return offers;
}

/* In whatever room: a task that has moved is offered by what it was called before, and by other keys of the room that it has left. */
static void
test_moved (void)
{
  g_autoptr (OfficeTestScene) scene = office_test_scene_new ();
  OfficeSession *session = office_test_scene_get_session (scene);
  const char *const places[] = { SCENE_GENERAL, SCENE_LIBRARY, office_test_scene_get_direct (scene) };
  OfficeRecord *general = office_test_scene_get_record (scene, SCENE_GENERAL);
  OfficeRecord *doors = office_test_scene_get_record (scene, SCENE_DOORS);

  number_tasks (scene);
  office_record_set_text (general, "key", "GEN");
  office_record_set_text (general, "former_keys", "OLD");
  office_record_set_integer (doors, "number", 3);
  office_record_set_text (doors, "former", "GEN-71 FAR-8"); /* the room of FAR is not this person's to see */
  office_test_scene_receive (scene, general, doors, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GPtrArray) current = offer_called (session, places[i], "gen-7");
      g_autoptr (GPtrArray) old = offer_called (session, places[i], "old-");
      g_autoptr (GPtrArray) far = offer_called (session, places[i], "far-");

      assert_inserts (current, "gen-7", "#LIB-3 ");
      assert_inserts (old, "OLD-71", "#LIB-3 ");
      assert_inserts (far, "far-8", "#LIB-3 ");
    }
  g_assert_null (office_session_dup_key_called (session, "FA-8"));
}

/* Templates are no work that one could speak of. */
static void
test_template (void)
{
  g_autoptr (OfficeTestScene) scene = office_test_scene_new ();
  OfficeSession *session = office_test_scene_get_session (scene);
  OfficeRecord *doors = office_test_scene_get_record (scene, SCENE_DOORS);
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GPtrArray) elsewhere = g_ptr_array_new_with_free_func ((GDestroyNotify) office_offer_free);
  g_autoptr (GPtrArray) direct = NULL;

  number_tasks (scene);
  office_record_set_boolean (doors, "template", TRUE);
  office_test_scene_receive (scene, doors, NULL);
  here = office_session_offer_tasks (session, SCENE_LIBRARY);
  g_assert_cmpuint (here->len, ==, 3);
  office_session_offer_tasks_by_number (session, SCENE_GENERAL, "LIB", elsewhere);
  g_assert_cmpuint (elsewhere->len, ==, 3);
  direct = office_session_offer_tasks (session, office_test_scene_get_direct (scene));
  for (guint i = 0; i < direct->len; i++)
    g_assert_cmpstr (((OfficeOffer *) direct->pdata[i])->id, !=, SCENE_DOORS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/offers/ranking", test_ranking);
  g_test_add_func ("/office/offers/people", test_people);
  g_test_add_func ("/office/offers/tasks", test_tasks);
  g_test_add_func ("/office/offers/numbers", test_numbers);
  g_test_add_func ("/office/offers/moved", test_moved);
  g_test_add_func ("/office/offers/template", test_template);
  return g_test_run ();
}
