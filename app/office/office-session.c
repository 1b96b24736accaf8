/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-due.h"

#include <glib/gi18n.h>

#define LONGEST_NAP (15 * 60 * 1000) /* ms: a machine that slept must not miss midnight by more */

static GParamSpec *properties[OFFICE_SESSION_N_PROPERTIES];
static guint notice_signal;
static guint kept_both_signal;
static guint applied_signal;
static guint pins_changed_signal;

G_DEFINE_FINAL_TYPE (OfficeSession, office_session, G_TYPE_OBJECT)

static void office_session_wait_for_midnight (OfficeSession *self);

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

static gboolean
on_midnight (gpointer data)
{
  OfficeSession *self = data;
  GHashTableIter iter;
  gpointer task;

  self->midnight = 0;
  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, NULL, &task))
    office_task_set_now (task, office_clock_now (self->clock));
  {
    g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

    office_session_applied (self, nothing); /* lists of tasks know today from tomorrow */
  }
  office_session_wait_for_midnight (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_nap (gpointer data)
{
  OfficeSession *self = data;

  self->midnight = 0;
  office_session_wait_for_midnight (self);
  return G_SOURCE_REMOVE;
}

static void
office_session_wait_for_midnight (OfficeSession *self)
{
  gint64 now = office_clock_now (self->clock);
  gint64 rest = office_due_get_next_midnight (now) - now;

  self->midnight = rest > LONGEST_NAP ? office_clock_add_timeout (self->clock, LONGEST_NAP, on_nap, self, NULL)
                                      : office_clock_add_timeout (self->clock, rest, on_midnight, self, NULL);
}

static gboolean
is_id_of (GHashTable *table, const char *id, gpointer *object)
{
  *object = id != NULL ? g_hash_table_lookup (table, id) : NULL;
  return *object != NULL;
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
office_session_add_pins_signal (void)
{
  /**
   * OfficeSession::pins-changed:
   * @self: the session
   * @room: a room's id
   *
   * Something was pinned there, is not any more, or was changed.
   */
  pins_changed_signal = g_signal_new ("pins-changed", OFFICE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
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
  properties[OFFICE_SESSION_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[OFFICE_SESSION_N_REFUSED] = g_param_spec_uint ("n-refused", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[OFFICE_SESSION_UNDER_REVIEW] = g_param_spec_boolean ("under-review", NULL, NULL, FALSE, flags);
  properties[OFFICE_SESSION_N_HERE] = g_param_spec_uint ("n-here", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[OFFICE_SESSION_HAS_CONTENT] = g_param_spec_boolean ("has-content", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, OFFICE_SESSION_N_PROPERTIES, properties);

  /**
   * OfficeSession::notice:
   * @self: the session
   * @text: a sentence for the person, translated
   * @undo: (nullable): what office_session_undo() takes to undo it
   *
   * Something happened that the person should know.
   */
  notice_signal = g_signal_new ("notice", OFFICE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_STRING, G_TYPE_VARIANT);
  /**
   * OfficeSession::undoable:
   * @self: the session
   * @words: what the person did, translated
   * @undo: what office_session_undo() takes to undo it
   *
   * Comes with each notice that has an undo, and for what needs no notice.
   */
  g_signal_new ("undoable", OFFICE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                G_TYPE_VARIANT);
  /**
   * OfficeSession::undos-changed:
   * @self: the session
   *
   * There may be something that office_session_undo_last() takes back or office_session_redo_last() does again, or no more.
   */
  g_signal_new ("undos-changed", OFFICE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * OfficeSession::kept-both:
   * @self: the session
   * @task: a task's id
   *
   * Two texts of its description did not merge, or the person has chosen one: see office_session_dup_kept().
   */
  kept_both_signal = g_signal_new ("kept-both", OFFICE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * OfficeSession::draft-changed:
   * @self: the session
   * @place: where another device of this person wrote something
   *
   * What is being written there is another text now, or there are two to choose from: see office_session_dup_other_draft().
   */
  g_signal_new ("draft-changed", OFFICE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  office_session_install_typing_signal (object_class);
  office_session_install_watch_signal (object_class);
  office_session_install_quiet_signal (object_class);
  office_session_install_counted_signal (object_class);
  /* Private to app/office, as records are. */
  applied_signal = g_signal_new ("applied", OFFICE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_PTR_ARRAY);
  office_session_add_pins_signal ();
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
  g_signal_connect_object (self->line, "presence", G_CALLBACK (on_line_presence), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->line, "typing", G_CALLBACK (on_line_typing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->line, "seen", G_CALLBACK (on_line_seen), self, G_CONNECT_SWAPPED);
}

/* ---- inside app/office ---- */

/**
 * office_session_applied:
 * @self: a session
 * @records: (element-type OfficeRecord): a batch that objects and lists show now
 *
 * Emits OfficeSession::applied.
 */
void
office_session_applied (OfficeSession *self, GPtrArray *records)
{
  g_signal_emit (self, applied_signal, 0, records);
}

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

/**
 * office_session_say:
 * @self: a session
 * @undo: (nullable): how to undo it; a floating one is sunk
 * @format: a translated sentence
 * @...: for @format
 *
 * Emits OfficeSession::notice: for what goes from view, what happened elsewhere, and what went wrong. Else see office_session_note().
 */
void
office_session_say (OfficeSession *self, GVariant *undo, const char *format, ...)
{
  g_autoptr (GVariant) kept = undo != NULL ? g_variant_ref_sink (undo) : NULL;
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  if (kept != NULL)
    office_session_note (self, kept, text);
  g_signal_emit (self, notice_signal, 0, text, kept);
}

/**
 * office_session_kept_changed:
 * @self: a session
 * @task: the id of a task with two texts, or with none any more
 */
void
office_session_kept_changed (OfficeSession *self, const char *task)
{
  g_signal_emit (self, kept_both_signal, 0, task);
}

/**
 * office_session_pins_changed:
 * @self: a session
 * @room: the id of a room where something was pinned, or is not any more
 */
void
office_session_pins_changed (OfficeSession *self, const char *room)
{
  g_signal_emit (self, pins_changed_signal, 0, room);
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
 * office_session_get_state:
 * @self: a session
 *
 * Returns: how the line is
 */
OfficeLineState
office_session_get_state (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), OFFICE_LINE_STOPPED);
  return self->state;
}

/**
 * office_session_dup_state_text:
 * @self: a session
 *
 * Returns: (transfer full): how the line is, in a few translated words; property "state-text" notifies
 */
char *
office_session_dup_state_text (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  switch (self->state)
    {
    case OFFICE_LINE_LIVE:
      if (self->n_refused > 0)
        return g_strdup_printf (ngettext ("%u change not sent", "%u changes not sent", self->n_refused),
                                self->n_refused);
      return g_strdup_printf (ngettext ("%u person here", "%u people here", self->n_here), self->n_here);
    case OFFICE_LINE_CONNECTING:
    case OFFICE_LINE_GREETING:
      return g_strdup (_ ("Connecting…"));
    case OFFICE_LINE_CATCHING_UP:
      return g_strdup (_ ("Catching up…"));
    case OFFICE_LINE_STOPPED:
    case OFFICE_LINE_WAITING:
    default:
      if (self->n_waiting == 0)
        return g_strdup (_ ("Offline"));
      return g_strdup_printf (ngettext ("Offline · %u waiting", "Offline · %u waiting", self->n_waiting),
                              self->n_waiting);
    }
}

/**
 * office_session_get_problem:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why the line is not live, one sentence; %NULL where there is nothing to tell
 */
const char *
office_session_get_problem (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  return self->problem;
}

/**
 * office_session_get_trouble:
 * @self: a session
 *
 * Returns: why the line has stopped for good, and with it what can be done; notifies with "problem" and "state"
 */
OfficeTrouble
office_session_get_trouble (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), OFFICE_TROUBLE_NONE);
  return self->trouble;
}

/**
 * office_session_get_n_waiting:
 * @self: a session
 *
 * Returns: how many changes the host has not acknowledged
 */
guint
office_session_get_n_waiting (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), 0);
  return self->n_waiting;
}

/**
 * office_session_get_n_here:
 * @self: a session
 *
 * Returns: how many people are here, oneself included; 0 while offline
 */
guint
office_session_get_n_here (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), 0);
  return self->n_here;
}

/**
 * office_session_has_content:
 * @self: a session
 *
 * Returns: whether a first sync was ever finished
 */
gboolean
office_session_has_content (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  return self->has_content;
}

/**
 * office_session_try_now:
 * @self: a session
 *
 * Has a line that waits to come back do so at once.
 */
void
office_session_try_now (OfficeSession *self)
{
  g_return_if_fail (OFFICE_IS_SESSION (self));

  if (self->line != NULL)
    office_line_try_now (self->line);
}

/**
 * office_session_get_rooms:
 * @self: a session
 *
 * Returns: (transfer none): a model of OfficeRoom: public and private ones, by name, without the archived
 */
GListModel *
office_session_get_rooms (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->room_list);
}

/**
 * office_session_get_directs:
 * @self: a session
 *
 * Returns: (transfer none): a model of OfficeRoom: direct ones, where somebody spoke last first
 */
GListModel *
office_session_get_directs (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->direct_list);
}

/**
 * office_session_get_people:
 * @self: a session
 *
 * Returns: (transfer none): a model of OfficePerson: all of the office, by name
 */
GListModel *
office_session_get_people (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->people_list);
}

/**
 * office_session_find_room:
 * @self: a session
 * @id: (nullable): a room's id
 *
 * Returns: (transfer none) (nullable): that room; the same object for the life of the session
 */
OfficeRoom *
office_session_find_room (OfficeSession *self, const char *id)
{
  gpointer room;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  return is_id_of (self->rooms, id, &room) && office_room_is_present (room) ? room : NULL;
}

/**
 * office_session_find_person:
 * @self: a session
 * @id: a person's id
 *
 * Returns: (transfer none): that person; a stranger, called "Unknown", where the book has none yet; the same object for
 *   the life of the session
 */
OfficePerson *
office_session_find_person (OfficeSession *self, const char *id)
{
  gpointer person;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (!is_id_of (self->people, id, &person))
    {
      person = office_person_new (id, g_strcmp0 (id, office_replica_get_person (self->replica)) == 0);
      g_hash_table_insert (self->people, g_strdup (id), person);
    }
  return person;
}

/**
 * office_session_find_task:
 * @self: a session
 * @id: (nullable): a task's id
 *
 * Returns: (transfer none) (nullable): that task, trashed or not; the same object for the life of the session
 */
OfficeTask *
office_session_find_task (OfficeSession *self, const char *id)
{
  g_autoptr (OfficeRecord) record = NULL;
  gpointer task;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  if (is_id_of (self->tasks, id, &task) && office_task_is_present (task))
    return task;
  record = office_session_get_record (self, id, "task");
  return record != NULL ? office_session_take_task (self, record, NULL) : NULL;
}

/**
 * office_session_dup_message:
 * @self: a session
 * @id: (nullable): a message's id
 *
 * Returns: (transfer full) (nullable): that message; live, and the same object, as long as somebody holds it
 */
OfficeMessage *
office_session_dup_message (OfficeSession *self, const char *id)
{
  OfficeMessage *message;
  g_autoptr (OfficeRecord) record = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  message = office_session_peek_message (self, id);
  if (message != NULL)
    return g_object_ref (message);
  record = office_session_get_record (self, id, "message");
  return record != NULL ? office_session_take_message (self, record) : NULL;
}

/**
 * office_session_open_conversation:
 * @self: a session
 * @room: a room's id
 * @task: (nullable): a task of that room: its discussion; %NULL: what is said in the room itself
 *
 * Returns: (transfer full): its newest messages; live as long as it is held
 */
OfficeConversation *
office_session_open_conversation (OfficeSession *self, const char *room, const char *task)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (room != NULL, NULL);

  return office_conversation_new (self, room, task, NULL);
}

/**
 * office_session_open_board:
 * @self: a session
 * @room: a room's id
 *
 * Returns: (transfer full): its board; live as long as it is held
 */
OfficeBoard *
office_session_open_board (OfficeSession *self, const char *room)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (room != NULL, NULL);

  return office_board_new (self, room);
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
