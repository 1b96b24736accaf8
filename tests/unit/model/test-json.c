/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kinds.h"
#include "office-json.h"
#include "office-problem.h"

#include <string.h>

static void
check_parsed (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = office_json_parse (text, strlen (text), OFFICE_LIMIT_CLIENT_FRAME, &error);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GString) json = g_string_new (NULL);

  g_assert_no_error (error);
  json_node_set_object (node, object);
  office_json_append_node (json, node);
  g_assert_cmpstr (json->str, ==, expected != NULL ? expected : text);
}

static void
check_refused (const char *text, gsize length, OfficeProblem status)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *exact = g_memdup2 (text, length); /* so that a byte read too far is noticed */

  g_assert_null (office_json_parse (exact, length, OFFICE_LIMIT_CLIENT_FRAME, &error));
  g_assert_error (error, OFFICE_PROBLEM, (int) status);
}

static void
test_accepted (void)
{
  check_parsed ("{}", NULL);
  check_parsed (" {\n\"a\" : [ 1 , 2.5 , -3 ] ,\t\"b\":{}\r} ", "{\"a\":[1,2.5,-3],\"b\":{}}");
  check_parsed ("{\"a\":true,\"b\":false,\"c\":null,\"d\":[],\"e\":\"\"}", NULL);
  check_parsed ("{\"a\":\"\\u00e4\\ud83e\\udeb4\\/\\b\"}", "{\"a\":\"ä🪴/\\u0008\"}");
  check_parsed ("{\"a\":\"\\\"\\\\\\n\\t\"}", NULL);
  check_parsed ("{\"a\":9007199254740991,\"b\":-9007199254740991,\"c\":0,\"d\":-0}",
                "{\"a\":9007199254740991,\"b\":-9007199254740991,\"c\":0,\"d\":0}");
  check_parsed ("{\"a\":1.0,\"b\":1.5}", NULL);
  check_parsed ("{\"z\":1,\"a\":2,\"\":3,\"ä\":4}", NULL);
  check_parsed ("{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}"); /* the last one counts */
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "[]",
    "1",
    "\"a\"",
    "null",
    "true",
    "{",
    "}",
    "{]",
    "[}",
    "{}{}",
    "{} {}",
    "{},",
    "{}x",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{,}",
    "{\"a\":1 \"b\":2}",
    "{a:1}",
    "{'a':1}",
    "{\"a\":'b'}",
    "{\"a\":[1,]}",
    "{\"a\":[,1]}",
    "{\"a\":[1 2]}",
    "{\"a\":[1}",
    "{\"a\"",
    /* what json-glib takes */
    "// comment\n{}",
    "/* comment */{}",
    "{/**/}",
    "{}//",
    "var a = {};",
    "{\"a\":0x10}",
    "{\"a\":010}",
    "{\"a\":$ff}",
    "{\"a\":+1}",
    "{\"a\":.5}",
    "{\"a\":1.}",
    "{\"a\":-}",
    "{\"a\":1e}",
    "{\"a\":1e+}",
    "{\"a\":NaN}",
    "{\"a\":Infinity}",
    "{\"a\":-Infinity}",
    "{\"a\":True}",
    "{\"a\":nul}",
    "{\"a\":undefined}",
    /* numbers */
    "{\"a\":9007199254740992}",
    "{\"a\":-9007199254740992}",
    "{\"a\":99999999999999999999999999}",
    "{\"a\":1e400}",
    "{\"a\":-1e400}",
    "{\"a\":0.00000000000000000000000000000000000000000000000000000000000000001}",
    /* strings */
    "{\"a\":\"\n\"}",
    "{\"a\":\"\t\"}",
    "{\"a\":\"\x01\"}",
    "{\"a\":\"\\x\"}",
    "{\"a\":\"\\\"}",
    "{\"a\":\"\\u\"}",
    "{\"a\":\"\\u12\"}",
    "{\"a\":\"\\u12g4\"}",
    "{\"a\":\"\\u0000\"}",
    "{\"\\u0000\":1}",
    "{\"a\":\"\\ud800\"}",
    "{\"a\":\"\\ud800x\"}",
    "{\"a\":\"\\ud800\\n\"}",
    "{\"a\":\"\\ud800\\u0041\"}",
    "{\"a\":\"\\udc00\"}",
    "{\"a\":\"\\udc00\\ud800\"}",
    "{\"a\":\"\\ud800",
    "{\"a\":\"b",
    "{\"a\":\"b\\",
    /* not UTF-8 */
    "{\"a\":\"\xff\"}",
    "{\"a\":\"\xc3\"}",
    "{\"a\":\"\xc0\x80\"}",
    "{\"a\":\"\xed\xa0\x80\"}",
    "\xef\xbb\xbf{}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("text %u", i); /* not the text itself: it would not be TAP */
      check_refused (texts[i], strlen (texts[i]), OFFICE_PROBLEM_INVALID);
    }
  check_refused ("{\"a\":\"b\0c\"}", 11, OFFICE_PROBLEM_INVALID);
  check_refused ("{}\0", 3, OFFICE_PROBLEM_INVALID);
  check_refused (NULL, 0, OFFICE_PROBLEM_INVALID); /* the data of no bytes */
}

static char *
nest (guint levels, char open, char close)
{
  g_autofree char *opening = g_strnfill (levels, open);
  g_autofree char *closing = g_strnfill (levels, close);

  return g_strdup_printf ("{\"a\":%s%s}", opening, closing);
}

static void
test_depth (void)
{
  g_autofree char *most = nest (OFFICE_LIMIT_DEPTH - 1, '[', ']');
  g_autofree char *more = nest (OFFICE_LIMIT_DEPTH, '[', ']');
  g_autofree char *deep = nest (30000, '[', ']');
  g_autofree char *open = g_strnfill (60000, '[');
  g_autofree char *quoted = g_strdup_printf ("{\"a\":\"%s\\\"%s\"}", open + 30000, open + 30000);
  g_autofree char *objects = g_strnfill (60000, '{');
  g_autofree char *wide = NULL;
  GString *text = g_string_new ("{\"a\":[");

  check_parsed (most, NULL);
  check_refused (more, strlen (more), OFFICE_PROBLEM_INVALID);
  check_refused (deep, strlen (deep), OFFICE_PROBLEM_INVALID);
  check_refused (open, strlen (open), OFFICE_PROBLEM_INVALID);
  check_refused (objects, strlen (objects), OFFICE_PROBLEM_INVALID);
  check_parsed (quoted, NULL); /* brackets in a string nest nothing */
  for (guint i = 0; i < 10000; i++)
    g_string_append (text, i > 0 ? ",[]" : "[]");
  g_string_append (text, "]}");
  wide = g_string_free (text, FALSE);
  check_parsed (wide, NULL); /* neither does what stands side by side */
}

static void
test_size (void)
{
  g_autofree char *text = g_strnfill (OFFICE_LIMIT_CLIENT_FRAME + 1, ' ');

  text[0] = '{';
  text[1] = '}';
  check_refused (text, OFFICE_LIMIT_CLIENT_FRAME + 1, OFFICE_PROBLEM_TOO_LARGE);
  g_assert_true (office_json_check (text, OFFICE_LIMIT_CLIENT_FRAME, OFFICE_LIMIT_CLIENT_FRAME, NULL));
}

/* Damaged text is refused or parsed, never read beyond its end; what is accepted can be written and read again. */
static void
test_damaged (void)
{
  static const char good[]
      = "{\"frame\":\"x\",\"a\":[1,-2.5e3,{\"b\":\"\\ud83e\\udeb4 \\\" ä\"},true,null],\"c\":{\"d\":[[],{}]}}";

  for (guint i = 0; i < 20000; i++)
    {
      gsize length = sizeof good - 1;
      g_autofree char *text = g_memdup2 (good, length);
      g_autoptr (JsonObject) object = NULL;

      for (gint n = g_test_rand_int_range (1, 4); n > 0; n--)
        text[g_test_rand_int_range (0, (gint) length)] = g_test_rand_bit ()
                                                             ? "{}[]\",:\\u0e-1 "[g_test_rand_int_range (0, 14)]
                                                             : (char) g_test_rand_int_range (0, 256);
      if (g_test_rand_bit ())
        length = (gsize) g_test_rand_int_range (0, (gint) length);
      text = g_realloc (text, MAX (length, 1));
      object = office_json_parse (text, length, length, NULL);
      if (object != NULL)
        {
          g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
          g_autoptr (GString) json = g_string_new (NULL);

          json_node_set_object (node, object);
          office_json_append_node (json, node);
          g_assert_true (office_json_check (json->str, json->len, json->len, NULL));
        }
    }
}

static void
test_members (void)
{
  static const char text[]
      = "{\"text\":\"abc\",\"null\":null,\"integer\":7,\"double\":7.0,\"true\":true,\"object\":{},\"array\":[\"a\","
        "\"b\"],\"mixed\":[\"a\",1],\"id\":\"0190a000-0000-7000-8000-0000000000a1\"}";
  g_autoptr (JsonObject) object = office_json_parse (text, strlen (text), sizeof text, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts = NULL;
  const char *value;
  gint64 integer;
  gboolean boolean;
  JsonObject *inner;
  JsonArray *array;

  g_assert_true (office_json_get_text (object, "text", OFFICE_JSON_REQUIRED, 3, &value, NULL));
  g_assert_cmpstr (value, ==, "abc");
  g_assert_true (office_json_get_text (object, "null", OFFICE_JSON_OPTIONAL, 3, &value, NULL));
  g_assert_null (value);
  g_assert_false (office_json_get_text (object, "null", OFFICE_JSON_REQUIRED, 3, &value, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_cmpstr (office_problem_get_field (error), ==, "null");
  g_assert_false (office_json_get_text (object, "text", OFFICE_JSON_REQUIRED, 2, &value, NULL));
  g_assert_false (office_json_get_text (object, "integer", OFFICE_JSON_REQUIRED, 9, &value, NULL));
  g_assert_false (office_json_get_text (object, "none", OFFICE_JSON_REQUIRED, 9, &value, NULL));
  g_assert_true (office_json_get_id (object, "id", OFFICE_JSON_REQUIRED, &value, NULL));
  g_assert_false (office_json_get_id (object, "text", OFFICE_JSON_REQUIRED, &value, NULL));
  g_assert_true (office_json_get_integer (object, "integer", OFFICE_JSON_REQUIRED, 7, 7, 0, &integer, NULL));
  g_assert_cmpint (integer, ==, 7);
  g_assert_true (office_json_get_integer (object, "none", OFFICE_JSON_OPTIONAL, 0, 9, -1, &integer, NULL));
  g_assert_cmpint (integer, ==, -1);
  g_assert_false (office_json_get_integer (object, "integer", OFFICE_JSON_REQUIRED, 8, 9, 0, &integer, NULL));
  g_assert_false (office_json_get_integer (object, "double", OFFICE_JSON_REQUIRED, 0, 9, 0, &integer, NULL));
  g_assert_false (office_json_get_integer (object, "text", OFFICE_JSON_REQUIRED, 0, 9, 0, &integer, NULL));
  g_assert_true (office_json_get_boolean (object, "true", OFFICE_JSON_REQUIRED, &boolean, NULL));
  g_assert_true (boolean);
  g_assert_false (office_json_get_boolean (object, "integer", OFFICE_JSON_REQUIRED, &boolean, NULL));
  g_assert_true (office_json_get_object (object, "object", OFFICE_JSON_REQUIRED, &inner, NULL));
  g_assert_nonnull (inner);
  g_assert_false (office_json_get_object (object, "array", OFFICE_JSON_REQUIRED, &inner, NULL));
  g_assert_true (office_json_get_array (object, "array", OFFICE_JSON_REQUIRED, 2, &array, NULL));
  g_assert_false (office_json_get_array (object, "object", OFFICE_JSON_REQUIRED, 2, &array, NULL));
  g_assert_false (office_json_get_array (object, "array", OFFICE_JSON_REQUIRED, 1, &array, NULL));
  g_assert_false (office_json_dup_texts (object, "mixed", OFFICE_JSON_REQUIRED, 9, &texts, NULL));
  g_assert_null (texts);
  g_assert_true (office_json_dup_texts (object, "array", OFFICE_JSON_REQUIRED, 9, &texts, NULL));
  g_assert_cmpstr (texts[1], ==, "b");
}

static void
test_integers (void)
{
  static const gint64 integers[] = { 0, 7, -1, 10, OFFICE_LIMIT_INTEGER, G_MAXINT64, G_MININT64 };

  for (guint i = 0; i < G_N_ELEMENTS (integers); i++)
    {
      g_autoptr (JsonNode) node = json_node_init_int (json_node_alloc (), integers[i]);
      g_autoptr (GString) json = g_string_new (NULL);
      g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT, integers[i]);

      office_json_append_node (json, node);
      g_assert_cmpstr (json->str, ==, wanted);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/integers", test_integers);
  g_test_add_func ("/json/accepted", test_accepted);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/size", test_size);
  g_test_add_func ("/json/damaged", test_damaged);
  g_test_add_func ("/json/members", test_members);
  return g_test_run ();
}
