/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines of operations on a book in memory: one letter for who acts (a: admin, b: member, c: guest), then the operation.
 * What a host accepts must be sound: every record reads again, every field keeps its limits, no two tasks of a column
 * stand at one place. A client's book gets the same operations, which must do it no harm.
 */
#include "fuzz.h"

#include "office-id.h"
#include "office-json.h"
#include "office-memory-book.h"
#include "office-problem.h"

#include <string.h>

#define ID(number)      "0190a000-0000-7000-8000-0000000000" number
#define OFFICE          ID ("a1")
#define NOW             G_GINT64_CONSTANT (1750000000000)
#define MOST_OPERATIONS 40

static const char *const people[] = { ID ("b1"), ID ("b2"), ID ("b3") };

static void
add_person (OfficeMemoryBook *book, const char *id, const char *name, const char *role)
{
  OfficeRecord *person = office_record_new ("person", id, "office");

  office_record_set_text (person, "name", name);
  office_record_set_text (person, "role", role);
  office_memory_book_put (book, person);
}

static gboolean
perform (OfficeMemoryBook *book, const char *person, OfficeOperation *operation, GError **error)
{
  g_autoptr (OfficeEffects) effects = office_effects_of (operation, OFFICE_BOOK (book), person, OFFICE, NOW, error);

  if (effects == NULL)
    return FALSE;
  office_memory_book_apply (book, effects, person);
  return TRUE;
}

static void
make_room (OfficeMemoryBook *book, const char *id, const char *visibility)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"%s\",\"name\":\"Room\",\"visibility\":\"%s\",\"members\":[\"%s\"]}", id, visibility, people[2]);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) with = office_json_parse (text, strlen (text), OFFICE_LIMIT_CLIENT_FRAME, &error);
  g_autoptr (OfficeOperation) operation = NULL;

  g_assert_no_error (error);
  operation = office_operation_new (ID ("0e"), "room.create", 0, NOW, with);
  perform (book, people[0], operation, &error);
  g_assert_no_error (error);
}

static OfficeMemoryBook *
make_book (gboolean host)
{
  OfficeMemoryBook *book = office_memory_book_new (host);
  OfficeRecord *office = office_record_new ("office", OFFICE, "office");

  office_record_set_text (office, "name", "Atelier Nord");
  office_memory_book_put (book, office);
  add_person (book, people[0], "Ada", "admin");
  add_person (book, people[1], "Ben", "member");
  add_person (book, people[2], "Gus", "guest");
  make_room (book, ID ("c2"), "public");
  make_room (book, ID ("c3"), "private");
  return book;
}

static void
check_record (OfficeRecord *record)
{
  g_autofree char *body = office_record_to_body (record);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeRecord) again = office_record_new_from_body (body, -1, &error);
  const OfficeKind *kind = office_record_get_kind (record);

  g_assert_no_error (error);
  g_assert_nonnull (kind);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      JsonNode *node = office_record_get_node (record, kind->fields[i].name);

      /* What a message said is erased when it is removed. */
      if (node == NULL
          && (office_record_get_boolean (record, "removed") || !(kind->fields[i].flags & OFFICE_FIELD_REQUIRED)))
        continue;
      if (node == NULL)
        g_error ("The field “%s” of %s is missing", kind->fields[i].name, body);
      office_field_check (&kind->fields[i], node, &error);
      g_assert_no_error (error);
    }
}

static void
check_positions (OfficeMemoryBook *book)
{
  g_autoptr (GPtrArray) tasks = office_book_list (OFFICE_BOOK (book), "task", NULL, NULL);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < tasks->len; i++)
    {
      char *place = g_strconcat (office_record_get_text (tasks->pdata[i], "column"), " ",
                                 office_record_get_text (tasks->pdata[i], "position"), NULL);

      if (!g_hash_table_add (taken, place))
        g_error ("Two tasks stand at %s", place);
    }
}

static void
act (OfficeMemoryBook *book, const char *person, OfficeOperation *operation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeEffects) effects = office_effects_of (operation, OFFICE_BOOK (book), person, OFFICE, NOW, &error);

  if (effects == NULL)
    {
      g_assert_true (error->domain == OFFICE_PROBLEM);
      g_assert_cmpint (error->code, !=, OFFICE_PROBLEM_INTERNAL);
      return;
    }
  for (guint i = 0; i < effects->written->len; i++)
    check_record (effects->written->pdata[i]);
  for (guint i = 0; i < effects->gone->len; i++)
    g_assert_true (office_record_is_gone (effects->gone->pdata[i]));
  office_memory_book_apply (book, effects, person);
}

static OfficeOperation *
read_operation (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = office_json_parse (text, strlen (text), OFFICE_LIMIT_CLIENT_FRAME, &error);
  OfficeOperation *operation = object != NULL ? office_operation_new_from_object (object, &error) : NULL;

  g_assert_true (operation != NULL || error->domain == OFFICE_PROBLEM);
  return operation;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = fuzz_input (data, size);
  g_autoptr (OfficeMemoryBook) host = make_book (TRUE);
  g_autoptr (OfficeMemoryBook) client = make_book (FALSE);

  for (guint i = 0; i < MOST_OPERATIONS; i++)
    {
      g_autofree char *line = fuzz_take (&input, '\n');
      g_autoptr (OfficeOperation) operation = NULL;
      guint who;

      if (line == NULL)
        break;
      who = (guint) (*line - 'a');
      operation = who < G_N_ELEMENTS (people) ? read_operation (line + 1) : NULL;
      if (operation == NULL)
        continue;
      act (host, people[who], operation);
      act (client, people[who], operation);
    }
  check_positions (host);
  return 0;
}
