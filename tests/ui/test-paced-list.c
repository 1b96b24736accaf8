/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first items of a model, followed at once or piece by piece. */
#include "office-paced-list.h"

#define SIZE     8
#define N_ROUNDS 3000

typedef struct {
  GListStore *model;
  OfficePacedList *list;
  GPtrArray *told; /* OfficePacedItem, by what the list has said of its changes */
} Fixture;

static void
on_items_changed (GListModel *list, guint position, guint removed, guint added, Fixture *fixture)
{
  g_assert_cmpuint (position + removed, <=, fixture->told->len);
  if (removed > 0)
    g_ptr_array_remove_range (fixture->told, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->told, (int) (position + i), g_list_model_get_item (list, position + i));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->model = g_list_store_new (G_TYPE_OBJECT);
  fixture->list = office_paced_list_new (G_LIST_MODEL (fixture->model), SIZE);
  fixture->told = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (on_items_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->list);
  g_object_unref (fixture->model);
  g_ptr_array_unref (fixture->told);
}

static void
check_told (Fixture *fixture)
{
  g_assert_cmpuint (fixture->told->len, ==, g_list_model_get_n_items (G_LIST_MODEL (fixture->list)));
  for (guint i = 0; i < fixture->told->len; i++)
    {
      g_autoptr (GObject) place = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);

      g_assert_true (place == fixture->told->pdata[i]);
    }
}

static void
check_right (Fixture *fixture)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->model));

  g_assert_cmpuint (fixture->told->len, ==, MIN (n, office_paced_list_get_size (fixture->list)));
  for (guint i = 0; i < fixture->told->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (fixture->model), i);
      g_autoptr (GObject) shown = office_paced_list_get (fixture->list, i);

      g_assert_true (item == shown);
    }
}

/* Some go anywhere, and some come. */
static void
change (Fixture *fixture)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->model));
  const guint position = (guint) g_test_rand_int_range (0, (int) n + 1);
  const guint most = (guint) g_test_rand_int_range (0, SIZE);
  const guint removed = MIN (most, n - position);
  const guint added = (guint) g_test_rand_int_range (0, SIZE);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (items, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (fixture->model, position, removed, items->pdata, added);
}

static void
catch_up (Fixture *fixture)
{
  while (office_paced_list_catch_up (fixture->list) == OFFICE_PACE_MORE)
    check_told (fixture);
  check_told (fixture);
}

static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  catch_up (fixture);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      change (fixture);
      check_told (fixture);
      check_right (fixture);
    }
}

/* However often the model changes meanwhile. */
static void
test_held (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      office_paced_list_hold (fixture->list, SIZE / 2 + i % SIZE);
      change (fixture);
      for (guint pieces = 0; pieces < i % 5; pieces++)
        {
          office_paced_list_catch_up (fixture->list);
          check_told (fixture);
        }
      change (fixture);
      catch_up (fixture);
      check_right (fixture);
      change (fixture);
      check_told (fixture);
      check_right (fixture);
    }
}

/* A place stays, and with it the row that was made for it. */
static void
test_places_stay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GObject) before = NULL, after = NULL;

  for (guint i = 0; i < SIZE; i++)
    {
      g_autoptr (GObject) item = g_object_new (G_TYPE_OBJECT, NULL);

      g_list_store_append (fixture->model, item);
    }
  catch_up (fixture);
  before = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  office_paced_list_hold (fixture->list, SIZE);
  g_list_store_remove (fixture->model, 0);
  catch_up (fixture);
  check_right (fixture);
  after = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_assert_true (before == after);
}

static void
test_size (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 4 * SIZE; i++)
    {
      g_autoptr (GObject) item = g_object_new (G_TYPE_OBJECT, NULL);

      g_list_store_append (fixture->model, item);
    }
  catch_up (fixture);
  g_assert_cmpuint (fixture->told->len, ==, SIZE);
  office_paced_list_set_size (fixture->list, 3 * SIZE);
  check_told (fixture);
  check_right (fixture);
  g_assert_cmpuint (fixture->told->len, ==, 3 * SIZE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/paced-list/at-once", test_at_once);
  ADD ("/paced-list/held", test_held);
  ADD ("/paced-list/places-stay", test_places_stay);
  ADD ("/paced-list/size", test_size);

  return g_test_run ();
}
