/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#define A_GAP    8  /* more that are caught up would push the first of them out of view */
#define SEARCHED 60 /* messages after the marker, among which the first of somebody else is looked for */

enum { PROP_0, PROP_HAS_OLDER, PROP_HAS_NEWER, PROP_FIRST_UNREAD, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void office_conversation_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeConversation, office_conversation, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, office_conversation_model_init))

/* ---- helpers ---- */

static int
compare_seq (gconstpointer a, gconstpointer b)
{
  gint64 first = office_message_get_seq (*(OfficeMessage *const *) a);
  gint64 second = office_message_get_seq (*(OfficeMessage *const *) b);

  return first < second ? -1 : first > second ? 1 : 0;
}

static void
office_conversation_set_flag (OfficeConversation *self, gboolean *place, gboolean value, guint property)
{
  if (*place == value)
    return;
  *place = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
office_conversation_set_has_older (OfficeConversation *self, gboolean has_older)
{
  office_conversation_set_flag (self, &self->has_older, has_older, PROP_HAS_OLDER);
}

void
office_conversation_set_has_newer (OfficeConversation *self, gboolean has_newer)
{
  office_conversation_set_flag (self, &self->has_newer, has_newer, PROP_HAS_NEWER);
}

static void
append (GPtrArray *items, GPtrArray *messages)
{
  for (guint i = 0; i < messages->len; i++)
    g_ptr_array_add (items, messages->pdata[i]);
}

void
office_conversation_tell (OfficeConversation *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_sized_new (self->placed->len + self->waiting->len + self->refused->len + 1);

  if (self->root != NULL && !self->has_older)
    g_ptr_array_add (items, self->root);
  append (items, self->placed);
  if (!self->has_newer)
    {
      append (items, self->waiting);
      append (items, self->refused);
    }
  office_list_set (self->list, items);
}

gboolean
office_conversation_wants (OfficeConversation *self, OfficeRecord *record)
{
  return g_strcmp0 (office_record_get_text (record, "room"), self->room) == 0
         && g_strcmp0 (office_record_get_text (record, "task"), self->task) == 0
         && g_strcmp0 (office_record_get_text (record, "thread"), office_conversation_get_thread_id (self)) == 0;
}

static gboolean
names (JsonObject *with, const char *member, const char *id)
{
  return g_strcmp0 (json_object_get_string_member_with_default (with, member, NULL), id) == 0;
}

static void
office_conversation_load_refused (OfficeConversation *self)
{
  g_autoptr (GPtrArray) entries = office_replica_list_refused (self->session->replica);

  g_ptr_array_set_size (self->refused, 0);
  for (guint i = 0; i < entries->len; i++)
    {
      OfficeOutboxEntry *entry = entries->pdata[i];
      JsonObject *with = office_operation_get_with (entry->operation);
      OfficeMessage *message;

      if (g_strcmp0 (office_operation_get_intent (entry->operation), "message.send") != 0
          || !names (with, "task", self->task) || !names (with, "thread", office_conversation_get_thread_id (self)))
        continue;
      /* The task of a discussion may have been in another room then. */
      if (self->task == NULL && !names (with, "room", self->room))
        continue;
      message = office_session_take_refused (self->session, entry);
      if (message != NULL)
        g_ptr_array_add (self->refused, message);
    }
}

static gint64
office_conversation_get_marker (OfficeConversation *self)
{
  const char *thread = office_conversation_get_thread_id (self);

  return office_replica_get_marker (self->session->replica, thread != NULL ? thread : self->room);
}

/* The seq behind which something can be unread. */
static gint64
office_conversation_get_read_seq (OfficeConversation *self)
{
  return office_replica_get_read_seq (self->session->replica, self->room, office_conversation_get_thread_id (self));
}

/* The first message of somebody else that was not read; NULL: there is none. transfer full */
static OfficeRecord *
office_conversation_find_unread (OfficeConversation *self, gint64 read_seq)
{
  g_autoptr (GPtrArray) records = office_conversation_read_after (self, read_seq, SEARCHED);
  const char *me = office_replica_get_person (self->session->replica);

  /* In a thread that was never looked at all is new, and a line over all of it would say nothing. */
  if (office_conversation_get_thread_id (self) != NULL ? office_conversation_get_marker (self) == 0
                                                       : !office_replica_is_member (self->session->replica, self->room))
    return NULL;
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (office_record_get_text (records->pdata[i], "author"), me) != 0
        && !office_record_get_boolean (records->pdata[i], "removed"))
      return office_record_ref (records->pdata[i]);
  return NULL;
}

static void
office_conversation_set_first_unread (OfficeConversation *self, OfficeRecord *record)
{
  self->first_unread = record != NULL ? office_record_get_integer (record, "seq") : 0;
  g_free (self->first_unread_id);
  self->first_unread_id = record != NULL ? g_strdup (office_record_get_id (record)) : NULL;
  if (office_conversation_get_thread_id (self) == NULL && self->task == NULL)
    self->n_unread = office_replica_count_unread (self->session->replica, self->room);
}

/* ---- one record of a batch ---- */

static gboolean
take_out (GPtrArray *messages, OfficeMessage *message)
{
  guint index;

  return g_ptr_array_find (messages, message, &index) && g_ptr_array_remove_index (messages, index);
}

static gboolean
office_conversation_covers (OfficeConversation *self, gint64 seq)
{
  if (self->has_newer && seq > office_conversation_get_newest_seq (self))
    return FALSE;
  if (self->placed->len == 0 || seq > office_conversation_get_oldest_seq (self))
    return TRUE;
  /* A first sync brings the newest first: the first screen fills, the rest is read when somebody looks for it. */
  return !self->has_older && self->placed->len < OFFICE_CONVERSATION_FIRST;
}

static void
office_conversation_take_gone (OfficeConversation *self, OfficeRecord *record)
{
  OfficeMessage *message = office_session_peek_message (self->session, office_record_get_id (record));

  if (message != NULL && !take_out (self->placed, message))
    take_out (self->waiting, message);
}

static void
office_conversation_take (OfficeConversation *self, OfficeRecord *record)
{
  g_autoptr (OfficeMessage) message = NULL;
  gint64 seq = office_record_get_integer (record, "seq");

  if (!office_conversation_wants (self, record))
    return;
  if (seq > 0 && !office_conversation_covers (self, seq))
    {
      if (seq < office_conversation_get_oldest_seq (self))
        office_conversation_set_has_older (self, TRUE);
      office_conversation_take_gone (self, record); /* it may have waited */
      return;
    }
  message = office_session_take_message (self->session, record);
  take_out (self->refused, message);
  if (seq > 0)
    {
      take_out (self->waiting, message);
      if (!g_ptr_array_find (self->placed, message, NULL))
        g_ptr_array_add (self->placed, g_steal_pointer (&message));
    }
  else if (!g_ptr_array_find (self->waiting, message, NULL))
    g_ptr_array_add (self->waiting, g_steal_pointer (&message));
}

static gboolean
office_conversation_is_new (OfficeConversation *self, OfficeRecord *record)
{
  return !office_record_is_gone (record) && office_conversation_wants (self, record)
         && office_record_get_integer (record, "seq") > office_conversation_get_newest_seq (self);
}

/* What is caught up comes in pieces: those that are here, from the first that was not read. */
static guint
office_conversation_count_missed (OfficeConversation *self)
{
  guint n = 0;

  if (self->first_unread <= office_conversation_get_read_seq (self))
    return 0;
  for (guint i = self->placed->len; i > 0 && office_message_get_seq (self->placed->pdata[i - 1]) >= self->first_unread;
       i--)
    n++;
  return n;
}

/*
 * Somebody who comes back after a while finds the place where they were: what was missed is read from there on, below the
 * line over the first unread message. It becomes rows when it comes into view, and not all in one frame.
 */
static void
office_conversation_stay (OfficeConversation *self, GPtrArray *records)
{
  const gboolean behind = office_session_get_state (self->session) == OFFICE_LINE_CATCHING_UP;
  guint n = behind ? office_conversation_count_missed (self) : 0;

  if (self->has_newer || self->placed->len == 0)
    return;
  for (guint i = 0; i < records->len; i++)
    if (office_conversation_is_new (self, records->pdata[i]))
      n++;
  if (n <= (behind ? A_GAP : OFFICE_SESSION_A_BURST))
    return;
  office_conversation_set_has_newer (self, TRUE);
  office_conversation_divide (self);
}

/* ---- overrides ---- */

static GType
office_conversation_get_item_type (GListModel *model)
{
  return OFFICE_TYPE_MESSAGE;
}

static guint
office_conversation_get_n_items (GListModel *model)
{
  return office_list_get_length (OFFICE_CONVERSATION (model)->list);
}

static gpointer
office_conversation_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_CONVERSATION (model)->list), position);
}

static void
office_conversation_dispose (GObject *object)
{
  OfficeConversation *self = OFFICE_CONVERSATION (object);

  if (self->session != NULL)
    g_ptr_array_remove (self->session->conversations, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_conversation_parent_class)->dispose (object);
}

static void
office_conversation_finalize (GObject *object)
{
  OfficeConversation *self = OFFICE_CONVERSATION (object);

  g_object_unref (self->list);
  g_ptr_array_unref (self->placed);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->refused);
  g_clear_object (&self->root);
  g_free (self->first_unread_id);
  g_free (self->room);
  g_free (self->task);
  G_OBJECT_CLASS (office_conversation_parent_class)->finalize (object);
}

static void
office_conversation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeConversation *self = OFFICE_CONVERSATION (object);

  switch (id)
    {
    case PROP_HAS_OLDER:
      g_value_set_boolean (value, self->has_older);
      break;
    case PROP_HAS_NEWER:
      g_value_set_boolean (value, self->has_newer);
      break;
    case PROP_FIRST_UNREAD:
      g_value_set_int64 (value, self->first_unread);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_conversation_class_init (OfficeConversationClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = office_conversation_dispose;
  object_class->finalize = office_conversation_finalize;
  object_class->get_property = office_conversation_get_property;

  properties[PROP_HAS_OLDER] = g_param_spec_boolean ("has-older", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_NEWER] = g_param_spec_boolean ("has-newer", NULL, NULL, FALSE, flags);
  properties[PROP_FIRST_UNREAD] = g_param_spec_int64 ("first-unread", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_conversation_model_init (GListModelInterface *iface)
{
  iface->get_item_type = office_conversation_get_item_type;
  iface->get_n_items = office_conversation_get_n_items;
  iface->get_item = office_conversation_get_item;
}

static void
office_conversation_init (OfficeConversation *self)
{
  self->placed = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->refused = g_ptr_array_new_with_free_func (g_object_unref);
  self->list = office_list_new (OFFICE_TYPE_MESSAGE);
  office_list_forward (self->list, G_LIST_MODEL (self));
}

/* ---- inside app/office ---- */

/**
 * office_conversation_new:
 * @session: the session; kept
 * @room: a room's id
 * @task: (nullable): a task of it
 * @root: (nullable): a message of that place: what was answered in its thread; kept
 *
 * Returns: (transfer full): the newest messages of that place
 */
OfficeConversation *
office_conversation_new (OfficeSession *session, const char *room, const char *task, OfficeMessage *root)
{
  OfficeConversation *self = g_object_new (OFFICE_TYPE_CONVERSATION, NULL);
  g_autoptr (OfficeRecord) unread = NULL;

  self->session = g_object_ref (session);
  self->room = g_strdup (room);
  self->task = g_strdup (task);
  g_set_object (&self->root, root);
  g_ptr_array_add (session->conversations, self);
  office_conversation_load_newest (self, OFFICE_CONVERSATION_FIRST);
  office_conversation_load_refused (self);
  unread = office_conversation_find_unread (self, office_conversation_get_read_seq (self));
  office_conversation_set_first_unread (self, unread);
  office_conversation_tell (self);
  return self;
}

/**
 * office_conversation_receive:
 * @self: a conversation
 * @records: (element-type OfficeRecord): messages of a batch, of any place, gone ones too
 */
void
office_conversation_receive (OfficeConversation *self, GPtrArray *records)
{
  gboolean refused = FALSE;

  office_conversation_stay (self, records);
  for (guint i = 0; i < records->len; i++)
    if (office_record_is_gone (records->pdata[i]))
      {
        office_conversation_take_gone (self, records->pdata[i]);
        refused = TRUE;
      }
    else
      office_conversation_take (self, records->pdata[i]);
  /* One of one's own goes from the book when it is refused; it must not leave the screen in between. */
  if (refused)
    office_conversation_load_refused (self);
  g_ptr_array_sort (self->placed, compare_seq);
  office_conversation_tell (self);
}

static gpointer
keep (gconstpointer message, gpointer data)
{
  return g_object_ref ((gpointer) message);
}

/**
 * office_conversation_follow_task:
 * @self: the discussion of a task, or a thread in it
 *
 * The task has gone to another room, or what was said on it was numbered anew there. The same messages are read again, as
 * many as are here now; each stays the same object.
 */
void
office_conversation_follow_task (OfficeConversation *self)
{
  g_autoptr (OfficeRecord) task = office_session_get_record (self->session, self->task, "task");
  g_autoptr (GPtrArray) placed = g_ptr_array_copy (self->placed, keep, NULL);
  g_autoptr (GPtrArray) waiting = g_ptr_array_copy (self->waiting, keep, NULL);

  g_return_if_fail (self->task != NULL);

  if (task == NULL)
    return;
  g_free (self->room);
  self->room = g_strdup (office_record_get_text (task, "room"));
  office_conversation_load_newest (self, MAX (placed->len, OFFICE_CONVERSATION_FIRST));
  office_conversation_load_refused (self);
  /* The numbers of the other room say nothing about what was read here. */
  self->first_unread = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIRST_UNREAD]);
  office_conversation_tell (self);
}

/**
 * office_conversation_refresh_refused:
 * @self: a conversation
 *
 * The outbox changed: something may have been refused or let go.
 */
void
office_conversation_refresh_refused (OfficeConversation *self)
{
  office_conversation_load_refused (self);
  office_conversation_tell (self);
}

/* ---- public ---- */

/**
 * office_conversation_get_room_id:
 * @self: a conversation
 *
 * Returns: (transfer none): the room it belongs to
 */
const char *
office_conversation_get_room_id (OfficeConversation *self)
{
  g_return_val_if_fail (OFFICE_IS_CONVERSATION (self), NULL);
  return self->room;
}

/**
 * office_conversation_get_task_id:
 * @self: a conversation
 *
 * Returns: (transfer none) (nullable): the task whose discussion it is; %NULL: the room's own conversation
 */
const char *
office_conversation_get_task_id (OfficeConversation *self)
{
  g_return_val_if_fail (OFFICE_IS_CONVERSATION (self), NULL);
  return self->task;
}

/**
 * office_conversation_get_root:
 * @self: a conversation
 *
 * Returns: (transfer none) (nullable): the message whose thread it is; it leads the list once all replies are there
 */
OfficeMessage *
office_conversation_get_root (OfficeConversation *self)
{
  g_return_val_if_fail (OFFICE_IS_CONVERSATION (self), NULL);
  return self->root;
}

/**
 * office_conversation_get_thread_id:
 * @self: a conversation
 *
 * Returns: (transfer none) (nullable): the id of the message whose thread it is
 */
const char *
office_conversation_get_thread_id (OfficeConversation *self)
{
  g_return_val_if_fail (OFFICE_IS_CONVERSATION (self), NULL);
  return self->root != NULL ? office_message_get_id (self->root) : NULL;
}

/**
 * office_conversation_has_older:
 * @self: a conversation
 *
 * Returns: whether the book has messages before the first one here
 */
gboolean
office_conversation_has_older (OfficeConversation *self)
{
  g_return_val_if_fail (OFFICE_IS_CONVERSATION (self), FALSE);
  return self->has_older;
}

/**
 * office_conversation_has_newer:
 * @self: a conversation
 *
 * Returns: whether the book has messages after the last one here
 */
gboolean
office_conversation_has_newer (OfficeConversation *self)
{
  g_return_val_if_fail (OFFICE_IS_CONVERSATION (self), FALSE);
  return self->has_newer;
}

/**
 * office_conversation_get_first_unread:
 * @self: a conversation
 *
 * Returns: the seq of the first message that was unread when the conversation was opened, or looked at again
 *   (office_conversation_divide()); 0: there was none
 */
gint64
office_conversation_get_first_unread (OfficeConversation *self)
{
  g_return_val_if_fail (OFFICE_IS_CONVERSATION (self), 0);
  return self->first_unread;
}

/**
 * office_conversation_get_first_unread_id:
 * @self: a conversation
 *
 * Returns: (transfer none) (nullable): that message
 */
const char *
office_conversation_get_first_unread_id (OfficeConversation *self)
{
  g_return_val_if_fail (OFFICE_IS_CONVERSATION (self), NULL);
  return self->first_unread > 0 ? self->first_unread_id : NULL;
}

/**
 * office_conversation_get_n_unread:
 * @self: a conversation
 *
 * Returns: how many messages of a room were unread when that message was found
 */
guint
office_conversation_get_n_unread (OfficeConversation *self)
{
  g_return_val_if_fail (OFFICE_IS_CONVERSATION (self), 0);
  return self->n_unread;
}

/**
 * office_conversation_divide:
 * @self: a conversation
 *
 * Nobody looked when something came: where all before it was read, the first unread message is looked for anew, so that whoever
 * looks again sees where they were. A discussion, which marks nothing as read, keeps what it has.
 */
void
office_conversation_divide (OfficeConversation *self)
{
  g_return_if_fail (OFFICE_IS_CONVERSATION (self));

  if (self->first_unread <= office_conversation_get_read_seq (self))
    office_conversation_divide_anew (self);
}

/**
 * office_conversation_divide_anew:
 * @self: a conversation
 *
 * Where it was read has been set back: the first unread message is looked for anew, also where there was one already.
 */
void
office_conversation_divide_anew (OfficeConversation *self)
{
  g_autoptr (OfficeRecord) unread = NULL;

  g_return_if_fail (OFFICE_IS_CONVERSATION (self));

  if (self->task != NULL && self->root == NULL)
    return;
  unread = office_conversation_find_unread (self, office_conversation_get_read_seq (self));
  if (unread == NULL)
    return;
  office_conversation_set_first_unread (self, unread);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIRST_UNREAD]);
}

static void
office_conversation_mark_thread_read (OfficeConversation *self)
{
  gint64 seq = office_conversation_get_newest_seq (self);

  if (seq > office_replica_get_marker (self->session->replica, office_conversation_get_thread_id (self)))
    office_session_mark_read (self->session, self->room, office_conversation_get_thread_id (self), seq, NULL);
}

/* Others are told of a newcomer, too, that they have seen what stands there: once, when they open it. */
static gboolean
is_first_look (OfficeConversation *self)
{
  return office_conversation_get_read_seq (self) > office_conversation_get_marker (self);
}

/**
 * office_conversation_mark_read:
 * @self: a conversation
 *
 * Marks what is loaded as read. At its newest end that is all of the room: discussions of tasks count among a room's
 * messages, and a badge that reading does not take away would stick. A discussion itself marks nothing, as the room's
 * messages before it may not have been seen; a thread has a marker of its own.
 */
void
office_conversation_mark_read (OfficeConversation *self)
{
  gint64 seq;

  g_return_if_fail (OFFICE_IS_CONVERSATION (self));

  if (self->root != NULL)
    {
      office_conversation_mark_thread_read (self);
      return;
    }
  if (self->task != NULL)
    return;
  seq = self->has_newer ? office_conversation_get_newest_seq (self)
                        : office_replica_get_max_seq (self->session->replica, self->room);
  if (seq > office_replica_get_marker (self->session->replica, self->room)
      && (is_first_look (self) || office_replica_count_unread (self->session->replica, self->room) > 0
          || office_replica_count_mentions (self->session->replica, self->room) > 0))
    office_session_mark_read (self->session, self->room, NULL, seq, NULL);
}
