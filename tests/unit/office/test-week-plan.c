/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-week-plan.h"

#define MONDAY 739413 /* 9 June 2025 */

/* Days are counted from that Monday; items are the letters. */
typedef struct {
  char item;
  int first, last;
} Span;

static OfficeWeekPlan *
make_plan (const Span *spans, guint n, guint most)
{
  g_autofree OfficeSpan *made = g_new (OfficeSpan, n);

  for (guint i = 0; i < n; i++)
    made[i] = (OfficeSpan){ (guint) (MONDAY + spans[i].first), (guint) (MONDAY + spans[i].last),
                            GINT_TO_POINTER (spans[i].item) };
  return office_week_plan_new (MONDAY, made, n, most);
}

/* A line each lane, a letter each day; capitals are bars, and the last line tells how many more there are. */
static char *
draw (OfficeWeekPlan *plan, guint most)
{
  GString *text = g_string_new (NULL);

  for (guint lane = 0; lane < most; lane++)
    {
      char line[] = "....... ";

      for (guint day = 0; day < OFFICE_WEEK_DAYS; day++)
        {
          const OfficeWeekDay *shown = office_week_plan_get_day (plan, day);

          if (lane < shown->slots->len && shown->slots->pdata[lane] != NULL)
            line[day] = (char) GPOINTER_TO_INT (shown->slots->pdata[lane]);
        }
      for (guint i = 0; i < office_week_plan_get_n_bars (plan); i++)
        {
          const OfficeWeekBar *bar = office_week_plan_get_bar (plan, i);

          for (guint day = bar->first; bar->shown && bar->lane == lane && day <= bar->last; day++)
            {
              g_assert_cmpint (line[day], ==, '.');
              line[day] = (char) GPOINTER_TO_INT (bar->item);
            }
        }
      g_string_append (text, line);
    }
  for (guint day = 0; day < OFFICE_WEEK_DAYS; day++)
    g_string_append_printf (text, "%u", office_week_plan_get_day (plan, day)->n_more);
  return g_string_free (text, FALSE);
}

static void
assert_plan (const Span *spans, guint n, guint most, const char *expected)
{
  g_autoptr (OfficeWeekPlan) plan = make_plan (spans, n, most);
  g_autofree char *drawn = draw (plan, most);

  g_assert_cmpstr (drawn, ==, expected);
}

#define ASSERT_PLAN(most, expected, ...)                                                                               \
  assert_plan ((const Span[]){ __VA_ARGS__ }, G_N_ELEMENTS (((const Span[]){ __VA_ARGS__ })), most, expected)

static void
test_lanes (void)
{
  /* What begins sooner is higher, then what is longer; a lane is used again; what is of one day fills the gaps. */
  ASSERT_PLAN (3, "AAACCC. .BBBBx. .y..... 0000000", { 'B', 1, 4 }, { 'A', 0, 2 }, { 'C', 3, 5 }, { 'x', 5, 5 },
               { 'y', 1, 1 });
  ASSERT_PLAN (2, "BBBBB.. AA..... 0000000", { 'A', 0, 1 }, { 'B', 0, 4 });
  ASSERT_PLAN (2, "a....b. ....... 0000000", { 'a', 0, 0 }, { 'b', 5, 5 });
}

static void
test_edges (void)
{
  const Span spans[]
      = { { 'A', -3, 1 }, { 'B', 4, 9 }, { 'C', -9, 20 }, { 'd', -1, -1 }, { 'e', 7, 7 }, { 'f', 6, 2 } };
  g_autoptr (OfficeWeekPlan) plan = make_plan (spans, G_N_ELEMENTS (spans), 4);
  g_autofree char *drawn = draw (plan, 4);
  const OfficeWeekBar *bar;

  g_assert_cmpstr (drawn, ==, "CCCCCCC AA..BBB ......f ....... 0000000");
  g_assert_cmpuint (office_week_plan_get_n_bars (plan), ==, 3);
  bar = office_week_plan_get_bar (plan, 0);
  g_assert_true (bar->from_before && bar->beyond);
  bar = office_week_plan_get_bar (plan, 1);
  g_assert_true (bar->from_before && !bar->beyond && bar->first == 0 && bar->last == 1);
  bar = office_week_plan_get_bar (plan, 2);
  g_assert_true (!bar->from_before && bar->beyond && bar->first == 4 && bar->last == 6);
}

static void
test_more (void)
{
  /* Exactly as many as there is room for need no words about more. */
  ASSERT_PLAN (2, "a...... b...... 0000000", { 'a', 0, 0 }, { 'b', 0, 0 });
  ASSERT_PLAN (2, "a...... ....... 2000000", { 'a', 0, 0 }, { 'b', 0, 0 }, { 'c', 0, 0 });
  /* A bar that has to make way on one of its days is not seen on the others, and told of there. */
  ASSERT_PLAN (2, "BBBB... ....... 3110000", { 'A', 0, 2 }, { 'B', 0, 3 }, { 'c', 0, 0 }, { 'd', 0, 0 });
}

/* The room for the words about more takes another bar's. */
static void
test_chain (void)
{
  ASSERT_PLAN (2, "BBBBBB. ....... 1211210", { 'B', 0, 5 }, { 'C', 0, 1 }, { 'D', 1, 4 }, { 'E', 4, 5 });
  ASSERT_PLAN (1, "....... 1200000", { 'A', 0, 1 }, { 'b', 1, 1 });
  ASSERT_PLAN (0, "1000000", { 'a', 0, 0 });
}

/* Nothing is lost and nothing stands twice, whatever there is. */
static void
test_any (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      Span spans[24];
      const guint n = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (spans) + 1);
      const guint most = (guint) g_test_rand_int_range (0, 8);
      g_autoptr (OfficeWeekPlan) plan = NULL;
      g_autofree char *drawn = NULL;

      for (guint i = 0; i < n; i++)
        {
          const int first = g_test_rand_int_range (-3, 10), days = g_test_rand_int_range (-4, 6);

          spans[i] = (Span){ (char) ('a' + i), first, first + MAX (days, 0) };
        }
      plan = make_plan (spans, n, most);
      drawn = draw (plan, most);
      for (guint day = 0; day < OFFICE_WEEK_DAYS; day++)
        {
          const OfficeWeekDay *filled = office_week_plan_get_day (plan, day);
          guint n_all = 0, n_seen = 0, lanes = 0;

          for (guint i = 0; i < n; i++)
            n_all += spans[i].first <= (int) day && spans[i].last >= (int) day;
          for (guint lane = 0; lane < most; lane++)
            {
              n_seen += drawn[lane * 8 + day] != '.';
              lanes = drawn[lane * 8 + day] != '.' ? lane + 1 : lanes;
            }
          g_assert_cmpuint (filled->items->len, ==, n_all);
          g_assert_cmpuint (n_seen + filled->n_more, ==, n_all);
          g_assert_cmpuint (lanes + (filled->n_more > 0), <=, MAX (most, 1));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/week-plan/lanes", test_lanes);
  g_test_add_func ("/week-plan/edges", test_edges);
  g_test_add_func ("/week-plan/more", test_more);
  g_test_add_func ("/week-plan/chain", test_chain);
  g_test_add_func ("/week-plan/any", test_any);
  return g_test_run ();
}
