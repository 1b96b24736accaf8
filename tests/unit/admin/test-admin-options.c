/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-admin-private.h"
#include "office-problem.h"

static OfficeAdminOptions *
parse (const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  return office_admin_options_parse ((int) g_strv_length (words), words, error);
}

static void
test_defaults (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeAdminOptions) options = parse ("office --admin invite", &error);
  g_autofree char *data = g_build_filename (g_get_user_data_dir (), "office-server", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (options->command, ==, "invite");
  g_assert_cmpstr (options->data, ==, data);
  g_assert_cmpstr (options->role, ==, "member");
  g_assert_cmpint (options->uses, ==, 1);
  g_assert_cmpint (options->hours, ==, 168);
  g_assert_cmpint (options->port, ==, 8765);
  g_assert_cmpuint (g_strv_length (options->arguments), ==, 0);
}

static void
test_words (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeAdminOptions) options = parse ("office --data /srv/office reset --password --admin Anna", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (options->command, ==, "reset");
  g_assert_cmpstr (options->arguments[0], ==, "Anna");
  g_assert_cmpstr (options->data, ==, "/srv/office");
  g_assert_true (options->read_password);
}

static void
test_bad (void)
{
  static const char *const bad[] = { "office --admin --colour", "office --admin invite --uses many",
                                     "office --admin invite --port 0", "office --admin invite --port 65536",
                                     "office --admin check --data=" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (bad[i], &error));
      g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
    }
}

/* Every command has a page that begins with how it is called, and no line is wider than a terminal of 120. */
static void
test_help (void)
{
  static const char *const commands[] = { "backup", "restore", "check", "digest", "invite", "people", "reset" };
  g_autoptr (OfficeAdminOptions) none = parse ("office --admin", NULL);

  g_assert_true (none->help);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *page = office_admin_help_get (commands[i]);
      g_autofree char *beginning = g_strconcat ("office --admin ", commands[i], NULL);
      g_auto (GStrv) lines = g_strsplit (page, "\n", -1);

      g_assert_true (g_str_has_prefix (page, beginning));
      g_assert_nonnull (strstr (office_admin_help_get (NULL), commands[i]));
      for (guint line = 0; lines[line] != NULL; line++)
        g_assert_cmpint (g_utf8_strlen (lines[line], -1), <=, 120);
    }
  g_assert_null (office_admin_help_get ("dance"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/admin/options/defaults", test_defaults);
  g_test_add_func ("/admin/options/words", test_words);
  g_test_add_func ("/admin/options/bad", test_bad);
  g_test_add_func ("/admin/options/help", test_help);
  return g_test_run ();
}
