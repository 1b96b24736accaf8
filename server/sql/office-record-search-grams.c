/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-search-private.h"

#include "office-effects.h"
#include "office-folded-text.h"
#include "office-id.h"

#include <string.h>

/*
 * What the index holds of a record is a set of short words, called grams here, that are made of its folded text:
 *
 *   of a stretch that is not dense ("plans"):  _p _pl pla lan ans      its beginning, and each three characters in a row
 *   of two stretches ("more plans"):           re_p                   the end of one, and what the next begins with
 *   of dense characters ("明天"):              明 明天 天               each, and each two in a row
 *   of its fields:                             is-task in-ROOM by-PERSON to-PERSON has-link
 *
 * A file is found as a part of what it hangs on, and has the fields that it could have for that: is-message or is-step, and
 * always has-link. Whether that holds is seen in what it hangs on.
 *
 * A text that holds the words of a query holds all grams of these words, so that the index gives every record that can
 * match; that it does match is seen in the record's text (office_query_matches()). This finds parts of words in every
 * script, and the beginnings of words from the first letter on, with one rule. A folded text has neither _ nor -, so that
 * no gram is mistaken for another sort of gram, and none has a meaning in the language of FTS5 once it is quoted.
 */

#define SCHEME "3"

static const char *const kinds[] = { "message", "task", "step", "file" };

/* Either the text of a row, or the grams that a query asks for: only those that say the most. */
typedef struct {
  GString *row;
  GPtrArray *wanted; /* char * */
} Grams;

static void
add_gram (Grams *self, const char *prefix, const char *start, const char *end)
{
  if (self->wanted != NULL)
    {
      g_ptr_array_add (self->wanted, g_strdup_printf ("%s%.*s", prefix, (int) (end - start), start));
      return;
    }
  g_string_append_c (self->row, ' ');
  g_string_append (self->row, prefix);
  g_string_append_len (self->row, start, end - start);
}

static gboolean
is_dense_at (const char *at)
{
  return (guchar) *at >= 0x80 && office_character_is_dense (g_utf8_get_char (at));
}

static gboolean
is_gap (char c)
{
  return c == ' ' || c == '\n' || c == '\0';
}

/* From the first dense character on; returns what stands behind the last. */
static const char *
add_dense (Grams *self, const char *start)
{
  const char *at = start;

  do
    {
      const char *next = g_utf8_next_char (at);
      gboolean followed = is_dense_at (next);

      if (self->wanted == NULL || (at == start && !followed))
        add_gram (self, "", at, next);
      if (followed)
        add_gram (self, "", at, g_utf8_next_char (next));
      at = next;
    }
  while (is_dense_at (at));
  return at;
}

/* What tells a phrase from its words anywhere in the text: they follow each other. */
static void
add_joint (Grams *self, const char *last, const char *end)
{
  const char *next = *end == ' ' ? end + 1 : end;
  char joint[3 * 6 + 2];
  gsize length = (gsize) (end - last), more;

  if (next == end || is_gap (*next) || is_dense_at (next))
    return;
  more = (gsize) (g_utf8_next_char (next) - next);
  memcpy (joint, last, length);
  joint[length] = '_';
  memcpy (joint + length + 1, next, more);
  add_gram (self, "", joint, joint + length + 1 + more);
}

/* `begins`: whether the stretch is known to begin a word where it is looked for. */
static const char *
add_stretch (Grams *self, const char *start, gboolean begins)
{
  const char *one = g_utf8_next_char (start);
  const char *two = is_gap (*one) || is_dense_at (one) ? NULL : g_utf8_next_char (one);
  const char *end = two != NULL ? two : one;

  if (two == NULL || self->wanted == NULL)
    add_gram (self, "_", start, one);
  if (two == NULL)
    {
      add_joint (self, start, one);
      return one;
    }
  if (begins || is_gap (*two) || is_dense_at (two))
    add_gram (self, "_", start, two);
  for (; !is_gap (*end) && !is_dense_at (end); start = g_utf8_next_char (start))
    {
      end = g_utf8_next_char (end);
      add_gram (self, "", start, end);
    }
  add_joint (self, start, end);
  return end;
}

static void
add_grams (Grams *self, const char *folded)
{
  const char *at = folded;

  while (*at != '\0')
    if (is_gap (*at))
      at++;
    else if (is_dense_at (at))
      at = add_dense (self, at);
    else
      at = add_stretch (self, at, self->wanted == NULL || at > folded);
}

/**
 * office_record_search_list_grams:
 * @folded: a word or a phrase of a query
 *
 * Returns: (transfer full) (element-type utf8): grams that every text holds that @folded stands in
 */
GPtrArray *
office_record_search_list_grams (const char *folded)
{
  Grams grams = { .wanted = g_ptr_array_new_with_free_func (g_free) };

  add_grams (&grams, folded);
  return grams.wanted;
}

gboolean
office_record_search_is_known (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kind, kinds[i]) == 0)
      return TRUE;
  return FALSE;
}

/**
 * office_record_search_get_scheme:
 *
 * Names how the index is made, and of which fields: one made otherwise is made anew.
 *
 * Returns: (transfer none): static
 */
const char *
office_record_search_get_scheme (void)
{
  static char *scheme;

  if (g_once_init_enter (&scheme))
    {
      GString *text = g_string_new (SCHEME);

      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        {
          const OfficeKind *kind = office_kind_find (kinds[k]);

          for (guint i = 0; i < kind->n_fields; i++)
            if ((kind->fields[i].flags & OFFICE_FIELD_SEARCHED) != 0)
              g_string_append_printf (text, " %s.%s", kind->name, kind->fields[i].name);
        }
      g_once_init_leave (&scheme, g_string_free (text, FALSE));
    }
  return scheme;
}

/* The searched texts as people read them, or folded, a line each. */
static char *
join_texts (OfficeRecord *record, gboolean folded)
{
  const OfficeKind *kind = office_record_get_kind (record);
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < kind->n_fields; i++)
    if ((kind->fields[i].flags & OFFICE_FIELD_SEARCHED) != 0)
      {
        g_autofree char *plain = office_text_to_plain (office_record_get_text (record, kind->fields[i].name));
        g_autofree char *text = folded ? office_text_fold (plain) : g_steal_pointer (&plain);

        g_string_append_printf (texts, "%s%s", texts->len > 0 ? "\n" : "", text);
      }
  return g_string_free (texts, FALSE);
}

/**
 * office_record_search_dup_folded:
 * @record: a record of a kind that is in the index
 *
 * Returns: (transfer full): its searched texts, folded, a line each, so that no phrase spans two of them
 */
char *
office_record_search_dup_folded (OfficeRecord *record)
{
  return join_texts (record, TRUE);
}

/**
 * office_record_search_has_link:
 * @text: a text
 *
 * Returns: whether there is something in it that leads out of the office
 */
gboolean
office_record_search_has_link (const char *text)
{
  return strstr (text, "://") != NULL || strstr (text, "www.") != NULL || strstr (text, "mailto:") != NULL;
}

static void
add_id (GString *grams, const char *prefix, const char *id)
{
  if (id != NULL && office_id_is_valid (id))
    g_string_append_printf (grams, " %s%s", prefix, id);
}

static void
add_field_grams (GString *grams, OfficeRecord *record)
{
  g_autofree char *plain = join_texts (record, FALSE);
  g_auto (GStrv) assignees = office_record_dup_ids (record, "assignees");

  add_id (grams, "in-", office_record_get_text (record, "room"));
  add_id (grams, "by-", office_record_get_text (record, "author"));
  add_id (grams, "by-", office_record_get_text (record, "created_by"));
  for (guint i = 0; assignees[i] != NULL; i++)
    add_id (grams, "to-", assignees[i]);
  if (office_record_search_has_link (plain) || strcmp (office_record_get_kind_name (record), "file") == 0)
    g_string_append (grams, " has-link");
}

/**
 * office_record_search_get_role:
 * @record: a record of a kind that is in the index
 *
 * Returns: (transfer none): the kind that it is asked for as: a file of a message is a part of that, one of a task is like a step
 */
const char *
office_record_search_get_role (OfficeRecord *record)
{
  const char *kind = office_record_get_kind_name (record);

  if (strcmp (kind, "file") != 0)
    return kind;
  return office_record_has (record, "message") ? "message" : "step";
}

/**
 * office_record_search_get_carrier:
 * @file: the record of a file
 *
 * Returns: (transfer none) (nullable): the id of the message or the task that it hangs on
 */
const char *
office_record_search_get_carrier (OfficeRecord *file)
{
  return office_record_get_text (file, office_record_has (file, "message") ? "message" : "task");
}

/**
 * office_record_search_can_be_found:
 * @record: any record
 *
 * Returns: whether it is of a kind that is in the index, and neither removed nor in the trash
 */
gboolean
office_record_search_can_be_found (OfficeRecord *record)
{
  return office_record_search_is_known (office_record_get_kind_name (record)) && !office_record_is_gone (record)
         && !office_record_get_boolean (record, "removed") && office_record_get_integer (record, "trashed_at") == 0;
}

/**
 * office_record_search_dup_field_grams:
 * @record: any record
 *
 * Returns: (transfer full) (nullable): what the index holds of its fields, with spaces between; %NULL: it is not to be
 *   found, for it is of another kind, or removed, or in the trash
 */
char *
office_record_search_dup_field_grams (OfficeRecord *record)
{
  GString *grams;

  if (!office_record_search_can_be_found (record))
    return NULL;
  grams = g_string_new (NULL);
  g_string_append_printf (grams, "is-%s", office_record_search_get_role (record));
  add_field_grams (grams, record);
  return g_string_free (grams, FALSE);
}

/**
 * office_record_search_dup_grams:
 * @record: any record
 * @folded: (out) (optional) (transfer full): its texts, of office_record_search_dup_folded(); %NULL: it is not to be found
 *
 * Returns: (transfer full) (nullable): what the index holds of it, with spaces between; %NULL: it is not to be found
 */
char *
office_record_search_dup_grams (OfficeRecord *record, char **folded)
{
  g_autofree char *fields = office_record_search_dup_field_grams (record);
  g_autofree char *text = NULL;
  Grams grams = { 0 };

  if (folded != NULL)
    *folded = NULL;
  if (fields == NULL)
    return NULL;
  text = office_record_search_dup_folded (record);
  grams.row = g_string_sized_new (6 * strlen (text));
  g_string_append (grams.row, fields);
  add_grams (&grams, text);
  if (folded != NULL)
    *folded = g_steal_pointer (&text);
  return g_string_free (grams.row, FALSE);
}

/* UUIDv7 begins with ms since 1970. */
static gint64
get_id_time (const char *id)
{
  g_autofree char *digits = g_strdup_printf ("%.8s%.4s", id, id + 9);

  return id[14] == '7' ? (gint64) g_ascii_strtoull (digits, NULL, 16) : 0;
}

/**
 * office_record_search_get_time:
 * @record: a record that is in the index
 *
 * A step does not say when it was made: then its id does, which nothing hangs on but the order of what is found.
 *
 * Returns: when it was made, in ms since 1970
 */
gint64
office_record_search_get_time (OfficeRecord *record)
{
  if (office_record_has (record, "at"))
    return office_record_get_integer (record, "at");
  if (office_record_has (record, "created_at"))
    return office_record_get_integer (record, "created_at");
  return get_id_time (office_record_get_id (record));
}
