/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-mentions.h"

#include "office-id.h"
#include "office-offer.h"
#include "office-person-private.h"

#include <string.h>

/*
 * A person can be called by the whole name, or by a short one that nobody else in the room has: the first word of the
 * name, or a word of it in a script that is written without spaces ("Mei 梅琳" is @Mei and @梅琳). The longest name that
 * fits is meant, and it must end where a word ends; a script without spaces has a word's end everywhere.
 */

typedef struct {
  char *name;
  const char *id; /* borrowed; NULL: several are called so */
} Calling;

static void
calling_free (gpointer data)
{
  Calling *calling = data;

  g_free (calling->name);
  g_free (calling);
}

static gboolean
is_spaceless (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_';
}

static gboolean
is_same_name (const char *a, const char *b)
{
  g_autofree char *first = g_utf8_casefold (a, -1);
  g_autofree char *second = g_utf8_casefold (b, -1);

  return strcmp (first, second) == 0;
}

static void
add_calling (GPtrArray *callings, const char *name, const char *id)
{
  Calling *calling;

  if (*name == '\0')
    return;
  for (guint i = 0; i < callings->len; i++)
    {
      calling = callings->pdata[i];
      if (!is_same_name (calling->name, name))
        continue;
      if (g_strcmp0 (calling->id, id) != 0)
        calling->id = NULL;
      return;
    }
  calling = g_new0 (Calling, 1);
  *calling = (Calling){ g_strdup (name), id };
  g_ptr_array_add (callings, calling);
}

static void
add_short_names (GPtrArray *callings, OfficePerson *person)
{
  g_autofree char *first = office_person_dup_first_name (person);
  g_auto (GStrv) words = g_strsplit (office_person_get_name (person), " ", -1);

  add_calling (callings, first, office_person_get_id (person));
  for (guint i = 0; words[i] != NULL; i++)
    if (is_spaceless (g_utf8_get_char (words[i])))
      add_calling (callings, words[i], office_person_get_id (person));
}

/* Whole names are given first: one that is also somebody's short name means the person who has it whole. */
static GPtrArray *
list_callings (GListModel *people)
{
  GPtrArray *callings = g_ptr_array_new_with_free_func (calling_free);
  g_autoptr (GPtrArray) short_ones = g_ptr_array_new_with_free_func (calling_free);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      add_calling (callings, office_person_get_name (person), office_person_get_id (person));
      add_short_names (short_ones, person);
    }
  for (guint i = 0; i < short_ones->len; i++)
    {
      Calling *calling = short_ones->pdata[i];
      gboolean taken = FALSE;

      for (guint k = 0; k < callings->len && !taken; k++)
        taken = is_same_name (((Calling *) callings->pdata[k])->name, calling->name);
      if (!taken && calling->id != NULL)
        add_calling (callings, calling->name, calling->id);
    }
  return callings;
}

/* How many bytes of text the name covers; 0: it does not stand there. */
static gsize
match_name (const char *text, const char *name)
{
  const char *at = text;
  gunichar last = 0, next;

  for (; *name != '\0'; name = g_utf8_next_char (name), at = g_utf8_next_char (at))
    {
      last = g_utf8_get_char (at);
      if (*at == '\0' || g_unichar_tolower (last) != g_unichar_tolower (g_utf8_get_char (name)))
        return 0;
    }
  next = g_utf8_get_char (at);
  return is_word (next) && !is_spaceless (last) && !is_spaceless (next) ? 0 : (gsize) (at - text);
}

static const char *
find_called (GPtrArray *callings, const char *text, gsize *length)
{
  const char *id = NULL;

  *length = 0;
  for (guint i = 0; i < callings->len; i++)
    {
      Calling *calling = callings->pdata[i];
      gsize matched = match_name (text, calling->name);

      if (matched > *length)
        {
          *length = matched;
          id = calling->id;
        }
    }
  return id;
}

static gboolean
may_call_here (const char *text, const char *at)
{
  gunichar before;

  if (at == text)
    return TRUE;
  before = g_utf8_get_char (g_utf8_prev_char (at));
  return before != '[' && (!is_word (before) || is_spaceless (before));
}

/* Brackets inside the words of a link would end it early. */
static void
append_link (GString *result, const char *name, gsize length, const char *kind, const char *id)
{
  g_autofree char *words = g_strndup (name, length);

  g_strdelimit (words, "[", '(');
  g_strdelimit (words, "]", ')');
  g_string_append_printf (result, "[%s](office:%s/%s)", words, kind, id);
}

static char *
link_callings (const char *text, char mark, const char *kind, GPtrArray *callings)
{
  GString *result = g_string_new (NULL);
  const char *from = text, *at;

  for (at = strchr (text, mark); at != NULL; at = strchr (at, mark))
    {
      gsize length = 0;
      const char *id = may_call_here (text, at) ? find_called (callings, at + 1, &length) : NULL;

      if (id == NULL)
        {
          at++;
          continue;
        }
      g_string_append_len (result, from, at - from);
      append_link (result, at, 1 + length, kind, id);
      from = at = at + 1 + length;
    }
  g_string_append (result, from);
  return g_string_free (result, FALSE);
}

/**
 * office_mentions_link:
 * @text: a text as it was typed
 * @people: (type GListModel): a model of OfficePerson: who may be meant
 *
 * Returns: (transfer full): the text with a link wherever "@" and a person's name stand; links that are there already stay
 */
char *
office_mentions_link (const char *text, GListModel *people)
{
  g_autoptr (GPtrArray) callings = NULL;

  if (strchr (text, '@') == NULL)
    return g_strdup (text);
  callings = list_callings (people);
  return link_callings (text, '@', "person", callings);
}

/**
 * office_mentions_link_room:
 * @text: a text in which people are linked already: one who is called Room comes first
 * @room: the id of the room that it is said in
 *
 * Returns: (transfer full): the text with a link wherever "@room" stands
 */
char *
office_mentions_link_room (const char *text, const char *room)
{
  g_autoptr (GPtrArray) callings = NULL;

  if (strchr (text, '@') == NULL)
    return g_strdup (text);
  callings = g_ptr_array_new_with_free_func (calling_free);
  add_calling (callings, "room", room);
  return link_callings (text, '@', "room", callings);
}

/**
 * office_mentions_link_tasks:
 * @text: a text as it was typed
 * @tasks: (element-type OfficeOffer): the tasks that may be meant; of two with one title the first is
 *
 * Returns: (transfer full): the text with a link wherever "#" and a task's title stand
 */
char *
office_mentions_link_tasks (const char *text, GPtrArray *tasks)
{
  g_autoptr (GPtrArray) callings = g_ptr_array_new_with_free_func (calling_free);

  for (guint i = 0; i < tasks->len; i++)
    {
      OfficeOffer *task = tasks->pdata[i];
      Calling *calling = g_new0 (Calling, 1);

      *calling = (Calling){ g_strdup (task->title), task->id };
      g_ptr_array_add (callings, calling);
    }
  return link_callings (text, '#', "task", callings);
}

/* Reads the link of a mention at an opening bracket: where its words end, and where the link does; NULL: there is none. */
static const char *
read_mention (const char *open, const char **words_end)
{
  static const struct {
    char mark;
    const char *middle;
  } kinds[] = { { '@', "](office:person/" }, { '@', "](office:room/" }, { '#', "](office:task/" } };
  const gsize length = strcspn (open + 1, "[]\n");

  *words_end = open + 1 + length;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      char id[OFFICE_ID_LENGTH + 1] = "";
      const char *target = *words_end + strlen (kinds[i].middle);

      if (open[1] != kinds[i].mark || !g_str_has_prefix (*words_end, kinds[i].middle)
          || strnlen (target, OFFICE_ID_LENGTH + 1) <= OFFICE_ID_LENGTH || target[OFFICE_ID_LENGTH] != ')')
        continue;
      memcpy (id, target, OFFICE_ID_LENGTH);
      if (office_id_is_valid (id))
        return target + OFFICE_ID_LENGTH + 1;
    }
  return NULL;
}

/**
 * office_mentions_unlink:
 * @text: a message's text as it is kept, valid UTF-8
 *
 * Returns: (transfer full): the text as its author typed it: `@Name` and `#Title` where they are kept as links
 */
char *
office_mentions_unlink (const char *text)
{
  GString *typed = g_string_new (NULL);
  const char *from = text, *words_end;

  for (const char *at = strchr (text, '['); at != NULL; at = strchr (at, '['))
    {
      const char *end = read_mention (at, &words_end);

      if (end == NULL)
        {
          at++;
          continue;
        }
      g_string_append_len (typed, from, at - from);
      g_string_append_len (typed, at + 1, words_end - at - 1);
      from = at = end;
    }
  g_string_append (typed, from);
  return g_string_free (typed, FALSE);
}
