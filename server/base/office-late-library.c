/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-late-library.h"

#include <dlfcn.h>

/**
 * office_late_library_load:
 * @file: its soname
 * @names: (array zero-terminated=1): of its functions
 * @functions: where their addresses go, in the same order
 *
 * Any thread, but each library from one only.
 *
 * Returns: whether all were found
 */
gboolean
office_late_library_load (const char *file, const char *const *names, gpointer *functions)
{
  void *library = dlopen (file, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);

  if (library == NULL)
    {
      g_info ("%s is not loaded: %s", file, dlerror ());
      return FALSE;
    }
  for (gsize i = 0; names[i] != NULL; i++)
    {
      functions[i] = dlsym (library, names[i]);
      if (functions[i] == NULL)
        {
          g_info ("%s has no function %s", file, names[i]);
          return FALSE;
        }
    }
  return TRUE;
}
