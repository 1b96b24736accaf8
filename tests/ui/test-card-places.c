/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-card-places.h"

#define SPACING 6

static OfficeCardPlaces *
make_places (void)
{
  static const int heights[] = { 50, 70, 30 };
  OfficeCardPlaces *places = office_card_places_new (SPACING);

  office_card_places_splice (places, 0, 0, heights, G_N_ELEMENTS (heights));
  return places;
}

static void
test_one_above_the_other (void)
{
  g_autoptr (OfficeCardPlaces) places = make_places ();
  int top;

  g_assert_cmpuint (office_card_places_get_n (places), ==, 3);
  g_assert_cmpint (office_card_places_get_top (places, 0), ==, 0);
  g_assert_cmpint (office_card_places_get_top (places, 2), ==, 50 + SPACING + 70 + SPACING);
  g_assert_cmpint (office_card_places_get_total (places), ==, 150 + 2 * SPACING);
  g_assert_cmpuint (office_card_places_find (places, 55, &top), ==, 0); /* the gap is the upper one's */
  g_assert_cmpint (top, ==, 0);
  g_assert_cmpuint (office_card_places_find (places, 56, &top), ==, 1);
  g_assert_cmpint (top, ==, 56);
  g_assert_cmpuint (office_card_places_find (places, 1000, &top), ==, 2);
  g_assert_cmpuint (office_card_places_find (places, -1, NULL), ==, 0);
}

static void
test_cards_come_and_go (void)
{
  static const int heights[] = { 10, 20 };
  g_autoptr (OfficeCardPlaces) places = make_places ();

  office_card_places_splice (places, 1, 1, heights, 2);
  g_assert_cmpint (office_card_places_get_total (places), ==, 50 + 10 + 20 + 30 + 3 * SPACING);
  office_card_places_set_height (places, 3, 31);
  g_assert_cmpint (office_card_places_get_height (places, 3), ==, 31);
  office_card_places_splice (places, 0, 4, NULL, 0);
  g_assert_cmpint (office_card_places_get_total (places), ==, 0);
  g_assert_cmpuint (office_card_places_find (places, 10, NULL), ==, 0);
}

static void
test_a_slot_makes_room (void)
{
  g_autoptr (OfficeCardPlaces) places = make_places ();
  int height = 0, sum;

  g_assert_cmpint (office_card_places_get_slot (places, &height), ==, -1);
  for (guint place = 0; place <= 3; place++)
    {
      office_card_places_set_slot (places, (int) place, 40);
      g_assert_true (office_card_places_has_slot (places, place, 40));
      g_assert_cmpint (office_card_places_get_total (places), ==, 150 + 40 + 3 * SPACING);
      /* Steps and tops say the same. */
      sum = office_card_places_get_top (places, 0);
      g_assert_cmpint (sum, ==, place == 0 ? 40 + SPACING : 0);
      for (guint i = 0; i < 3; i++)
        {
          sum += office_card_places_get_step (places, i);
          g_assert_cmpint (office_card_places_get_top (places, i + 1), ==, sum);
        }
    }
  office_card_places_set_slot (places, 1, 40);
  g_assert_cmpint (office_card_places_get_slot (places, &height), ==, 56);
  g_assert_cmpint (height, ==, 40);
  office_card_places_set_slot (places, -1, 0);
  g_assert_cmpint (office_card_places_get_total (places), ==, 150 + 2 * SPACING);
}

static void
test_a_gap_is_found_by_middles (void)
{
  g_autoptr (OfficeCardPlaces) places = make_places ();

  g_assert_cmpuint (office_card_places_find_gap (places, -5), ==, 0);
  g_assert_cmpuint (office_card_places_find_gap (places, 24), ==, 0);
  g_assert_cmpuint (office_card_places_find_gap (places, 25), ==, 1);
  g_assert_cmpuint (office_card_places_find_gap (places, 56 + 34), ==, 1);
  g_assert_cmpuint (office_card_places_find_gap (places, 56 + 35), ==, 2);
  g_assert_cmpuint (office_card_places_find_gap (places, 1000), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card-places/one-above-the-other", test_one_above_the_other);
  g_test_add_func ("/card-places/cards-come-and-go", test_cards_come_and_go);
  g_test_add_func ("/card-places/a-slot-makes-room", test_a_slot_makes_room);
  g_test_add_func ("/card-places/a-gap-is-found-by-middles", test_a_gap_is_found_by_middles);

  return g_test_run ();
}
