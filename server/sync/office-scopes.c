/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-scopes-private.h"

#include <stdlib.h>
#include <string.h>

struct _OfficeScopes {
  char **names;
  guint n_names;
};

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
clear_scopes (gpointer data)
{
  OfficeScopes *self = data;

  g_strfreev (self->names);
}

/**
 * office_scopes_new:
 * @names: (transfer full) (nullable): scopes in any order, %NULL-terminated
 *
 * Returns: (transfer full): the set of them
 */
OfficeScopes *
office_scopes_new (char **names)
{
  OfficeScopes *self = g_rc_box_new0 (OfficeScopes);

  self->names = names != NULL ? names : g_new0 (char *, 1);
  self->n_names = g_strv_length (self->names);
  qsort (self->names, self->n_names, sizeof (char *), compare_names);
  return self;
}

OfficeScopes *
office_scopes_ref (OfficeScopes *self)
{
  return g_rc_box_acquire (self);
}

void
office_scopes_unref (OfficeScopes *self)
{
  g_rc_box_release_full (self, clear_scopes);
}

gboolean
office_scopes_contains (OfficeScopes *self, const char *scope)
{
  return scope != NULL && bsearch (&scope, self->names, self->n_names, sizeof (char *), compare_names) != NULL;
}

gboolean
office_scopes_equal (OfficeScopes *a, OfficeScopes *b)
{
  return a == b || g_strv_equal ((const char *const *) a->names, (const char *const *) b->names);
}

const char *const *
office_scopes_get_names (OfficeScopes *self)
{
  return (const char *const *) self->names;
}

/**
 * office_scopes_dup_missing_from:
 * @self: a set
 * @other: another
 *
 * Returns: (transfer full): what @self has and @other lacks, sorted; never %NULL
 */
char **
office_scopes_dup_missing_from (OfficeScopes *self, OfficeScopes *other)
{
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();

  if (self != other)
    for (guint i = 0; i < self->n_names; i++)
      if (!office_scopes_contains (other, self->names[i]))
        g_strv_builder_add (missing, self->names[i]);
  return g_strv_builder_end (missing);
}

/**
 * office_scopes_intersect:
 * @self: a set
 * @other: another
 *
 * Returns: (transfer full): what both have
 */
OfficeScopes *
office_scopes_intersect (OfficeScopes *self, OfficeScopes *other)
{
  g_autoptr (GStrvBuilder) both = NULL;

  if (self == other)
    return office_scopes_ref (self);

  both = g_strv_builder_new ();
  for (guint i = 0; i < self->n_names; i++)
    if (office_scopes_contains (other, self->names[i]))
      g_strv_builder_add (both, self->names[i]);
  return office_scopes_new (g_strv_builder_end (both));
}
