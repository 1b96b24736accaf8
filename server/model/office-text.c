/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-effects.h"

#include "office-id.h"

#include <string.h>

/* A link in a text: [name](office:kind/ID). */
typedef struct {
  const char *start; /* the opening bracket */
  const char *name;
  gsize name_length;
  const char *kind;
  gsize kind_length;
  char id[OFFICE_ID_LENGTH + 1];
  const char *end; /* behind the closing parenthesis */
} Link;

#define MIDDLE "](office:"

/* Reads what stands behind MIDDLE. */
static gboolean
read_target (Link *link, const char *text)
{
  link->kind = text;
  link->kind_length = strspn (text, "abcdefghijklmnopqrstuvwxyz");
  text += link->kind_length;
  if (link->kind_length == 0 || *text++ != '/' || strnlen (text, OFFICE_ID_LENGTH + 1) <= OFFICE_ID_LENGTH)
    return FALSE;
  memcpy (link->id, text, OFFICE_ID_LENGTH);
  link->id[OFFICE_ID_LENGTH] = '\0';
  text += OFFICE_ID_LENGTH;
  link->end = text + 1;
  return *text == ')' && office_id_is_valid (link->id);
}

/* The next link in the text; a name holds no brackets and no newline. */
static gboolean
find_link (const char *text, Link *link)
{
  const char *middle;

  for (const char *from = text; (middle = strstr (from, MIDDLE)) != NULL; from = middle + 1)
    {
      const char *start = middle;

      while (start > from && strchr ("[]\n", start[-1]) == NULL)
        start--;
      if (start == from || start[-1] != '[' || start == middle || !read_target (link, middle + strlen (MIDDLE)))
        continue;
      link->start = start - 1;
      link->name = start;
      link->name_length = (gsize) (middle - start);
      return TRUE;
    }
  return FALSE;
}

/**
 * office_text_dup_mentions:
 * @text: (nullable): a text as it is sent
 * @kind: `person` or `task`
 *
 * Returns: (transfer full): the ids that links of this kind name, each once, in the order of the text; %NULL-terminated
 */
char **
office_text_dup_mentions (const char *text, const char *kind)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Link link;

  for (; text != NULL && find_link (text, &link); text = link.end)
    if (link.kind_length == strlen (kind) && memcmp (link.kind, kind, link.kind_length) == 0
        && !g_hash_table_contains (seen, link.id))
      {
        char *id = g_strdup (link.id);

        g_ptr_array_add (ids, id);
        g_hash_table_add (seen, id);
      }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

/**
 * office_text_to_plain:
 * @text: (nullable): a text as it is sent
 *
 * Returns: (transfer full): the text with every link replaced by its name
 */
char *
office_text_to_plain (const char *text)
{
  GString *plain = g_string_new (NULL);
  Link link;

  for (; text != NULL && find_link (text, &link); text = link.end)
    {
      g_string_append_len (plain, text, link.start - text);
      g_string_append_len (plain, link.name, (gssize) link.name_length);
    }
  if (text != NULL)
    g_string_append (plain, text);
  return g_string_free (plain, FALSE);
}
