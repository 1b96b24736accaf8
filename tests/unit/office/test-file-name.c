/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-file-name.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_shown (void)
{
  static const char *const cases[][2] = {
    { "Plan – Entwurf 2.pdf", "Plan – Entwurf 2.pdf" },
    { "مخطط.pdf", "مخطط.pdf" },
    { "家族👨‍👩‍👧.png", "家族👨‍👩‍👧.png" },
    { "invoice_\xe2\x80\xae"
      "fdp.exe",
      "invoice_fdp.exe" },
    { "a\nb\tc\r\n", "a b c" },
    { "zero\xe2\x80\x8b\xef\xbb\xbf width\xc2\xad.txt", "zero width.txt" },
    { "a\xe2\x80\x8d"
      "b",
      "ab" },
    { "bad\xff.txt", "bad.txt" },
    { "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81", "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81" },
    { "", "File" },
    { "\xe2\x80\x8b \n", "File" },
    { "<b>&amp;</b>", "<b>&amp;</b>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = office_file_name_dup_shown (cases[i][0]);

      g_assert_cmpstr (shown, ==, cases[i][1]);
    }
}

static void
test_on_disk (void)
{
  static const char *const cases[][2] = {
    { "Plan.pdf", "Plan.pdf" },
    { "../../etc/passwd", "_._.._etc_passwd" },
    { "/etc/passwd", "_etc_passwd" },
    { "..", "_" },
    { ".bashrc", "_bashrc" },
    { "-rf", "_rf" },
    { "C:\\x\\con?.txt. ", "C__x_con_.txt" },
  };
  GString *name = g_string_new (NULL);
  g_autofree char *cut = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *safe = office_file_name_dup_on_disk (cases[i][0]);

      g_assert_null (strpbrk (safe, "/\\"));
      g_assert_cmpint (*safe, !=, '.');
      if (!g_str_has_prefix (cases[i][0], "../.."))
        g_assert_cmpstr (safe, ==, cases[i][1]);
    }
  for (guint i = 0; i < 200; i++)
    g_string_append (name, "図");
  g_string_append (name, ".tar");
  cut = office_file_name_dup_on_disk (name->str);
  g_assert_cmpuint (strlen (cut), <=, 200);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
  g_assert_true (g_str_has_suffix (cut, "図.tar"));
  g_string_free (name, TRUE);
}

static void
test_program (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int descriptor = g_file_open_tmp ("office-program-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_close (descriptor, NULL);
  g_assert_true (office_file_name_is_program ("Setup.EXE", NULL));
  g_assert_true (office_file_name_is_program ("photo.png.desktop", "image/png"));
  g_assert_true (office_file_name_is_program ("run.sh. ", NULL));
  g_assert_true (office_file_name_is_program ("plan.pdf", "application/x-executable"));
  g_assert_false (office_file_name_is_program ("plan.pdf", "application/pdf"));
  g_assert_false (office_file_name_is_program ("exe", NULL));
  g_assert_false (office_file_is_program (path));
  g_assert_true (g_file_set_contents (path, "#!/bin/sh\n", -1, NULL));
  g_assert_true (office_file_is_program (path));
  g_assert_true (g_file_set_contents (path,
                                      "\x7f"
                                      "ELF\2",
                                      5, NULL));
  g_assert_true (office_file_is_program (path));
  g_assert_true (g_file_set_contents (path, "%PDF-1.7", -1, NULL));
  g_assert_false (office_file_is_program (path));
  g_unlink (path);
  g_assert_true (office_file_is_program (path));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-name/shown", test_shown);
  g_test_add_func ("/file-name/on-disk", test_on_disk);
  g_test_add_func ("/file-name/program", test_program);
  return g_test_run ();
}
