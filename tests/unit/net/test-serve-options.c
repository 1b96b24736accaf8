/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-serve-options.h"

static OfficeServeOptions *
parse (const char *line, GError **error)
{
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);

  return office_serve_options_parse (g_strv_length (argv), argv, error);
}

static void
test_defaults (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeServeOptions) options = parse ("office --serve", &error);

  g_assert_no_error (error);
  g_assert_cmpint (options->port, ==, 8765);
  g_assert_true (g_str_has_suffix (options->data, "/office-server"));
  g_assert_null (options->name);
  g_assert_null (options->listen);
  g_assert_false (options->plain);
  g_assert_null (options->certificate);
  g_assert_null (options->public_address);
  g_assert_cmpint (options->file_limit, ==, G_GINT64_CONSTANT (1) << 30);
  g_assert_false (options->help);
}

static void
test_given (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeServeOptions) options = parse (
      "office --serve --data /d --name Nord --listen=::1 --port 0 --plain --no-announce --file-limit 3", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (options->data, ==, "/d");
  g_assert_cmpstr (options->name, ==, "Nord");
  g_assert_cmpstr (options->listen, ==, "::1");
  g_assert_cmpint (options->port, ==, 0);
  g_assert_true (options->plain);
  g_assert_true (options->silent);
  g_assert_cmpint (options->file_limit, ==, 3 * 1024 * 1024);
}

static void
test_certificate (void)
{
  g_autoptr (OfficeServeOptions) both = parse ("office --serve --certificate /c --key /k --web-port 443", NULL);
  g_autoptr (OfficeServeOptions) together = parse ("office --serve --certificate /c --public-address a.org", NULL);
  g_autoptr (OfficeServeOptions) proxy = parse ("office --serve --public-address a.org", NULL);

  g_assert_cmpstr (both->certificate, ==, "/c");
  g_assert_cmpstr (both->key, ==, "/k");
  g_assert_cmpint (both->web_port, ==, 443);
  g_assert_null (together->key);
  g_assert_cmpint (together->web_port, ==, 8766);
  g_assert_cmpstr (together->public_address, ==, "a.org");
  g_assert_cmpstr (proxy->public_address, ==, "a.org");
}

static void
test_refused (void)
{
  const char *const lines[] = {
    "office --serve --port 65536",
    "office --serve --port -1",
    "office --serve --port seven",
    "office --serve --colour",
    "office --serve more",
    "office --serve --data",
    "office --serve --data=",
    "office --serve --file-limit 0",
    "office --serve --file-limit much",
    "office --serve --key /k",
    "office --serve --web-port 443",
    "office --serve --certificate /c --web-port 70000",
    "office --serve --certificate /c --web-port -1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (OfficeServeOptions) options = parse (lines[i], &error);

      g_assert_null (options);
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
test_help (void)
{
  g_autoptr (OfficeServeOptions) options = parse ("office --serve --help", NULL);

  g_assert_true (options->help);
  g_assert_nonnull (strstr (options->help_text, "--listen"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/serve-options/defaults", test_defaults);
  g_test_add_func ("/net/serve-options/given", test_given);
  g_test_add_func ("/net/serve-options/certificate", test_certificate);
  g_test_add_func ("/net/serve-options/refused", test_refused);
  g_test_add_func ("/net/serve-options/help", test_help);
  return g_test_run ();
}
