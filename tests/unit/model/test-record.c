/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-json.h"
#include "office-operation.h"
#include "office-problem.h"

#include <string.h>

#define ID(number) "0190a000-0000-7000-8000-0000000000" number
#define HEAD       "\"id\":\"" ID ("11") "\",\"kind\":\"task\",\"scope\":\"room:" ID ("b1") "\",\"rev\":7"

static OfficeRecord *
read_record (const char *body)
{
  g_autoptr (GError) error = NULL;
  OfficeRecord *record = office_record_new_from_body (body, -1, &error);

  g_assert_no_error (error);
  return record;
}

static void
check_body (OfficeRecord *record, const char *expected)
{
  g_autofree char *body = office_record_to_body (record);

  g_assert_cmpstr (body, ==, expected);
}

static void
check_refused (const char *body, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", body);
  g_assert_null (office_record_new_from_body (body, -1, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_cmpstr (office_problem_get_field (error), ==, field);
}

static void
test_fields (void)
{
  static const char *const ids[] = { ID ("a1"), ID ("a2"), NULL };
  g_autoptr (OfficeRecord) record = office_record_new ("task", ID ("11"), "room:" ID ("b1"));
  g_auto (GStrv) read = NULL;

  g_assert_cmpstr (office_record_get_id (record), ==, ID ("11"));
  g_assert_cmpstr (office_record_get_kind_name (record), ==, "task");
  g_assert_true (office_record_get_kind (record) == office_kind_find ("task"));
  g_assert_cmpint (office_record_get_rev (record), ==, 0);
  g_assert_false (office_record_is_gone (record));
  g_assert_null (office_record_get_text (record, "title"));
  g_assert_cmpstr (office_record_get_text (record, "priority"), ==, "none");
  g_assert_cmpint (office_record_get_integer (record, "created_at"), ==, 0);
  office_record_set_text (record, "title", "Call \"Anna\"\n");
  office_record_set_integer (record, "created_at", 5);
  office_record_set_ids (record, "assignees", ids);
  office_record_set_boolean (record, "flag", TRUE);
  office_record_set_rev (record, 9);
  check_body (record, "{\"id\":\"" ID ("11") "\",\"kind\":\"task\",\"scope\":\"room:" ID (
                          "b1") "\",\"rev\":9,\"title\":\"Call "
                                "\\\"Anna\\\"\\n\",\"created_at\":5,\"assignees\":["
                                "\"" ID ("a1") "\",\"" ID ("a2") "\"],\"flag\":"
                                                                 "true}");
  g_assert_false (office_record_add_id (record, "assignees", ID ("a2")));
  g_assert_true (office_record_add_id (record, "assignees", ID ("a3")));
  g_assert_true (office_record_take_id (record, "assignees", ID ("a1")));
  g_assert_false (office_record_take_id (record, "assignees", ID ("a1")));
  read = office_record_dup_ids (record, "assignees");
  g_assert_cmpuint (g_strv_length (read), ==, 2);
  g_assert_cmpstr (read[1], ==, ID ("a3"));
  office_record_set_text (record, "title", NULL);
  office_record_set_integer (record, "created_at", 0);
  office_record_set_boolean (record, "flag", FALSE);
  office_record_set_ids (record, "assignees", NULL);
  check_body (record, "{\"id\":\"" ID ("11") "\",\"kind\":\"task\",\"scope\":\"room:" ID ("b1") "\",\"rev\":9}");
}

static void
test_gone (void)
{
  g_autoptr (OfficeRecord) record = office_record_new_gone ("step", ID ("11"), "room:" ID ("b1"), 3);
  g_autoptr (OfficeRecord) again = NULL;

  check_body (record,
              "{\"id\":\"" ID ("11") "\",\"kind\":\"step\",\"scope\":\"room:" ID ("b1") "\",\"rev\":3,\"gone\":true}");
  again = read_record (
      "{\"id\":\"" ID ("11") "\",\"kind\":\"step\",\"scope\":\"room:" ID ("b1") "\",\"rev\":3,\"gone\":true}");
  g_assert_true (office_record_is_gone (again));
}

/* What this version does not know comes out as it went in; the head comes first. */
static void
test_unknown (void)
{
  static const char body[]
      = "{" HEAD
        ",\"title\":\"A\",\"new\":{\"deep\":[1,2.5,null,{\"x\":\"🪴\"}]},\"priority\":\"cosmic\",\"more\":true}";
  g_autoptr (OfficeRecord) record = read_record (body);
  g_autoptr (OfficeRecord) turned = read_record ("{\"title\":\"A\",\"rev\":7,\"scope\":\"room:" ID (
      "b1") "\",\"kind\":\"task\",\"x\":1,\"id\":\"" ID ("11") "\"}");
  g_autoptr (OfficeRecord) stranger = read_record (
      "{\"id\":\"" ID ("11") "\",\"kind\":\"robot\",\"scope\":\"office\",\"rev\":1,\"arms\":7}");

  check_body (record, body);
  g_assert_cmpstr (office_record_get_text (record, "priority"), ==, "cosmic");
  office_record_set_text (record, "title", "B");
  check_body (
      record,
      "{" HEAD
      ",\"title\":\"B\",\"new\":{\"deep\":[1,2.5,null,{\"x\":\"🪴\"}]},\"priority\":\"cosmic\",\"more\":true}");
  check_body (turned, "{" HEAD ",\"title\":\"A\",\"x\":1}");
  g_assert_null (office_record_get_kind (stranger));
  g_assert_cmpint (office_record_get_integer (stranger, "arms"), ==, 7);
  check_body (stranger, "{\"id\":\"" ID ("11") "\",\"kind\":\"robot\",\"scope\":\"office\",\"rev\":1,\"arms\":7}");
}

static void
test_copy (void)
{
  g_autoptr (OfficeRecord) record = read_record ("{" HEAD ",\"title\":\"A\",\"labels\":[\"" ID ("a1") "\"]}");
  g_autoptr (OfficeRecord) copy = office_record_copy (record);

  office_record_set_text (copy, "title", "B");
  office_record_add_id (copy, "labels", ID ("a2"));
  office_record_set_scope (copy, "office");
  check_body (record, "{" HEAD ",\"title\":\"A\",\"labels\":[\"" ID ("a1") "\"]}");
  check_body (
      copy,
      "{\"id\":\"" ID ("11") "\",\"kind\":\"task\",\"scope\":\"office\",\"rev\":7,\"title\":\"B\",\"labels\":[\"" ID (
          "a1") "\",\"" ID ("a2") "\"]}");
}

static void
test_refused (void)
{
  check_refused ("[]", NULL);
  check_refused ("{}", "id");
  check_refused ("{\"id\":\"x\"}", "id");
  check_refused ("{\"id\":\"0190A000-0000-7000-8000-000000000011\"}", "id");
  check_refused ("{\"id\":\"" ID ("11") "\"}", "kind");
  check_refused ("{\"id\":\"" ID ("11") "\",\"kind\":\"a b\"}", "kind");
  check_refused ("{\"id\":\"" ID ("11") "\",\"kind\":\"\"}", "kind");
  check_refused ("{\"id\":\"" ID ("11") "\",\"kind\":\"task\"}", "scope");
  check_refused ("{\"id\":\"" ID ("11") "\",\"kind\":\"task\",\"scope\":\"room:\"}", "scope");
  check_refused ("{\"id\":\"" ID ("11") "\",\"kind\":\"task\",\"scope\":\"room:" ID ("b1") "x\"}", "scope");
  check_refused ("{\"id\":\"" ID ("11") "\",\"kind\":\"task\",\"scope\":\"office\",\"rev\":-1}", "rev");
  check_refused ("{\"id\":\"" ID ("11") "\",\"kind\":\"task\",\"scope\":\"office\",\"rev\":\"1\"}", "rev");
  check_refused ("{" HEAD ",\"gone\":1}", "gone");
  check_refused ("{" HEAD ",\"title\":1}", "title");
  check_refused ("{" HEAD ",\"labels\":\"x\"}", "labels");
  check_refused ("{" HEAD ",\"labels\":[1]}", "labels");
  check_refused ("{" HEAD ",\"created_at\":\"x\"}", "created_at");
  check_refused ("{" HEAD ",\"created_at\":1.5}", "created_at");
  check_refused ("{" HEAD ",\"due\":{}}", "due");
}

static void
test_scopes (void)
{
  g_autofree char *room = office_scope_for_room (ID ("b1"));
  g_autofree char *person = office_scope_for_person (ID ("a1"));

  g_assert_cmpstr (office_scope_get_room (room), ==, ID ("b1"));
  g_assert_cmpstr (office_scope_get_person (person), ==, ID ("a1"));
  g_assert_null (office_scope_get_room (person));
  g_assert_null (office_scope_get_person (room));
  g_assert_null (office_scope_get_room ("office"));
  g_assert_true (office_scope_is_valid ("office"));
  g_assert_true (office_scope_is_valid (room));
  g_assert_false (office_scope_is_valid (NULL));
  g_assert_false (office_scope_is_valid (""));
  g_assert_false (office_scope_is_valid ("room:x"));
  g_assert_false (office_scope_is_valid ("offices"));
}

static gboolean
is_valid (const char *kind, const char *name, const char *json)
{
  const OfficeField *field = office_kind_find_field (office_kind_find (kind), name);
  g_autofree char *text = g_strdup_printf ("{\"a\":%s}", json);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = office_json_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, &error);
  gboolean valid;

  g_assert_no_error (error);
  valid = office_field_check (field, json_object_get_member (object, "a"), &error);
  g_assert_true (valid == (error == NULL));
  if (!valid)
    g_assert_cmpstr (office_problem_get_field (error), ==, name);
  return valid;
}

static void
test_values (void)
{
  g_autofree char *eighty = g_strnfill (80, 'x');
  g_autofree char *most = g_strconcat ("\"", eighty, "\"", NULL);
  g_autofree char *more = g_strconcat ("\"ä", eighty, "\"", NULL);

  g_assert_true (is_valid ("person", "name", most));
  g_assert_false (is_valid ("person", "name", more));
  g_assert_true (is_valid ("person", "name", "\"a\\tb\""));
  g_assert_false (is_valid ("person", "name", "\"a\\nb\""));
  g_assert_false (is_valid ("person", "name", "\"\\u0085x\""));
  g_assert_false (is_valid ("person", "name", "\"\\u007fx\""));
  g_assert_false (is_valid ("person", "name", "null"));
  g_assert_true (is_valid ("person", "status", "null"));
  g_assert_true (is_valid ("person", "status", "\"\""));
  g_assert_true (is_valid ("task", "description", "\"a\\nb\""));
  g_assert_false (is_valid ("task", "description", "\"a\\rb\""));
  g_assert_true (is_valid ("task", "due", "\"2024-02-29\""));
  g_assert_true (is_valid ("task", "due", "\"2026-12-31T00:00\""));
  g_assert_false (is_valid ("task", "due", "\"2026-02-29\""));
  g_assert_false (is_valid ("task", "due", "\"2026-13-01\""));
  g_assert_false (is_valid ("task", "due", "\"2026-1-1\""));
  g_assert_false (is_valid ("task", "due", "\"0000-01-01\""));
  g_assert_false (is_valid ("task", "due", "\"2026-12-31 00:00\""));
  g_assert_false (is_valid ("task", "due", "\"2026-12-31T0:000\""));
  g_assert_false (is_valid ("task", "due", "\"2026-12-31T23:60\""));
  g_assert_false (is_valid ("task", "due", "\"\""));
  g_assert_true (is_valid ("step", "done", "true"));
  g_assert_false (is_valid ("step", "done", "1"));
  g_assert_true (is_valid ("message", "seq", "0"));
  g_assert_false (is_valid ("message", "seq", "-1"));
  g_assert_true (is_valid ("label", "hue", "\"teal\""));
  g_assert_false (is_valid ("label", "hue", "\"\""));
  g_assert_false (is_valid ("task", "position", "\"\""));
  g_assert_false (is_valid ("task", "room", "\"b1\""));
  g_assert_true (is_valid ("task", "labels", "[]"));
}

static void
check_operation (const char *json, const char *field)
{
  g_autoptr (JsonObject) object = office_json_parse (json, strlen (json), OFFICE_LIMIT_CLIENT_FRAME, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeOperation) operation = office_operation_new_from_object (object, &error);

  if (field == NULL)
    {
      g_autoptr (JsonNode) node = office_operation_to_node (operation);
      g_autoptr (GString) text = g_string_new (NULL);

      office_json_append_node (text, node);
      g_assert_cmpstr (text->str, ==, json);
      return;
    }
  g_assert_null (operation);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_cmpstr (office_problem_get_field (error), ==, field);
}

static void
test_operation (void)
{
  check_operation ("{\"id\":\"" ID ("f1") "\",\"do\":\"remove\",\"base\":41,\"at\":5,\"with\":{\"kind\":\"task\"}}",
                   NULL);
  check_operation ("{\"do\":\"remove\",\"with\":{}}", "id");
  check_operation ("{\"id\":\"x\",\"do\":\"remove\",\"with\":{}}", "id");
  check_operation ("{\"id\":\"" ID ("f1") "\",\"with\":{}}", "do");
  check_operation ("{\"id\":\"" ID ("f1") "\",\"do\":7,\"with\":{}}", "do");
  check_operation ("{\"id\":\"" ID ("f1") "\",\"do\":\"remove\"}", "with");
  check_operation ("{\"id\":\"" ID ("f1") "\",\"do\":\"remove\",\"with\":[]}", "with");
  check_operation ("{\"id\":\"" ID ("f1") "\",\"do\":\"remove\",\"base\":-1,\"with\":{}}", "base");
  check_operation ("{\"id\":\"" ID ("f1") "\",\"do\":\"remove\",\"at\":\"now\",\"with\":{}}", "at");
}

/* A mistake in the table would be one in every part. */
static void
test_kinds (void)
{
  guint n_kinds;
  const OfficeKind *kinds = office_kinds_get (&n_kinds);

  for (guint k = 0; k < n_kinds; k++)
    for (guint f = 0; f < kinds[k].n_fields; f++)
      {
        const OfficeField *field = &kinds[k].fields[f];

        g_assert_true (office_kind_find_field (&kinds[k], field->name) == field);
        g_assert_true ((field->type == OFFICE_FIELD_CHOICE) == (field->choices != NULL));
        g_assert_true (field->target == NULL || office_kind_find (field->target) != NULL);
        g_assert_true ((field->type == OFFICE_FIELD_ID || field->type == OFFICE_FIELD_ID_SET)
                       == (field->target != NULL));
        g_assert_true ((field->merge == OFFICE_MERGE_SET) == (field->type == OFFICE_FIELD_ID_SET));
        g_assert_false (g_str_equal (field->name, "id") || g_str_equal (field->name, "kind")
                        || g_str_equal (field->name, "scope") || g_str_equal (field->name, "rev")
                        || g_str_equal (field->name, "gone"));
      }
  g_assert_cmpuint (strlen (office_kinds_get_hash ()), ==, 16);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/fields", test_fields);
  g_test_add_func ("/record/gone", test_gone);
  g_test_add_func ("/record/unknown", test_unknown);
  g_test_add_func ("/record/copy", test_copy);
  g_test_add_func ("/record/refused", test_refused);
  g_test_add_func ("/record/scopes", test_scopes);
  g_test_add_func ("/record/values", test_values);
  g_test_add_func ("/record/operation", test_operation);
  g_test_add_func ("/record/kinds", test_kinds);
  return g_test_run ();
}
