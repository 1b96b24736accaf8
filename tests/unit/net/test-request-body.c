/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-problem.h"
#include "office-request-body.h"

#define DEVICE "0190a000-0000-7000-8000-000000000001"

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return json_object_ref (json_node_get_object (node));
}

/* Takes all members of a join and tells at which one it stopped; NULL: none. */
static char *
refused_field (const char *text)
{
  g_autoptr (JsonObject) body = parse (text);
  g_autofree char *code = NULL, *name = NULL, *password = NULL, *device = NULL, *device_name = NULL;
  g_autoptr (GError) error = NULL;

  if (office_request_body_take_code (body, &code, &error) && office_request_body_take_name (body, &name, &error)
      && office_request_body_take_password (body, &password, &error)
      && office_request_body_take_device (body, &device, &device_name, &error))
    {
      g_assert_nonnull (code);
      g_assert_cmpstr (name, ==, "Anna");
      g_assert_nonnull (device_name);
      return NULL;
    }
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  return g_strdup (office_problem_get_field (error));
}

#define BODY(code, name, password, device)                                                                             \
  "{\"code\":" code ",\"name\":" name ",\"password\":" password ",\"device\":" device "}"
#define CODE "\"0123456789abcdef\""
#define ID   "\"" DEVICE "\""

static void
test_join (void)
{
  const struct {
    const char *body;
    const char *field;
  } cases[] = {
    { BODY (CODE, "\"Anna\"", "\"correct horse\"", ID), NULL },
    { BODY (CODE, "\"  Anna \"", "\"12345678\"", ID), NULL },
    { BODY ("\"short\"", "\"Anna\"", "\"correct horse\"", ID), "code" },
    { BODY ("7", "\"Anna\"", "\"correct horse\"", ID), "code" },
    { BODY (CODE, "\" \"", "\"correct horse\"", ID), "name" },
    { BODY (CODE, "\"An\\nna\"", "\"correct horse\"", ID), "name" },
    { BODY (CODE, "null", "\"correct horse\"", ID), "name" },
    { BODY (CODE, "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
            "\"correct horse\"", ID),
      "name" },
    { BODY (CODE, "\"Anna\"", "\"1234567\"", ID), "password" },
    { BODY (CODE, "\"Anna\"", "[]", ID), "password" },
    { BODY (CODE, "\"Anna\"", "\"correct horse\"", "\"laptop\""), "device" },
    { "{}", "code" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *field = refused_field (cases[i].body);

      g_assert_cmpstr (field, ==, cases[i].field);
    }
}

static void
test_invitation (void)
{
  const struct {
    const char *body;
    const char *field;
  } cases[] = {
    { "{\"role\":\"member\",\"uses\":1,\"hours\":8760}", NULL },
    { "{\"role\":\"member\",\"uses\":0,\"hours\":1}", "uses" },
    { "{\"role\":\"member\",\"uses\":1001,\"hours\":1}", "uses" },
    { "{\"role\":\"member\",\"uses\":1.5,\"hours\":1}", "uses" },
    { "{\"role\":\"member\",\"uses\":1,\"hours\":8761}", "hours" },
    { "{\"uses\":1,\"hours\":1}", "role" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) body = parse (cases[i].body);
      g_autoptr (GError) error = NULL;
      g_autofree char *role = NULL;
      gint64 uses, hours;

      if (office_request_body_take_invitation (body, &role, &uses, &hours, &error))
        g_assert_null (cases[i].field);
      else
        g_assert_cmpstr (office_problem_get_field (error), ==, cases[i].field);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/request-body/join", test_join);
  g_test_add_func ("/net/request-body/invitation", test_invitation);
  return g_test_run ();
}
