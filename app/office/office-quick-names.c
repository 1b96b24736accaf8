/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-quick-private.h"

#include "office-folded-text.h"

#include <string.h>

/* A name is meant by all of it, by one of its words, or by how it begins, as long as nobody else could be. */

#define LONGEST 5 /* words of a name that are looked at */

/**
 * office_quick_name_new:
 * @id: a record's id
 * @name: what it is called
 * @key: (nullable): a short name
 *
 * Returns: (transfer full): a name
 */
OfficeQuickName *
office_quick_name_new (const char *id, const char *name, const char *key)
{
  OfficeQuickName *self = g_new0 (OfficeQuickName, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name != NULL ? name : "");
  self->key = g_strdup (key);
  self->folded = office_text_fold (self->name);
  return self;
}

/**
 * office_quick_name_free:
 * @self: (transfer full): a name
 */
void
office_quick_name_free (OfficeQuickName *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->key);
  g_free (self->folded);
  g_free (self);
}

typedef enum { WHOLE, WORD, BEGINNING, N_FITS } Fit;

static gboolean
has_word (const char *name, const char *sought, gboolean whole)
{
  const gsize length = strlen (sought);

  for (const char *at = strstr (name, sought); at != NULL; at = strstr (at + 1, sought))
    if ((at == name || strchr (" -_/.", at[-1]) != NULL)
        && (!whole || at[length] == '\0' || strchr (" -_/.", at[length]) != NULL))
      return TRUE;
  return FALSE;
}

static gboolean
equals_joined (const char *name, const char *sought)
{
  for (; *name != '\0'; name++)
    if (strchr (" -_", *name) == NULL)
      {
        if (*sought != *name)
          return FALSE;
        sought++;
      }
  return *sought == '\0';
}

static gboolean
fits (const OfficeQuickName *name, const char *sought, Fit fit)
{
  switch (fit)
    {
    case WHOLE:
      return g_str_equal (name->folded, sought) || equals_joined (name->folded, sought)
             || (name->key != NULL && g_ascii_strcasecmp (name->key, sought) == 0);
    case WORD:
      return has_word (name->folded, sought, TRUE);
    case BEGINNING:
      return has_word (name->folded, sought, FALSE);
    case N_FITS:
    default:
      return FALSE;
    }
}

/* The only one that fits; *several: there are more. */
static const OfficeQuickName *
find_only (GPtrArray *names, const char *sought, Fit fit, gboolean *several)
{
  const OfficeQuickName *found = NULL;

  *several = FALSE;
  for (guint i = 0; i < names->len; i++)
    if (fits (names->pdata[i], sought, fit))
      {
        *several |= found != NULL;
        found = names->pdata[i];
      }
  return *several ? NULL : found;
}

/* The words from i on, the first without its mark. */
static char *
join (OfficeWhenReader *reader, guint i, const char *word, guint n)
{
  GString *joined = g_string_new (word);
  g_autofree char *text = NULL;

  for (guint k = 1; k < n; k++)
    g_string_append_printf (joined, " %s", office_when_word_at (reader, i + k));
  text = g_string_free (joined, FALSE);
  return office_text_fold (text);
}

const OfficeQuickName *
office_quick_find_name (GPtrArray *names, OfficeWhenReader *reader, guint i, const char *word, guint *taken)
{
  const guint most = MIN (LONGEST, reader->words->len - i);
  g_autofree char *sought = join (reader, i, word, 1);

  if (names == NULL || *sought == '\0')
    return NULL;
  /* As much of a whole name as was typed. */
  for (guint n = most; n > 1; n--)
    {
      g_autofree char *more = join (reader, i, word, n);
      gboolean several;
      const OfficeQuickName *found = find_only (names, more, WHOLE, &several);

      if (found == NULL && !several)
        found = find_only (names, more, BEGINNING, &several);
      *taken = n;
      if (found != NULL)
        return found;
    }
  *taken = 1;
  for (Fit fit = WHOLE; fit < N_FITS; fit++)
    {
      gboolean several;
      const OfficeQuickName *found = find_only (names, sought, fit, &several);

      if (found != NULL || several)
        return found;
    }
  return NULL;
}
