/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-filter.h"

#include "office-folded-text.h"
#include "office-query.h"
#include "office-task-private.h"
#include "office-work.h"

#include <glib/gi18n.h>
#include <string.h>

struct _OfficeTaskFilter {
  GObject parent_instance;

  OfficeSession *session;
  char *text;
  OfficeQuery *query;
  GHashTable *names; /* of what a name was compared with, "wanted\nname" → 1: it is meant, 2: it is not */
};

enum { PROP_0, PROP_TEXT, N_PROPS };
enum { CHANGED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeTaskFilter, office_task_filter, G_TYPE_OBJECT)

/* ---- what one term asks ---- */

/* Folding a name is slow next to all else, and thousands of tasks have the same few. */
static gboolean
means (OfficeTaskFilter *self, const char *wanted, const char *name)
{
  g_autofree char *key = g_strconcat (wanted, "\n", name, NULL);
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, key));

  if (known == 0)
    {
      known = office_query_name_matches (wanted, name) ? 1 : 2;
      g_hash_table_insert (self->names, g_steal_pointer (&key), GUINT_TO_POINTER (known));
    }
  return known == 1;
}

static gboolean
is_assigned (OfficeTaskFilter *self, OfficeTask *task, const char *wanted)
{
  GListModel *people = office_task_get_assignees (task);
  guint n = g_list_model_get_n_items (people);

  for (guint i = 0; i < n && wanted != NULL; i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      if (g_str_equal (wanted, "me") ? office_person_is_me (person)
                                     : means (self, wanted, office_person_get_name (person)))
        return TRUE;
    }
  return wanted == NULL && n == 0;
}

static gboolean
has_label (OfficeTaskFilter *self, OfficeTask *task, const char *wanted)
{
  GListModel *labels = office_task_get_labels (task);
  guint n = g_list_model_get_n_items (labels);

  for (guint i = 0; i < n && wanted != NULL; i++)
    {
      g_autoptr (OfficeLabel) label = g_list_model_get_item (labels, i);

      if (means (self, wanted, office_label_get_name (label)))
        return TRUE;
    }
  return wanted == NULL && n == 0;
}

static gboolean
is_in (OfficeTaskFilter *self, OfficeTask *task, const char *wanted)
{
  OfficeRoom *room = office_session_find_room (self->session, office_task_get_room_id (task));

  return room != NULL && means (self, wanted, office_room_get_name (room));
}

static gboolean
has_priority (OfficeTask *task, const char *wanted)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (office_priority_get_type ());
  GEnumValue *value = g_enum_get_value_by_nick (class, wanted);

  return value != NULL && value->value == (int) office_task_get_priority (task);
}

static gboolean
is_due (OfficeTask *task, const OfficeQueryTerm *term)
{
  gint64 day = office_task_get_due_day (task);

  if (term->first > term->last)
    return day == 0;
  return day != 0 && day >= term->first && day <= term->last;
}

static gboolean
is_done (OfficeTask *task)
{
  return office_task_get_state (task) == OFFICE_STATE_DONE;
}

static gboolean
is_blocked (OfficeTaskFilter *self, OfficeTask *task)
{
  const char *const *ids = office_task_get_blocked_by (task);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      OfficeTask *other = office_session_find_task (self->session, ids[i]);

      if (other != NULL && office_task_is_present (other) && !office_task_get_trashed (other)
          && !office_task_get_template (other) && !is_done (other))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_so (OfficeTaskFilter *self, OfficeTask *task, const char *state)
{
  if (g_str_equal (state, "open"))
    return !is_done (task);
  if (g_str_equal (state, "done"))
    return is_done (task);
  if (g_str_equal (state, "overdue"))
    return !is_done (task) && office_task_get_due_state (task) == OFFICE_DUE_LATE;
  if (g_str_equal (state, "archived"))
    return office_task_get_archived (task);
  if (g_str_equal (state, "template"))
    return office_task_get_template (task);
  if (g_str_equal (state, "unassigned"))
    return is_assigned (self, task, NULL);
  if (g_str_equal (state, "mine"))
    return is_assigned (self, task, "me");
  if (g_str_equal (state, "watched"))
    return office_session_is_watching (self->session, task);
  return is_blocked (self, task);
}

static gboolean
has_part (OfficeTaskFilter *self, OfficeTask *task, const char *part)
{
  if (g_str_equal (part, "steps"))
    return office_task_get_n_steps (task) > 0;
  if (g_str_equal (part, "due"))
    return office_task_get_due_day (task) != 0;
  if (g_str_equal (part, "estimate"))
    return office_task_get_estimate (task) > 0;
  if (g_str_equal (part, "repeat"))
    return office_task_get_repeat (task) != NULL;
  if (g_str_equal (part, "description"))
    return office_task_get_description (task) != NULL;
  return office_session_has_files (self->session, office_task_get_id (task));
}

static gboolean
passes (OfficeTaskFilter *self, OfficeTask *task, const OfficeQueryTerm *term)
{
  switch (term->field)
    {
    case OFFICE_TERM_ASSIGNED:
      return is_assigned (self, task, term->value);
    case OFFICE_TERM_LABEL:
      return has_label (self, task, term->value);
    case OFFICE_TERM_COLUMN:
      return means (self, term->value, office_task_get_column_name (task));
    case OFFICE_TERM_IN:
      return is_in (self, task, term->value);
    case OFFICE_TERM_PRIORITY:
      return has_priority (task, term->value);
    case OFFICE_TERM_DUE:
      return is_due (task, term);
    case OFFICE_TERM_IS:
      return is_so (self, task, term->value);
    case OFFICE_TERM_HAS:
    default:
      return has_part (self, task, term->value);
    }
}

/* ---- all terms ---- */

/* Each state and part that is named has to be there; of labels, people and days one of those that are named. */
static gboolean
passes_terms (OfficeTaskFilter *self, OfficeTask *task)
{
  guint asked = 0, met = 0;

  for (guint i = 0; i < self->query->terms->len; i++)
    {
      const OfficeQueryTerm *term = self->query->terms->pdata[i];
      gboolean every = term->negated || term->field == OFFICE_TERM_IS || term->field == OFFICE_TERM_HAS;

      if (every && passes (self, task, term) == term->negated)
        return FALSE;
      if (every)
        continue;
      asked |= 1u << term->field;
      if ((met & (1u << term->field)) == 0 && passes (self, task, term))
        met |= 1u << term->field;
    }
  return asked == met;
}

static gboolean
passes_flags (OfficeTaskFilter *self, OfficeTask *task)
{
  OfficeQueryFlags flags = self->query->flags;

  return ((flags & OFFICE_QUERY_OPEN) == 0 || !is_done (task)) && ((flags & OFFICE_QUERY_DONE) == 0 || is_done (task))
         && ((flags & OFFICE_QUERY_MINE) == 0 || is_assigned (self, task, "me"))
         && ((flags & OFFICE_QUERY_FILE) == 0 || has_part (self, task, "file"))
         && (flags & (OFFICE_QUERY_MESSAGE | OFFICE_QUERY_HAS_TASK)) == 0;
}

static gboolean
passes_rooms (OfficeTaskFilter *self, OfficeTask *task)
{
  for (guint i = 0; i < self->query->in->len; i++)
    if (is_in (self, task, self->query->in->pdata[i]))
      return TRUE;
  return self->query->in->len == 0;
}

/* "des-12" is read as a phrase of two words; also the short id that the task had before. */
static gboolean
is_called (OfficeTaskFilter *self, OfficeTask *task)
{
  g_autofree char *short_id = self->query->words->len == 1 && self->query->without->len == 0
                                  ? g_strdup (self->query->words->pdata[0])
                                  : NULL;

  return short_id != NULL
         && office_session_find_task_by_short_id (self->session, g_strdelimit (short_id, " ", '-')) == task;
}

/* "DES-12", "des-12" or "12": how people speak of a task. */
static gboolean
passes_words (OfficeTaskFilter *self, OfficeTask *task)
{
  return is_called (self, task) || (self->query->words->len == 0 && self->query->without->len == 0)
         || office_query_matches (self->query, office_task_get_folded (task));
}

static gboolean
wants (OfficeTaskFilter *self, const char *state)
{
  for (guint i = 0; i < self->query->terms->len; i++)
    {
      const OfficeQueryTerm *term = self->query->terms->pdata[i];

      if (term->field == OFFICE_TERM_IS && !term->negated && g_str_equal (term->value, state))
        return TRUE;
    }
  return FALSE;
}

/* How it stands with tasks, beside words: templates do not stand in any way. */
static gboolean
asks_of_work (OfficeTaskFilter *self)
{
  return self->query->terms->len > 0
         || (self->query->flags & (OFFICE_QUERY_OPEN | OFFICE_QUERY_DONE | OFFICE_QUERY_MINE)) != 0;
}

/* ---- the text ---- */

static const char *
skip_space (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

static gboolean
is_term (const char *start, const char *end, const char *term)
{
  g_autofree char *typed = g_strndup (start, (gsize) (end - start));
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  g_autofree char *wanted = g_utf8_casefold (term, -1);

  return g_str_equal (folded, wanted);
}

static gboolean
begins_with (const char *start, const char *end, const char *prefix)
{
  gsize length = strlen (prefix);

  return (gsize) (end - start) >= length && g_ascii_strncasecmp (start, prefix, length) == 0;
}

typedef gboolean (*Chooser) (const char *start, const char *end, const char *what);

/* The text without the terms that are chosen; *place: where the first of them stood, -1: there was none. */
static GString *
leave_out (const char *text, Chooser chooser, const char *what, gssize *place)
{
  GString *rest = g_string_new (NULL);

  *place = -1;
  for (const char *at = skip_space (text); *at != '\0'; at = skip_space (at))
    {
      const char *end = office_query_find_end (at);

      if (!chooser (at, end, what))
        g_string_append_printf (rest, "%s%.*s", rest->len > 0 ? " " : "", (int) (end - at), at);
      else if (*place < 0)
        *place = (gssize) rest->len;
      at = end;
    }
  return rest;
}

static void
insert_term (GString *text, gssize place, const char *term)
{
  gsize at = place < 0 ? text->len : (gsize) place;

  if (at > 0)
    g_string_insert (text, (gssize) at++, " ");
  g_string_insert (text, (gssize) at, term);
  at += strlen (term);
  if (at < text->len && text->str[at] != ' ')
    g_string_insert_c (text, (gssize) at, ' ');
}

/* ---- the object ---- */

static GTimeZone *
get_zone (void)
{
  return g_time_zone_new_local ();
}

static void
parse (OfficeTaskFilter *self)
{
  g_autoptr (GTimeZone) zone = get_zone ();

  g_clear_pointer (&self->query, office_query_free);
  self->query = office_query_parse (self->text, office_session_get_now (self->session), zone);
  g_hash_table_remove_all (self->names);
}

/* Nothing was applied: another day has begun. */
static void
on_applied (OfficeTaskFilter *self, GPtrArray *records)
{
  if (records->len > 0)
    return;
  parse (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
office_task_filter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    g_value_set_string (value, OFFICE_TASK_FILTER (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_task_filter_finalize (GObject *object)
{
  OfficeTaskFilter *self = OFFICE_TASK_FILTER (object);

  g_clear_object (&self->session);
  g_free (self->text);
  g_clear_pointer (&self->query, office_query_free);
  g_hash_table_unref (self->names);
  G_OBJECT_CLASS (office_task_filter_parent_class)->finalize (object);
}

static void
office_task_filter_class_init (OfficeTaskFilterClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = office_task_filter_get_property;
  object_class->finalize = office_task_filter_finalize;
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "",
                                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", OFFICE_TYPE_TASK_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
office_task_filter_init (OfficeTaskFilter *self)
{
  self->text = g_strdup ("");
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * office_task_filter_new:
 * @session: the office whose tasks are filtered
 *
 * Returns: (transfer full): a filter that every task passes
 */
OfficeTaskFilter *
office_task_filter_new (OfficeSession *session)
{
  OfficeTaskFilter *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_TASK_FILTER, NULL);
  self->session = g_object_ref (session);
  parse (self);
  g_signal_connect_object (session, "applied", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * office_task_filter_set_text:
 * @self: a filter
 * @text: what is to match, as typed
 */
void
office_task_filter_set_text (OfficeTaskFilter *self, const char *text)
{
  g_return_if_fail (OFFICE_IS_TASK_FILTER (self));
  g_return_if_fail (text != NULL);

  if (g_str_equal (self->text, text))
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  parse (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * office_task_filter_get_text:
 * @self: a filter
 *
 * Returns: (transfer none): what is to match
 */
const char *
office_task_filter_get_text (OfficeTaskFilter *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_FILTER (self), "");

  return self->text;
}

/**
 * office_task_filter_is_empty:
 * @self: a filter
 *
 * Returns: whether every task matches
 */
gboolean
office_task_filter_is_empty (OfficeTaskFilter *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_FILTER (self), TRUE);

  return office_query_is_empty (self->query) && self->query->without->len == 0;
}

/**
 * office_task_filter_wants_archived:
 * @self: a filter
 *
 * Returns: whether tasks in the archive are asked for; else no list shows them
 */
gboolean
office_task_filter_wants_archived (OfficeTaskFilter *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_FILTER (self), FALSE);

  return wants (self, "archived");
}

/**
 * office_task_filter_matches:
 * @self: a filter
 * @task: a task
 *
 * Returns: whether it is asked for
 */
gboolean
office_task_filter_matches (OfficeTaskFilter *self, OfficeTask *task)
{
  g_return_val_if_fail (OFFICE_IS_TASK_FILTER (self), FALSE);

  return passes_flags (self, task) && passes_terms (self, task) && passes_rooms (self, task)
         && passes_words (self, task);
}

/**
 * office_task_filter_passes_terms:
 * @self: a filter
 * @task: a task
 *
 * For a search that looked at words, rooms and flags itself. A template is found by its words alone, or by is:template.
 *
 * Returns: whether the filters that only tasks know let it pass
 */
gboolean
office_task_filter_passes_terms (OfficeTaskFilter *self, OfficeTask *task)
{
  g_return_val_if_fail (OFFICE_IS_TASK_FILTER (self), FALSE);

  return passes_terms (self, task)
         && (!office_task_get_template (task) || wants (self, "template") || !asks_of_work (self));
}

/**
 * office_task_filter_dup_problem:
 * @self: a filter
 *
 * Returns: (transfer full) (nullable): a sentence that names the first term whose value is none; translated. A term that is
 *   still being typed is no problem.
 */
char *
office_task_filter_dup_problem (OfficeTaskFilter *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_FILTER (self), NULL);

  for (guint i = 0; i < self->query->wrong->len; i++)
    if (!g_str_has_suffix (self->query->wrong->pdata[i], ":"))
      /* Translators: what was typed into the filter, as in “due:soonish” */
      return g_strdup_printf (_ ("“%s” is not understood"), (const char *) self->query->wrong->pdata[i]);
  return NULL;
}

/**
 * office_task_filter_has_term:
 * @self: a filter
 * @term: as it is typed
 *
 * Returns: whether it stands in the text
 */
gboolean
office_task_filter_has_term (OfficeTaskFilter *self, const char *term)
{
  g_return_val_if_fail (OFFICE_IS_TASK_FILTER (self), FALSE);

  for (const char *at = skip_space (self->text), *end; *at != '\0'; at = skip_space (end))
    {
      end = office_query_find_end (at);
      if (is_term (at, end, term))
        return TRUE;
    }
  return FALSE;
}

/**
 * office_task_filter_set_term:
 * @self: a filter
 * @term: as it is typed
 * @on: whether it is to stand in the text
 */
void
office_task_filter_set_term (OfficeTaskFilter *self, const char *term, gboolean on)
{
  g_autoptr (GString) text = NULL;
  gssize place;

  g_return_if_fail (OFFICE_IS_TASK_FILTER (self));

  if (office_task_filter_has_term (self, term) == on)
    return;
  text = leave_out (self->text, is_term, term, &place);
  if (on)
    insert_term (text, place, term);
  office_task_filter_set_text (self, text->str);
}

/**
 * office_task_filter_replace_term:
 * @self: a filter
 * @prefix: what the terms begin with, as "due:"
 * @term: (nullable): what stands in their place
 */
void
office_task_filter_replace_term (OfficeTaskFilter *self, const char *prefix, const char *term)
{
  g_autoptr (GString) text = NULL;
  gssize place;

  g_return_if_fail (OFFICE_IS_TASK_FILTER (self));

  text = leave_out (self->text, begins_with, prefix, &place);
  if (term != NULL)
    insert_term (text, place, term);
  office_task_filter_set_text (self, text->str);
}

/**
 * office_task_filter_dup_term:
 * @self: a filter
 * @prefix: what it begins with, as "due:"
 *
 * Returns: (transfer full) (nullable): the first such term
 */
char *
office_task_filter_dup_term (OfficeTaskFilter *self, const char *prefix)
{
  g_return_val_if_fail (OFFICE_IS_TASK_FILTER (self), NULL);

  for (const char *at = skip_space (self->text), *end; *at != '\0'; at = skip_space (end))
    {
      end = office_query_find_end (at);
      if (begins_with (at, end, prefix))
        return g_strndup (at, (gsize) (end - at));
    }
  return NULL;
}

/**
 * office_task_filter_make_term:
 * @prefix: as "label:"
 * @name: what is meant
 *
 * Returns: (transfer full): the term as it is typed
 */
char *
office_task_filter_make_term (const char *prefix, const char *name)
{
  g_autofree char *plain = g_strdelimit (g_strdup (name), "\"", '\'');

  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isspace (g_utf8_get_char (at)) || *at == ':')
      return g_strdup_printf ("%s\"%s\"", prefix, plain);
  return g_strconcat (prefix, plain, NULL);
}
