/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-place-link.h"

#include "office-id.h"

#include <string.h>

static const char *const kinds[] = {
  [OFFICE_PLACE_LINK_ROOM] = "room",
  [OFFICE_PLACE_LINK_MESSAGE] = "message",
  [OFFICE_PLACE_LINK_TASK] = "task",
  [OFFICE_PLACE_LINK_PERSON] = "person",
};

/* `KIND/ID` and nothing behind it. */
static gboolean
read_target (OfficePlaceLink *self, const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize length = strlen (kinds[i]);

      if (!g_str_has_prefix (text, kinds[i]) || text[length] != '/')
        continue;
      self->kind = (OfficePlaceLinkKind) i;
      self->id = g_ascii_strdown (text + length + 1, -1);
      return office_id_is_valid (self->id);
    }
  return FALSE;
}

/**
 * office_place_link_parse:
 * @text: from anywhere
 *
 * Returns: (transfer full) (nullable): the link; %NULL where the text is none, whatever else it may be
 */
OfficePlaceLink *
office_place_link_parse (const char *text)
{
  g_autoptr (OfficePlaceLink) self = g_new0 (OfficePlaceLink, 1);

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_str_has_prefix (text, "office:"))
    return NULL;
  text += strlen ("office:");
  if (g_str_has_prefix (text, "//"))
    {
      const char *slash = strchr (text + 2, '/');

      if (slash == NULL)
        return NULL;
      self->office = g_ascii_strdown (text + 2, slash - text - 2);
      if (!office_id_is_valid (self->office))
        return NULL;
      text = slash + 1;
    }
  return read_target (self, text) ? g_steal_pointer (&self) : NULL;
}

/**
 * office_place_link_write:
 * @office: (nullable): the office's id, for a link that is to be used outside of it
 * @kind: what it leads to
 * @id: its id
 *
 * Returns: (transfer full): the link
 */
char *
office_place_link_write (const char *office, OfficePlaceLinkKind kind, const char *id)
{
  return office != NULL ? g_strdup_printf ("office://%s/%s/%s", office, kinds[kind], id)
                        : g_strdup_printf ("office:%s/%s", kinds[kind], id);
}

/**
 * office_place_link_free:
 * @self: (transfer full): a link
 */
void
office_place_link_free (OfficePlaceLink *self)
{
  g_free (self->office);
  g_free (self->id);
  g_free (self);
}
