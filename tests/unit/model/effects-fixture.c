/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "effects-fixture.h"

#include "office-json.h"

#include <string.h>

static void
add_person (Office *office, const char *id, const char *name, const char *role)
{
  OfficeRecord *person = office_record_new ("person", id, "office");

  office_record_set_text (person, "name", name);
  office_record_set_text (person, "role", role);
  office_memory_book_put (office->book, person);
}

static OfficeEffects *G_GNUC_PRINTF (4, 0) effects_of (Office *office, const char *person, const char *intent,
                                                       const char *format, va_list arguments, GError **error)
{
  g_autofree char *json = g_strdup_vprintf (format, arguments);
  g_autoptr (JsonObject) with = NULL;
  g_autoptr (OfficeOperation) operation = NULL;
  g_autoptr (GError) local_error = NULL;

  g_strdelimit (json, "'", '"');
  with = office_json_parse (json, strlen (json), OFFICE_LIMIT_SERVER_FRAME, &local_error);
  g_assert_no_error (local_error);
  operation = office_operation_new_following (office->id != NULL ? office->id : ID ("0f"), intent, office->base,
                                              office->follows, 0, with);
  return office_effects_of (operation, OFFICE_BOOK (office->book), person, OFFICE, office->now, error);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (office_record_get_text (*(OfficeRecord *const *) a, "position"),
                    office_record_get_text (*(OfficeRecord *const *) b, "position"));
}

void
office_set_up (Office *office, gconstpointer data)
{
  OfficeRecord *self = office_record_new ("office", OFFICE, "office");

  office->book = office_memory_book_new (TRUE);
  office->now = 1750000000000;
  office_record_set_text (self, "name", "Atelier Nord");
  office_memory_book_put (office->book, self);
  add_person (office, ADA, "Ada", "admin");
  add_person (office, BEN, "Ben", "member");
  add_person (office, CAT, "Cat", "member");
  add_person (office, GUS, "Gus", "guest");
  do_it (office, ADA, "room.create", "{'id':'%s','name':'Open','visibility':'public','members':['%s']}", OPEN, GUS);
  do_it (office, ADA, "room.create", "{'id':'%s','name':'Shut','visibility':'private','members':['%s']}", SHUT, BEN);
}

void
office_tear_down (Office *office, gconstpointer data)
{
  office_effects_free (office->last);
  g_assert_finalize_object (office->book);
}

gint64
do_it (Office *office, const char *person, const char *intent, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  OfficeEffects *effects;
  va_list arguments;

  va_start (arguments, format);
  effects = effects_of (office, person, intent, format, arguments, &error);
  va_end (arguments);
  g_assert_no_error (error);
  g_assert_nonnull (effects);
  g_clear_pointer (&office->last, office_effects_free);
  office->last = effects;
  return office_memory_book_apply (office->book, effects, person);
}

void
refuse (Office *office, const char *person, const char *intent, OfficeProblem status, const char *field,
        const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  OfficeEffects *effects;
  va_list arguments;

  va_start (arguments, format);
  effects = effects_of (office, person, intent, format, arguments, &error);
  va_end (arguments);
  g_assert_error (error, OFFICE_PROBLEM, (int) status);
  g_assert_cmpstr (office_problem_get_field (error), ==, field);
  g_assert_null (effects);
}

guint
count_written (Office *office)
{
  guint n = 0;

  for (guint i = 0; i < office->last->written->len; i++)
    n += !g_str_equal (office_record_get_kind_name (g_ptr_array_index (office->last->written, i)), "change");
  return n;
}

OfficeRecord *
record_of (Office *office, const char *id)
{
  static OfficeRecord *records[8];
  static guint next;

  next = (next + 1) % G_N_ELEMENTS (records);
  g_clear_pointer (&records[next], office_record_unref);
  records[next] = office_book_get (OFFICE_BOOK (office->book), id);
  return records[next];
}

const char *
text_of (Office *office, const char *id, const char *field)
{
  OfficeRecord *record = record_of (office, id);

  g_assert_nonnull (record);
  return office_record_get_text (record, field);
}

char *
column_of (const char *room, const char *name)
{
  return office_id_derive (room, name);
}

char *
order_of (Office *office, const char *column)
{
  g_autoptr (GPtrArray) tasks = office_book_list (OFFICE_BOOK (office->book), "task", "column", column);
  GString *order = g_string_new (NULL);

  g_ptr_array_sort (tasks, compare_positions);
  for (guint i = 0; i < tasks->len; i++)
    {
      if (i > 0)
        g_string_append_c (order, ' ');
      g_string_append (order, office_record_get_id (g_ptr_array_index (tasks, i)) + 34);
    }
  return g_string_free (order, FALSE);
}
