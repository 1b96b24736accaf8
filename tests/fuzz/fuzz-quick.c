/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody types for a task: no piece overlaps another, the title has only what was typed, and what is taken back stays. */
#include "fuzz.h"

#include "office-quick-parser.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1749636000000)

static GPtrArray *
make_names (const char *first, const char *second)
{
  GPtrArray *names = g_ptr_array_new_with_free_func ((GDestroyNotify) office_quick_name_free);

  g_ptr_array_add (names, office_quick_name_new ("1", first, NULL));
  g_ptr_array_add (names, office_quick_name_new ("2", second, "DES"));
  return names;
}

static void
check (const char *line, const OfficeQuickContext *context)
{
  g_autoptr (OfficeQuickTask) task = office_quick_parse (line, NULL, context);
  gsize end = 0;

  g_assert_true (g_utf8_validate (task->title, -1, NULL));
  g_assert_cmpuint (strlen (task->title), <=, strlen (line));
  for (guint i = 0; i < task->tokens->len; i++)
    {
      OfficeQuickToken *token = task->tokens->pdata[i];
      g_autofree char *piece = g_strndup (line + token->start, token->end - token->start);
      const char *const rejected[] = { piece, NULL };
      g_autoptr (OfficeQuickTask) again = NULL;

      g_assert_cmpuint (token->start, >=, end);
      g_assert_cmpuint (token->end, >, token->start);
      g_assert_cmpuint (token->end, <=, strlen (line));
      g_assert_true (g_utf8_validate (piece, -1, NULL));
      end = token->end;
      again = office_quick_parse (line, rejected, context);
      for (guint k = 0; k < again->tokens->len; k++)
        {
          OfficeQuickToken *other = again->tokens->pdata[k];

          g_assert_true (other->start != token->start || other->kind != token->kind);
        }
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = fuzz_input (data, size);
  g_autofree char *rest = fuzz_take_rest (&input);
  g_autofree char *line = g_utf8_make_valid (rest, -1);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GPtrArray) people = make_names ("Anna Berg", "Ben");
  g_autoptr (GPtrArray) labels = make_names ("Client call", "ui");
  OfficeQuickContext context
      = { .now = NOW, .zone = zone, .me = "1", .people = people, .labels = labels, .rooms = people };

  if (zone != NULL)
    check (line, &context);
  return 0;
}
