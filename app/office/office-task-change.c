/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-change-private.h"

#include "office-due.h"
#include "office-estimate.h"
#include "office-repeat-rule.h"
#include "office-sentence.h"

#include <glib/gi18n.h>
#include <string.h>

/* From a change's record to a sentence. Its ids are told by the names of now: what is gone has none. */

struct _OfficeTaskChange {
  GObject parent_instance;

  char *id;
  gint64 rev;
  gint64 at;
  char *text;
  char *before;
};

G_DEFINE_FINAL_TYPE (OfficeTaskChange, office_task_change, G_TYPE_OBJECT)

/* What a sentence is made of. */
typedef struct {
  OfficeSession *session;
  const char *who;
  const char *field;
  const char *was;    /* "": nothing */
  const char *became; /* "": nothing */
} Telling;

/* ---- values in words ---- */

static char *
dup_one_name (OfficeSession *session, const char *id)
{
  g_autoptr (OfficeRecord) record = office_replica_get (session->replica, id);
  const char *kind = record != NULL ? office_record_get_kind_name (record) : NULL;
  const char *name;

  if (record == NULL)
    return g_strdup (_ ("something that is gone"));
  name = office_record_get_text (record, g_str_equal (kind, "task") ? "title" : "name");
  return g_strdup (name != NULL ? name : "");
}

/* ids with spaces between */
static char *
dup_names (OfficeSession *session, const char *ids)
{
  g_auto (GStrv) each = g_strsplit (ids, " ", 12);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; each[i] != NULL; i++)
    {
      g_autofree char *name = strchr (each[i], ' ') == NULL && *each[i] != '\0' ? dup_one_name (session, each[i])
                                                                                : NULL;

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
dup_minutes (const char *text)
{
  return office_estimate_to_text (g_ascii_strtoll (text, NULL, 10));
}

static const char *
priority_to_words (const char *priority)
{
  if (g_str_equal (priority, "high"))
    return C_ ("priority", "high");
  if (g_str_equal (priority, "medium"))
    return C_ ("priority", "medium");
  return g_str_equal (priority, "low") ? C_ ("priority", "low") : C_ ("priority", "none");
}

/* value: not empty */
static char *
dup_value (Telling *telling, const char *value)
{
  static const char *const ids[] = { "assignees",  "labels",   "column", "room", "parent",
                                     "blocked_by", "watchers", "cover",  NULL };
  char *date;

  if (g_strv_contains (ids, telling->field))
    return dup_names (telling->session, value);
  if (g_str_equal (telling->field, "due") || g_str_equal (telling->field, "start"))
    {
      date = office_due_to_long_text (value);
      return date != NULL ? date : g_strdup (value);
    }
  if (g_str_equal (telling->field, "repeat"))
    return office_repeat_to_text (value, OFFICE_REPEAT_FROM_DUE);
  if (g_str_equal (telling->field, "estimate"))
    return dup_minutes (value);
  if (g_str_equal (telling->field, "priority"))
    return g_strdup (priority_to_words (value));
  return g_strdup (value);
}

/* ---- sentences ---- */

/* How a field's change is told: where it had a value and has another, got one, lost it. NULL: it is not told apart. */
typedef struct {
  const char *field;
  const char *changed; /* who, was, became */
  const char *given;   /* who, became */
  const char *taken;   /* who, was */
} Sentence;

/* Translators: the first %s is a person, the others are what is told of: names, dates, columns */
static const Sentence sentences[] = {
  { "column", N_ ("%s moved it from %s to %s"), N_ ("%s moved it to %s"), NULL },
  { "room", N_ ("%s moved it from the room %s to %s"), N_ ("%s moved it to the room %s"), NULL },
  { "title", N_ ("%s renamed it from “%s” to “%s”"), N_ ("%s named it “%s”"), NULL },
  { "due", N_ ("%s changed the due date from %s to %s"), N_ ("%s set the due date to %s"),
    N_ ("%s removed the due date %s") },
  { "start", N_ ("%s changed the start from %s to %s"), N_ ("%s set the start to %s"), N_ ("%s removed the start %s") },
  { "priority", N_ ("%s changed the priority from %s to %s"), N_ ("%s set the priority to %s"),
    N_ ("%s removed the priority %s") },
  { "estimate", N_ ("%s changed the estimate from %s to %s"), N_ ("%s set the estimate to %s"),
    N_ ("%s removed the estimate %s") },
  { "repeat", N_ ("%s changed the repetition from “%s” to “%s”"), N_ ("%s made it repeat: %s"),
    N_ ("%s made it repeat no more: %s") },
  { "assignees", NULL, N_ ("%s assigned %s"), N_ ("%s unassigned %s") },
  { "watchers", NULL, N_ ("%s added the watcher %s"), N_ ("%s removed the watcher %s") },
  { "labels", NULL, N_ ("%s added the label %s"), N_ ("%s removed the label %s") },
  { "blocked_by", NULL, N_ ("%s made it wait for %s"), N_ ("%s made it wait no more for %s") },
  { "parent", N_ ("%s moved it from %s to be a part of %s"), N_ ("%s made it a part of %s"),
    N_ ("%s took it out of %s") },
  { "cover", NULL, N_ ("%s chose the cover %s"), N_ ("%s removed the cover %s") },
  { "step", N_ ("%s changed the step “%s” to “%s”"), N_ ("%s added the step “%s”"), N_ ("%s removed the step “%s”") },
  { "steps", NULL, N_ ("%s checked “%s”"), N_ ("%s unchecked “%s”") },
  { "file", NULL, N_ ("%s attached %s"), N_ ("%s removed %s") },
};

static char *
fill_sentence (const char *format, const char *who, const char *first, const char *second)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 4);
  const char *const values[] = { who, first, second };
  GString *text = g_string_new (parts[0]);

  for (guint i = 1; parts[i] != NULL; i++)
    {
      g_autofree char *value = office_sentence_dup_name (i <= G_N_ELEMENTS (values) ? values[i - 1] : NULL);

      g_string_append (text, value);
      g_string_append (text, parts[i]);
    }
  return office_sentence_direct (g_string_free (text, FALSE));
}

static char *
tell_values (Telling *telling, const Sentence *sentence)
{
  g_autofree char *was = *telling->was != '\0' ? dup_value (telling, telling->was) : NULL;
  g_autofree char *became = *telling->became != '\0' ? dup_value (telling, telling->became) : NULL;
  g_autofree char *given = NULL;
  g_autofree char *taken = NULL;

  if (was != NULL && became != NULL && sentence->changed != NULL)
    return fill_sentence (_ (sentence->changed), telling->who, was, became);
  if (became != NULL && sentence->given != NULL)
    given = fill_sentence (_ (sentence->given), telling->who, became, NULL);
  if (was != NULL && sentence->taken != NULL)
    taken = fill_sentence (_ (sentence->taken), telling->who, was, NULL);
  if (given != NULL && taken != NULL)
    return g_strdup_printf ("%s · %s", given, taken);
  return given != NULL ? g_steal_pointer (&given) : g_steal_pointer (&taken);
}

/* What has no values that one would read. */
static const char *
find_plain_sentence (Telling *telling)
{
  const gboolean gone = *telling->became == '\0';
  static const struct {
    const char *field, *words;
  } plain[] = {
    { "created", N_ ("%s made this task") },
    { "trashed", N_ ("%s moved it to the trash") },
    { "restored", N_ ("%s brought it back from the trash") },
    { "repeat_from", N_ ("%s changed what the repetition is counted from") },
    { "zone", N_ ("%s changed the time zone") },
  };

  if (g_str_equal (telling->field, "archived"))
    return gone ? _ ("%s brought it back from the archive") : _ ("%s archived it");
  if (g_str_equal (telling->field, "template"))
    return gone ? _ ("%s made the template a task") : _ ("%s made it a template");
  if (g_str_equal (telling->field, "description"))
    return gone ? _ ("%s removed the description") : _ ("%s changed the description");
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_str_equal (plain[i].field, telling->field))
      return _ (plain[i].words);
  return NULL;
}

static char *
tell (Telling *telling)
{
  const char *plain = find_plain_sentence (telling);

  if (plain != NULL)
    return fill_sentence (plain, telling->who, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_str_equal (sentences[i].field, telling->field))
      {
        char *text = tell_values (telling, &sentences[i]);

        if (text != NULL)
          return text;
      }
  return fill_sentence (_ ("%s changed it"), telling->who, NULL, NULL);
}

static void
office_task_change_finalize (GObject *object)
{
  OfficeTaskChange *self = OFFICE_TASK_CHANGE (object);

  g_free (self->id);
  g_free (self->text);
  g_free (self->before);
  G_OBJECT_CLASS (office_task_change_parent_class)->finalize (object);
}

static void
office_task_change_class_init (OfficeTaskChangeClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_task_change_finalize;
}

static void
office_task_change_init (OfficeTaskChange *self)
{
}

static const char *
get_or_empty (OfficeRecord *record, const char *field)
{
  const char *text = office_record_get_text (record, field);

  return text != NULL ? text : "";
}

/**
 * office_task_change_new:
 * @session: the office
 * @record: a `change`
 *
 * Returns: (transfer full): the change as it is told
 */
OfficeTaskChange *
office_task_change_new (OfficeSession *session, OfficeRecord *record)
{
  OfficeTaskChange *self = g_object_new (OFFICE_TYPE_TASK_CHANGE, NULL);
  const char *by_id = office_record_get_text (record, "by");
  OfficePerson *by = by_id != NULL ? office_session_find_person (session, by_id) : NULL;
  Telling telling = {
    .session = session,
    .field = get_or_empty (record, "field"),
    .was = get_or_empty (record, "was"),
    .became = get_or_empty (record, "became"),
  };

  telling.who = by == NULL                 ? _ ("Somebody")
                : office_person_is_me (by) ? C_ ("somebody who did it", "You")
                                           : office_person_get_name (by);
  self->id = g_strdup (office_record_get_id (record));
  self->rev = office_record_get_rev (record);
  self->at = office_record_get_integer (record, "at");
  self->text = tell (&telling);
  if (g_str_equal (telling.field, "description") && *telling.was != '\0')
    self->before = g_strdup (telling.was);
  return self;
}

/**
 * office_task_change_shows:
 * @self: a change
 * @record: a `change`
 *
 * Returns: whether @self was made of @record as it is now
 */
gboolean
office_task_change_shows (OfficeTaskChange *self, OfficeRecord *record)
{
  return self->rev == office_record_get_rev (record) && g_str_equal (self->id, office_record_get_id (record));
}

/**
 * office_task_change_get_at:
 * @self: a change
 *
 * Returns: when, ms since 1970
 */
gint64
office_task_change_get_at (OfficeTaskChange *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_CHANGE (self), 0);
  return self->at;
}

/**
 * office_task_change_get_text:
 * @self: a change
 *
 * Returns: (transfer none): what happened, in a sentence, translated
 */
const char *
office_task_change_get_text (OfficeTaskChange *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_CHANGE (self), NULL);
  return self->text;
}

/**
 * office_task_change_get_before:
 * @self: a change
 *
 * Returns: (transfer none) (nullable): the description that stood there before
 */
const char *
office_task_change_get_before (OfficeTaskChange *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_CHANGE (self), NULL);
  return self->before;
}
