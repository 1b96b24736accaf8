/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-reason.h"
#include "office-rules.h"

#include <string.h>

/*
 * Keys of rooms, with which the short ids of their tasks begin. A room keeps those that it had, newest first in its field
 * `former_keys`: texts and people go on to call its tasks by them, so that no other room may ever have one.
 */

#define LONGEST_KEY  10
#define SHORTEST_KEY 2
#define LETTERS      3 /* of a name in a key */
#define NAMELESS     "RM"

static gboolean
is_key (const char *key)
{
  gsize length = strlen (key);

  return length >= SHORTEST_KEY && length <= LONGEST_KEY && g_ascii_isupper (key[0])
         && strspn (key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == length;
}

/**
 * office_key_abbreviate:
 * @name: a room's name
 *
 * Returns: (transfer full): a key of its first letters without their accents; perhaps another room's
 */
char *
office_key_abbreviate (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString *key = g_string_new (NULL);

  for (const char *c = ascii; *c != '\0' && key->len < LETTERS; c++)
    if (g_ascii_isalpha (*c) || (key->len > 0 && g_ascii_isdigit (*c)))
      g_string_append_c (key, g_ascii_toupper (*c));
  if (key->len < SHORTEST_KEY)
    g_string_assign (key, NAMELESS);
  return g_string_free (key, FALSE);
}

/* Returns: (transfer full) (nullable): the keys that it had */
static char **
dup_former (OfficeRecord *room)
{
  const char *former = office_record_get_text (room, "former_keys");

  return former != NULL ? g_strsplit (former, " ", -1) : NULL;
}

/**
 * office_keys_list_used:
 * @book: a book
 * @but: (nullable): the id of a room whose keys are left out
 *
 * Returns: (transfer full): key → whether a room only had it, as a #gboolean; of all rooms
 */
GHashTable *
office_keys_list_used (OfficeBook *book, const char *but)
{
  GHashTable *used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) rooms = office_book_list (book, "room", NULL, NULL);

  for (guint i = 0; i < rooms->len; i++)
    {
      OfficeRecord *room = g_ptr_array_index (rooms, i);
      const char *key = office_record_get_text (room, "key");
      g_auto (GStrv) former = dup_former (room);

      if (g_strcmp0 (office_record_get_id (room), but) == 0)
        continue;
      for (guint k = 0; former != NULL && former[k] != NULL && office_rule_holds (OFFICE_RULE_KEY); k++)
        if (!g_hash_table_contains (used, former[k]))
          g_hash_table_insert (used, g_strdup (former[k]), GINT_TO_POINTER (TRUE));
      if (key != NULL)
        g_hash_table_replace (used, g_strdup (key), GINT_TO_POINTER (FALSE));
    }
  return used;
}

/* Those that the room had when it gets another: newest first, and the one that it has is none of them. Nullable. */
static char *
dup_former_with (OfficeRecord *room, const char *key)
{
  const char *left = office_record_get_text (room, "key");
  g_auto (GStrv) older = dup_former (room);
  g_autoptr (GString) former = g_string_new (left);

  for (guint i = 0; older != NULL && older[i] != NULL; i++)
    if (!g_str_equal (older[i], key))
      g_string_append_printf (former, "%s%s", former->len > 0 ? " " : "", older[i]);
  return former->len > 0 ? g_string_free (g_steal_pointer (&former), FALSE) : NULL;
}

/* None is ever forgotten, so that a room that had too many keeps the last. */
static gboolean
has_place (OfficeRecord *room, const char *key)
{
  const OfficeField *field = office_kind_find_field (office_record_get_kind (room), "former_keys");
  g_autofree char *former = dup_former_with (room, key);

  return former == NULL || (gint64) strlen (former) <= field->limit;
}

static gboolean
refuse (GError **error, OfficeReason reason)
{
  office_reason_set (error, reason, "key");
  return FALSE;
}

/* Of a room that the actor changes. */
gboolean
office_act_check_key (OfficeAct *self, OfficeRecord *room, const char *key, GError **error)
{
  g_autoptr (GHashTable) used = NULL;
  gpointer only_had;

  if (g_str_equal (office_record_get_text (room, "visibility"), "direct"))
    return refuse (error, OFFICE_REASON_DIRECT_ROOM);
  if (key == NULL || !is_key (key))
    return refuse (error, OFFICE_REASON_KEY_FORM);
  if (g_strcmp0 (office_record_get_text (room, "key"), key) == 0)
    return TRUE;
  used = office_keys_list_used (self->book, office_record_get_id (room));
  if (g_hash_table_lookup_extended (used, key, NULL, &only_had))
    return refuse (error, GPOINTER_TO_INT (only_had) ? OFFICE_REASON_KEY_RESERVED : OFFICE_REASON_KEY_TAKEN);
  return has_place (room, key) || refuse (error, OFFICE_REASON_TOO_MANY_KEYS);
}

/* Before @room gets another key; @changed is what it becomes. */
void
office_act_keep_key (OfficeRecord *room, OfficeRecord *changed, const char *key)
{
  g_autofree char *former = dup_former_with (room, key);

  if (former != NULL)
    office_record_set_text (changed, "former_keys", former);
}
