/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "golden.h"
#include "kinds-markdown.h"

#include "office-frame.h"
#include "office-memory-book.h"
#include "office-problem.h"
#include "office-reason.h"

#include <string.h>

/* PROTOCOL.md, the golden files and the program say the same. */

#define ID(number) "0190a000-0000-7000-8000-0000000000" number
#define BLOCK      "```json\n"

/* What stands in the document's blocks of JSON, in its order. */
static char **
list_blocks (void)
{
  g_autofree char *document = golden_read_source ("server/protocol/PROTOCOL.md");
  g_autoptr (GStrvBuilder) blocks = g_strv_builder_new ();

  for (const char *at = strstr (document, BLOCK); at != NULL; at = strstr (at, BLOCK))
    {
      const char *end = strstr (at, "\n```\n");
      g_autofree char *block = NULL;

      g_assert_nonnull (end);
      at += strlen (BLOCK);
      block = g_strndup (at, end - at);
      g_strv_builder_add (blocks, block);
      at = end + 1;
    }
  return g_strv_builder_end (blocks);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = office_json_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, &error);

  g_assert_no_error (error);
  return object;
}

/* Every example is a golden file, and every golden file an example. */
static void
test_examples (void)
{
  g_auto (GStrv) blocks = list_blocks ();
  g_auto (GStrv) names = golden_list ();
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (g_strv_length (blocks), ==, g_strv_length (names));
  for (guint i = 0; blocks[i] != NULL; i++)
    g_hash_table_add (shown, blocks[i]);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *text = golden_read (names[i]);

      g_test_message ("%s", names[i]);
      g_assert_true (g_hash_table_contains (shown, text));
    }
}

/* Compact JSON is written as it was read. */
static void
test_round_trip (void)
{
  g_auto (GStrv) names = golden_list ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *text = golden_read (names[i]);
      g_autoptr (JsonObject) object = parse (text);
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autoptr (GString) json = g_string_new (NULL);

      json_node_set_object (node, object);
      office_json_append_node (json, node);
      g_assert_cmpstr (json->str, ==, text);
    }
}

/* Every field is one of its kind, and has a value that it may have. */
static void
check_fields (OfficeRecord *record, const char *body)
{
  const OfficeKind *kind = office_record_get_kind (record);
  g_autoptr (JsonObject) object = parse (body);
  guint n = 0;

  g_assert_nonnull (kind);
  for (guint i = 0; !office_record_is_gone (record) && i < kind->n_fields; i++)
    {
      g_autoptr (GError) error = NULL;

      /* The stub of a message that was removed. */
      if (office_record_get_boolean (record, "removed") && g_str_equal (kind->fields[i].name, "text"))
        continue;
      g_assert_true (
          office_field_check (&kind->fields[i], office_record_get_node (record, kind->fields[i].name), &error));
      g_assert_no_error (error);
      n += office_record_has (record, kind->fields[i].name);
    }
  if (!office_record_is_gone (record))
    g_assert_cmpuint (json_object_get_size (object), ==, n + strlen ("1234")); /* id, kind, scope, rev */
}

static void
note_fields (GHashTable *shown, OfficeRecord *record)
{
  const OfficeKind *kind = office_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    if (office_record_has (record, kind->fields[i].name))
      g_hash_table_add (shown, (gpointer) &kind->fields[i]);
}

/* There is an example of each kind, and of each field. */
static void
check_all_shown (GHashTable *shown)
{
  guint n_kinds;
  const OfficeKind *kinds = office_kinds_get (&n_kinds);

  for (guint k = 0; k < n_kinds; k++)
    for (guint i = 0; i < kinds[k].n_fields; i++)
      if (!g_hash_table_contains (shown, &kinds[k].fields[i]))
        {
          g_test_message ("no example has the field “%s” of a %s", kinds[k].fields[i].name, kinds[k].name);
          g_test_fail ();
        }
}

static void
test_records (void)
{
  g_auto (GStrv) names = golden_list ();
  g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], "record-"))
      {
        g_autofree char *text = golden_read (names[i]);
        g_autoptr (OfficeRecord) record = office_record_new_from_body (text, -1, NULL);
        g_autofree char *body = NULL;

        g_assert_nonnull (record);
        body = office_record_to_body (record);
        g_assert_cmpstr (body, ==, text);
        check_fields (record, body);
        note_fields (shown, record);
      }
  check_all_shown (shown);
}

static void
add_person (OfficeMemoryBook *book, const char *id, const char *role)
{
  OfficeRecord *person = office_record_new ("person", id, "office");

  office_record_set_text (person, "name", id);
  office_record_set_text (person, "role", role);
  office_memory_book_put (book, person);
}

/* The examples of operations tell a story that the rules accept from its beginning to its end. intents: gets their names. */
static OfficeMemoryBook *
tell_story (GHashTable *intents)
{
  g_auto (GStrv) blocks = list_blocks ();
  OfficeMemoryBook *book = office_memory_book_new (TRUE);

  add_person (book, ID ("b1"), "member");
  add_person (book, ID ("b2"), "member");
  add_person (book, ID ("b3"), "guest");
  for (guint i = 0; blocks[i] != NULL; i++)
    {
      g_autoptr (JsonObject) object = parse (blocks[i]);
      g_autoptr (OfficeOperation) operation = NULL;
      g_autoptr (OfficeEffects) effects = NULL;
      g_autoptr (GError) error = NULL;

      if (!json_object_has_member (object, "do"))
        continue;
      operation = office_operation_new_from_object (object, &error);
      g_assert_no_error (error);
      effects = office_effects_of (operation, OFFICE_BOOK (book), ID ("b1"), ID ("a1"), 1750000000000, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (effects->written->len + effects->gone->len, >, 0);
      office_memory_book_apply (book, effects, ID ("b1"));
      g_hash_table_add (intents, g_strdup (office_operation_get_intent (operation)));
    }
  return book;
}

static void
test_operations (void)
{
  g_autoptr (GHashTable) intents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (OfficeMemoryBook) book = tell_story (intents);

  g_assert_cmpuint (g_hash_table_size (intents), ==, 26);
}

/* What is refused, and in which words. */
static void
test_refused (void)
{
  g_autoptr (GHashTable) intents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (OfficeMemoryBook) book = tell_story (intents);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) office_result_free);
  g_autofree char *text = golden_read ("operations-refused");
  g_autofree char *golden = golden_read ("results-refused");
  g_autofree char *written = NULL;
  g_autoptr (OfficeFrame) frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_CLIENT_FRAME, NULL);

  g_assert_nonnull (frame);
  for (guint i = 0; i < frame->operations->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (OfficeOperation) operation = office_operation_new_from_object (frame->operations->pdata[i], &error);
      g_autoptr (OfficeEffects) effects = NULL;

      g_assert_no_error (error);
      effects = office_effects_of (operation, OFFICE_BOOK (book), ID ("b1"), ID ("a1"), 1750000000000, &error);
      g_assert_null (effects);
      g_ptr_array_add (results, office_result_new (office_operation_get_id (operation), 0, g_steal_pointer (&error)));
    }
  written = office_frame_results (results);
  g_assert_cmpstr (written, ==, golden);
}

/* Section 9 is what kinds.c says. After a change there, put the output of print-kinds into the document. */
static void
test_kinds (void)
{
  g_autofree char *document = golden_read_source ("server/protocol/PROTOCOL.md");
  g_autofree char *tables = kinds_to_markdown ();
  const char *section = strstr (document, "\n## 9. Kinds\n");
  const char *first;

  g_assert_nonnull (section);
  first = strstr (section, "\n### ");
  g_assert_nonnull (first);
  g_assert_cmpstr (first, ==, tables);
}

static void
check_limit (const char *document, gint64 limit)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "%" G_GINT64_FORMAT, limit);
  for (gssize at = (gssize) text->len - 3; at > 0; at -= 3)
    g_string_insert_c (text, at, ',');
  g_assert_nonnull (strstr (document, text->str));
}

static void
test_limits (void)
{
  g_autofree char *document = golden_read_source ("server/protocol/PROTOCOL.md");

  check_limit (document, OFFICE_LIMIT_CLIENT_FRAME);
  check_limit (document, OFFICE_LIMIT_SERVER_FRAME);
  check_limit (document, OFFICE_LIMIT_UNRECEIVED);
  check_limit (document, OFFICE_LIMIT_OPERATIONS);
  check_limit (document, OFFICE_LIMIT_DEPTH);
  check_limit (document, OFFICE_LIMIT_RECORD);
  check_limit (document, OFFICE_LIMIT_TEXT);
  check_limit (document, OFFICE_LIMIT_FILES);
  check_limit (document, OFFICE_LIMIT_FILE);
  check_limit (document, OFFICE_LIMIT_PIECE);
}

static void
test_problem (void)
{
  g_autofree char *golden = golden_read ("problem");
  g_autofree char *answer = golden_read ("http-problem");
  g_autoptr (GError) error = office_problem_new (OFFICE_PROBLEM_INVALID, "name", "The field “name” is empty");
  g_autoptr (GError) plain = office_problem_new (OFFICE_PROBLEM_UNAUTHENTICATED, NULL,
                                                 "The name or the password is wrong");
  g_autoptr (GError) foreign = g_error_new (G_FILE_ERROR, G_FILE_ERROR_NOSPC, "/var/secret: no space");
  g_autofree char *json = NULL;
  g_autofree char *plain_json = office_problem_to_json (plain);
  g_autofree char *foreign_json = office_problem_to_json (foreign);
  g_autoptr (JsonObject) object = parse (golden);
  g_autoptr (GError) read = office_problem_from_object (object);

  office_reason_give (&error, OFFICE_REASON_EMPTY);
  json = office_problem_to_json (error);
  g_assert_cmpstr (json, ==, golden);
  g_assert_cmpstr (plain_json, ==, answer);
  g_assert_null (strstr (foreign_json, "secret"));
  g_assert_nonnull (strstr (foreign_json, "\"status\":500"));
  g_assert_error (read, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_cmpstr (read->message, ==, error->message);
  g_assert_cmpstr (office_problem_get_field (read), ==, "name");
  g_assert_cmpstr (office_problem_get_reason (read), ==, "empty");
}

/* Each has a name of its own, that is short enough to travel and stands in the document. */
static void
test_reasons (void)
{
  g_autofree char *document = golden_read_source ("server/protocol/PROTOCOL.md");
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < OFFICE_N_REASONS; i++)
    {
      const char *name = office_reason_get_name ((OfficeReason) i);
      g_autoptr (GError) error = NULL;
      g_autofree char *line = NULL;

      g_assert_true (g_hash_table_add (names, (gpointer) name));
      g_assert_cmpuint (strlen (name), <=, 64);
      office_reason_set (&error, (OfficeReason) i, "it");
      g_assert_cmpstr (office_problem_get_reason (error), ==, name);
      g_assert_cmpstr (office_problem_get_field (error), ==, "it");
      g_assert_cmpstr (office_reason_get_sentence (name), ==, error->message);
      line = g_strdup_printf ("| `%s` | %d | %s |", name, error->code, error->message);
      g_assert_nonnull (strstr (document, line));
    }
  g_assert_null (office_reason_get_sentence (NULL));
  g_assert_null (office_reason_get_sentence ("of-a-newer-version"));
}

/* A host that says nonsense is still answered by an error one can show. */
static void
test_broken_problem (void)
{
  static const char *const texts[] = { "{}", "{\"status\":200,\"title\":7}", "{\"status\":\"422\"}",
                                       "{\"status\":99999,\"field\":[]}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonObject) object = parse (texts[i]);
      g_autoptr (GError) error = office_problem_from_object (object);

      g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INTERNAL);
      g_assert_cmpuint (strlen (error->message), >, 0);
      g_assert_null (office_problem_get_field (error));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/examples", test_examples);
  g_test_add_func ("/protocol/round-trip", test_round_trip);
  g_test_add_func ("/protocol/records", test_records);
  g_test_add_func ("/protocol/operations", test_operations);
  g_test_add_func ("/protocol/refused", test_refused);
  g_test_add_func ("/protocol/kinds", test_kinds);
  g_test_add_func ("/protocol/limits", test_limits);
  g_test_add_func ("/protocol/problem", test_problem);
  g_test_add_func ("/protocol/reasons", test_reasons);
  g_test_add_func ("/protocol/broken-problem", test_broken_problem);
  return g_test_run ();
}
