/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-session-save-private.h"

static GParamSpec *properties[OFFICE_SESSION_N_PROPERTIES];

G_DEFINE_FINAL_TYPE (OfficeSession, office_session, G_TYPE_OBJECT)

/* ---- callbacks ---- */

static void
on_changed (OfficeSession *self, GPtrArray *records)
{
  office_session_receive (self, records);
}

static void
on_outbox_changed (OfficeSession *self)
{
  office_session_outbox_changed (self);
}

static void
on_overwritten (OfficeSession *self, OfficeResult *result)
{
  office_session_overwritten (self, result);
}

static void
on_kept_both (OfficeSession *self, const char *record)
{
  office_session_kept_both (self, record);
}

static void
on_line_state (OfficeSession *self)
{
  office_session_set_state (self, office_line_get_state (self->line), office_line_get_problem (self->line));
}

static void
on_put_off (OfficeSession *self)
{
  office_session_update_put_off (self);
}

static void
on_line_presence (OfficeSession *self, gboolean whole, GPtrArray *people)
{
  office_session_set_presence (self, whole, people);
}

static void
on_line_typing (OfficeSession *self, const char *room, const char *thread, const char *task, const char *person)
{
  office_session_set_typing (self, room, thread, task, person);
}

static void
on_line_seen (OfficeSession *self, const char *room, gboolean whole, GPtrArray *people)
{
  office_session_set_seen (self, room, whole, people);
}

/* ---- overrides ---- */

static void
office_session_remove_timeouts (OfficeSession *self)
{
  GHashTableIter iter, inner;
  gpointer value;

  office_clock_remove_timeout (self->clock, self->midnight);
  self->midnight = 0;
  office_session_stop_waiting_for_people (self);
  g_clear_handle_id (&self->turn, g_source_remove);
  office_session_stop_arriving (self);
  g_hash_table_iter_init (&iter, self->deliveries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    office_clock_remove_timeout (self->clock, GPOINTER_TO_UINT (value));
  g_hash_table_remove_all (self->deliveries);
  g_hash_table_iter_init (&iter, self->typing);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      g_hash_table_iter_init (&inner, value);
      while (g_hash_table_iter_next (&inner, NULL, &value))
        office_clock_remove_timeout (self->clock, GPOINTER_TO_UINT (value));
    }
  g_hash_table_remove_all (self->typing);
}

static void
office_session_dispose (GObject *object)
{
  OfficeSession *self = OFFICE_SESSION (object);

  if (self->replica != NULL)
    {
      office_session_stop (self);
      g_clear_pointer (&self->draft_sync, office_draft_sync_free);
      office_session_remove_timeouts (self);
    }
  g_object_set_data (object, OFFICE_SESSION_WORK, NULL); /* it looks at the replica */
  office_session_end_index (self);
  if (self->activity != NULL)
    g_object_run_dispose (G_OBJECT (self->activity));
  g_clear_object (&self->activity);
  office_session_save_called_off (self, NULL);
  if (self->transfer != NULL)
    office_transfer_stop (self->transfer);
  g_clear_object (&self->transfer);
  g_clear_object (&self->line);
  g_clear_object (&self->replica);
  G_OBJECT_CLASS (office_session_parent_class)->dispose (object);
}

static void
office_session_finalize (GObject *object)
{
  OfficeSession *self = OFFICE_SESSION (object);

  g_hash_table_unref (self->deliveries);
  g_hash_table_unref (self->messages);
  g_hash_table_unref (self->tasks);
  g_hash_table_unref (self->short_ids);
  g_clear_pointer (&self->former_keys, g_hash_table_unref);
  g_clear_pointer (&self->former_ids, g_hash_table_unref);
  g_hash_table_unref (self->rooms);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->labels);
  g_hash_table_unref (self->steps);
  g_hash_table_unref (self->columns);
  g_hash_table_unref (self->uncounted);
  g_hash_table_unref (self->arriving);
  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->refused);
  g_hash_table_unref (self->file_lists);
  g_hash_table_unref (self->wanted_files);
  g_hash_table_unref (self->failed_files);
  g_free (self->files_folder);
  g_hash_table_unref (self->typing);
  g_hash_table_unref (self->seen);
  g_free (self->watched);
  g_hash_table_unref (self->saved);
  g_clear_object (&self->saved_list);
  g_hash_table_unref (self->reminders);
  g_object_unref (self->reminder_list);
  g_hash_table_unref (self->removing);
  g_object_unref (self->people_list);
  g_object_unref (self->room_list);
  g_object_unref (self->direct_list);
  g_clear_pointer (&self->undos, g_ptr_array_unref);
  g_clear_pointer (&self->redos, g_ptr_array_unref);
  g_clear_pointer (&self->made_anew, g_ptr_array_unref);
  g_ptr_array_unref (self->boards);
  g_ptr_array_unref (self->conversations);
  g_queue_clear_full (&self->batches, (GDestroyNotify) g_ptr_array_unref);
  g_clear_object (&self->me);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  g_free (self->name);
  g_free (self->problem);
  g_free (self->put_off);
  G_OBJECT_CLASS (office_session_parent_class)->finalize (object);
}

static void
office_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeSession *self = OFFICE_SESSION (object);

  switch ((OfficeSessionProperty) id)
    {
    case OFFICE_SESSION_NAME:
      g_value_set_string (value, self->name);
      break;
    case OFFICE_SESSION_ME:
      g_value_set_object (value, self->me);
      break;
    case OFFICE_SESSION_STATE:
      g_value_set_enum (value, self->state);
      break;
    case OFFICE_SESSION_STATE_TEXT:
      g_value_take_string (value, office_session_dup_state_text (self));
      break;
    case OFFICE_SESSION_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case OFFICE_SESSION_PUT_OFF:
      g_value_set_string (value, self->put_off);
      break;
    case OFFICE_SESSION_N_WAITING:
      g_value_set_uint (value, self->n_waiting);
      break;
    case OFFICE_SESSION_N_REFUSED:
      g_value_set_uint (value, self->n_refused);
      break;
    case OFFICE_SESSION_UNDER_REVIEW:
      g_value_set_boolean (value, self->under_review);
      break;
    case OFFICE_SESSION_N_HERE:
      g_value_set_uint (value, self->n_here);
      break;
    case OFFICE_SESSION_HAS_CONTENT:
      g_value_set_boolean (value, self->has_content);
      break;
    case OFFICE_SESSION_NOTHING:
    case OFFICE_SESSION_N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_session_class_init (OfficeSessionClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = office_session_dispose;
  object_class->finalize = office_session_finalize;
  object_class->get_property = office_session_get_property;

  properties[OFFICE_SESSION_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[OFFICE_SESSION_ME] = g_param_spec_object ("me", NULL, NULL, OFFICE_TYPE_PERSON, flags);
  properties[OFFICE_SESSION_STATE] = g_param_spec_enum ("state", NULL, NULL, OFFICE_TYPE_LINE_STATE,
                                                        OFFICE_LINE_STOPPED, flags);
  properties[OFFICE_SESSION_STATE_TEXT] = g_param_spec_string ("state-text", NULL, NULL, NULL, flags);
  properties[OFFICE_SESSION_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[OFFICE_SESSION_PUT_OFF] = g_param_spec_string ("put-off", NULL, NULL, NULL, flags);
  properties[OFFICE_SESSION_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[OFFICE_SESSION_N_REFUSED] = g_param_spec_uint ("n-refused", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[OFFICE_SESSION_UNDER_REVIEW] = g_param_spec_boolean ("under-review", NULL, NULL, FALSE, flags);
  properties[OFFICE_SESSION_N_HERE] = g_param_spec_uint ("n-here", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[OFFICE_SESSION_HAS_CONTENT] = g_param_spec_boolean ("has-content", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, OFFICE_SESSION_N_PROPERTIES, properties);

  office_session_install_signals (object_class);
  office_session_install_typing_signal (object_class);
  office_session_install_watch_signal (object_class);
  office_session_install_quiet_signal (object_class);
  office_session_install_counted_signal (object_class);
}

static GHashTable *
make_table (gpointer destroy)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) destroy);
}

static void
office_session_init (OfficeSession *self)
{
  self->people = make_table (g_object_unref);
  self->rooms = make_table (g_object_unref);
  self->tasks = make_table (g_object_unref);
  self->short_ids = make_table (g_free);
  self->labels = make_table (g_object_unref);
  self->steps = make_table (g_object_unref);
  self->columns = make_table (office_record_unref);
  self->messages = make_table (NULL);
  self->people_list = office_list_new (OFFICE_TYPE_PERSON);
  self->room_list = office_list_new (OFFICE_TYPE_ROOM);
  self->direct_list = office_list_new (OFFICE_TYPE_ROOM);
  self->boards = g_ptr_array_new ();
  self->conversations = g_ptr_array_new ();
  g_queue_init (&self->batches);
  self->uncounted = make_table (NULL);
  self->arriving = make_table (NULL);
  self->deliveries = make_table (NULL);
  self->waiting = make_table (NULL);
  self->refused = make_table (NULL);
  self->file_lists = make_table (NULL);
  self->wanted_files = make_table (NULL);
  self->failed_files = make_table (g_free);
  self->typing = make_table (g_hash_table_unref);
  self->seen = make_table (g_free);
  self->saved = make_table (g_free);
  self->reminders = make_table (g_object_unref);
  self->reminder_list = office_list_new (OFFICE_TYPE_REMINDER);
  self->removing = make_table (NULL);
}

static void
office_session_listen (OfficeSession *self)
{
  g_signal_connect_object (self->replica, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->replica, "outbox-changed", G_CALLBACK (on_outbox_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->replica, "overwritten", G_CALLBACK (on_overwritten), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->replica, "kept-both", G_CALLBACK (on_kept_both), self, G_CONNECT_SWAPPED);
  if (self->line == NULL)
    return;
  g_signal_connect_object (self->line, "notify::state", G_CALLBACK (on_line_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->line, "notify::put-off", G_CALLBACK (on_put_off), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->line, "presence", G_CALLBACK (on_line_presence), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->line, "typing", G_CALLBACK (on_line_typing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->line, "seen", G_CALLBACK (on_line_seen), self, G_CONNECT_SWAPPED);
}

/* ---- inside app/office ---- */

/**
 * office_session_notify:
 * @self: a session
 * @property: a property that is different now
 */
void
office_session_notify (OfficeSession *self, OfficeSessionProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* ---- public ---- */

/**
 * office_session_new:
 * @replica: the open book; kept
 * @line: (nullable): the line that feeds it; kept; %NULL: offline for good
 * @clock: for times, delays and midnight
 * @random: for the ids of what is made
 *
 * Reads what the side bar shows. The rest is read when it is asked for.
 *
 * Returns: (transfer full): a session that office_session_start() sends to the network
 */
OfficeSession *
office_session_new (OfficeReplica *replica, OfficeLine *line, OfficeClock *clock, OfficeRandom *random)
{
  OfficeSession *self = g_object_new (OFFICE_TYPE_SESSION, NULL);

  self->replica = g_object_ref (replica);
  self->line = line != NULL ? g_object_ref (line) : NULL;
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  self->state = line != NULL ? office_line_get_state (line) : OFFICE_LINE_WAITING;
  office_session_load (self);
  self->draft_sync = office_draft_sync_new (self);
  office_session_listen (self);
  office_session_wait_for_midnight (self);
  office_session_begin_index (self);
  return self;
}

/**
 * office_session_start:
 * @self: a session
 *
 * Starts the line, if there is one.
 */
void
office_session_start (OfficeSession *self)
{
  g_return_if_fail (OFFICE_IS_SESSION (self));

  office_session_finish_removals (self);
  if (self->line != NULL)
    office_line_start (self->line);
}

/**
 * office_session_stop:
 * @self: a session
 *
 * Stops the line, after what is being written was told. What is shown stays, what waits is kept.
 */
void
office_session_stop (OfficeSession *self)
{
  g_return_if_fail (OFFICE_IS_SESSION (self));

  if (self->draft_sync != NULL)
    office_draft_sync_push (self->draft_sync, NULL);
  office_session_remove_all_now (self);
  office_session_forget_redos (self);
  if (self->line != NULL)
    office_line_stop (self->line);
}

/**
 * office_session_get_name:
 * @self: a session
 *
 * Returns: (transfer none): the office's name; "Office" before the first sync
 */
const char *
office_session_get_name (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  return self->name;
}

/**
 * office_session_get_me:
 * @self: a session
 *
 * Returns: (transfer none): the person whose session this is
 */
OfficePerson *
office_session_get_me (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  return self->me;
}

/**
 * office_session_get_now:
 * @self: a session
 *
 * Returns: milliseconds since 1970 UTC, by the clock that stamps messages and tells what is due
 */
gint64
office_session_get_now (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), 0);
  return office_clock_now (self->clock);
}

/**
 * office_session_list_refused:
 * @self: a session
 *
 * Returns: (transfer full) (element-type OfficeOutboxEntry): what the host refused and the person has not yet let go
 */
GPtrArray *
office_session_list_refused (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  return office_replica_list_refused (self->replica);
}
