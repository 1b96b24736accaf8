/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-private.h"

#include <glib/gi18n-lib.h>

#include "office-list.h"

struct _OfficeMessage {
  GObject parent_instance;

  char *id;
  char *room;
  char *discussed_task;
  OfficePerson *author;
  char *text;
  char *refusal;
  gint64 seq;
  gint64 at;
  OfficeTask *task;
  OfficeDelivery delivery;
  gboolean edited;
  gboolean removed;
  gboolean mentions_me;
  char *thread_id;
  char *quote_id;
  gboolean action; /* never changes; likewise below */
  gboolean event;
  OfficeThread *thread;
  OfficeList *reactions;
  OfficePerson *pinned_by;
  gint64 pinned_at;
  gint64 remind_at;
  gboolean saved;
  gboolean removing;
  gboolean record_removed; /* also for everybody else */
};

enum {
  PROP_0,
  PROP_ID,
  PROP_AUTHOR,
  PROP_TEXT,
  PROP_SEQ,
  PROP_AT,
  PROP_EDITED,
  PROP_REMOVED,
  PROP_MENTIONS_ME,
  PROP_DELIVERY,
  PROP_REFUSAL,
  PROP_TASK,
  PROP_THREAD,
  PROP_REACTIONS,
  PROP_PINNED,
  PROP_SAVED,
  PROP_REMIND_AT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeMessage, office_message, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (OfficeDelivery, office_delivery, G_DEFINE_ENUM_VALUE (OFFICE_DELIVERY_SENT, "sent"),
                    G_DEFINE_ENUM_VALUE (OFFICE_DELIVERY_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (OFFICE_DELIVERY_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (OFFICE_DELIVERY_REFUSED, "refused"))

static void
office_message_notify (OfficeMessage *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
office_message_set_text (OfficeMessage *self, const char *text)
{
  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  office_message_notify (self, PROP_TEXT);
}

static void
office_message_set_integer (OfficeMessage *self, gint64 *place, gint64 value, guint property)
{
  if (*place == value)
    return;
  *place = value;
  office_message_notify (self, property);
}

static void
office_message_set_flag (OfficeMessage *self, gboolean *place, gboolean value, guint property)
{
  if (*place == value)
    return;
  *place = value;
  office_message_notify (self, property);
}

static void
office_message_finalize (GObject *object)
{
  OfficeMessage *self = OFFICE_MESSAGE (object);

  g_free (self->id);
  g_free (self->room);
  g_free (self->discussed_task);
  g_free (self->text);
  g_free (self->refusal);
  g_clear_object (&self->author);
  g_clear_object (&self->task);
  g_clear_object (&self->thread);
  g_clear_object (&self->reactions);
  g_clear_object (&self->pinned_by);
  g_free (self->thread_id);
  g_free (self->quote_id);
  G_OBJECT_CLASS (office_message_parent_class)->finalize (object);
}

static void
office_message_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeMessage *self = OFFICE_MESSAGE (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_AUTHOR:
      g_value_set_object (value, self->author);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_SEQ:
      g_value_set_int64 (value, self->seq);
      break;
    case PROP_AT:
      g_value_set_int64 (value, self->at);
      break;
    case PROP_EDITED:
      g_value_set_boolean (value, self->edited);
      break;
    case PROP_REMOVED:
      g_value_set_boolean (value, self->removed);
      break;
    case PROP_MENTIONS_ME:
      g_value_set_boolean (value, self->mentions_me);
      break;
    case PROP_DELIVERY:
      g_value_set_enum (value, self->delivery);
      break;
    case PROP_REFUSAL:
      g_value_set_string (value, self->refusal);
      break;
    case PROP_TASK:
      g_value_set_object (value, self->task);
      break;
    case PROP_THREAD:
      g_value_set_object (value, self->thread);
      break;
    case PROP_REACTIONS:
      g_value_set_object (value, self->reactions);
      break;
    case PROP_PINNED:
      g_value_set_int64 (value, self->pinned_at);
      break;
    case PROP_SAVED:
      g_value_set_boolean (value, self->saved);
      break;
    case PROP_REMIND_AT:
      g_value_set_int64 (value, self->remind_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_message_class_init (OfficeMessageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = office_message_finalize;
  object_class->get_property = office_message_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_AUTHOR] = g_param_spec_object ("author", NULL, NULL, OFFICE_TYPE_PERSON, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_SEQ] = g_param_spec_int64 ("seq", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_AT] = g_param_spec_int64 ("at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_EDITED] = g_param_spec_boolean ("edited", NULL, NULL, FALSE, flags);
  properties[PROP_REMOVED] = g_param_spec_boolean ("removed", NULL, NULL, FALSE, flags);
  properties[PROP_MENTIONS_ME] = g_param_spec_boolean ("mentions-me", NULL, NULL, FALSE, flags);
  properties[PROP_DELIVERY] = g_param_spec_enum ("delivery", NULL, NULL, office_delivery_get_type (),
                                                 OFFICE_DELIVERY_SENT, flags);
  properties[PROP_REFUSAL] = g_param_spec_string ("refusal", NULL, NULL, NULL, flags);
  properties[PROP_TASK] = g_param_spec_object ("task", NULL, NULL, OFFICE_TYPE_TASK, flags);
  properties[PROP_THREAD] = g_param_spec_object ("thread", NULL, NULL, OFFICE_TYPE_THREAD, flags);
  properties[PROP_REACTIONS] = g_param_spec_object ("reactions", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_PINNED] = g_param_spec_int64 ("pinned", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SAVED] = g_param_spec_boolean ("saved", NULL, NULL, FALSE, flags);
  properties[PROP_REMIND_AT] = g_param_spec_int64 ("remind-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_message_init (OfficeMessage *self)
{
  self->text = g_strdup ("");
}

/**
 * office_message_new:
 * @id: the message's id
 * @room: the room it was said in
 * @task: (nullable): the task whose discussion it belongs to
 * @author: who said it
 *
 * Returns: (transfer full): a message without a text
 */
OfficeMessage *
office_message_new (const char *id, const char *room, const char *task, OfficePerson *author)
{
  OfficeMessage *self = g_object_new (OFFICE_TYPE_MESSAGE, NULL);

  self->id = g_strdup (id);
  self->room = g_strdup (room);
  self->discussed_task = g_strdup (task);
  self->author = g_object_ref (author);
  return self;
}

/* What happened to a task, as a sentence that the author's name begins. The host says only which task it was. */
static char *
dup_text (OfficeRecord *record)
{
  const char *event = office_record_get_text (record, "event");
  const char *text = office_record_get_text (record, "text");

  if (text == NULL || !office_record_has (record, "event"))
    return g_strdup (text != NULL ? text : "");
  if (g_strcmp0 (event, "completed") == 0)
    /* Translators: what the person whose name stands above has done; %s is a task. */
    return g_strdup_printf (_ ("completed %s"), text);
  if (g_strcmp0 (event, "reopened") == 0)
    /* Translators: as “completed %s”. */
    return g_strdup_printf (_ ("reopened %s"), text);
  if (g_strcmp0 (event, "assigned") == 0)
    /* Translators: as “completed %s”: somebody else is to do the task now. */
    return g_strdup_printf (_ ("assigned %s"), text);
  if (g_strcmp0 (event, "overdue") == 0)
    /* Translators: as “completed %s”: the person made this task, and its date has passed. */
    return g_strdup_printf (_ ("made %s, which is overdue now"), text);
  return g_strdup (text);
}

/**
 * office_message_update:
 * @self: a message
 * @record: the record as it is now
 */
void
office_message_update (OfficeMessage *self, OfficeRecord *record)
{
  g_autofree char *text = dup_text (record);
  const char *room = office_record_get_text (record, "room");

  if (g_strcmp0 (self->room, room) != 0)
    {
      g_free (self->room);
      self->room = g_strdup (room != NULL ? room : "");
    }
  g_object_freeze_notify (G_OBJECT (self));
  office_message_set_thread_id (self, office_record_get_text (record, "thread"));
  office_message_set_text (self, text);
  office_message_set_integer (self, &self->seq, office_record_get_integer (record, "seq"), PROP_SEQ);
  office_message_set_integer (self, &self->at, office_record_get_integer (record, "at"), PROP_AT);
  office_message_set_flag (self, &self->edited, office_record_has (record, "edited_at"), PROP_EDITED);
  office_message_set_quote_id (self, office_record_get_text (record, "quote"));
  self->event = office_record_has (record, "event");
  self->action = self->event || office_record_get_boolean (record, "action");
  self->record_removed = office_record_get_boolean (record, "removed");
  office_message_set_flag (self, &self->removed, self->record_removed || self->removing, PROP_REMOVED);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_message_set_draft:
 * @self: a message
 * @text: what was to be said
 * @at: when it was written, ms
 *
 * For a message that was refused: the book has no record of it any more, only the outbox knows its words.
 */
void
office_message_set_draft (OfficeMessage *self, const char *text, gint64 at)
{
  g_object_freeze_notify (G_OBJECT (self));
  office_message_set_text (self, text);
  office_message_set_integer (self, &self->seq, 0, PROP_SEQ);
  office_message_set_integer (self, &self->at, at, PROP_AT);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_message_set_mentions_me:
 * @self: a message
 * @mentions_me: whether it calls the person of this session by name
 */
void
office_message_set_mentions_me (OfficeMessage *self, gboolean mentions_me)
{
  office_message_set_flag (self, &self->mentions_me, mentions_me, PROP_MENTIONS_ME);
}

/**
 * office_message_set_delivery:
 * @self: a message
 * @delivery: how far it has come
 * @refusal: (nullable): why it was refused, one sentence
 */
void
office_message_set_delivery (OfficeMessage *self, OfficeDelivery delivery, const char *refusal)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_strcmp0 (self->refusal, refusal) != 0)
    {
      g_free (self->refusal);
      self->refusal = g_strdup (refusal);
      office_message_notify (self, PROP_REFUSAL);
    }
  if (self->delivery != delivery)
    {
      self->delivery = delivery;
      office_message_notify (self, PROP_DELIVERY);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_message_set_task:
 * @self: a message
 * @task: (nullable): the task that was made of it
 */
void
office_message_set_task (OfficeMessage *self, OfficeTask *task)
{
  if (g_set_object (&self->task, task))
    office_message_notify (self, PROP_TASK);
}

/**
 * office_message_set_thread_id:
 * @self: a message
 * @thread: (nullable): the message that it answers in a thread
 */
void
office_message_set_thread_id (OfficeMessage *self, const char *thread)
{
  if (g_strcmp0 (self->thread_id, thread) == 0)
    return;
  g_free (self->thread_id);
  self->thread_id = g_strdup (thread);
}

/**
 * office_message_set_quote_id:
 * @self: a message
 * @quote: (nullable): the message that it answers
 */
void
office_message_set_quote_id (OfficeMessage *self, const char *quote)
{
  if (g_strcmp0 (self->quote_id, quote) == 0)
    return;
  g_free (self->quote_id);
  self->quote_id = g_strdup (quote);
}

/**
 * office_message_set_reactions:
 * @self: a message
 * @reactions: (element-type OfficeReaction): what people put under it, in order
 */
void
office_message_set_reactions (OfficeMessage *self, GPtrArray *reactions)
{
  const gboolean anew = self->reactions == NULL;

  if (anew)
    self->reactions = office_list_new (OFFICE_TYPE_REACTION);
  office_list_set (self->reactions, reactions);
  if (anew)
    office_message_notify (self, PROP_REACTIONS);
}

/**
 * office_message_set_pinned:
 * @self: a message
 * @at: when it was pinned, ms; 0: it is not
 * @by: (nullable): who did
 */
void
office_message_set_pinned (OfficeMessage *self, gint64 at, OfficePerson *by)
{
  const gboolean other = g_set_object (&self->pinned_by, by);

  if (!other && at == self->pinned_at)
    return;
  self->pinned_at = at;
  office_message_notify (self, PROP_PINNED);
}

/**
 * office_message_set_saved:
 * @self: a message
 * @saved: whether the person of this session has saved it
 */
void
office_message_set_saved (OfficeMessage *self, gboolean saved)
{
  office_message_set_flag (self, &self->saved, saved, PROP_SAVED);
}

/**
 * office_message_set_remind_at:
 * @self: a message
 * @at: when the person of this session is reminded of it, ms; 0: not
 */
void
office_message_set_remind_at (OfficeMessage *self, gint64 at)
{
  office_message_set_integer (self, &self->remind_at, at, PROP_REMIND_AT);
}

/**
 * office_message_set_removing:
 * @self: a message
 * @removing: whether the person of this session has deleted it, and may still undo that; it is shown as removed
 */
void
office_message_set_removing (OfficeMessage *self, gboolean removing)
{
  self->removing = removing;
  office_message_set_flag (self, &self->removed, self->record_removed || removing, PROP_REMOVED);
}

/**
 * office_message_set_thread:
 * @self: a message
 * @thread: (nullable): what was answered to it
 */
void
office_message_set_thread (OfficeMessage *self, OfficeThread *thread)
{
  if (g_set_object (&self->thread, thread))
    office_message_notify (self, PROP_THREAD);
}

/**
 * office_message_get_id:
 * @self: a message
 *
 * Returns: (transfer none): the id
 */
const char *
office_message_get_id (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), NULL);
  return self->id;
}

/**
 * office_message_get_room_id:
 * @self: a message
 *
 * Returns: (transfer none): the room it belongs to; what was said on a task goes where the task goes
 */
const char *
office_message_get_room_id (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), NULL);
  return self->room;
}

/**
 * office_message_get_discussed_task:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): the task whose discussion it belongs to
 */
const char *
office_message_get_discussed_task (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), NULL);
  return self->discussed_task;
}

/**
 * office_message_get_thread_id:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): the message that it answers in a thread
 */
const char *
office_message_get_thread_id (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), NULL);
  return self->thread_id;
}

/**
 * office_message_get_thread:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): what was answered to it in its thread; %NULL: nothing yet
 */
OfficeThread *
office_message_get_thread (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), NULL);
  return self->thread;
}

/**
 * office_message_get_author:
 * @self: a message
 *
 * Returns: (transfer none): who said it
 */
OfficePerson *
office_message_get_author (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), NULL);
  return self->author;
}

/**
 * office_message_get_text:
 * @self: a message
 *
 * Returns: (transfer none): what was said, mentions as links; empty when removed
 */
const char *
office_message_get_text (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), NULL);
  return self->text;
}

/**
 * office_message_get_seq:
 * @self: a message
 *
 * Returns: its number in the room, from 1; 0 while it waits
 */
gint64
office_message_get_seq (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), 0);
  return self->seq;
}

/**
 * office_message_get_at:
 * @self: a message
 *
 * Returns: when it was said, ms since 1970
 */
gint64
office_message_get_at (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), 0);
  return self->at;
}

/**
 * office_message_get_edited:
 * @self: a message
 *
 * Returns: whether its author changed it
 */
gboolean
office_message_get_edited (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), FALSE);
  return self->edited;
}

/**
 * office_message_get_removed:
 * @self: a message
 *
 * Returns: whether its author took it back
 */
gboolean
office_message_get_removed (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), FALSE);
  return self->removed;
}

/**
 * office_message_mentions_me:
 * @self: a message
 *
 * Returns: whether it calls the person of this session by name
 */
gboolean
office_message_mentions_me (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), FALSE);
  return self->mentions_me;
}

/**
 * office_message_is_mine:
 * @self: a message
 *
 * Returns: whether the person of this session said it
 */
gboolean
office_message_is_mine (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), FALSE);
  return office_person_is_me (self->author);
}

/**
 * office_message_get_delivery:
 * @self: a message
 *
 * Returns: how far it has come
 */
OfficeDelivery
office_message_get_delivery (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), OFFICE_DELIVERY_SENT);
  return self->delivery;
}

/**
 * office_message_get_refusal:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): why it was refused, one sentence
 */
const char *
office_message_get_refusal (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), NULL);
  return self->refusal;
}

/**
 * office_message_get_task:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): the task that was made of it
 */
OfficeTask *
office_message_get_task (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), NULL);
  return self->task;
}

/**
 * office_message_is_action:
 * @self: a message
 *
 * Returns: whether its text says what its author does
 */
gboolean
office_message_is_action (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), FALSE);
  return self->action;
}

/**
 * office_message_is_event:
 * @self: a message
 *
 * Returns: whether the host said it for its author, of something that happened to a task; nobody edits it
 */
gboolean
office_message_is_event (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), FALSE);
  return self->event;
}

/**
 * office_message_get_quote_id:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): the message that it answers
 */
const char *
office_message_get_quote_id (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), NULL);
  return self->quote_id;
}

/**
 * office_message_get_reactions:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): a model of OfficeReaction; %NULL while nobody ever put one under it
 */
GListModel *
office_message_get_reactions (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), NULL);
  return self->reactions != NULL ? G_LIST_MODEL (self->reactions) : NULL;
}

/**
 * office_message_get_pinned_at:
 * @self: a message
 *
 * Returns: when it was pinned, ms since 1970; 0: it is not
 */
gint64
office_message_get_pinned_at (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), 0);
  return self->pinned_at;
}

/**
 * office_message_get_pinned_by:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): who pinned it
 */
OfficePerson *
office_message_get_pinned_by (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), NULL);
  return self->pinned_by;
}

/**
 * office_message_get_saved:
 * @self: a message
 *
 * Returns: whether the person of this session has saved it for later
 */
gboolean
office_message_get_saved (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), FALSE);
  return self->saved;
}

/**
 * office_message_get_remind_at:
 * @self: a message
 *
 * Returns: when the person of this session is reminded of it, ms since 1970; 0: they are not
 */
gint64
office_message_get_remind_at (OfficeMessage *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE (self), 0);
  return self->remind_at;
}
