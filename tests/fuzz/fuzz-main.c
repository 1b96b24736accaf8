/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays a target's corpus: FOLDER, each file of it once. What a fuzzer found once must never come back. */
#include "fuzz.h"

static const char *folder;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_corpus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
play (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_autofree guint8 *exact = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  g_test_message ("%s", name);
  /* Without the NUL that g_file_get_contents() puts behind it. */
  exact = g_memdup2 (text, length);
  LLVMFuzzerTestOneInput (exact, length);
}

static void
test_corpus (void)
{
  g_autoptr (GPtrArray) names = list_corpus ();

  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    play (names->pdata[i]);
  /* What was kept for the next input must not have been spoilt by the last one. */
  play (names->pdata[0]);
}

int
main (int argc, char **argv)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    g_error ("The folder of the corpus is missing");
  folder = argv[1];
  name = g_path_get_basename (folder);
  path = g_strconcat ("/fuzz/", name, NULL);
  g_test_add_func (path, test_corpus);
  return g_test_run ();
}
