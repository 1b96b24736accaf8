/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-activity-private.h"

#include "office-due.h"
#include "office-reaction-private.h"
#include "office-sentence.h"
#include "office-text-markup.h"

#include <glib/gi18n.h>

#define TEXT_LENGTH 400 /* characters */

struct _OfficeActivityEntry {
  GObject parent_instance;

  OfficeActivityKind kind;
  char *key;
  gint64 at;
  OfficePerson *person;
  char *title;
  char *text;
  char *action;
  char *target;
  char *reminder;
  char *place; /* of a message: the thread or room whose marker tells whether it was read */
  gint64 seq;
  guint n_more; /* of what belongs together that were not read */
  gboolean unread;
};

enum { PROP_0, PROP_UNREAD, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeActivityEntry, office_activity_entry, G_TYPE_OBJECT)

static void
office_activity_entry_finalize (GObject *object)
{
  OfficeActivityEntry *self = OFFICE_ACTIVITY_ENTRY (object);

  g_free (self->key);
  g_clear_object (&self->person);
  g_free (self->title);
  g_free (self->text);
  g_free (self->action);
  g_free (self->target);
  g_free (self->reminder);
  g_free (self->place);
  G_OBJECT_CLASS (office_activity_entry_parent_class)->finalize (object);
}

static void
office_activity_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_UNREAD)
    g_value_set_boolean (value, OFFICE_ACTIVITY_ENTRY (object)->unread);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_activity_entry_class_init (OfficeActivityEntryClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = office_activity_entry_finalize;
  object_class->get_property = office_activity_entry_get_property;

  properties[PROP_UNREAD] = g_param_spec_boolean ("unread", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_activity_entry_init (OfficeActivityEntry *self)
{
}

/* ---- words ---- */

static char *
shorten (const char *text)
{
  g_autofree char *plain = g_strstrip (office_text_markup_dup_plain (text));

  if (g_utf8_strlen (plain, -1) <= TEXT_LENGTH)
    return g_steal_pointer (&plain);
  return g_utf8_substring (plain, 0, TEXT_LENGTH);
}

static const char *
name_of (OfficeActivityEntry *self)
{
  return self->person != NULL ? office_person_get_name (self->person) : _ ("Somebody");
}

/* As it has to stand in a sentence. */
static char *
dup_room_name (OfficeSession *session, const char *room)
{
  OfficeRoom *object = office_session_find_room (session, room);

  return office_sentence_dup_name (object != NULL ? office_room_get_name (object) : NULL);
}

/* ---- of each kind ---- */

static void
take_person (OfficeActivityEntry *self, OfficeSession *session, const char *id)
{
  if (id != NULL)
    g_set_object (&self->person, office_session_find_person (session, id));
}

static void
take_message (OfficeActivityEntry *self, OfficeSession *session, OfficeRecord *message)
{
  const char *thread = office_record_get_text (message, "thread");
  const char *task = office_record_get_text (message, "task");

  take_person (self, session, office_record_get_text (message, "author"));
  self->text = shorten (office_record_get_text (message, "text"));
  self->place = g_strdup (thread != NULL ? thread : office_record_get_text (message, "room"));
  self->seq = office_record_get_integer (message, "seq");
  /* What is said on a task stands beside its board. */
  self->action = g_strdup (thread == NULL && task != NULL ? "open-task" : "open-message");
  self->target = g_strdup (thread == NULL && task != NULL ? task : office_record_get_id (message));
}

static gboolean
describe_mention (OfficeActivityEntry *self, OfficeSession *session, GPtrArray *records)
{
  OfficeRecord *message = records->pdata[0];
  g_autofree char *room = dup_room_name (session, office_record_get_text (message, "room"));
  g_autofree char *who = NULL;

  take_message (self, session, message);
  who = office_sentence_dup_name (name_of (self));
  /* Translators: a person's name, then a room's */
  self->title = office_sentence_direct (g_strdup_printf (_ ("%s mentioned you in %s"), who, room));
  return TRUE;
}

static gboolean
describe_reply (OfficeActivityEntry *self, OfficeSession *session, GPtrArray *records)
{
  OfficeRecord *message = records->pdata[0];
  g_autofree char *room = dup_room_name (session, office_record_get_text (message, "room"));
  g_autofree char *who = NULL;
  guint n = records->len + self->n_more;

  take_message (self, session, message);
  who = office_sentence_dup_name (name_of (self));
  if (n == 1)
    /* Translators: a person's name, then a room's: said in a thread in which the reader takes part */
    self->title = office_sentence_direct (g_strdup_printf (_ ("%s replied in %s"), who, room));
  else
    /* Translators: how many, a room's name, then the name of the person who answered last */
    self->title = office_sentence_direct (g_strdup_printf (
        ngettext ("%'u reply in %s, the last by %s", "%'u replies in %s, the last by %s", n), n, room, who));
  return TRUE;
}

static gboolean
describe_reaction (OfficeActivityEntry *self, OfficeSession *session, GPtrArray *records)
{
  OfficeRecord *reaction = records->pdata[0];
  g_autoptr (OfficeRecord) message = office_session_get_record (session, office_record_get_text (reaction, "message"),
                                                                "message");

  if (message == NULL)
    return FALSE;
  take_message (self, session, message);
  g_clear_pointer (&self->place, g_free); /* what was reacted to is one's own */
  take_person (self, session, office_record_get_text (reaction, "person"));
  self->title = office_reaction_describe (name_of (self), records);
  return TRUE;
}

static gboolean
describe_assignment (OfficeActivityEntry *self, OfficeSession *session, GPtrArray *records)
{
  OfficeRecord *assignment = records->pdata[0];
  g_autoptr (OfficeRecord) task = office_session_get_record (session, office_record_get_text (assignment, "task"),
                                                             "task");
  g_autofree char *who = NULL;
  g_autofree char *room = NULL;

  if (task == NULL || office_record_has (task, "trashed_at"))
    return FALSE;
  take_person (self, session, office_record_get_text (assignment, "by"));
  who = office_sentence_dup_name (name_of (self));
  room = dup_room_name (session, office_record_get_text (task, "room"));
  /* Translators: a person's name, then a room's */
  self->title = office_sentence_direct (g_strdup_printf (_ ("%s gave you a task in %s"), who, room));
  self->text = shorten (office_record_get_text (task, "title"));
  self->action = g_strdup ("open-task");
  self->target = g_strdup (office_record_get_id (task));
  return TRUE;
}

static gboolean
describe_reminder (OfficeActivityEntry *self, OfficeSession *session, GPtrArray *records)
{
  OfficeRecord *reminder = records->pdata[0];
  const char *message = office_record_get_text (reminder, "message");
  const char *task = office_record_get_text (reminder, "task");
  const char *room = office_record_get_text (reminder, "room");
  g_autofree char *text = office_session_dup_reminder_text (session, reminder);

  self->title = g_strdup (office_record_get_boolean (reminder, "due") ? _ ("A task is due")
                                                                      : _ ("You wanted to be reminded"));
  self->text = shorten (text);
  self->reminder = g_strdup (office_record_get_id (reminder));
  self->action = g_strdup (message != NULL ? "open-message" : task != NULL ? "open-task" : "open-room");
  self->target = g_strdup (message != NULL ? message : task != NULL ? task : room);
  return TRUE;
}

static const struct {
  gboolean (*describe) (OfficeActivityEntry *self, OfficeSession *session, GPtrArray *records);
  const char *time; /* the field */
} kinds[] = {
  [OFFICE_ACTIVITY_MENTION] = { describe_mention, "at" },
  [OFFICE_ACTIVITY_REPLY] = { describe_reply, "at" },
  [OFFICE_ACTIVITY_REACTION] = { describe_reaction, "at" },
  [OFFICE_ACTIVITY_ASSIGNMENT] = { describe_assignment, "at" },
  [OFFICE_ACTIVITY_REMINDER] = { describe_reminder, "remind_at" },
};

/* ---- inside ---- */

/**
 * office_activity_get_time:
 * @kind: what it is
 * @record: a record of that kind
 *
 * Returns: when it happened, ms since 1970
 */
gint64
office_activity_get_time (OfficeActivityKind kind, OfficeRecord *record)
{
  return office_record_get_integer (record, kinds[kind].time);
}

/**
 * office_activity_make_key:
 * @kind: what it is
 * @record: a record of that kind
 *
 * Reactions to one message belong together, and what was answered in one thread on one day.
 *
 * Returns: (transfer full): the same for what belongs together
 */
char *
office_activity_make_key (OfficeActivityKind kind, OfficeRecord *record)
{
  if (kind == OFFICE_ACTIVITY_REACTION)
    return g_strdup_printf ("%d %s", kind, office_record_get_text (record, "message"));
  if (kind == OFFICE_ACTIVITY_REPLY)
    return g_strdup_printf ("%d %s %" G_GINT64_FORMAT, kind, office_record_get_text (record, "thread"),
                            office_due_get_next_midnight (office_activity_get_time (kind, record)));
  return g_strdup_printf ("%d %s", kind, office_record_get_id (record));
}

/**
 * office_activity_entry_new:
 * @session: where it happened
 * @kind: what it is
 * @records: (element-type OfficeRecord): what belongs together, newest first
 * @n_more: how many more belong to them that are older
 *
 * Returns: (transfer full) (nullable): the entry, read; %NULL where what it is about is not there any more
 */
OfficeActivityEntry *
office_activity_entry_new (OfficeSession *session, OfficeActivityKind kind, GPtrArray *records, guint n_more)
{
  g_autoptr (OfficeActivityEntry) self = g_object_new (OFFICE_TYPE_ACTIVITY_ENTRY, NULL);

  self->kind = kind;
  self->n_more = n_more;
  self->key = office_activity_make_key (kind, records->pdata[0]);
  self->at = office_activity_get_time (kind, records->pdata[0]);
  if (!kinds[kind].describe (self, session, records))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * office_activity_entry_set_unread:
 * @self: an entry
 * @unread: whether the person has not looked at it
 */
void
office_activity_entry_set_unread (OfficeActivityEntry *self, gboolean unread)
{
  if (self->unread == unread)
    return;
  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}

/**
 * office_activity_entry_is_read:
 * @self: an entry
 * @replica: the book
 *
 * Returns: whether the person has read it where it was said
 */
gboolean
office_activity_entry_is_read (OfficeActivityEntry *self, OfficeReplica *replica)
{
  return self->place != NULL && self->seq > 0 && self->seq <= office_replica_get_marker (replica, self->place);
}

/**
 * office_activity_entry_looks_like:
 * @self: an entry
 * @other: another
 *
 * Returns: whether both say the same, but for whether it was read
 */
gboolean
office_activity_entry_looks_like (OfficeActivityEntry *self, OfficeActivityEntry *other)
{
  return g_str_equal (self->key, other->key) && self->at == other->at && self->seq == other->seq
         && self->person == other->person && g_strcmp0 (self->title, other->title) == 0
         && g_strcmp0 (self->text, other->text) == 0 && g_strcmp0 (self->target, other->target) == 0;
}

/* ---- public ---- */

const char *
office_activity_entry_get_key (OfficeActivityEntry *self)
{
  g_return_val_if_fail (OFFICE_IS_ACTIVITY_ENTRY (self), NULL);
  return self->key;
}

OfficeActivityKind
office_activity_entry_get_kind (OfficeActivityEntry *self)
{
  g_return_val_if_fail (OFFICE_IS_ACTIVITY_ENTRY (self), OFFICE_ACTIVITY_MENTION);
  return self->kind;
}

gint64
office_activity_entry_get_at (OfficeActivityEntry *self)
{
  g_return_val_if_fail (OFFICE_IS_ACTIVITY_ENTRY (self), 0);
  return self->at;
}

/**
 * office_activity_entry_get_person:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): who did it last; %NULL: nobody, it is a reminder
 */
OfficePerson *
office_activity_entry_get_person (OfficeActivityEntry *self)
{
  g_return_val_if_fail (OFFICE_IS_ACTIVITY_ENTRY (self), NULL);
  return self->person;
}

const char *
office_activity_entry_get_title (OfficeActivityEntry *self)
{
  g_return_val_if_fail (OFFICE_IS_ACTIVITY_ENTRY (self), NULL);
  return self->title;
}

const char *
office_activity_entry_get_text (OfficeActivityEntry *self)
{
  g_return_val_if_fail (OFFICE_IS_ACTIVITY_ENTRY (self), NULL);
  return self->text;
}

const char *
office_activity_entry_get_action (OfficeActivityEntry *self)
{
  g_return_val_if_fail (OFFICE_IS_ACTIVITY_ENTRY (self), NULL);
  return self->action;
}

/**
 * office_activity_entry_get_target:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): what its action opens; %NULL: there is nothing to open
 */
const char *
office_activity_entry_get_target (OfficeActivityEntry *self)
{
  g_return_val_if_fail (OFFICE_IS_ACTIVITY_ENTRY (self), NULL);
  return self->target;
}

const char *
office_activity_entry_get_reminder (OfficeActivityEntry *self)
{
  g_return_val_if_fail (OFFICE_IS_ACTIVITY_ENTRY (self), NULL);
  return self->reminder;
}

gboolean
office_activity_entry_get_unread (OfficeActivityEntry *self)
{
  g_return_val_if_fail (OFFICE_IS_ACTIVITY_ENTRY (self), FALSE);
  return self->unread;
}
